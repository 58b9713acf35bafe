import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { root } from "../run.ts";

const FOLDER = join(root, "docs/images");

/** Text is still sharp at this, and all of them together stay below 2 MB (scripts/pictures.test.ts). */
const QUALITY = 52;

/**
 * What the page shows, as WebP: a third of what PNG takes. Playwright writes no WebP, the browser does.
 * @param part only this element
 * @returns bytes written
 */
export async function takePicture(page: Page, name: string, part?: Locator): Promise<number> {
  await page.evaluate("document.fonts.ready");
  const box = part === undefined ? null : await part.boundingBox();
  const browser = await page.context().newCDPSession(page);
  try {
    const { data } = await browser.send("Page.captureScreenshot", {
      format: "webp",
      quality: QUALITY,
      ...(box === null ? {} : { clip: { ...box, scale: 1 } }),
    });
    await mkdir(FOLDER, { recursive: true });
    const path = join(FOLDER, `${name}.webp`);
    await writeFile(path, Buffer.from(data, "base64"));
    return (await stat(path)).size;
  } finally {
    await browser.detach();
  }
}
