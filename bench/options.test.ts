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

  test.each([[["--rate", "fast"]], [["--rate", "0"]], [["--streams", "1,,2"]], [["--only", "nginx"]], [["--fast"]]])(
    "%j is refused",
    (args) => {
      expect(() => parseOptions(args)).toThrow();
    },
  );
});
