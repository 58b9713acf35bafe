import { afterEach, expect, test, vi } from "vitest";
import { useSound } from "./use-sound.ts";

/** As much of the browser's audio as two notes need. @param wakesUpMs after what time a suspended context plays */
function browser(wakesUpMs: number) {
  const started = vi.fn();
  class Node {
    gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
    connect = (other: unknown) => other;
    start = started;
    stop() {}
  }
  class Context {
    currentTime = 0;
    destination = {};
    resume = () => new Promise<void>((resolve) => setTimeout(resolve, wakesUpMs));
  }
  vi.stubGlobal("AudioContext", Context);
  vi.stubGlobal("GainNode", Node);
  vi.stubGlobal("OscillatorNode", Node);
  return started;
}
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  ["plays", 20, 2],
  ["is silent", 60_000, 0],
])("[W29] a message %s where sound may play after %d ms", async (_, wakesUpMs, notes) => {
  vi.useFakeTimers();
  const started = browser(wakesUpMs);
  void useSound().play();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(started).toHaveBeenCalledTimes(notes);
});
