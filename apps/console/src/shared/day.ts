/** Which of the last two days of this device's calendar it was; null for an earlier one. */
export function recentDay(seconds: number, nowSeconds: number): "today" | "yesterday" | null {
  const day = new Date(seconds * 1000).toDateString();
  const now = new Date(nowSeconds * 1000);
  if (day === now.toDateString()) return "today";
  // Not 86,400 seconds ago: where the clocks are changed a day is an hour longer or shorter.
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  return day === yesterday.toDateString() ? "yesterday" : null;
}
