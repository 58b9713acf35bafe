import { ApiError, EMPTY_TRANSCRIPT, type Transcript } from "@baton/client";
import { expect, test } from "vitest";
import { BEHIND } from "./failures.ts";
import { createOutbox } from "./outbox.ts";

const AGENT = { id: "agent_01", name: "Li" };

function setUp() {
  const posted: string[] = [];
  let transcript: Transcript = EMPTY_TRANSCRIPT;
  /** What the service says to the next one; nothing more for it to refuse. */
  const refusals: ApiError[] = [];
  const outbox = createOutbox({
    agent: AGENT,
    post: async (_key, content) => {
      await Promise.resolve();
      const refusal = refusals.shift();
      if (refusal !== undefined) throw refusal;
      posted.push(content);
      return { message_id: content, seq: posted.length, timestamp: 1 };
    },
    fold: (change) => {
      transcript = change(transcript);
    },
  });
  return {
    outbox,
    posted,
    refusals,
    states: () => transcript.pending.map(({ content, state, error }) => [content, state, error]),
    pending: () => transcript.pending,
  };
}

test("[D35] those behind one that fails are not sent before it, and go with it when it is sent again", async () => {
  const { outbox, posted, refusals, states, pending } = setUp();
  outbox.send("1");
  await expect.poll(() => posted).toEqual(["1"]);
  refusals.push(new ApiError({ status: 413, code: "TOO_LARGE", message: "" }));
  for (const content of ["2", "3", "4"]) outbox.send(content);
  await expect.poll(states).toEqual([
    ["2", "failed", "TOO_LARGE"],
    ["3", "failed", BEHIND],
    ["4", "failed", BEHIND],
  ]);
  expect(posted).toEqual(["1"]);
  outbox.retry(pending(), pending()[1]?.key ?? "");
  await expect.poll(states).toEqual([]);
  expect(posted).toEqual(["1", "2", "3", "4"]);
});
