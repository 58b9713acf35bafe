import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "amqplib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rabbitmqServerPath } from "../../../../../e2e/support/needs.ts";
import { shakeHands } from "./handshake.ts";
import { type RabbitmqProcess, startRabbitmq } from "./rabbitmq-process.ts";

const TIMEOUT_MS = 90_000;

describe.skipIf(rabbitmqServerPath() === undefined)("a RabbitMQ of one's own (needs rabbitmq-server)", () => {
  const top = mkdtempSync(join(tmpdir(), "baton-rabbitmq-test-"));
  const folder = join(top, "server");
  let server: RabbitmqProcess;

  beforeAll(async () => {
    server = await startRabbitmq({ folder });
  }, TIMEOUT_MS);
  afterAll(async () => {
    await server.stop();
    expect(existsSync(folder)).toBe(false);
    // Reset, where another program has got the port since.
    await expect(shakeHands("rabbitmq", server.url)).rejects.toThrow(/ECONN(?:REFUSED|RESET)/);
    rmSync(top, { recursive: true });
  }, TIMEOUT_MS);

  test(
    "killed, its connections end; started again it has what was confirmed",
    async () => {
      const { pid } = server;
      const connection = await connect(server.url);
      const lost = new Promise((resolve) => connection.once("error", resolve));
      const channel = await connection.createConfirmChannel();
      channel.on("error", () => undefined);
      await channel.assertQueue("kept", { durable: true });
      channel.sendToQueue("kept", Buffer.from("confirmed"), { persistent: true });
      await channel.waitForConfirms();
      // A queue made a moment ago is not on the disk yet, though its messages are.
      await expect.poll(() => server.isWritten("kept"), { timeout: 10_000 }).toBe(true);
      await server.kill();
      await lost;
      // Reset, where another program has got the port since.
      await expect(shakeHands("rabbitmq", server.url)).rejects.toThrow(/ECONN(?:REFUSED|RESET)/);

      await server.start();
      expect(server.pid).not.toBe(pid);
      const again = await connect(server.url);
      const message = await (await again.createChannel()).get("kept", { noAck: true });
      if (message === false) throw new Error("the queue is empty");
      expect(message.content.toString()).toBe("confirmed");
      await again.close();
    },
    TIMEOUT_MS,
  );

  test(
    "frozen it answers nobody, old connection or new; thawed it goes on where it stood",
    async () => {
      const connection = await connect(server.url);
      await server.freeze();
      const answer = connection.createChannel().then(() => "a channel");
      const first = await Promise.race([answer, shakeHands("rabbitmq", server.url).catch(String)]);
      expect(first).toMatch(/no answer|ETIMEDOUT/);
      await server.thaw();
      expect(await answer).toBe("a channel");
      await connection.close();
    },
    TIMEOUT_MS,
  );
});
