import { EventEmitter } from "node:events";
import type { OutletMessage } from "@baton/protocol";
import type { ConfirmChannel } from "amqplib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startConfirming } from "./confirms.ts";

/** Only the waiting is proved here, so no broker is needed: this one takes messages, and is silent. */
function silentChannel() {
  const answers: ((error: Error | null) => void)[] = [];
  const channel = Object.assign(new EventEmitter(), {
    publish(...args: [string, string, Buffer, object, (error: Error | null) => void]) {
      answers.push(args[4]);
      return true;
    },
  });
  return { channel: channel as unknown as ConfirmChannel, answers };
}

const message = (id: string) =>
  ({ id, tenant: "default", type: "wait_noticed", timestamp: 1, data: {}, personal: {} }) as OutletMessage;

describe("waiting for confirms", () => {
  const onSilence = vi.fn();

  beforeEach(() => {
    vi.useFakeTimers();
    onSilence.mockClear();
  });

  afterEach(() => void vi.useRealTimers());

  test("[C19] a message that nobody answers for ten seconds is silence; one that is answered is not", async () => {
    const { channel, answers } = silentChannel();
    const confirms = startConfirming(channel, "exchange", onSilence);
    const first = confirms.publish(message("evt_1"));
    vi.advanceTimersByTime(9_500);
    void confirms.publish(message("evt_2"));
    answers[0]?.(null);
    await first;
    vi.advanceTimersByTime(9_500);
    expect(onSilence).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_500);
    expect(onSilence).toHaveBeenCalled();
    confirms.stop();
    onSilence.mockClear();
    vi.advanceTimersByTime(60_000);
    expect(onSilence).not.toHaveBeenCalled();
  });

  test("[C19] while the broker blocks publishers its silence means nothing, and is counted anew afterwards", () => {
    const { channel } = silentChannel();
    const confirms = startConfirming(channel, "exchange", onSilence);
    void confirms.publish(message("evt_1"));
    vi.advanceTimersByTime(9_500);
    confirms.pause();
    vi.advanceTimersByTime(600_000);
    confirms.resume();
    vi.advanceTimersByTime(9_500);
    expect(onSilence).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_500);
    expect(onSilence).toHaveBeenCalled();
    confirms.stop();
  });

  test("[C16] the same message is not sent twice at a time: which of them was returned could not be told", async () => {
    const { channel, answers } = silentChannel();
    const confirms = startConfirming(channel, "exchange", onSilence);
    const first = confirms.publish(message("evt_1"));
    await expect(confirms.publish(message("evt_1"))).rejects.toThrow(TypeError);
    answers[0]?.(null);
    await first;
    void confirms.publish(message("evt_1"));
    expect(answers).toHaveLength(2);
    confirms.stop();
  });
});
