import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { sendJson } from "./http-server.ts";

/** The ways in which any engine's stream goes wrong. */
export const MISBEHAVIOURS = [
  "hang_before_first_byte",
  "hang_after_first_piece",
  "reset_before_first_byte",
  "reset_after_first_piece",
  "status_401",
  "status_429",
  "status_500",
  "status_503",
  "html_page",
  "broken_utf8",
  "cut_event",
  "no_end_marker",
  "byte_a_second",
  "huge_event",
  "huge_stream",
] as const;
export type Misbehaviour = (typeof MISBEHAVIOURS)[number];

export interface MisbehaviourOptions {
  /** The header of `status_429`: seconds or an HTTP date; none when absent. */
  retryAfter?: string;
  /** Between two bytes of `byte_a_second`; a second unless told. */
  byteEveryMs?: number;
  /** Before each piece of a reply that goes right; none unless told. */
  paceMs?: number;
  /** How much `huge_event` and `huge_stream` send; 100 MB unless told. */
  bytes?: number;
}

/** One reply as an engine sends it: every part is one or more whole server-sent events. */
export interface Script {
  /** What comes before the first piece. */
  opening: readonly string[];
  /** The reply; misbehaving needs at least one. */
  pieces: readonly string[];
  /** What tells that the reply is whole. */
  ending: readonly string[];
  /** An event with this text as a piece. */
  piece(text: string): string;
  /** The body of an error in the engine's own form. */
  errorBody(status: number): unknown;
}

const PAGE = "<!doctype html>\n<html><head><title>502 Bad Gateway</title></head><body>upstream</body></html>\n";

/** Sends the reply, rightly or not. Resolves when there is nothing more to send, or when the client went away. */
export async function play(
  response: ServerResponse,
  script: Script,
  misbehaviour: Misbehaviour | null,
  options: MisbehaviourOptions = {},
): Promise<void> {
  const { opening, pieces, ending } = script;
  const [first = ""] = pieces;
  const open = () => response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" }).flushHeaders();

  switch (misbehaviour) {
    case "hang_before_first_byte":
      return gone(response);
    case "reset_before_first_byte":
      response.socket?.resetAndDestroy();
      return;
    case "status_401":
    case "status_429":
    case "status_500":
    case "status_503": {
      const status = Number(misbehaviour.slice("status_".length));
      const { retryAfter } = options;
      const headers = status === 429 && retryAfter !== undefined ? { "retry-after": retryAfter } : {};
      return sendJson(response, status, script.errorBody(status), headers);
    }
    case "html_page":
      response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
      return;
    default:
      open();
  }

  const say = (...parts: (string | Buffer)[]) => write(response, parts);
  switch (misbehaviour) {
    case "hang_after_first_piece":
      await say(...opening, first);
      return gone(response);
    case "reset_after_first_piece":
      await say(...opening, first);
      // The piece must have left before the reset: a reset throws away what is still buffered on either side.
      await sleep(50);
      response.socket?.resetAndDestroy();
      return;
    case "broken_utf8":
      await say(...opening, first, withBrokenBytes(script.piece(BYTES_HERE)), ...pieces.slice(1), ...ending);
      break;
    case "cut_event": {
      const next = Buffer.from(script.piece("cut"));
      await say(...opening, first, next.subarray(0, Math.floor(next.length / 2)));
      break;
    }
    case "no_end_marker":
      await say(...opening, ...pieces);
      break;
    case "byte_a_second":
      for (const byte of Buffer.from([...opening, ...pieces, ...ending].join(""))) {
        if (!(await say(Buffer.of(byte)))) return;
        if (options.byteEveryMs !== 0) await sleep(options.byteEveryMs ?? 1_000);
      }
      break;
    case "huge_event": {
      const [head = "", tail = ""] = script.piece(BYTES_HERE).split(BYTES_HERE);
      await say(...opening, head);
      await repeat(response, Buffer.alloc(65_536, "x"), options.bytes ?? HUGE);
      await say(tail, ...ending);
      break;
    }
    case "huge_stream":
      await say(...opening);
      await repeat(response, Buffer.from(script.piece("x".repeat(1_000))), options.bytes ?? HUGE);
      await say(...ending);
      break;
    default:
      await say(...opening);
      for (const piece of pieces) {
        if (options.paceMs !== undefined) await sleep(options.paceMs);
        if (!(await say(piece))) return;
      }
      await say(...ending);
  }
  response.end();
}

const HUGE = 100_000_000;
/** Stands in a piece for what is put there byte by byte. */
const BYTES_HERE = "BYTES";

function withBrokenBytes(event: string): Buffer {
  const [head = "", tail = ""] = event.split(BYTES_HERE);
  // The first two bytes of a character of three, and a byte that no text has.
  return Buffer.concat([Buffer.from(head), Buffer.of(0xe5, 0x88, 0xff), Buffer.from(tail)]);
}

async function repeat(response: ServerResponse, chunk: Buffer, bytes: number): Promise<void> {
  for (let sent = 0; sent < bytes; sent += chunk.length) {
    if (!(await write(response, [chunk]))) return;
  }
}

/** @returns whether the client is still there */
async function write(response: ServerResponse, parts: readonly (string | Buffer)[]): Promise<boolean> {
  for (const part of parts) {
    if (response.destroyed) return false;
    if (!response.write(part)) await drainedOrGone(response);
  }
  return !response.destroyed;
}

function drainedOrGone(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    response.on("drain", done).on("close", done);
  });
}

function gone(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) resolve();
    else response.once("close", () => resolve());
  });
}
