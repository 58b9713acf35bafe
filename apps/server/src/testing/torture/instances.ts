import type { Gate } from "./gate.ts";
import type { Random } from "./random.ts";

/** The servers that clients may ask. Which one makes no difference: a session belongs to none. */
export interface Instances {
  /** The address of any of them but `failed`, which has just not answered; waits while none is known to listen. */
  any(random: Random, failed?: string): Promise<string>;
}

export const onlyOne = (url: string, gate: Gate): Instances => ({
  async any() {
    await gate.passed();
    return url;
  },
});

export const anyOf = (urls: readonly [string, ...string[]]): Instances => ({
  any(random, failed) {
    const [first, ...others] = urls.filter((url) => url !== failed);
    return Promise.resolve(first === undefined ? urls[0] : random.pick([first, ...others]));
  },
});
