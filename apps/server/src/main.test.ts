import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ownNow } from "./testing/own-time.ts";

const MAIN = join(import.meta.dirname, "main.ts");

let folder = "";
const started: ChildProcess[] = [];
const sockets: Socket[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "baton-main-"));
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const child of started.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** The server as an operator starts it, with nothing of this process's settings. */
function start(settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", MAIN], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: "0", BATON_DATA_DIR: join(folder, "data"), ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let out = "";
  let err = "";
  const looks = new Set<() => void>();
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    for (const look of [...looks]) look();
  });
  const exited = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on("close", (code) => resolve({ code, out, err }));
  });
  /** The whole announcement: its last line has come. */
  const ready = new Promise<{ url: string; out: string }>((resolve, reject) => {
    const look = () => {
      const url = /^Baton is ready\b.*?(http:\/\/\S+)$/m.exec(out)?.[1];
      if (url === undefined || !out.includes(`${url}/docs\n`)) return;
      looks.delete(look);
      resolve({ url, out });
    };
    looks.add(look);
    void exited.then(({ code }) => reject(new Error(`ended with ${String(code)} instead: ${out}${err}`)));
  });
  // Whoever waits for the end of a server that never gets ready does not look at this.
  ready.catch(() => undefined);
  return { child, ready, exited, out: () => out };
}

const post = (url: string, body: object) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** A connection whose request was sent as it is; `closed` once the server has ended it. */
async function send(url: string, request: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.on("error", () => undefined).resume();
  await new Promise<void>((resolve) => socket.write(request, () => resolve()));
  return { closed };
}

describe("starting", () => {
  test("says that it is ready, where, and how to sign in; the generated password is shown once", async () => {
    const first = start();
    const { url, out } = await first.ready;
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    expect(out.match(/^Baton is ready/gm)).toHaveLength(1);
    const password = /sign in as admin with the password (\S+) /.exec(out)?.[1] ?? "";
    const signedIn = await post(`${url}/api/agent/login`, { username: "admin", password });
    expect(signedIn.status).toBe(200);
    first.child.kill("SIGTERM");
    expect((await first.exited).code).toBe(0);

    const second = start();
    const again = await second.ready;
    expect(again.out).toContain("sign in as admin");
    expect(again.out).not.toContain("with the password");
    expect((await post(`${again.url}/api/agent/login`, { username: "admin", password })).status).toBe(200);
    second.child.kill("SIGTERM");
    const { out: all, err } = await second.exited;
    expect(all + err).not.toContain(password);
  }, 60_000);

  test("a password that the operator chose works, and is never printed", async () => {
    const password = "chosen by the operator";
    const server = start({ BATON_ADMIN_PASSWORD: password });
    const { url, out } = await server.ready;
    expect(out).toContain("sign in as admin with BATON_ADMIN_PASSWORD");
    expect((await post(`${url}/api/agent/login`, { username: "admin", password })).status).toBe(200);
    server.child.kill("SIGTERM");
    const { out: all, err } = await server.exited;
    expect(all + err).not.toContain(password);
  });

  test("logs one JSON object a line on standard output", async () => {
    const server = start();
    const { url } = await server.ready;
    await post(`${url}/api/sessions`, { session_name: "one-line" });
    server.child.kill("SIGTERM");
    const { out } = await server.exited;
    const [announcement = ""] = /^Baton is ready[\s\S]*\/docs\n/m.exec(out) ?? [];
    const lines = out.replace(announcement, "").split("\n");
    expect(lines.pop()).toBe("");
    expect(lines.length).toBeGreaterThan(0);
    const read = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(read).toContainEqual(expect.objectContaining({ session_name: "one-line", tenant: "default" }));
  });

  test("open mode warns that anybody can be anybody", async () => {
    const server = start({ BATON_AUTH: "open" });
    const { out } = await server.ready;
    const warning = out.split("\n").find((line) => line.includes('"open_mode"')) ?? "{}";
    expect(JSON.parse(warning)).toMatchObject({
      event: "open_mode",
      msg: expect.stringContaining("can act as any customer or agent"),
    });
  });
});

describe("what keeps it from starting is one sentence, and exit code 1", () => {
  test("a wrong setting", async () => {
    const { code, out, err } = await start({ PORT: "abc" }).exited;
    expect([code, out]).toEqual([1, ""]);
    expect(err).toBe("These settings are wrong:\n  PORT must be a number from 0 to 65535\n");
  });

  test("a port in use", async () => {
    const holder = createServer();
    const port = await new Promise<number>((resolve) => {
      holder.listen(0, "127.0.0.1", () => {
        const address = holder.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    try {
      const { code, out, err } = await start({ PORT: String(port) }).exited;
      expect(code).toBe(1);
      expect(err).toBe(`Port ${port} is in use. Stop what uses it, or choose another with PORT=8001 npm start.\n`);
      expect(out).not.toContain("Baton is ready");
    } finally {
      holder.close();
    }
  });

  test("a data folder that cannot be used", async () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    for (const dataDir of [file, join(file, "below")]) {
      const { code, out, err } = await start({ BATON_DATA_DIR: dataDir }).exited;
      expect([code, out]).toEqual([1, ""]);
      expect(err).toMatch(
        /^The folder BATON_DATA_DIR=\S+ cannot be used \(\w+\): name one that can be written to\.\n$/,
      );
    }
  });
});

describe("[T16] stopping ends with exit code 0", () => {
  test.each(["SIGTERM", "SIGINT"] as const)("on %s", async (signal) => {
    const server = start();
    await server.ready;
    server.child.kill(signal);
    expect((await server.exited).code).toBe(0);
  });

  test("with a subscription open, which is ended", async () => {
    const server = start();
    const { url } = await server.ready;
    const made = await post(`${url}/api/sessions`, { session_name: "watched" });
    const { data } = (await made.json()) as { data: { token: string } };
    const watching = await fetch(`${url}/api/sessions/watched/events`, {
      headers: { authorization: `Bearer ${data.token}` },
    });
    expect(watching.status).toBe(200);
    server.child.kill("SIGTERM");
    await watching.text();
    expect((await server.exited).code).toBe(0);
  });

  test("within 5 s with a request that was sent by half, and with an idle connection", async () => {
    const server = start();
    const { url } = await server.ready;
    const idle = await send(url, "GET /api/health HTTP/1.1\r\nhost: x\r\n\r\n");
    const half = await send(
      url,
      "POST /api/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{",
    );
    // Answered after both were sent: the server has them.
    await fetch(`${url}/api/health`);
    const toldAt = ownNow();
    server.child.kill("SIGTERM");
    expect((await server.exited).code).toBe(0);
    expect(ownNow() - toldAt).toBeLessThan(5_000);
    await Promise.all([idle.closed, half.closed]);
  });
});
