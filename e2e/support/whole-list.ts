import type { Locator } from "playwright-core";
import type { Said } from "./said.ts";

/**
 * The messages of a list that draws only what is on screen, from top to bottom: it is scrolled through where it is
 * longer than that, and left at its end.
 *
 * @param author maps the classes that messages have
 */
export async function readWholeList(scroller: Locator, author: Record<string, Said["by"]>): Promise<Said[]> {
  const found = await scroller.evaluate(async (box) => {
    const view = box.ownerDocument.defaultView;
    const rows = new Map<number, { classes: string[]; text: string } | null>();
    const take = () => {
      for (const slot of box.querySelectorAll("[data-index]")) {
        const message = slot.querySelector(".message, .notice");
        const words = message?.querySelector(".bubble, .stranger:not(.by *)") ?? message;
        rows.set(
          Number(slot.dataset.index),
          message === null ? null : { classes: [...message.classList], text: words.textContent.trim() },
        );
      }
    };
    /** Where it was scrolled to is drawn in the first frame, and its rows as measured in the second. */
    const drawn = async () => {
      const frame = () => new Promise((resolve) => view.requestAnimationFrame(resolve));
      await frame();
      await frame();
      while (box.querySelector(".top [role=status]") !== null) await frame();
    };
    const size = () => Number(box.querySelector("[aria-setsize]")?.getAttribute("aria-setsize") ?? 0);
    take();
    if (rows.size < size()) {
      // At its beginning a list loads what is older, and counts anew.
      for (let known = -1; known !== size(); ) {
        known = size();
        box.scrollTo(0, 0);
        await drawn();
      }
      rows.clear();
      box.scrollTo(0, 0);
      for (let top = -1; top !== box.scrollTop; ) {
        top = box.scrollTop;
        await drawn();
        take();
        box.scrollBy(0, box.clientHeight * 0.8);
      }
      box.scrollTo(0, box.scrollHeight);
    }
    return [...rows].toSorted(([one], [other]) => one - other).map(([, row]) => row);
  });
  return found.flatMap((row) => {
    if (row === null) return [];
    const name = row.classes.find((one) => author[one] !== undefined) ?? "";
    return [{ by: author[name] ?? "system", text: row.text }];
  });
}
