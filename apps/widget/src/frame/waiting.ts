/** A time that somebody has waited: `0:07`, `12:30`, `1:02:03`. The server's clock may be ahead: never less than nothing. */
export function clock(waitedSeconds: number): string {
  const seconds = Math.max(0, Math.floor(waitedSeconds));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  const hours = Math.floor(seconds / 3_600);
  return [...(hours > 0 ? [hours] : []), ...parts]
    .map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, "0")))
    .join(":");
}
