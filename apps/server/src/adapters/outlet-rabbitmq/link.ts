import type { OutletMessage } from "@baton/protocol";
import { connect, type SocketOptions } from "amqplib";
import { startConfirming } from "./confirms.ts";
import { explain } from "./failure.ts";

/** Connection, channel and exchange together. */
const OPEN_MS = 5_000;

/** After two of them without a byte the driver gives the connection up: 10 to 15 seconds. */
const HEARTBEAT_SECONDS = 5;

const CLOSE_MS = 1_000;

/** One connection to the broker with its channel. It is used until it breaks, and never mended. */
export interface Link {
  /** @throws OutletUnavailable, OutletRefused, OutletUnroutable */
  publish(message: OutletMessage): Promise<void>;
  /** The broker is there and takes nothing: it is short of memory or disk. */
  isBlocked(): boolean;
  /** Resolves with the cause once the link has broken or was closed. Whatever waited for a confirm was refused. */
  gone: Promise<string>;
  close(): Promise<void>;
}

export interface LinkOptions {
  url: string;
  exchange: string;
  /** Ends the attempt, or the link, at once. */
  signal: AbortSignal;
}

/** @throws whatever the driver says; `explain` puts it into words */
export async function openLink({ url, exchange, signal }: LinkOptions): Promise<Link> {
  // The driver would wait for ever for a broker that is frozen, and leaves half-open sockets behind that keep the
  // process alive. Destroying the socket ends every wait of the driver's.
  const cut = new AbortController();
  const cutNow = () => cut.abort();
  signal.addEventListener("abort", cutNow, { once: true });
  if (signal.aborted) cut.abort();
  const deadline = setTimeout(cutNow, OPEN_MS);
  try {
    const socket: SocketOptions & { signal: AbortSignal } = {
      signal: cut.signal,
      noDelay: true,
      clientProperties: { connection_name: "baton outlet" },
    };
    const connection = await connect(withHeartbeat(url), socket);
    const broken = Promise.withResolvers<string>();
    let cause: string | null = null;
    const blame = (error: unknown) => {
      cause ??= explain(error);
    };
    connection.on("error", blame);
    connection.on("close", (error) => {
      blame(error);
      broken.resolve(cause ?? explain(error));
    });

    const channel = await connection.createConfirmChannel();
    channel.on("error", blame);
    channel.on("close", cutNow);
    await channel.assertExchange(exchange, "topic", { durable: true });

    const confirms = startConfirming(channel, exchange, () => {
      cause ??= "The broker does not confirm what it is sent.";
      cut.abort();
    });
    let blocked = false;
    connection.on("blocked", () => {
      blocked = true;
      confirms.pause();
    });
    connection.on("unblocked", () => {
      blocked = false;
      confirms.resume();
    });
    void broken.promise.then(() => {
      confirms.stop();
      signal.removeEventListener("abort", cutNow);
    });
    return {
      publish: confirms.publish,
      isBlocked: () => blocked,
      gone: broken.promise,
      async close() {
        cause ??= "The connection was closed.";
        const atLast = setTimeout(cutNow, CLOSE_MS);
        await Promise.race([connection.close().catch(() => undefined), broken.promise]);
        clearTimeout(atLast);
        cut.abort();
      },
    };
  } catch (error) {
    cut.abort();
    signal.removeEventListener("abort", cutNow);
    throw error;
  } finally {
    clearTimeout(deadline);
  }
}

/** Unless the operator's URL sets another. */
function withHeartbeat(url: string): string {
  const parsed = new URL(url);
  if (!parsed.searchParams.has("heartbeat")) parsed.searchParams.set("heartbeat", String(HEARTBEAT_SECONDS));
  return parsed.href;
}
