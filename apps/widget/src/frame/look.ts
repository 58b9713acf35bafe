import { inkOn, isReadable, mix, readableOn } from "../shared/colour.ts";
import type { Look, Theme } from "../shared/messages.ts";

/** What theme.css has: the grounds on which accent-coloured text is to be read, and colours that a ground may not suit. */
const OWN = {
  light: { grounds: ["#ffffff", "#f1f3f4"], ink: "#000000", bad: "#b42318", person: "#4f46a5" },
  dark: { grounds: ["#181b1f", "#262b30"], ink: "#ffffff", bad: "#ff9b8f", person: "#6d63c9" },
};

export interface Dress {
  theme: Theme;
  /** For `:root`; what is not in it stays as theme.css has it. */
  variables: Record<string, string>;
}

/**
 * What a host page's wishes come to. Text stays readable whatever they are: a colour is moved until it can be read, or
 * left out when it cannot be. A ground of the page's own says by itself whether the rest is light or dark.
 */
export function dress({ accent, ground, ink, bubble, radius, font }: Look, theme: Theme): Dress {
  const variables: Record<string, string> = {};
  const own = ground === undefined ? undefined : ownGround(ground, ink, bubble);
  if (accent !== undefined) {
    variables["--accent"] = accent;
    variables["--on-accent"] = inkOn(accent);
    for (const side of ["light", "dark"] as const) {
      const grounds = own === undefined ? OWN[side].grounds : [own["--ground"], own["--bubble"]];
      variables[`--accent-text-${side}`] = readableOn(accent, grounds, own?.["--ink"] ?? OWN[side].ink);
    }
  }
  if (radius !== undefined) variables["--radius"] = `${radius}px`;
  if (font !== undefined) variables["--font"] = font;
  return { theme: ground === undefined ? theme : sideOf(ground), variables: { ...variables, ...own } };
}

const sideOf = (ground: string) => (inkOn(ground) === "#ffffff" ? "dark" : "light");

function ownGround(ground: string, wishedInk: string | undefined, wishedBubble: string | undefined) {
  const { bad, person } = OWN[sideOf(ground)];
  const ink = wishedInk !== undefined && isReadable(wishedInk, [ground]) ? wishedInk : inkOn(ground);
  /** The first on which the ink can be read; on the ground itself it can. */
  const groundOf = (...wished: (string | undefined)[]) =>
    wished.find((one) => one !== undefined && isReadable(ink, [one])) ?? ground;
  const bubble = groundOf(wishedBubble, mix(ground, ink, 0.06));
  const hover = groundOf(mix(ground, ink, 0.08), mix(ground, ink, 0.03));
  const soft = [0.3, 0.2, 0.1].map((share) => mix(ink, ground, share));
  return {
    "--ground": ground,
    "--ink": ink,
    "--bubble": bubble,
    "--agent-bubble": groundOf(mix(ground, person, 0.15)),
    "--ink-soft": soft.find((one) => isReadable(one, [ground, bubble, hover])) ?? ink,
    "--bad": readableOn(bad, [ground], ink),
    "--hover": hover,
    "--line": mix(ground, ink, 0.14),
    "--field": mix(ground, ink, 0.45),
    "--code": groundOf(mix(bubble, ink, 0.08), bubble),
  };
}
