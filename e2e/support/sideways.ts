import type { Frame } from "playwright-core";

/**
 * What sticks out of the window to a side, or has to be scrolled sideways within the page: at 200 % one reads downwards
 * only. Each as its kind and class. What is cut off with an ellipsis, and what only screen readers are told, is none.
 */
export function sideways(frame: Frame): Promise<string[]> {
  return frame.evaluate<string[]>(`
    [document.documentElement, ...document.body.querySelectorAll("*")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((element) => {
        const isScroller = element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX);
        if (isScroller && element.scrollWidth > element.clientWidth + 1) return true;
        const { left, right, width, height } = element.getBoundingClientRect();
        if (width <= 1 || height <= 1 || !element.matches("a, button, input, textarea, select, h1, h2, h3, p, dd, .bubble")) return false;
        return left < -1 || right > innerWidth + 1;
      })
      .map((element) => element.localName + "." + element.className)`);
}
