import { ApiError } from "@baton/client";
import { readonly, ref } from "vue";
import { useI18n } from "vue-i18n";
import { api } from "../account.ts";
import { useErrorWords } from "../error-words.ts";
import { useNames } from "../names.ts";
import { toast } from "../toasts.ts";
import { useDesk } from "./use-desk.ts";

const underWay = ref<ReadonlySet<string>>(new Set());

/** Claiming a waiting session and stepping into a bot's one are the same command. */
export function useTakeOver() {
  const { t } = useI18n();
  const { agent, place } = useDesk();
  const { customerName } = useNames();
  const errorWords = useErrorWords();

  /**
   * @param customer the customer's name, for the sentence that says how it went
   * @returns true when the agent serves the session now
   */
  async function takeOver(sessionName: string, customer: string | null): Promise<boolean> {
    if (underWay.value.has(sessionName)) return false;
    const name = customerName(customer, sessionName);
    underWay.value = new Set([...underWay.value, sessionName]);
    try {
      place(await api.takeover(sessionName, { agent_id: agent.id, agent_name: agent.name }));
      toast("good", t("queue.claimed", { name }));
      return true;
    } catch (error) {
      const lost = error instanceof ApiError && (error.code === "ALREADY_TAKEN" || error.code === "ASSIGNED_TO_OTHER");
      if (lost) toast("plain", await whoWasFaster(sessionName, name));
      else toast("bad", errorWords(error));
      return false;
    } finally {
      underWay.value = new Set([...underWay.value].filter((other) => other !== sessionName));
    }
  }

  /** The refusal does not say who; the session does. */
  async function whoWasFaster(sessionName: string, name: string): Promise<string> {
    try {
      const { session } = await api.getSession(sessionName);
      place(session);
      const owner = session.assigned_agent;
      if (owner !== null) return t("queue.taken", { agent: owner.name, name });
    } catch {
      // The race is lost either way; only the winner's name is missing.
    }
    return t("queue.takenUnknown", { name });
  }

  return { takeOver, underWay: readonly(underWay) };
}
