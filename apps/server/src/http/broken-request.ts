import type { Socket } from "node:net";
import { ERRORS, type ErrorCode } from "@baton/protocol";

const CODES: Record<string, ErrorCode> = { HPE_HEADER_OVERFLOW: "TOO_LARGE" };

/** Answers what the parser could not make a request of: no route, no hook and no id are there yet. */
export function refuseBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const code = CODES[error.code ?? ""] ?? "VALIDATION";
  const { status, en } = ERRORS[code];
  const problem = {
    type: `urn:baton:error:${code.toLowerCase()}`,
    title: en,
    status,
    detail: code,
    code,
    success: false,
    error: en,
    instance: "about:blank",
  };
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${status} \r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
