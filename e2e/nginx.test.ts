import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Answer, type CallOptions, call, newSession, openStream } from "../apps/server/src/testing/http-client.ts";
import { redisWorld } from "../apps/server/src/testing/redis.fixtures.ts";
import { freePort } from "../apps/server/src/testing/services/free-port.ts";
import { untilState } from "../apps/server/src/testing/services/own-process.ts";
import { type PostgresProcess, startPostgres } from "../apps/server/src/testing/services/postgres-process.ts";
import type { TestServer } from "../apps/server/src/testing/test-server.ts";
import { type Instance, startInstance } from "../scripts/cluster-instance.ts";
import { root } from "../scripts/run.ts";
import { nginxPath, postgresPrograms, redisUrl } from "./support/needs.ts";
import { type Nginx, startNginx } from "./support/nginx.ts";

const ADMIN_PASSWORD = "a password behind nginx";
const SET_UP_MS = 90_000;
const SESSIONS_PER_MINUTE = 30;

const [nginxProgram, programs, redis] = [nginxPath(), postgresPrograms(), redisUrl()];
const run = promisify(execFile);

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "baton-nginx-"));
  chmodSync(folder, 0o711);
  return folder;
}

describe.skipIf(!nginxProgram || !programs || !redis)(
  "two instances behind deploy/nginx.conf (needs nginx, PostgreSQL's programs, Redis)",
  () => {
    const folder = temporaryFolder();
    const { prefix, end: removeKeys } = redisWorld(redis ?? "");
    /** What ends what was started so far, however far that was: the last one first. */
    const endings: (() => Promise<unknown>)[] = [removeKeys];
    let instances: Instance[];
    let nginx: Nginx;
    let front: TestServer;
    let agent: string;

    beforeAll(async () => {
      const postgres = await startPostgres({ folder: join(folder, "postgres") });
      endings.push(() => postgres.stop());
      const urls = await prepareDatabase(postgres);
      const env = {
        PATH: process.env["PATH"],
        ...urls,
        REDIS_URL: redis ?? "",
        BATON_REDIS_PREFIX: prefix,
        BATON_DATA_DIR: join(folder, "data"),
        BATON_SECRET: "a secret for the tests behind nginx, and for nothing else",
        BATON_ADMIN_PASSWORD: ADMIN_PASSWORD,
        BATON_TRUST_PROXY: "127.0.0.1",
        BATON_RATE_SESSIONS_PER_MINUTE: String(SESSIONS_PER_MINUTE),
        BATON_RATE_MESSAGES_PER_MINUTE: "0",
        BATON_LOG_LEVEL: "warn",
      };
      instances = await Promise.all([1, 2].map((number) => startInstance({ number, env, say: () => undefined })));
      endings.push(() => Promise.all(instances.map((instance) => instance.stop())));
      const [one, two] = instances.map(({ port }) => port);
      nginx = await startNginx({ program: nginxProgram ?? "", folder, instances: [one ?? 0, two ?? 0] });
      endings.push(() => nginx.stop());
      front = { url: nginx.url, dataDir: "", lines: [], stop: async () => undefined };
      agent = (await ok("/api/agent/login", { body: { username: "admin", password: ADMIN_PASSWORD } })).token;
    }, SET_UP_MS);
    afterAll(async () => {
      for (const end of endings.toReversed()) await end();
      rmSync(folder, { recursive: true, force: true });
    }, SET_UP_MS);

    /** As the postgres image does it for compose.yaml: a database of the owner's, and our script once. */
    async function prepareDatabase({ url }: PostgresProcess): Promise<Record<string, string>> {
      const { hostname, port } = new URL(url);
      const env = {
        PATH: [programs, process.env["PATH"]].join(delimiter),
        PGHOST: hostname,
        PGPORT: port,
        PGUSER: "postgres",
        BATON_DB_PASSWORD: "secret",
      };
      await run("createdb", ["baton"], { env });
      await run(join(root, "deploy/postgres-login.sh"), [], { env });
      const address = (user: string) => `postgres://${user}@${hostname}:${port}/baton`;
      return { DATABASE_URL: address("baton_login:secret"), DATABASE_OWNER_URL: address("postgres") };
    }

    async function ok(path: string, options: CallOptions = {}): Promise<Answer["body"]> {
      const { status, body } = await call(front, path, options);
      expect({ status, body }).toMatchObject({ status: 200 });
      return body;
    }

    /** A session that the agent serves. */
    async function servedSession() {
      const { name, token } = await newSession(front);
      await ok(`/api/sessions/${name}/takeover`, { token: agent, body: {} });
      const say = (content: string) =>
        ok("/api/manual/messages", { token: agent, body: { session_name: name, role: "agent", content } });
      const watch = (headers: Record<string, string> = {}) =>
        openStream(front, `/api/sessions/${name}/events?from=start`, { token, headers });
      return { token, say, watch };
    }

    const contents = (frames: readonly { data: { type: string; content?: string } }[]) =>
      frames.flatMap(({ data }) => (data.type === "manual_message" ? [data.content] : []));

    test("an event arrives at once: no buffer waits for more, and nothing is compressed", async () => {
      const { say, watch } = await servedSession();
      const stream = await watch({ "accept-encoding": "gzip" });
      expect(stream.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
      expect(stream.headers.get("content-encoding")).toBeNull();
      // Each is said only when the one before has arrived.
      for (const content of ["one", "two", "三"]) {
        await say(content);
        await stream.until(({ data }) => data.content === content);
      }
      stream.close();
    });

    test("a bot's reply arrives in pieces", async () => {
      const { token } = await newSession(front);
      const body = { message: "How long does charging take?" };
      const stream = await openStream(front, "/api/chat/stream", { token, body });
      await stream.ended;
      expect(stream.frames.filter(({ data }) => data.type === "message").length).toBeGreaterThan(3);
      expect(stream.frames.at(-1)?.data).toMatchObject({ type: "done" });
    });

    test("the console and the widget come through, compressed where that helps", async () => {
      const { status, headers } = await call(front, "/widget.js", { headers: { "accept-encoding": "gzip" } });
      expect([status, headers.get("content-encoding")]).toEqual([200, "gzip"]);
      expect((await call(front, "/console")).status).toBe(200);
    });

    test.skipIf(process.platform !== "linux")(
      "the limit for one address counts the caller's own address, whatever it says about itself",
      async () => {
        let made = 0;
        const sessionFrom = async (localAddress: string) => {
          made += 1;
          const headers = { "x-forwarded-for": `203.0.113.${made}`, forwarded: `for=203.0.113.${made}` };
          return post(`${front.url}/api/sessions`, { localAddress, headers }, {});
        };
        const answers = new Map<string, number[]>([
          ["127.0.0.2", []],
          ["127.0.0.3", []],
        ]);
        for (let count = 0; count <= SESSIONS_PER_MINUTE; count++) {
          for (const [address, statuses] of answers) {
            if (address === "127.0.0.2" || count < 2) statuses.push(await sessionFrom(address));
          }
        }
        expect(answers.get("127.0.0.2")).toEqual([...Array<number>(SESSIONS_PER_MINUTE).fill(200), 429]);
        expect(answers.get("127.0.0.3")).toEqual([200, 200]);
      },
    );

    test("one instance dies: later calls do not fail, and its streams resume on the other by Last-Event-ID", async () => {
      const { say, watch } = await servedSession();
      const streams = [await watch(), await watch()];
      await say("before");
      await Promise.all(streams.map((stream) => stream.until(({ data }) => data.content === "before")));
      // Fewest connections first: the two streams are on different instances, so that exactly one of them breaks.
      const ends = streams.map(async (stream) => {
        await stream.ended.catch(() => undefined);
        return stream;
      });
      const [first] = instances;
      process.kill(first?.pid ?? 0, "SIGKILL");
      const broken = await Promise.race(ends);
      const [other = broken] = streams.filter((stream) => stream !== broken);
      // Its port may still be open: what nginx sent there would break, and is not to be sent again.
      await untilState([first?.pid ?? 0], "Z");
      await untilLetGo(first?.port ?? 0);

      for (const content of ["one", "two", "three", "four"]) await say(content);
      const resumed = await watch({ "last-event-id": broken.frames.at(-1)?.id ?? "" });
      await say("after");
      await Promise.all([other, resumed].map((stream) => stream.until(({ data }) => data.content === "after")));
      const all = ["before", "one", "two", "three", "four", "after"];
      expect([...contents(broken.frames), ...contents(resumed.frames)]).toEqual(all);
      expect(contents(other.frames)).toEqual(all);
      resumed.close();
      other.close();
      expect(nginx.errors()).toContain("Connection refused");
    });
  },
);

describe.skipIf(!nginxProgram)("deploy/nginx.conf (needs nginx)", () => {
  /** @returns its port */
  function listen(server: Server): Promise<number> {
    onTestFinished(() => server.close().closeAllConnections());
    return new Promise((resolve) =>
      server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)),
    );
  }

  async function startTestNginx(instances: readonly [number, number]): Promise<Nginx> {
    const folder = temporaryFolder();
    const nginx = await startNginx({ program: nginxProgram ?? "", folder, instances });
    onTestFinished(async () => {
      await nginx.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    return nginx;
  }

  test.each([
    { method: "POST", reached: 1, why: "it may have had its effect" },
    { method: "GET", reached: 2, why: "reading twice changes nothing" },
  ])("a $method that broke after it was sent reaches $reached instance(s): $why", async ({ method, reached }) => {
    let count = 0;
    const dying = () =>
      createServer((incoming) => {
        // Not the look whether nginx is there.
        if (incoming.url === "/") return incoming.socket.end("HTTP/1.1 204 No Content\r\n\r\n");
        count += 1;
        return incoming.socket.resetAndDestroy();
      });
    const nginx = await startTestNginx([await listen(dying()), await listen(dying())]);
    const body = method === "POST" ? { body: "{}" } : {};
    expect((await fetch(`${nginx.url}/api/chat`, { method, ...body })).status).toBe(502);
    expect(count).toBe(reached);
  });

  test("an instance that comes back while all are taken for dead is found at once", async () => {
    const port = await freePort();
    const other = await freePort();
    const serve = () => {
      const server = createServer((_, response) => response.end("here"));
      return new Promise<Server>((resolve) => server.listen(port, "127.0.0.1", () => resolve(server)));
    };
    const first = await serve();
    const nginx = await startTestNginx([port, other]);
    await new Promise((resolve) => first.close(resolve).closeAllConnections());
    // Enough for each worker to have tried both in vain.
    for (let count = 0; count < 20; count++) expect((await fetch(nginx.url)).status).toBe(502);
    const again = await serve();
    onTestFinished(() => again.close().closeAllConnections());
    expect((await fetch(nginx.url)).status).toBe(200);
  });

  test("an instance sees when a reader takes nothing: nginx does not take it in the reader's stead", async () => {
    // More than all buffers of the system on the way.
    const chunk = Buffer.alloc(1 << 20);
    const chunks = 128;
    let written = 0;
    let lastAt = performance.now();
    const writing = createServer((incoming, response) => {
      if (incoming.url === "/") return response.end();
      response.on("error", () => undefined);
      const fill = () => {
        lastAt = performance.now();
        for (let more = true; more && written < chunks; written++) more = response.write(chunk);
      };
      response.on("drain", fill);
      return fill();
    });
    const port = await listen(writing);
    const nginx = await startTestNginx([port, port]);
    const { hostname, port: nginxPort } = new URL(nginx.url);
    const reader = connect(Number(nginxPort), hostname).pause();
    onTestFinished(() => void reader.destroy());
    reader.write("GET /stream HTTP/1.1\r\nhost: baton.example\r\n\r\n");
    await expect.poll(() => written === chunks || performance.now() - lastAt > 1_000, { timeout: 20_000 }).toBe(true);
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(chunks);
  });
});

/**
 * Waits until nginx holds no connection to the dead port any more. What is sent over one of them in the instant before
 * it notices is answered 502, and is the caller's to repeat with its key.
 */
async function untilLetGo(port: number): Promise<void> {
  if (!existsSync("/proc/net/tcp")) return;
  const [ESTABLISHED, CLOSE_WAIT] = ["01", "08"];
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  const held = () =>
    readFileSync("/proc/net/tcp", "utf8")
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , remote, state]) => remote?.endsWith(`:${hex}`) && [ESTABLISHED, CLOSE_WAIT].includes(state ?? ""));
  await expect.poll(held, { interval: 10 }).toEqual([]);
}

/** From another address of this machine, which `fetch` cannot. @returns the status */
function post(url: string, options: { localAddress: string; headers: object }, body: object): Promise<number> {
  const { localAddress, headers } = options;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: "POST",
      localAddress,
      headers: { "content-type": "application/json", ...headers },
    });
    outgoing.once("error", reject).once("response", (response) => {
      response.resume().once("end", () => resolve(response.statusCode ?? 0));
    });
    outgoing.end(JSON.stringify(body));
  });
}
