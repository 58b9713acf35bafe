import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../../apps/server/src/testing/services/free-port.ts";
import { OwnProcess } from "../../apps/server/src/testing/services/own-process.ts";
import { root } from "../../scripts/run.ts";

export interface Nginx {
  url: string;
  /** What it said on its error log. */
  errors(): string;
  stop(): Promise<void>;
}

/**
 * nginx with `deploy/nginx.conf`, but for its ports and the places of its files.
 *
 * @param options.folder exists, and is the caller's to remove
 * @param options.instances the ports at 127.0.0.1 that stand for baton-1 and baton-2
 */
export async function startNginx(options: {
  program: string;
  folder: string;
  instances: readonly [number, number];
}): Promise<Nginx> {
  const { program, folder, instances } = options;
  const port = await freePort();
  const [pid, errors, access, body] = ["nginx.pid", "error.log", "access.log", "body"].map((name) =>
    join(folder, name),
  );
  const config = replaceEach(readFileSync(join(root, "deploy/nginx.conf"), "utf8"), [
    ["listen 80;", `listen 127.0.0.1:${port};`],
    ...instances.flatMap((one, index) =>
      ["max_fails=1", "backup"].map(
        (how) => [`server baton-${index + 1}:8000 ${how}`, `server 127.0.0.1:${one} ${how}`] as const,
      ),
    ),
    ["pid /tmp/nginx.pid;", `pid ${pid};`],
    ["error_log /dev/stderr ", `error_log ${errors} `],
    ["access_log /dev/stdout ", `access_log ${access} `],
    ["http {\n", `http {\n  client_body_temp_path ${body};\n`],
  ]);
  const file = join(folder, "nginx.conf");
  writeFileSync(file, config);
  // Started by root, its workers are another user's.
  chmodSync(folder, 0o711);
  const nginx = new OwnProcess(program, ["-p", folder, "-c", file, "-g", "daemon off;"], {
    cwd: folder,
    env: { PATH: process.env["PATH"] },
  });
  const url = `http://127.0.0.1:${port}`;
  const said = () => readFileSync(errors ?? "", "utf8");
  while (!nginx.ended && !(await answers(url))) await delay(20);
  if (nginx.ended) throw new Error(`nginx ended at once:\n${said()}`);
  return { url, errors: said, stop: () => nginx.end("SIGQUIT") };
}

/** Each exactly once: what is not there any more would be tested no more. */
function replaceEach(text: string, replacements: readonly (readonly [from: string, to: string])[]): string {
  return replacements.reduce((before, [from, to]) => {
    if (before.split(from).length !== 2) throw new Error(`deploy/nginx.conf must have "${from}" once`);
    return before.replace(from, to);
  }, text);
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );
