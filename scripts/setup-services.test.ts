import { afterEach, describe, expect, test, vi } from "vitest";
import { chromiumPath } from "../e2e/support/needs.ts";
import { isCi, type Need, type Way } from "./needs.ts";
import { type Machine, setUp } from "./setup-services.ts";

/** A need that becomes satisfied once its packages were installed. */
function machineWith(options: { present?: boolean; obstacle?: string; installFails?: boolean; useless?: boolean }) {
  let place = options.present ? "/usr/bin/tool" : undefined;
  const lines: string[] = [];
  const installed: string[] = [];
  const need: Need = {
    what: "a tool, for a test",
    variable: "BATON_TEST_TOOL",
    find: () => place,
    ways: [{ kind: "apt", packages: ["tool", "tool-fonts"] }],
  };
  const machine: Machine = {
    ci: false,
    log: (line) => lines.push(line),
    obstacle: () => options.obstacle,
    take: ({ packages }: Way) => {
      if (options.installFails) return false;
      installed.push(...packages);
      if (!options.useless) place = "/usr/bin/tool";
      return true;
    },
  };
  return { run: () => setUp({ tool: need }, machine), lines, installed };
}

describe("setUp", () => {
  test("uses what is there and installs nothing", () => {
    const { run, lines, installed } = machineWith({ present: true });
    expect(run()).toEqual({ env: { BATON_TEST_TOOL: "/usr/bin/tool" }, missing: [] });
    expect(lines).toEqual([]);
    expect(installed).toEqual([]);
  });

  test("says what it installs, then installs it", () => {
    const { run, lines, installed } = machineWith({});
    expect(run()).toEqual({ env: { BATON_TEST_TOOL: "/usr/bin/tool" }, missing: [] });
    expect(lines).toEqual(["Installing tool, tool-fonts with apt-get (a tool, for a test) …"]);
    expect(installed).toEqual(["tool", "tool-fonts"]);
  });

  test.each([
    [{ obstacle: "only root may install packages" }, "only root may install packages"],
    [{ installFails: true }, "installing it failed"],
    [{ useless: true }, "tool was installed but does not work"],
  ])("reports what could not be had: %o", (options, why) => {
    expect(machineWith(options).run()).toEqual({
      env: { BATON_TEST_TOOL: "" },
      missing: [{ name: "tool", what: "a tool, for a test", why }],
    });
  });
});

describe("what tests are told", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test("the place that the set-up found", () => {
    vi.stubEnv("BATON_TEST_CHROMIUM", "/opt/chromium");
    expect(chromiumPath()).toBe("/opt/chromium");
  });

  test("that it is missing, so that they skip", () => {
    vi.stubEnv("CI", "");
    vi.stubEnv("BATON_TEST_CHROMIUM", "");
    expect(chromiumPath()).toBeUndefined();
  });

  test("under CI that they may not skip", () => {
    vi.stubEnv("CI", "true");
    vi.stubEnv("BATON_TEST_CHROMIUM", "");
    expect(() => chromiumPath()).toThrow("under CI it may not be skipped");
  });

  test.each([
    [undefined, false],
    ["", false],
    ["false", false],
    ["0", false],
    ["true", true],
    ["1", true],
  ])("CI=%s means %s", (value, expected) => expect(isCi({ CI: value })).toBe(expected));
});
