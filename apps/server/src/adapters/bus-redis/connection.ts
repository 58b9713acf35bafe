import { createClient } from "redis";
import { TooLate, within } from "./within.ts";

/** Commands that wait for an answer; more are refused at once. */
const MAX_COMMANDS = 20_000;

const CONNECT_MS = 2_000;
const ECHO_MS = 1_000;

export interface Connection {
  /** Settles always: with Redis's answer, or rejected when the connection is given up. */
  send(args: readonly string[]): Promise<unknown>;
  /** Sends a word to ourselves: it comes back only when both halves work. Gives the connection up when it does not. */
  echo(): Promise<void>;
  giveUp(reason: string): void;
}

interface Options {
  url: string;
  /** The channel that all instances share, and one that only this connection listens to. */
  shared: string;
  own: string;
  onMessage(text: string): void;
  /** Called once, with a word for operators that holds neither address nor secret. */
  onLost(reason: string): void;
}

/**
 * One half speaks, the other listens: a connection with a subscription answers nothing else in older protocols, and
 * a flood of messages shall not delay answers. They live and die together, and are never mended, only made anew: whoever
 * takes what they lost for lost needs no state of the driver's.
 */
export function openConnection({
  url,
  shared,
  own,
  onMessage,
  onLost,
}: Options): Connection & { opened: Promise<void> } {
  const speaker = makeClient(url);
  const listener = makeClient(url);
  let lost = false;
  let echoes = 0;
  let onEcho: (text: string) => void = () => undefined;

  function giveUp(reason: string): void {
    if (lost) return;
    lost = true;
    speaker.destroy();
    listener.destroy();
    onLost(reason);
  }

  for (const client of [speaker, listener]) client.on("error", (error: unknown) => giveUp(reasonOf(error)));

  async function connect(client: typeof speaker): Promise<void> {
    await client.connect();
    // The driver forgets a socket that was still connecting when it was destroyed.
    if (lost) client.destroy();
  }

  async function echo(): Promise<void> {
    const word = String(++echoes);
    try {
      const heard = new Promise<void>((resolve) => {
        onEcho = (text) => {
          if (text === word) resolve();
        };
      });
      await within(Promise.all([speaker.sendCommand(["PUBLISH", own, word]), heard]), ECHO_MS);
    } catch (error) {
      giveUp(reasonOf(error));
      throw error;
    }
  }

  async function open(): Promise<void> {
    await Promise.all([connect(speaker), connect(listener)]);
    await listener.subscribe([shared, own], (text, channel) => (channel === own ? onEcho(text) : onMessage(text)));
    await echo();
  }

  const opened = within(open(), CONNECT_MS).catch((error: unknown) => {
    giveUp(reasonOf(error));
    throw error;
  });
  return { opened, echo, giveUp, send: (args) => speaker.sendCommand([...args]) };
}

/** @throws TypeError when the driver would not, or would take it for another one */
export function requireAddress(url: string): void {
  try {
    makeClient(new URL(url).href).destroy();
  } catch {
    throw new TypeError("The address of Redis cannot be read: write redis://host:6379, or rediss://host:6379 for TLS.");
  }
}

function makeClient(url: string) {
  return createClient({
    url,
    // Without a queue of its own for bad times: what cannot be sent now is of no use later.
    disableOfflineQueue: true,
    commandsQueueMaxLength: MAX_COMMANDS,
    // The driver's deadline ends with the writing; ours asks for the answer.
    commandOptions: { timeout: 0 },
    disableClientInfo: true,
    maintNotifications: "disabled",
    socket: { connectTimeout: CONNECT_MS, reconnectStrategy: false },
  });
}

/** Messages of the system name addresses, those of Redis name keys: only the first word says what is wrong. */
function reasonOf(error: unknown): string {
  if (error instanceof TooLate) return "no answer";
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return (error instanceof Error ? /^[A-Z]{3,}\b/.exec(error.message)?.[0] : undefined) ?? "closed";
}
