import type { Locator, Page } from "playwright-core";
import { type Distribution, distribution } from "../client/statistics.ts";

/** What a reader sees of one page of the browser. */
export interface Screen {
  page: Page;
  /** Where messages are written. */
  field: Locator;
  /** The list of messages: what is read out, or shown of them elsewhere, is not the message on the screen. */
  list: Locator;
}

const SHOWN_WITHIN_MS = 10_000;

/**
 * From the key that sends a message on one screen to the frame in which the other screen shows it. Both are pages of
 * one browser, and `performance.timeOrigin` puts their clocks on one axis, so nothing of the script's own is measured.
 */
export async function measureEcho(from: Screen, to: Screen, count: number, word: string): Promise<Distribution> {
  await watchEnter(from.field);
  await watchBubbles(to.list, word);
  const tookMs: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    const marker = `${word}${turn}.`;
    await from.field.fill(marker);
    await from.field.press("Enter");
    const shownAt = await shownMoment(to.list, marker);
    const sentAt = await from.field.evaluate(
      (element, sent) => (element.ownerDocument.defaultView.batonSent as Map<string, number>).get(sent) ?? Number.NaN,
      marker,
    );
    tookMs.push(shownAt - sentAt);
  }
  return distribution(Float64Array.from(tookMs));
}

function watchEnter(field: Locator): Promise<void> {
  return field.evaluate((element) => {
    const view = element.ownerDocument.defaultView;
    const sent = new Map<string, number>();
    view.batonSent = sent;
    const note = ({ key, target, timeStamp }: { key: string; target: { value: string }; timeStamp: number }) => {
      if (key === "Enter") sent.set(target.value, view.performance.timeOrigin + timeStamp);
    };
    view.addEventListener("keydown", note, { capture: true });
  });
}

/**
 * Notes the moment after the frame in which a marker's bubble is within the window: the callback of a frame runs before
 * it is drawn.
 */
function watchBubbles(list: Locator, word: string): Promise<void> {
  return list.evaluate((element, prefix) => {
    const view = element.ownerDocument.defaultView;
    const shown = new Map<string, number>();
    view.batonShown = shown;
    const seen = new Set<string>();
    const pattern = new RegExp(`^\\s*(${prefix}\\d+\\.)\\s*$`);
    const noteOnceDrawn = (marker: string, bubble: typeof element) =>
      view.requestAnimationFrame(() => {
        const { top, bottom } = bubble.getBoundingClientRect();
        if (!bubble.isConnected) return seen.delete(marker);
        if (top === bottom || top < 0 || bottom > view.innerHeight) return noteOnceDrawn(marker, bubble);
        const { port1, port2 } = new view.MessageChannel();
        port1.onmessage = () => shown.set(marker, view.performance.timeOrigin + view.performance.now());
        port2.postMessage(null);
      });
    const look = () => {
      for (const bubble of [...element.querySelectorAll(".bubble")].slice(-3)) {
        const marker = pattern.exec(bubble.textContent)?.[1];
        if (marker === undefined || seen.has(marker)) continue;
        seen.add(marker);
        noteOnceDrawn(marker, bubble);
      }
    };
    new view.MutationObserver(look).observe(element, { subtree: true, childList: true, characterData: true });
  }, word);
}

async function shownMoment(list: Locator, marker: string): Promise<number> {
  return list.evaluate(
    (element, [wanted, withinMs]) =>
      new Promise<number>((resolve, reject) => {
        const shown = element.ownerDocument.defaultView.batonShown as Map<string, number>;
        const giveUpAt = performance.now() + withinMs;
        const look = () => {
          const moment = shown.get(wanted);
          if (moment !== undefined) resolve(moment);
          else if (performance.now() > giveUpAt) reject(new Error(`${wanted} was not shown`));
          else setTimeout(look, 10);
        };
        look();
      }),
    [marker, SHOWN_WITHIN_MS] as const,
  );
}
