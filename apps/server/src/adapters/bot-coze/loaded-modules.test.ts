import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startCozeDouble } from "../../testing/doubles/coze/index.ts";

const CHILD = fileURLToPath(new URL("./loaded-modules.child.ts", import.meta.url));

/** What the SDK brings along for browsers, sound and web sockets, and what that brings along. */
const UNWANTED = /agora|opus|websocket|webrtc|^ws$|node-fetch|form.?data-polyfill|ua-parser|pako|^uuid$/;

test("only the API part of Coze's SDK is in the process, and nothing of it before the first call", async () => {
  const double = await startCozeDouble();
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [CHILD, JSON.stringify(double.settings)]);
    const { before, text, packages } = JSON.parse(stdout);
    expect(text).toMatch(/^Hello!/);
    expect(before).toBe(0);
    expect(packages).toContain("@coze/api");
    expect(packages.filter((name: string) => UNWANTED.test(name))).toEqual([]);
  } finally {
    await double.close();
  }
});
