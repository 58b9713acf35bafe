import { type Chat, type CreatedSession, type NewSession, safeStorage } from "@baton/client";
import { fetchNotingTime } from "./server-clock.ts";

type Call = Parameters<typeof fetch>;

const KEY = "baton.page";

/**
 * Tells the service where the customer is: with the session when that is made, and again when they write from another
 * page. The tabs of a browser remember together what was told last: what the service has taken, not what was asked of it,
 * and what was in the call, which may be what an earlier page had asked.
 */
export function createPageTelling(profile: { readonly page_url: string; readonly referrer: string }) {
  const storage = safeStorage(() => globalThis.localStorage);
  const asTold = (session: string, page: string) => `${session} ${page}`;
  let underWay: string | undefined;

  async function note([address, request]: Call, answer: Response): Promise<void> {
    if (!answer.ok || typeof request?.body !== "string" || !String(address).endsWith("/api/sessions")) return;
    const { profile: told } = JSON.parse(request.body) as NewSession;
    if (told?.page_url === undefined) return;
    const { data } = (await answer.clone().json()) as { data: CreatedSession };
    storage.setItem(KEY, asTold(data.session.session_name, told.page_url));
  }

  return {
    /** `fetch` for the chat, which learns from its calls what was told. */
    async fetch(...call: Call): Promise<Response> {
      const answer = await fetchNotingTime(...call);
      // What is no answer of Baton's is for whoever asked to find out.
      await note(call, answer).catch(() => undefined);
      return answer;
    },
    tell(chat: Chat): void {
      const { sessionName: session } = chat.state();
      const { page_url: page } = profile;
      if (session === undefined || page === "") return;
      const news = asTold(session, page);
      if (news === underWay || storage.getItem(KEY) === news) return;
      underWay = news;
      // Good to know for the agent; nothing depends on it. The next message tries again.
      const told = chat.api.createSession({ session_name: session, profile });
      void told
        .catch(() => undefined)
        .finally(() => {
          underWay = undefined;
        });
    },
  };
}
