import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contrast } from "../shared/colour.ts";
import type { Look } from "../shared/messages.ts";
import { dress } from "./look.ts";

const NONE: Look = {
  accent: undefined,
  ground: undefined,
  ink: undefined,
  bubble: undefined,
  radius: undefined,
  font: undefined,
};
const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
const wish = fc.option(colour, { nil: undefined });

describe("what a host page wishes of the chat's looks", () => {
  test("nothing changes nothing", () => {
    expect(dress(NONE, "auto")).toEqual({ theme: "auto", variables: {} });
  });

  test("[W14] whatever its colours are, text can be read", () => {
    fc.assert(
      fc.property(wish, colour, wish, wish, (accent, ground, ink, bubble) => {
        const { variables, theme } = dress({ ...NONE, accent, ground, ink, bubble }, "auto");
        const of = (name: string) => variables[name] ?? "";
        const pairs = [
          [of("--ink"), of("--ground")],
          [of("--ink"), of("--bubble")],
          ...["--agent-bubble", "--hover", "--code"].map((on) => [of("--ink"), of(on)]),
          ...["--ground", "--bubble", "--hover"].map((on) => [of("--ink-soft"), of(on)]),
          [of("--bad"), of("--ground")],
          ...(accent === undefined
            ? []
            : [
                [of("--on-accent"), accent],
                ...["--ground", "--bubble"].map((on) => [of(`--accent-text-${theme}`), of(on)]),
              ]),
        ];
        for (const [text = "", on = ""] of pairs) expect(contrast(text, on)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  test("[W14] a ground of its own decides between light and dark; an ink that cannot be read on it is left out", () => {
    const night = dress({ ...NONE, ground: "#101820", ink: "#202830" }, "light");
    expect(night.theme).toBe("dark");
    expect(night.variables["--ink"]).toBe("#ffffff");
    const paper = dress({ ...NONE, ground: "#fff8e7", ink: "#3b2f1e", bubble: "#f3e6c8" }, "dark");
    expect(paper.theme).toBe("light");
    expect(paper.variables).toMatchObject({ "--ink": "#3b2f1e", "--bubble": "#f3e6c8" });
  });

  test("[W14] corners and fonts go as they are", () => {
    expect(dress({ ...NONE, radius: 4, font: "Georgia, serif" }, "auto").variables).toEqual({
      "--radius": "4px",
      "--font": "Georgia, serif",
    });
  });
});
