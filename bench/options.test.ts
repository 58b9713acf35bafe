import { describe, expect, test } from "vitest";
import { parseOptions } from "./options.ts";

describe("options", () => {
  test("without any, what the project promises to measure is measured", () => {
    expect(parseOptions([])).toEqual({
      servers: ["baton", "peer"],
      streams: [1000, 5000],
      ratesPerSecond: [200, 1000],
      secondsPerRate: 20,
      warmUpMessages: 20_000,
      parentDirectory: null,
      quick: false,
    });
  });

  test("lists, one server only, and the quick form with a change", () => {
    expect(parseOptions(["--streams", "10,20", "--rate=5", "--only", "peer"])).toMatchObject({
      servers: ["peer"],
      streams: [10, 20],
      ratesPerSecond: [5],
    });
    expect(parseOptions(["--quick", "--seconds", "1"])).toMatchObject({ streams: [200], secondsPerRate: 1 });
    expect(parseOptions(["--help"])).toBe("help");
  });

  test("--cluster measures one instance and two with 5,000 streams, and takes the other options", () => {
    expect(parseOptions(["--cluster"])).toMatchObject({
      servers: ["baton", "cluster"],
      streams: [5000],
      ratesPerSecond: [200, 1000],
    });
    expect(
      parseOptions(["--cluster", "--only", "cluster", "--streams", "20", "--rate", "5", "--seconds", "1"]),
    ).toMatchObject({ servers: ["cluster"], streams: [20], ratesPerSecond: [5], secondsPerRate: 1 });
    expect(parseOptions(["--cluster", "--quick"])).toMatchObject({ servers: ["baton", "cluster"], streams: [200] });
  });

  test.each([
    [["--rate", "fast"]],
    [["--rate", "0"]],
    [["--streams", "1,,2"]],
    [["--only", "nginx"]],
    [["--only", "cluster"]],
    [["--cluster", "--only", "peer"]],
    [["--fast"]],
  ])("%j is refused", (args) => {
    expect(() => parseOptions(args)).toThrow();
  });
});
