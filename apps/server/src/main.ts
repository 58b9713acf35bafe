import { accessSync, constants, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compose, createLogs, type Service } from "./compose.ts";
import { ConfigError } from "./config/config-error.ts";
import { type Config, readSettings } from "./config.ts";

/** Listens, says where, and stops when told to. The only file that touches `process`. */

/** Past this, what is left is given up: the journal has everything that was accepted. */
const STOP_WITHIN_MS = 15_000;

function settings(): Config {
  try {
    return readSettings();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

async function main(): Promise<void> {
  const config = settings();
  const version = versionOf(readFileSync(join(import.meta.dirname, "../package.json"), "utf8"));
  const logs = createLogs(config);

  if (config.auth === "open") {
    logs.log.warn(
      { event: "open_mode" },
      "BATON_AUTH=open: whoever reaches this server can act as any customer or agent",
    );
  }
  if (config.ignored.length > 0) {
    logs.log.warn(
      { event: "settings_ignored", settings: config.ignored },
      "These settings belong to a bot engine that is not the one that answers",
    );
  }
  prepareFolder(config.dataDir);
  const service = await compose(config, { logs, version });
  stopOnSignals(service, logs);
  const url = await listen(service, config);
  announce(service, config, url);
}

/** Said here, before anything else touches it, in words that name the setting. */
function prepareFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    process.stderr.write(
      `The folder BATON_DATA_DIR=${dataDir} cannot be used (${code}): name one that can be written to.\n`,
    );
    process.exit(1);
  }
}

async function listen(service: Service, config: Config): Promise<string> {
  try {
    return await service.server.listen({ port: config.port, host: config.host });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    const why =
      code === "EADDRINUSE"
        ? `Port ${config.port} is in use. Stop what uses it, or choose another with PORT=8001 npm start.`
        : `Cannot listen on ${config.host}:${config.port} (${String(code)}).`;
    process.stderr.write(`${why}\n`);
    await service.stop();
    process.exit(1);
  }
}

function announce({ admin, server }: Service, config: Config, listening: string): void {
  const address = server.server.address();
  const port = typeof address === "object" && address !== null ? address.port : config.port;
  const url = config.host === "127.0.0.1" ? `http://127.0.0.1:${port}` : listening;
  const signIn = admin.created
    ? admin.generatedPassword === null
      ? "sign in as admin with BATON_ADMIN_PASSWORD"
      : `sign in as admin with the password ${admin.generatedPassword} (shown this once; change it with: npm run agent -- password admin)`
    : "sign in as admin, or as an agent made with: npm run agent -- add <username>";
  process.stdout.write(
    `Baton is ready at ${url}\n  Shop with chat  ${url}/\n  Console         ${url}/console — ${signIn}\n  API             ${url}/docs\n`,
  );
}

function stopOnSignals(service: Service, logs: { flush(): void }): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    const giveUp = setTimeout(() => process.exit(1), STOP_WITHIN_MS);
    giveUp.unref();
    service.stop().then(
      () => {
        logs.flush();
        process.exit(0);
      },
      (error: unknown) => {
        process.stderr.write(`Stopping failed: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

const versionOf = (packageJson: string): string => (JSON.parse(packageJson) as { version: string }).version;

main().catch((error: unknown) => {
  process.stderr.write(`Baton could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
