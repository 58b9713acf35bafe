import type { Signal } from "../../ports/bus.ts";
import type { StoredEvent } from "../../ports/journal.ts";

/**
 * What travels: `{"v":1,"from":"<instance>","signals":[…]}`. Whoever changes a signal's shape so that older instances
 * would misread it raises the version; they then ignore it, and read the journal.
 */
const VERSION = 1;

/** Longest message, in UTF-16 code units. A signal that is longer stays here: the journal has it anyway. */
export const MAX_MESSAGE = 1_000_000;

export interface Read {
  signals: Signal[];
  /** Something in it could not be understood. */
  hasStrange: boolean;
}

/** How every message of this instance begins: those are not worth parsing. */
export const beginningOf = (instance: string): string => `{"v":${VERSION},"from":${JSON.stringify(instance)},`;

export const writeMessage = (beginning: string, signals: readonly string[]): string =>
  `${beginning}"signals":[${signals.join(",")}]}`;

/** Whoever can reach Redis may have written it: a signal is passed on only if it is one in every field. */
export function readMessage(text: string): Read {
  const message = text.length <= 2 * MAX_MESSAGE ? parse(text) : null;
  if (!isObject(message) || message["v"] !== VERSION || !Array.isArray(message["signals"])) {
    return { signals: [], hasStrange: true };
  }
  const signals = message["signals"].filter(isSignal);
  return { signals, hasStrange: signals.length < message["signals"].length };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isSignal(value: unknown): value is Signal {
  if (!isObject(value)) return false;
  if (value["kind"] === "revoked") return isString(value["family"]);
  if (!isStreamKey(value["stream"])) return false;
  if (value["kind"] === "committed") return isCommitted(value);
  if (value["kind"] === "piece")
    return isString(value["replyId"]) && isCount(value["offset"]) && isString(value["text"]);
  if (value["kind"] === "presence_asked") return true;
  if (value["kind"] === "presence") return typeof value["isHere"] === "boolean" && isSomebody(value);
  return value["kind"] === "typing" && isSomebody(value);
}

const isSomebody = ({ role, agentId, agentName }: Record<string, unknown>): boolean =>
  (role === "user" || role === "agent") && isOptional(agentId) && isOptional(agentName);

/** The numbers are dense: what does not continue itself would be shown in a wrong order. */
function isCommitted({ stream, priorSeq, events }: Record<string, unknown>): boolean {
  return (
    isCount(priorSeq) &&
    Array.isArray(events) &&
    events.every(
      (event, index) => isStoredEvent(event) && event.stream === stream && event.seq === priorSeq + 1 + index,
    )
  );
}

function isStoredEvent(value: unknown): value is StoredEvent {
  return (
    isObject(value) &&
    isStreamKey(value["stream"]) &&
    isString(value["id"]) &&
    isCount(value["seq"]) &&
    isCount(value["position"]) &&
    isString(value["type"]) &&
    isCount(value["time"]) &&
    isObject(value["data"]) &&
    (value["personal"] === null || isObject(value["personal"])) &&
    (value["salt"] === null || isString(value["salt"])) &&
    (value["personalDigest"] === null || isString(value["personalDigest"])) &&
    isString(value["hash"])
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isString = (value: unknown): value is string => typeof value === "string";
const isOptional = (value: unknown): boolean => value === undefined || isString(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isStreamKey = (value: unknown): boolean => isString(value) && /^[^/]+\/[^/]+\/[^/]+$/.test(value);
