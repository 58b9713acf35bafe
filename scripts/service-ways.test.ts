import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { testDatabase } from "../apps/server/src/testing/postgres.fixtures.ts";
import { type ServiceKind, shakeHands } from "../apps/server/src/testing/services/handshake.ts";
import { isInstalled, startOwn } from "./service-ways.ts";

const START_TIMEOUT_MS = 60_000;

const folders = (service: ServiceKind) =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`baton-${service}-run-`));

describe.each(["postgres", "redis", "rabbitmq"] as const)("a %s server for the run", (service) => {
  test.skipIf(!isInstalled(service))(
    "is there until the run ends, and leaves nothing behind",
    async () => {
      const before = folders(service);
      const { place, stop } = await startOwn(service, true);
      await shakeHands(service, place);
      await stop();
      await expect(shakeHands(service, place)).rejects.toThrow("ECONNREFUSED");
      expect(folders(service)).toEqual(before);
    },
    START_TIMEOUT_MS,
  );
});

test.skipIf(!isInstalled("postgres")).each([
  { isDurable: true, setting: "on" },
  { isDurable: false, setting: "off" },
])(
  "PostgreSQL, durable: $isDurable, runs with fsync and full_page_writes $setting",
  async ({ isDurable, setting }) => {
    const { place, stop } = await startOwn("postgres", isDurable);
    try {
      await using database = await testDatabase(place);
      const [row] = await database.run(
        "SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes",
      );
      expect(row).toEqual({ fsync: setting, full_page_writes: setting });
    } finally {
      await stop();
    }
  },
  START_TIMEOUT_MS,
);
