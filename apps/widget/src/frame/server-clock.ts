/** By how much the customer's clock runs ahead of the service's, in milliseconds; below zero: behind. */
let aheadMs = 0;

/** An answer names its time in whole seconds, and takes a while to come: what is less says nothing about the clock. */
const NOTED_FROM_MS = 5_000;

/** The time as the service has it, in milliseconds: what it says about when something began is counted from that. */
export const serverNow = (): number => Date.now() - aheadMs;

/** `fetch`, which learns from each answer what the service's time is. */
export async function fetchNotingTime(...call: Parameters<typeof fetch>): Promise<Response> {
  const askedAtMs = Date.now();
  const answer = await fetch(...call);
  const atMs = Date.parse(answer.headers.get("date") ?? "");
  // Answered somewhere between; a slow answer must not pass for a clock that is wrong.
  const gapMs = atMs < askedAtMs ? Math.max(0, askedAtMs - atMs) : Math.min(0, Date.now() - atMs);
  if (!Number.isNaN(atMs)) aheadMs = Math.abs(gapMs) < NOTED_FROM_MS ? 0 : gapMs;
  return answer;
}
