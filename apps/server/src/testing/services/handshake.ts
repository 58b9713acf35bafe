import { connect as connectAmqp } from "amqplib";
import { Client } from "pg";
import { createClient } from "redis";

export type ServiceKind = "postgres" | "redis" | "rabbitmq";

const WITHIN_MS = 3_000;

/**
 * Talks to the server at `url` until it is clear that tests can use it: signs in, and has it answer. An open port shows
 * less: a frozen server has one, and so has another program.
 *
 * @throws what is wrong, after 3 seconds at most
 */
export async function shakeHands(kind: ServiceKind, url: string): Promise<void> {
  const { answer, hangUp } = handshakes[kind](url);
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${WITHIN_MS} ms`)), WITHIN_MS);
  });
  try {
    await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => undefined);
    hangUp();
  }
}

interface Handshake {
  answer: Promise<unknown>;
  /** Whatever came of it: nothing may stay open. */
  hangUp: () => void;
}

const handshakes: Record<ServiceKind, (url: string) => Handshake> = {
  postgres(url) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: WITHIN_MS });
    client.on("error", () => undefined);
    const ask = async () => {
      await client.connect();
      const { rows } = await client.query<{ superuser: string }>("select current_setting('is_superuser') as superuser");
      // Tests make databases and roles of their own.
      if (rows[0]?.superuser !== "on") throw new Error("the role is no superuser");
    };
    return { answer: ask(), hangUp: () => void client.end().catch(() => undefined) };
  },
  redis(url) {
    const client = createClient({ url, socket: { connectTimeout: WITHIN_MS, reconnectStrategy: false } });
    client.on("error", () => undefined);
    const ask = async () => {
      await client.connect();
      await client.ping();
    };
    return { answer: ask(), hangUp: () => void (client.isOpen && client.destroy()) };
  },
  rabbitmq(url) {
    const connection = connectAmqp(url, { timeout: WITHIN_MS });
    const close = async () => {
      const open = await connection;
      open.on("error", () => undefined);
      await open.close();
    };
    return { answer: connection, hangUp: () => void close().catch(() => undefined) };
  },
};
