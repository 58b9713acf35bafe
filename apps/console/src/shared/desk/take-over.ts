import { ApiError } from "@baton/client";
import type { SessionListItem } from "@baton/protocol";
import { readonly, ref } from "vue";
import { useI18n } from "vue-i18n";
import { api } from "../account.ts";
import { useErrorWords } from "../error-words.ts";
import { useNames } from "../names.ts";
import { go, route } from "../route.ts";
import { isTextField } from "../text-field.ts";
import { toast } from "../toasts.ts";
import { useDesk } from "./use-desk.ts";

const underWay = ref<ReadonlySet<string>>(new Set());

/** Whoever loses this many races in a row looks at the list first. */
const MOST_ATTEMPTS = 3;

/** `aside`: taken, but the agent has gone on meanwhile, and is not called away. */
type Outcome = "taken" | "aside" | "lost" | "failed";

/** Remembers what the agent is at, for an answer that may come late. */
function rememberPlace(): () => boolean {
  const { session } = route.value;
  return () => route.value.session === session && !isTextField(document.activeElement);
}

/** Claiming a waiting session and stepping into a bot's one are the same command. */
export function useTakeOver() {
  const { t } = useI18n();
  const { agent, place } = useDesk();
  const { customerName } = useNames();
  const errorWords = useErrorWords();

  /**
   * @param customer the customer's name, for the sentence that says how it went
   */
  function takeOver(sessionName: string, customer: string | null): Promise<Outcome> {
    return attempt(sessionName, customer, rememberPlace());
  }

  /**
   * Takes the first that nobody else takes at the same moment.
   *
   * @returns its name; null when none of them could be had, or the agent has gone on
   */
  async function takeFirst(items: readonly SessionListItem[]): Promise<string | null> {
    const isStillThere = rememberPlace();
    for (const item of items.slice(0, MOST_ATTEMPTS)) {
      const outcome = await attempt(item.session_name, item.customer_name, isStillThere);
      if (outcome === "taken") return item.session_name;
      if (outcome !== "lost") return null;
    }
    return null;
  }

  async function attempt(sessionName: string, customer: string | null, isStillThere: () => boolean): Promise<Outcome> {
    if (underWay.value.has(sessionName)) return "failed";
    const name = customerName(customer, sessionName);
    underWay.value = new Set([...underWay.value, sessionName]);
    try {
      place(await api.takeover(sessionName, { agent_id: agent.id, agent_name: agent.name }));
      const said = t("queue.claimed", { name });
      if (isStillThere()) {
        toast("good", said);
        return "taken";
      }
      toast("good", said, { label: t("common.open"), run: () => go({ tab: "mine", session: sessionName }) });
      return "aside";
    } catch (error) {
      const lost = error instanceof ApiError && (error.code === "ALREADY_TAKEN" || error.code === "ASSIGNED_TO_OTHER");
      if (lost) toast("plain", await whoWasFaster(sessionName, name));
      else toast("bad", errorWords(error));
      return lost ? "lost" : "failed";
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

  return { takeOver, takeFirst, underWay: readonly(underWay) };
}
