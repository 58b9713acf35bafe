import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { OutletMessage } from "@baton/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../../../../e2e/support/eventually.ts";
import { rabbitmqServerPath } from "../../../../e2e/support/needs.ts";
import { openSqliteStore } from "../adapters/journal-sqlite/open.ts";
import { type Store, session } from "../testing/journal.fixtures.ts";
import {
  countOfRepeats,
  numbersBySession,
  type SendingInstance,
  say,
  startSending,
  upTo,
} from "../testing/outlet.fixtures.ts";
import { type Inbox, type RabbitmqWorld, rabbitmqWorld } from "../testing/rabbitmq.fixtures.ts";
import type { ServiceProcess } from "../testing/services/own-process.ts";
import { type RabbitmqProcess, startRabbitmq } from "../testing/services/rabbitmq-process.ts";

const run = promisify(execFile);
const server = rabbitmqServerPath();
const controller = server === undefined ? "" : join(dirname(server), "rabbitmqctl");

const SESSIONS = 40;
const MESSAGES = 30;
/** A broker takes some seconds to start again, more on a busy machine. */
const PATIENCE_MS = 60_000;

describe.skipIf(server === undefined)(
  "a broker that dies (needs rabbitmq-server)",
  { timeout: 3 * PATIENCE_MS },
  () => {
    let folder: string;
    let broker: RabbitmqProcess;
    let world: RabbitmqWorld;
    let store: Store;
    let instance: SendingInstance;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "baton-outlet-"));
      broker = await startRabbitmq({ folder: join(folder, "rabbitmq") });
    }, PATIENCE_MS);

    afterAll(async () => {
      await broker.stop();
      await rm(folder, { recursive: true, force: true });
    });

    beforeEach(async () => {
      world = rabbitmqWorld(broker.url);
      store = await openSqliteStore({ path: join(await mkdtemp(join(folder, "journal-")), "baton.sqlite") });
      instance = startSending(store, world.outlet());
    });

    afterEach(async () => {
      await instance.stop();
      await world.end();
      await store.journal.close();
    });

    const bodiesIn = async (inbox: Inbox): Promise<OutletMessage[]> => (await inbox.take()).map(({ body }) => body);
    const numbersIn = async (inbox: Inbox) => numbersBySession(await bodiesIn(inbox));
    const expected = (each = MESSAGES) =>
      Object.fromEntries(upTo(SESSIONS).map((number) => [`s${number}`, upTo(each)]));
    const sayAll = (each = MESSAGES) =>
      Promise.all(upTo(SESSIONS).map((number) => say(store, session(`s${number}`), ...upTo(each).map(String))));
    const sent = async () => (await instance.metric("baton_outlet_sent_total")) ?? 0;

    test("[C16][C19] killed twice in the middle of confirms: every event arrives, repeats only with the same id", async () => {
      const inbox = await world.inbox();
      // What was made a moment before a kill may be gone after it, and with it what was confirmed.
      const { queue: madeLast } = await world.inbox([]);
      await eventually(() => broker.isWritten(madeLast)).toBe(true);
      const saying = sayAll();
      for (const part of [0.1, 0.5]) {
        await eventually(sent, PATIENCE_MS).toBeGreaterThan(SESSIONS * MESSAGES * part);
        await broker.kill();
        await eventually(() => instance.part.check()).toMatchObject({ status: "down" });
        await broker.start();
      }
      await saying;
      await eventually(() => instance.metric("baton_outlet_waiting_events"), PATIENCE_MS).toBe(0);
      const arrived = await bodiesIn(inbox);
      expect(numbersBySession(arrived)).toEqual(expected());
      expect(new Set(arrived.map(({ id }) => id)).size).toBe(SESSIONS * MESSAGES);
      expect(inbox.received.every(({ body, properties }) => properties["messageId"] === body.id)).toBe(true);
      expect(countOfRepeats(arrived)).toBeLessThanOrEqual((await instance.metric("baton_outlet_repeated_total")) ?? 0);
      expect(await instance.part.check()).toEqual({ status: "up" });
    });

    test("[C19] frozen for a moment: everything waits, nothing is sent twice", async () => {
      const inbox = await world.inbox();
      await eventually(() => instance.part.check()).toEqual({ status: "up" });
      await broker.freeze();
      await sayAll(3);
      await eventually(() => instance.metric("baton_outlet_waiting_events")).toBe(SESSIONS * 3);
      expect(await sent()).toBe(0);
      await broker.thaw();
      await eventually(() => numbersIn(inbox), PATIENCE_MS).toEqual(expected(3));
      expect(countOfRepeats(await bodiesIn(inbox))).toBe(0);
      expect(await instance.metric("baton_outlet_repeated_total")).toBe(0);
    });

    test.skipIf(!existsSync(controller) || process.platform !== "linux")(
      "[C19] short of memory: it is said, everything waits, and goes on without a repeat",
      async () => {
        const inbox = await world.inbox();
        await eventually(() => instance.part.check()).toEqual({ status: "up" });
        await control(broker, "set_vm_memory_high_watermark", "0.0000001");
        await sayAll();
        const detail = "The broker takes no messages: it is short of memory or disk.";
        await eventually(() => instance.part.check(), PATIENCE_MS).toEqual({ status: "down", detail });
        await control(broker, "set_vm_memory_high_watermark", "0.4");
        await eventually(() => numbersIn(inbox), PATIENCE_MS).toEqual(expected());
        expect(await instance.part.check()).toEqual({ status: "up" });
        expect(countOfRepeats(await bodiesIn(inbox))).toBe(0);
      },
    );
  },
);

/** Speaks to the broker's node as its own tools do: with the environment that it was started in. */
async function control({ pid }: ServiceProcess, ...words: string[]): Promise<void> {
  const lines = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  const environment = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  // Not in step: the outlet that is tested lives in this process, and its connections are kept alive meanwhile.
  await run(controller, words, { env: environment });
}
