/**
 * What tests need that npm cannot bring. `setup-services.ts` provides them before a test run, `e2e/support/needs.ts`
 * tells tests about them. A new need (a database, a broker) is one more entry of `needs`.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

export type NeedName = "chromium" | "strace" | "cjkFonts" | "fastapi";

export type Need = {
  /** For a person: what it is and what for. */
  what: string;
  /** Tells the tests where it is: a path or a URL; empty when it could not be had. */
  variable: string;
  /** Where it is, or undefined. Must show that it works, not only that it is there. */
  find: () => string | undefined;
  /** How it can be had, tried in this order. */
  ways: Way[];
};

export type Way = { kind: "apt"; packages: string[] };

function works(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: "ignore", timeout: 20_000 }).status === 0;
}

function inPath(...names: string[]): string[] {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter((file) => existsSync(file));
}

const installedBrowsers = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

export const needs: Record<NeedName, Need> = {
  chromium: {
    what: "Chromium, for the tests in a real browser",
    variable: "BATON_TEST_CHROMIUM",
    find: () =>
      [
        ...inPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"),
        ...installedBrowsers.filter((file) => existsSync(file)),
      ].find((file) => process.platform === "win32" || works(file, "--version")),
    ways: [{ kind: "apt", packages: ["chromium"] }],
  },
  cjkFonts: {
    what: "Chinese fonts, so that screenshots show no empty boxes",
    variable: "BATON_TEST_CJK_FONTS",
    find: () => {
      if (process.platform !== "linux") return "the system's";
      const { status, stdout } = spawnSync("fc-list", [":lang=zh", "family"], { encoding: "utf8" });
      return status === 0 ? stdout.split("\n")[0] || undefined : undefined;
    },
    ways: [{ kind: "apt", packages: ["fontconfig", "fonts-noto-cjk"] }],
  },
  strace: {
    what: "strace, for the test that an acknowledgement is sent after the disk has the data",
    variable: "BATON_TEST_STRACE",
    // Installed is not enough: a container may forbid ptrace.
    find: () => inPath("strace").find((file) => works(file, "-o", "/dev/null", "true")),
    ways: [{ kind: "apt", packages: ["strace"] }],
  },
  fastapi: {
    what: "Python with FastAPI and uvicorn, the server that the bench compares with",
    variable: "BATON_TEST_FASTAPI_PYTHON",
    find: () =>
      ["/usr/bin/python3", ...inPath("python3")].find(
        (python) => existsSync(python) && works(python, "-c", "import fastapi, uvicorn"),
      ),
    ways: [{ kind: "apt", packages: ["python3-fastapi", "python3-uvicorn"] }],
  },
};

/** The needs of `npm test`. */
export const testNeeds: NeedName[] = ["chromium", "cjkFonts", "strace"];

export function isCi(env: NodeJS.ProcessEnv = process.env): boolean {
  return env["CI"] !== undefined && env["CI"] !== "" && env["CI"] !== "false" && env["CI"] !== "0";
}
