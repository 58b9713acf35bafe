/** Colours are `#rrggbb`. Contrast is that of WCAG 2: 1 (none) to 21 (black on white). */
const READABLE = 4.5;

/** White where it can be read on the colour, else black. */
export function inkOn(colour: string): string {
  return 1.05 / (luminance(colour) + 0.05) >= READABLE ? "#ffffff" : "#000000";
}

export const isReadable = (ink: string, grounds: readonly string[]): boolean =>
  grounds.every((ground) => contrast(ink, ground) >= READABLE);

/**
 * The colour itself, or the nearest shade of it that can be read as text on each of the grounds.
 * @param ink one that can be
 */
export function readableOn(colour: string, grounds: readonly string[], ink: string): string {
  for (let share = 0; share < 1; share += 0.08) {
    const shade = mix(colour, ink, share);
    if (isReadable(shade, grounds)) return shade;
  }
  return ink;
}

export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** @param share of `b` in it, 0 to 1 */
export function mix(a: string, b: string, share: number): string {
  const other = channels(b);
  const mixed = channels(a).map((value, index) => Math.round(value + ((other[index] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function luminance(colour: string): number {
  return channels(colour)
    .map((value) => value / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4))
    .reduce((sum, share, index) => sum + share * (WEIGHTS[index] ?? 0), 0);
}

/** How bright red, green and blue are. */
const WEIGHTS = [0.2126, 0.7152, 0.0722];

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
