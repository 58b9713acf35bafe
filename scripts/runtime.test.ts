import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./run.ts";
import { isNewEnough, tooOldMessage } from "./runtime.js";

const machine = { version: "v20.20.2", platform: "linux", arch: "x64", musl: false, installed: false };

describe("isNewEnough", () => {
  test.each([
    ["v24.7.0", true],
    ["v24.10.1", true],
    ["v26.0.0", true],
    ["v24.6.9", false],
    ["v20.20.2", false],
    ["v9.11.2", false],
  ])("%s: %s", (version, expected) => expect(isNewEnough(version)).toBe(expected));

  test("asks for what package.json's engines asks for", () => {
    const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { engines: { node: string } };
    expect(engines.node).toBe(">=24.7");
    expect(tooOldMessage(machine)).toContain("24.7");
  });
});

describe("tooOldMessage", () => {
  test("says it once in English and once in Chinese, with the version that runs", () => {
    const lines = tooOldMessage(machine).split("\n");
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toContain("v20.20.2");
    expect(lines[1]).toMatch(/\p{Script=Han}/u);
  });

  test("names the way that helps on this machine", () => {
    expect(tooOldMessage(machine)).toContain("`npm ci`");
    expect(tooOldMessage({ ...machine, installed: true })).toContain("`npm start`");
    expect(tooOldMessage({ ...machine, arch: "riscv64" })).toContain("linux-riscv64");
    expect(tooOldMessage({ ...machine, musl: true, installed: true })).toContain("linux-x64 (musl)");
  });

  test("knows every platform for which package.json brings a runtime, and no other", () => {
    const { optionalDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      optionalDependencies: Record<string, string>;
    };
    const brought = Object.keys(optionalDependencies)
      .filter((name) => name.startsWith("node-"))
      .map((name) => name.replace(/^node-(bin-)?/, "").replace(/^win-/, "win32-"));
    for (const name of brought) {
      const [platform = "", arch = ""] = name.split("-");
      expect(tooOldMessage({ ...machine, platform, arch }), name).toContain("`npm ci`");
    }
    expect(brought).toHaveLength(5);
  });
});
