import { describe, expect, test } from "vitest";
import { slashBefore } from "./composing-slash.ts";

describe("[D60] a slash that asks for quick replies", () => {
  test.each([
    ["/", 0, ""],
    ["/re", 0, "re"],
    ["Hello /refund", 6, "refund"],
    ["Hello\n/退款", 6, "退款"],
    ["您好，/退款", 3, "退款"],
    ["您好！、", 3, ""],
    ["／tk", 0, "tk"],
    ["/no-refund_2", 0, "no-refund_2"],
  ])("%o: from %d, %o", (before, from, query) => {
    expect(slashBefore(before)).toEqual({ from, query });
  });

  test.each(["", "hello", "1/2", "和/或", "https:/", "https://example.com", "/refund ", "//", "苹果、香蕉", "a/"])(
    "%o is none",
    (before) => {
      expect(slashBefore(before)).toBeNull();
    },
  );
});
