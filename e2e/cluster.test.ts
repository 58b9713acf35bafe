import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Answer, type CallOptions, call, newSession, openStream } from "../apps/server/src/testing/http-client.ts";
import { type TestDatabase, testDatabase } from "../apps/server/src/testing/postgres.fixtures.ts";
import { redisWorld } from "../apps/server/src/testing/redis.fixtures.ts";
import { untilState } from "../apps/server/src/testing/services/own-process.ts";
import type { TestServer } from "../apps/server/src/testing/test-server.ts";
import { root } from "../scripts/run.ts";
import { postgresUrl, redisUrl } from "./support/needs.ts";

const ADMIN_PASSWORD = "a password for the cluster";
const READY_WITHIN_MS = 60_000;

interface Cluster {
  front: TestServer;
  instances: { server: TestServer; pid: number }[];
  process: ChildProcess;
  output(): string;
}

const at = (url: string): TestServer => ({ url, dataDir: "", lines: [], stop: async () => undefined });

/** `npm run cluster` as a person starts it, in a folder without a `.env`. */
function launch(folder: string, settings: Record<string, string>, ...args: string[]) {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(root, "scripts/cluster.ts"), ...args],
    {
      cwd: folder,
      env: { PATH: process.env["PATH"], ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const killNow = () => child.kill("SIGTERM");
  process.once("exit", killNow);
  const ended = once(child, "close").then(([code]: (number | null)[]) => {
    process.off("exit", killNow);
    return code;
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return { child, ended, output: () => output };
}

async function startCluster(
  folder: string,
  settings: Record<string, string>,
): Promise<Cluster & { ended: Promise<unknown> }> {
  const { child, ended, output } = launch(folder, settings, "--port", "0", "--instances", "3");
  await Promise.race([
    vi.waitFor(() => expect(output()).toContain("Ctrl-C stops"), { timeout: READY_WITHIN_MS, interval: 50 }),
    ended.then(() => Promise.reject(new Error(`The cluster ended:\n${output()}`))),
  ]);
  const front = /^The cluster is ready at (\S+)$/m.exec(output())?.[1] ?? "";
  const instances = [...output().matchAll(/^ {2}instance \d {2}(\S+) {2}process (\d+)$/gm)];
  return {
    front: at(front),
    instances: instances.map(([, url = "", pid]) => ({ server: at(url), pid: Number(pid) })),
    process: child,
    output,
    ended,
  };
}

test("says in one sentence what is missing", async () => {
  const { ended, output } = launch(tmpdir(), { DATABASE_URL: "postgres://postgres@127.0.0.1/baton" });
  expect(await ended).toBe(2);
  expect(output()).toMatch(/^Missing: .*set REDIS_URL=redis:.*\n$/);
});

const [postgres, redis] = [postgresUrl(), redisUrl()];

describe.skipIf(postgres === undefined || redis === undefined)("three instances (needs PostgreSQL and Redis)", () => {
  const { prefix, end: removeKeys } = redisWorld(redis ?? "");
  /** What ends what was started so far, however far that was: the last one first. */
  const endings: (() => PromiseLike<unknown>)[] = [removeKeys];
  let folder: string;
  let database: TestDatabase;
  let cluster: Awaited<ReturnType<typeof startCluster>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "baton-cluster-"));
    database = await testDatabase(postgres ?? "");
    endings.push(() => database[Symbol.asyncDispose]());
    cluster = await startCluster(folder, {
      DATABASE_URL: database.url,
      REDIS_URL: redis ?? "",
      BATON_REDIS_PREFIX: prefix,
      BATON_ADMIN_PASSWORD: ADMIN_PASSWORD,
      BATON_LOG_LEVEL: "warn",
      BATON_RATE_SESSIONS_PER_MINUTE: "0",
      BATON_RATE_MESSAGES_PER_MINUTE: "0",
    });
    endings.push(async () => {
      cluster.process.kill("SIGTERM");
      await cluster.ended;
    });
  }, READY_WITHIN_MS);
  afterAll(async () => {
    for (const end of endings.toReversed()) await end();
    await rm(folder, { recursive: true, force: true });
  });

  async function ok(server: TestServer, path: string, options: CallOptions = {}): Promise<Answer["body"]> {
    const { status, body } = await call(server, path, options);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  }

  const signIn = async (server: TestServer): Promise<string> =>
    (await ok(server, "/api/agent/login", { body: { username: "admin", password: ADMIN_PASSWORD } })).token;

  const contents = (frames: readonly { data: { type: string; content?: string } }[]) =>
    frames.flatMap(({ data }) => (["manual_message", "user_message"].includes(data.type) ? [data.content] : []));

  test("[C1] a customer's stream on one, an agent's takeover on the second, calls on the third", async () => {
    const [one, two, three] = cluster.instances.map(({ server }) => server);
    if (one === undefined || two === undefined || three === undefined)
      throw new Error("three instances were asked for");
    const { name, token } = await newSession(one);
    const stream = await openStream(one, `/api/sessions/${name}/events?from=start`, { token });
    const agent = await signIn(two);
    await ok(two, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
    const say = (server: TestServer, role: "agent" | "user", content: string) =>
      ok(server, "/api/manual/messages", {
        token: role === "agent" ? agent : token,
        body: { session_name: name, role, content },
      });
    await say(two, "agent", "您好，请问有什么可以帮您？");
    await say(three, "user", "刹车有异响怎么办");
    await say(three, "agent", "one moment");
    await stream.until(({ data }) => data.content === "one moment");
    expect(contents(stream.frames)).toEqual(["您好，请问有什么可以帮您？", "刹车有异响怎么办", "one moment"]);
    stream.close();

    const session = (await ok(three, `/api/sessions/${name}`, { token: agent })).data.session;
    expect(session.status).toBe("manual_live");
  });

  test("[C1] one is killed: calls go on, and its streams resume on another, nothing missing and nothing twice", async () => {
    const { front } = cluster;
    const agent = await signIn(front);
    const { name, token } = await newSession(front);
    await ok(front, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
    const say = (content: string) =>
      ok(front, "/api/manual/messages", { token: agent, body: { session_name: name, role: "agent", content } });

    const before = await openStream(front, `/api/sessions/${name}/events?from=start`, { token });
    await say("before");
    await before.until(({ data }) => data.content === "before");
    const serving = cluster.instances.find(({ server }) =>
      server.url.endsWith(before.headers.get("x-served-by") ?? "?"),
    );
    if (serving === undefined) throw new Error("the stream's instance is not known");
    const broken = expect(before.ended).rejects.toThrow();
    process.kill(serving.pid, "SIGKILL");
    await broken;
    // Its port may still be open: what the front sent there would break, and is not to be sent again.
    await untilState([serving.pid], "Z");

    for (const content of ["one", "two", "three", "four", "five", "six"]) await say(content);
    const lastId = before.frames.at(-1)?.id ?? "";
    const after = await openStream(front, `/api/sessions/${name}/events`, {
      token,
      headers: { "last-event-id": lastId },
    });
    await say("after");
    await after.until(({ data }) => data.content === "after");
    expect(contents(before.frames)).toEqual(["before"]);
    expect(contents(after.frames)).toEqual(["one", "two", "three", "four", "five", "six", "after"]);
    const ids = [...before.frames, ...after.frames].flatMap(({ id }) => (id === null ? [] : [Number(id)]));
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
    after.close();
    await expect.poll(cluster.output).toContain("ended by SIGKILL");
  });

  test("Ctrl-C ends all of them", async () => {
    cluster.process.kill("SIGINT");
    expect(await cluster.ended).toBe(0);
    for (const { server } of cluster.instances) await expect(call(server, "/api/health")).rejects.toThrow();
    await expect(call(cluster.front, "/api/health")).rejects.toThrow();
  });
});
