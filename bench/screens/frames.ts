import type { Page } from "playwright-core";

export interface FrameRate {
  what: string;
  seconds: number;
  /** Frames a second over the whole time. */
  mean: number;
  /** Frames in the worst whole second. */
  worstSecond: number;
  /** Of the gaps between frames, in milliseconds. */
  p99GapMs: number;
  longestGapMs: number;
}

/**
 * How often a page draws while something happens, seen from inside: the moments at which the browser asks it for a
 * frame. A busy main thread is asked late; a compositor that cannot keep up asks less often.
 */
export async function measureFrames(page: Page, what: string, during: () => Promise<void>): Promise<FrameRate> {
  const root = page.locator(":root");
  await root.evaluate((element) => {
    const view = element.ownerDocument.defaultView;
    const moments: number[] = [];
    view.batonFrames = moments;
    const next = (moment: number) => {
      moments.push(moment);
      if (view.batonFrames === moments) view.requestAnimationFrame(next);
    };
    view.requestAnimationFrame(next);
  });
  await during();
  const moments = await root.evaluate((element) => {
    const view = element.ownerDocument.defaultView;
    const seen = view.batonFrames as number[];
    view.batonFrames = undefined;
    return seen;
  });
  return { what, ...frameRate(moments) };
}

/** @param momentsMs ascending, at least two */
export function frameRate(momentsMs: readonly number[]): Omit<FrameRate, "what"> {
  const first = momentsMs[0] ?? 0;
  const last = momentsMs.at(-1) ?? 0;
  const gaps = momentsMs.slice(1).map((moment, index) => moment - (momentsMs[index] ?? moment));
  const sorted = gaps.toSorted((one, other) => one - other);
  const seconds = (last - first) / 1000;
  const perSecond = new Array<number>(Math.floor(seconds)).fill(0);
  for (const moment of momentsMs.slice(1)) {
    const second = Math.floor((moment - first) / 1000);
    if (second < perSecond.length) perSecond[second] = (perSecond[second] ?? 0) + 1;
  }
  return {
    seconds,
    mean: gaps.length / seconds,
    worstSecond: Math.min(...perSecond),
    p99GapMs: sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0,
    longestGapMs: sorted.at(-1) ?? 0,
  };
}
