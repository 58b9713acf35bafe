import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Lock, missingEntries } from "./complete-lock.ts";
import { root } from "./run.ts";

describe("missingEntries", () => {
  test("names the packages of other platforms that the lock file lacks", () => {
    const lock: Lock = {
      packages: {
        "node_modules/tool": {
          version: "2.0.0",
          dev: true,
          optionalDependencies: {
            "@tool/binding-darwin-arm64": "2.0.0",
            "@tool/binding-linux-arm-musleabihf": "2.0.0",
            "@tool/binding-linux-x64-gnu": "2.0.0",
            "@tool/binding-win32-x64-msvc": "2.0.0",
            fsevents: "^2.0.0",
          },
        },
        "node_modules/@tool/binding-linux-x64-gnu": { version: "2.0.0", dev: true, optional: true },
      },
    };
    const common = { version: "2.0.0", dev: true, optional: true };
    expect(missingEntries(lock)).toEqual({
      "node_modules/@tool/binding-darwin-arm64": { ...common, os: ["darwin"], cpu: ["arm64"] },
      "node_modules/@tool/binding-linux-arm-musleabihf": { ...common, os: ["linux"], cpu: ["arm"], libc: ["musl"] },
      "node_modules/@tool/binding-win32-x64-msvc": { ...common, os: ["win32"], cpu: ["x64"] },
    });
  });

  test("finds nothing in the project's own lock file: else `npm ci` fails, and `npm run complete-lock` repairs it", () => {
    const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;
    expect(missingEntries(lock)).toEqual({});
  });
});
