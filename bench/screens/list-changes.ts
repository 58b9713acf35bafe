import type { Page } from "playwright-core";

/** What a list has shown anew since it was watched, apart from its clocks and from being scrolled. */
export interface ListChanges {
  /** Pictures of the browser in which something had changed. */
  pictures: number;
  /** Rows that stand elsewhere than before, because others came or went above them. */
  rowsMoved: number;
  /** Texts, tags and states of rows that were renewed in place. */
  renewed: number;
}

const LIST = ".area";
const ROW = "[data-session]";

/** Begins anew to count what changes in the queue's list. */
export async function watchList(page: Page): Promise<void> {
  await page.locator(LIST).evaluate((area) => {
    const view = area.ownerDocument.defaultView;
    view.batonListObserver?.disconnect();
    const counts = { pictures: 0, rowsMoved: 0, renewed: 0 };
    view.batonListChanges = counts;
    let pictureNoted = false;
    const note = (changes: readonly { type: string; target: { parentElement: typeof area; localName?: string } }[]) => {
      let changed = false;
      for (const { type, target } of changes) {
        const element = target.localName === undefined ? target.parentElement : target;
        if (element.closest("li") === null || element.closest(".clock") !== null) continue;
        changed = true;
        if (type === "attributes" && element.localName === "li") counts.rowsMoved++;
        else counts.renewed++;
      }
      if (!changed || pictureNoted) return;
      pictureNoted = true;
      counts.pictures++;
      view.requestAnimationFrame(() => {
        pictureNoted = false;
      });
    };
    const observer = new view.MutationObserver(note);
    observer.observe(area, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ["style", "class"],
    });
    view.batonListObserver = observer;
  });
}

export function readListChanges(page: Page): Promise<ListChanges> {
  return page.evaluate<ListChanges>("window.batonListChanges");
}

/** Keeps asking which rows one sees, until it is stopped. */
export function watchRowsOnScreen(page: Page) {
  let names: readonly string[] = [];
  let stopped = false;
  const looking = (async () => {
    while (!stopped) {
      names = await page.locator(LIST).evaluate((area, row) => {
        const { top, bottom } = area.getBoundingClientRect();
        return [...area.querySelectorAll(row)]
          .filter((one) => {
            const place = one.getBoundingClientRect();
            return place.top >= top && place.bottom <= bottom;
          })
          .map((one) => one.dataset.session as string);
      }, ROW);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  return {
    names: () => names,
    async stop() {
      stopped = true;
      await looking;
    },
  };
}

/** Scrolls as a finger would, some pixels with every picture, without anybody pointing at it. Resolves when it ends. */
export function glide(page: Page, scroller: string, pixelsPerPicture: number, seconds: number): Promise<void> {
  return page.locator(scroller).evaluate(
    (box, [step, forMs]) =>
      new Promise<void>((resolve) => {
        const view = box.ownerDocument.defaultView;
        const endAt = view.performance.now() + forMs;
        let direction = 1;
        const next = () => {
          if (view.performance.now() > endAt) return resolve();
          const before = box.scrollTop;
          box.scrollTop += step * direction;
          if (box.scrollTop === before) direction = -direction;
          view.requestAnimationFrame(next);
        };
        next();
      }),
    [pixelsPerPicture, seconds * 1000] as const,
  );
}
