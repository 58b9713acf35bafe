/**
 * What `npm start` runs: says in one sentence when this Node.js is too old, builds the pages when they are missing or
 * older than their sources, then becomes the server. It stays one process, so that a SIGTERM for `npm start` reaches
 * the server itself.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isNewEnough, tooOldMessage } from "./runtime.js";

function isMusl() {
  if (process.platform !== "linux" || process.report === undefined) return false;
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return report.header.glibcVersionRuntime === undefined;
}

async function start() {
  if (!isNewEnough(process.version)) {
    const installed = existsSync(fileURLToPath(new URL("../node_modules/.bin/node", import.meta.url)));
    const { version, platform, arch } = process;
    console.error(tooOldMessage({ version, platform, arch, musl: isMusl(), installed }));
    process.exitCode = 1;
    return;
  }
  const { buildPages } = await import("./build-pages.ts");
  if (!(await buildPages())) {
    process.exitCode = 1;
    return;
  }
  await import("../apps/server/src/main.ts");
}

start().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
