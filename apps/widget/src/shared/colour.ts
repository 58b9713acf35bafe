/** Colours are `#rrggbb`. Contrast is that of WCAG 2: 1 (none) to 21 (black on white). */
const READABLE = 4.5;

/** White where it can be read on the colour, else black. */
export function inkOn(colour: string): string {
  return contrast(colour, "#ffffff") >= READABLE ? "#ffffff" : "#000000";
}

/** The colour itself, or the nearest shade of it that can be read as text on `ground`. */
export function readableOn(colour: string, ground: string): string {
  const towards = luminance(ground) > 0.2 ? "#000000" : "#ffffff";
  for (let share = 0; share < 1; share += 0.08) {
    const shade = mix(colour, towards, share);
    if (contrast(shade, ground) >= READABLE) return shade;
  }
  return towards;
}

export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function mix(a: string, b: string, share: number): string {
  const other = channels(b);
  const mixed = channels(a).map((value, index) => Math.round(value + ((other[index] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
