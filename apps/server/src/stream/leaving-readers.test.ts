import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import type { Journal } from "../ports/journal.ts";
import { call, newSession, openStream, signIn } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

/** A journal that can be made to wait, and that counts how often each stream began to be followed. */
function waitingJournal() {
  let waiting: PromiseWithResolvers<void> | null = null;
  let arrived = 0;
  const followed = new Map<string, number>();
  const wait = async () => {
    arrived += 1;
    await waiting?.promise;
  };
  return {
    override: (journal: Journal): Journal => ({
      ...journal,
      async load(stream) {
        const loaded = await journal.load(stream);
        await wait();
        return loaded;
      },
      async read(stream, range) {
        // What a feed asks when it begins to follow a session that nobody followed.
        if (range.types?.includes("bot_turn_started")) followed.set(stream, (followed.get(stream) ?? 0) + 1);
        const events = await journal.read(stream, range);
        await wait();
        return events;
      },
      async find(query) {
        const found = await journal.find(query);
        await wait();
        return found;
      },
    }),
    hold() {
      arrived = 0;
      waiting = Promise.withResolvers();
    },
    letGo: () => waiting?.resolve(),
    arrived: () => arrived,
    followed: (session: string) => followed.get(`default/session/${session}`) ?? 0,
  };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Asks for a stream, and goes before the answer begins. */
async function askAndLeave(server: TestServer, path: string, token: string, hasArrived: () => boolean) {
  const { port, hostname } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`);
  await until(hasArrived);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.destroy();
  await closed;
}

/** The server has read everything that came before this was asked. */
const noticed = async (server: TestServer) => {
  for (let round = 0; round < 3; round++) await call(server, "/api/config");
};

const agentsOnline = async (server: TestServer): Promise<number> =>
  (await call(server, "/api/shift/status")).body.data.agents_online;

describe("a reader that leaves before the stream is open", () => {
  test("counts no more, and is followed no more: 20 of them do not use up the customer's 20", async () => {
    const journal = waitingJournal();
    const server = await startTestServer({}, { overrides: { journal: journal.override } });
    try {
      const { name, token } = await newSession(server);
      journal.hold();
      for (let left = 0; left < 20; left++) {
        // The first asks the journal; the others wait for what it gets.
        await askAndLeave(server, `/api/sessions/${name}/events`, token, () => journal.arrived() > 0);
      }
      await noticed(server);
      journal.letGo();
      await noticed(server);

      const before = journal.followed(name);
      const reading = await Promise.all(
        Array.from({ length: 20 }, () => openStream(server, `/api/sessions/${name}/events`, { token })),
      );
      expect(reading.map(({ status }) => status)).toEqual(reading.map(() => 200));
      expect(journal.followed(name), "nobody was left who followed the session").toBe(before + 1);
      const beyond = await openStream(server, `/api/sessions/${name}/events`, { token });
      expect(beyond.status).toBe(429);
      for (const stream of reading) stream.close();
    } finally {
      journal.letGo();
      await server.stop();
    }
  });

  test("an agent's, while the snapshot is read: they are not there, and their sessions are followed no more", async () => {
    const journal = waitingJournal();
    const server = await startTestServer({}, { overrides: { journal: journal.override } });
    try {
      const agent = await signIn(server);
      const { name, token } = await newSession(server);
      await call(server, `/api/sessions/${name}/takeover`, { token: agent, body: {} });
      journal.hold();
      await askAndLeave(server, "/api/agent/events", agent, () => journal.arrived() > 0);
      await expect.poll(() => agentsOnline(server)).toBe(0);
      journal.letGo();
      await noticed(server);
      expect(await agentsOnline(server)).toBe(0);

      const before = journal.followed(name);
      const reading = await openStream(server, `/api/sessions/${name}/events`, { token });
      expect(reading.status).toBe(200);
      expect(journal.followed(name), "nobody was left who followed the session").toBe(before + 1);
      reading.close();
    } finally {
      journal.letGo();
      await server.stop();
    }
  });
});
