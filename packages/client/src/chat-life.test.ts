import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMountedChat } from "./mounted-chat.ts";
import { memoryStorage } from "./storage.ts";
import { eventually, useChats } from "./testing/chat-world.ts";

const world = useChats();

type Act =
  | "mount"
  | "close"
  | "send"
  | "escalate"
  | "cancel"
  | "start over"
  | "older"
  | "let one answer"
  | "cut"
  | "reset";
const acts = fc.array(
  fc.constantFrom<Act>(
    ...(["mount", "close", "send", "escalate", "cancel", "start over"] as const),
    ...(["older", "let one answer", "let one answer", "let one answer", "cut", "reset"] as const),
  ),
  { minLength: 3, maxLength: 25 },
);

/** Answers come in any order: each waits until it is let go. */
function gate() {
  const waiting: (() => void)[] = [];
  let isOpen = true;
  return {
    async fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
      const answer = await fetch(input, init);
      if (!isOpen && !String(input).endsWith("/events")) await new Promise<void>((resolve) => waiting.push(resolve));
      return answer;
    },
    letOne: (which: number) => waiting.splice(which % Math.max(1, waiting.length), 1)[0]?.(),
    shut(): void {
      isOpen = false;
    },
    open(): void {
      isOpen = true;
      for (const go of waiting.splice(0)) go();
    },
  };
}

describe("whatever a screen does, and in whatever order the answers come", () => {
  test("[K1] [K26] [K30] there is one stream at most, none after the end, and the transcript is this conversation's", async () => {
    await fc.assert(
      fc.asyncProperty(acts, fc.array(fc.nat(7), { minLength: 1, maxLength: 8 }), async (script, numbers) => {
        const { baton } = world;
        baton.forgetSessions();
        const late = gate();
        const open = new Set<AbortSignal>();
        const chat = createMountedChat({
          baseUrl: baton.url,
          storage: memoryStorage(),
          stream: { random: () => 0 },
          fetch(input, init) {
            if (!String(input).endsWith("/events")) return late.fetch(input, init);
            const { signal } = init ?? {};
            if (signal) open.add(signal);
            return fetch(input, init);
          },
        });
        const underWay: Promise<void>[] = [];
        let stop: (() => void) | undefined = chat.subscribe(() => undefined);
        chat.actions.send("0");
        await eventually(() => chat.state().transcript.messages.length).toBe(2);
        stop();
        stop = undefined;
        late.shut();
        let conversation = 0;
        let turn = 0;
        for (const act of ["mount" as const, ...script]) {
          const which = numbers[turn++ % numbers.length] ?? 0;
          if (act === "mount") stop ??= chat.subscribe(() => undefined);
          else if (act === "close") {
            stop?.();
            stop = undefined;
          } else if (act === "let one answer") late.letOne(which);
          else if (act === "cut") baton.cutStreams();
          else if (act === "reset") chat.state().sessionName && baton.session().live({ type: "reset" });
          else if (stop !== undefined) {
            const { actions } = chat;
            if (act === "send") actions.send(`${conversation}`);
            else if (act === "escalate") underWay.push(actions.escalate());
            else if (act === "cancel") underWay.push(actions.cancel());
            else if (act === "older") underWay.push(actions.loadOlder());
            else {
              conversation++;
              underWay.push(actions.startOver());
            }
          }
          await new Promise((resolve) => setTimeout(resolve, which));
          expect([...open].filter((signal) => !signal.aborted).length).toBeLessThanOrEqual(1);
        }
        late.open();
        stop ??= chat.subscribe(() => undefined);
        await Promise.all(underWay);
        chat.actions.send(`${conversation}`);
        await eventually(() => chat.state().transcript.pending).toEqual([]);
        await eventually(() => chat.state().connection.name).toBe("open");
        const { sessionName, transcript } = chat.state();
        const there = baton.session(sessionName);
        expect(transcript.messages.map(({ id }) => id)).toEqual(there.messages.map(({ id }) => id));
        const words = transcript.messages.filter(({ role }) => role === "user").map(({ content }) => content);
        expect(new Set(words)).toEqual(new Set([`${conversation}`]));
        stop();
        expect([...open].filter((signal) => !signal.aborted)).toEqual([]);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  }, 120_000);
});
