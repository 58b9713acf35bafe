import { expect, test } from "vitest";
import { streamShare } from "./stream-share.ts";

test.each([
  [1, 1, 4],
  [2, 1, 3],
  [2, 2, 1],
  [3, 1, 2],
  [4, 1, 1],
  [5, 1, 0],
  [9, 3, 0],
  [1, 0, 4],
])("[D47] of %d windows, %d on screen, each has %d", (open, visible, share) => {
  expect(streamShare({ open, visible })).toBe(share);
});

test("[D47] all streams of all windows leave a connection for calls, up to five windows", () => {
  for (let open = 1; open <= 5; open++) {
    for (let visible = 1; visible <= open; visible++) {
      expect(open + visible * streamShare({ open, visible })).toBeLessThanOrEqual(5);
    }
  }
});
