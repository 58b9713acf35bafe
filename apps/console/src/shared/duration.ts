/** A duration as a message of the language files: its key and its numbers. */
export type DurationWords = { key: string; params: Record<string, number> };

/**
 * For sentences ("waiting 3 min"): two units at most, so that it can be read in a glance.
 *
 * @param seconds a negative value, as clocks that disagree produce, counts as 0
 */
export function durationWords(seconds: number): DurationWords {
  const total = Math.max(0, Math.floor(seconds));
  if (total < 60) return { key: "duration.seconds", params: { n: total } };
  const minutes = Math.floor(total / 60);
  if (minutes < 60) return { key: "duration.minutes", params: { n: minutes } };
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return { key: "duration.hoursMinutes", params: { h: hours, m: minutes % 60 } };
  return { key: "duration.days", params: { n: Math.floor(hours / 24) } };
}

/** For narrow places that tick: `0:42`, `3:07`, `1:02:33`; from two days on in days would not fit, so hours go on. */
export function durationClock(seconds: number): string {
  const total = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  if (hours === 0) return `${minutes}:${two(total % 60)}`;
  return `${hours}:${two(minutes)}:${two(total % 60)}`;
}
