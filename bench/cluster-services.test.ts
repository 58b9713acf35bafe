import { expect, test } from "vitest";
import { describeSettings } from "./cluster-services.ts";

const SAFE = {
  server_version: "15.18 (Debian 15.18-0+deb12u1)",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  wal_sync_method: "fdatasync",
};

test("a server that commits to the disk is described with the settings that make it so", () => {
  expect(describeSettings(SAFE)).toBe("PostgreSQL 15.18 (fsync on by fdatasync, synchronous_commit on)");
});

test.each(["fsync", "synchronous_commit", "full_page_writes"])("a server with %s off is not measured", (name) => {
  expect(() => describeSettings({ ...SAFE, [name]: "off" })).toThrow(`PostgreSQL runs with ${name} off`);
});
