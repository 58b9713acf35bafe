import type { HostWishes } from "../shared/messages.ts";

/**
 * The `--baton-*` words of the page's own style sheets, as values that can be told to the frame: no style of the page
 * reaches into it.
 * @param probe gets a colour for a moment: only the browser knows what `rebeccapurple` or `hsl(…)` is
 */
export function lookOf(host: Element, probe: HTMLElement): HostWishes["look"] {
  const style = getComputedStyle(host);
  const variable = (name: string) => style.getPropertyValue(`--baton-${name}`).trim();

  /** As `#rrggbb`. Mixed with itself, a colour of whatever kind is computed to sRGB, of which a screen shows 0 to 1. */
  function colour(name: string, wish = variable(name)): string | undefined {
    const { style } = probe;
    style.color = wish;
    // A browser of before 2023 leaves this out, and knows only colours that are sRGB as they are.
    style.color = `color-mix(in srgb,${wish},${wish})`;
    const computed = style.color && getComputedStyle(probe).color;
    style.color = "";
    const channels = computed.match(/-?[\d.]+(e-\d+)?/g) ?? [];
    const bytes = Uint8ClampedArray.from(channels, (one) => Number(one) * (computed[0] === "c" ? 255 : 1));
    // A fourth channel lets through what is behind.
    if (bytes.length !== 3) return undefined;
    return `#${bytes
      .reduce((all, byte) => all * 256 + byte, 1)
      .toString(16)
      .slice(1)}`;
  }

  return {
    accent: colour("accent", host.getAttribute("accent") ?? undefined),
    ground: colour("ground"),
    ink: colour("ink"),
    bubble: colour("bubble"),
    radius: variable("radius"),
    font: variable("font"),
  };
}
