import { afterEach, describe, expect, test, vi } from "vitest";
import { chromiumPath } from "../e2e/support/needs.ts";
import { isCi, type Need, needs, type Way } from "./needs.ts";
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
    told: () => undefined,
    take: async (way: Way) => {
      if (options.installFails || way.kind !== "apt") return undefined;
      installed.push(...way.packages);
      if (!options.useless) place = "/usr/bin/tool";
      return {};
    },
  };
  return { run: () => setUp({ tool: need }, machine), machine, lines, installed };
}

describe("setUp", () => {
  test("uses what is there and installs nothing", async () => {
    const { run, lines, installed } = machineWith({ present: true });
    expect(await run()).toMatchObject({ env: { BATON_TEST_TOOL: "/usr/bin/tool" }, missing: [] });
    expect(lines).toEqual([]);
    expect(installed).toEqual([]);
  });

  test("makes a part of its own where that is possible, and takes it away again", async () => {
    let parts = 0;
    const need: Need = {
      what: "a broker",
      variable: "BATON_TEST_TOOL",
      find: () => "amqp://broker",
      ownPart: (place) => {
        parts += 1;
        const stop = async () => {
          parts -= 1;
        };
        return { place: `${place}/own`, stop };
      },
      ways: [],
    };
    const { env, stop } = await setUp({ tool: need }, machineWith({}).machine);
    expect([env["BATON_TEST_TOOL"], parts]).toEqual(["amqp://broker/own", 1]);
    await stop();
    expect(parts).toBe(0);
    const without = await setUp({ tool: { ...need, ownPart: () => undefined } }, machineWith({}).machine);
    expect(without.env["BATON_TEST_TOOL"]).toBe("amqp://broker");
  });

  test("says what it installs, then installs it", async () => {
    const { run, lines, installed } = machineWith({});
    expect(await run()).toMatchObject({ env: { BATON_TEST_TOOL: "/usr/bin/tool" }, missing: [] });
    expect(lines).toEqual(["Installing tool, tool-fonts with apt-get (a tool, for a test) …"]);
    expect(installed).toEqual(["tool", "tool-fonts"]);
  });

  test.each([
    [{ obstacle: "only root may install packages" }, "only root may install packages"],
    [{ installFails: true }, "installing it failed"],
    [{ useless: true }, "tool was installed but does not work"],
  ])("reports what could not be had: %o", async (options, why) => {
    expect(await machineWith(options).run()).toMatchObject({
      env: { BATON_TEST_TOOL: "" },
      missing: [{ name: "tool", what: "a tool, for a test", why }],
    });
  });
});

/** A machine on which `redis` can be had by the ways that `possible` names; `had` tells which were taken. */
function machineForRedis(
  possible: Way["kind"][],
  { told, installable = false }: { told?: string; installable?: boolean } = {},
) {
  const had: string[] = [];
  const ended: string[] = [];
  let isInstalled = possible.includes("own");
  const machine: Machine = {
    ci: false,
    log: () => undefined,
    told: () => told,
    obstacle: ({ kind }) => {
      if (kind === "own") return isInstalled ? undefined : "redis is not installed";
      return possible.includes(kind) ? undefined : `no ${kind} here`;
    },
    take: async ({ kind }) => {
      had.push(kind);
      if (kind !== "apt") return { place: `redis://${kind}`, stop: async () => void ended.push(kind) };
      isInstalled = installable;
      return {};
    },
  };
  const need = { ...needs.redis, find: () => undefined };
  return { run: () => setUp({ redis: need }, machine), had, ended };
}

describe("a server for the run", () => {
  test.each([
    { possible: ["own", "docker", "apt"], had: ["own"], place: "redis://own" },
    { possible: ["docker", "apt"], had: ["docker"], place: "redis://docker" },
    { possible: ["apt"], installable: true, had: ["apt", "own"], place: "redis://own" },
  ] as const)(
    "is had in the first way that this machine allows: $possible",
    async ({ possible, had, place, ...rest }) => {
      const machine = machineForRedis([...possible], rest);
      const provided = await machine.run();
      expect(provided.env).toEqual({ BATON_TEST_REDIS_URL: place });
      expect(provided.missing).toEqual([]);
      expect(machine.had).toEqual(had);
      expect(machine.ended).toEqual([]);
      await provided.stop();
      expect(machine.ended).toEqual([had.at(-1)]);
    },
  );

  test("is the one that the variable names already", async () => {
    const machine = machineForRedis(["own"], { told: "redis://ci" });
    const provided = await machine.run();
    expect(provided.env).toEqual({ BATON_TEST_REDIS_URL: "redis://ci" });
    expect(machine.had).toEqual([]);
    await provided.stop();
  });

  test("is missing where no way leads to it, each reason said once", async () => {
    const { missing } = await machineForRedis([]).run();
    expect(missing.map(({ why }) => why)).toEqual(["redis is not installed; no docker here; no apt here"]);
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
