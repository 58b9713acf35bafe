import type { Frame, Page } from "playwright-core";

const MOST_STEPS = 80;

/** What a screen reader would call the element that has the focus, wherever it is; the frame's own when it is there. */
const FOCUSED = `(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (element === null || element === document.body) return { name: "", within: false };
  const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent ?? "";
  const { outlineStyle, boxShadow } = getComputedStyle(element);
  const marked = element.matches(":focus-visible") && (outlineStyle !== "none" || boxShadow !== "none");
  return { name: label.replaceAll(/\\s+/g, " ").trim(), within: element.localName === "iframe", marked };
})()`;

interface Focus {
  name: string;
  /** Whether one sees that it has the focus. */
  marked: boolean;
}

export async function focused(page: Page): Promise<Focus> {
  let document: Page | Frame = page;
  for (;;) {
    const found: Focus & { within: boolean } = await document.evaluate<Focus & { within: boolean }>(FOCUSED);
    if (!found.within) return found;
    const inner: Frame | undefined = page.frames().find((frame) => frame.url().includes("/widget/frame.html"));
    if (inner === undefined) return found;
    document = inner;
  }
}

/** Presses Tab until something of that name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    const now = await focused(page);
    if (now.name.startsWith(name)) return;
    passed.push(now.name.slice(0, 30));
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to "${name}", only to: ${passed.join(" | ")}`);
}
