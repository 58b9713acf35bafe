import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { compose, type Overrides } from "../compose.ts";
import { readConfig } from "../config.ts";

export const ADMIN_PASSWORD = "a password for tests";

export interface TestServer {
  url: string;
  dataDir: string;
  /** Every line that the server logged, as an object. */
  lines: Record<string, unknown>[];
  /** Stops it, and removes its folder unless it is to be started again there. */
  stop(options?: { keepData?: boolean }): Promise<void>;
}

/**
 * The real server, all of it, on a port and in a folder of its own. Settings are the environment's:
 * `{ BATON_AUTH: "open" }`. Rate limits are off unless a test sets them.
 */
export async function startTestServer(
  settings: Record<string, string> = {},
  options: { dataDir?: string; overrides?: Overrides } = {},
): Promise<TestServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "baton-test-")));
  const config = readConfig({
    PORT: "0",
    BATON_DATA_DIR: dataDir,
    BATON_ADMIN_PASSWORD: ADMIN_PASSWORD,
    BATON_RATE_SESSIONS_PER_MINUTE: "0",
    BATON_RATE_MESSAGES_PER_MINUTE: "0",
    ...settings,
  });
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    { level: "info", base: null, timestamp: false },
    { write: (line) => void lines.push(JSON.parse(line)) },
  );
  const service = await compose(config, {
    logs: { log, commandLog: log },
    version: "test",
    ...(options.overrides === undefined ? {} : { overrides: options.overrides }),
  });
  const url = await service.server.listen({ port: 0, host: "127.0.0.1" });
  let stopped: Promise<void> | undefined;
  return {
    url,
    dataDir,
    lines,
    async stop({ keepData = false } = {}) {
      stopped ??= service.stop();
      await stopped;
      if (!keepData) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
