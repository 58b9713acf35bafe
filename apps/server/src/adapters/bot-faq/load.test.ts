import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadFaq } from "./load.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "faq-load-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

describe("loadFaq", () => {
  test("[F1] files in zh/ and en/ are in that language, whatever their script; other files are left alone", async () => {
    await put("zh/a.md", "## App\n苹果和安卓都可以。");
    await put("en/a.md", "## 微信?\nWe take WeChat Pay.");
    await put("en/notes.txt", "## not this");
    await put("en/.draft.md", "## nor this");
    const entries = await loadFaq(folder);
    expect(entries.zh.map(({ id }) => id)).toEqual(["zh/a.md:1"]);
    expect(entries.en.map(({ id }) => id)).toEqual(["en/a.md:1"]);
  });

  test("[F1] files in de/ are German, beside the others or alone", async () => {
    await put("de/a.md", "## Wie lange habe ich Garantie?\nZwei Jahre.");
    expect((await loadFaq(folder)).de.map(({ answer }) => answer)).toEqual(["Zwei Jahre."]);
    await put("en/a.md", "## How long is the warranty?\nTwo years.");
    const entries = await loadFaq(folder);
    expect([entries.zh.length, entries.en.length, entries.de.length]).toEqual([0, 1, 1]);
  });

  test("[F1] without language folders each entry's script decides", async () => {
    await put("faq.md", "## 怎么退货？\n七天内。\n## How do I return it?\nWithin seven days.");
    const entries = await loadFaq(folder);
    expect(entries.zh.map(({ question }) => question)).toEqual(["怎么退货？"]);
    expect(entries.en.map(({ question }) => question)).toEqual(["How do I return it?"]);
  });

  test("[F4] a file that is not UTF-8 is named", async () => {
    await put("zh/gbk.md", new Uint8Array([0x23, 0x23, 0x20, 0xcd, 0xcb, 0xbb, 0xf5]));
    await expect(loadFaq(folder)).rejects.toThrow("zh/gbk.md is not UTF-8");
  });

  test("[F5] an empty folder and a missing one are clear errors", async () => {
    await put("readme.md", "## About\nthis folder");
    await expect(loadFaq(folder)).rejects.toThrow(`The FAQ folder ${folder} holds no questions`);
    await expect(loadFaq(join(folder, "none"))).rejects.toThrow("cannot be read (ENOENT)");
  });
});
