/** Within a sentence nobody rests longer than this. */
const SILENCE_MS = 1_500;

/**
 * For when a text field leaves the page under the hands of somebody who writes: the rest of the sentence must not act
 * as keys of the console. It is over when the keyboard has been silent, or when they go on to something else.
 */
export function createHush() {
  let untilMs = 0;
  return {
    begin(nowMs: number): void {
      untilMs = nowMs + SILENCE_MS;
    },
    end(): void {
      untilMs = 0;
    },
    /** @returns true when a key that is pressed now still belongs to the sentence */
    hears(nowMs: number): boolean {
      if (nowMs >= untilMs) return false;
      untilMs = nowMs + SILENCE_MS;
      return true;
    },
  };
}
