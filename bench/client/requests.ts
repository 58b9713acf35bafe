import { marker } from "./marker.ts";

const TEXT = "您好，您的订单已经发货，预计三天内送达。还有什么可以帮您的吗？";

/** One agent answers all sessions; a server in token mode ignores `agent_id`, the comparison server believes it. */
export const AGENT = { agent_id: "agent_01", agent_name: "小王" } as const;

export function sessionName(stream: number): string {
  return `bench-${String(stream).padStart(5, "0")}`;
}

export function getRequest(path: string, token: string | null): string {
  return `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\n${authorization(token)}\r\n`;
}

export function postRequest(path: string, token: string | null, body: object): string {
  return post(path, token, JSON.stringify(body));
}

/** Builds the POST of a message with as little work as possible for each: it runs beside the server that is measured. */
export function messageRequests(token: string | null): (stream: number, number: number) => string {
  const json = (stream: number, number: number): string =>
    JSON.stringify({
      session_name: sessionName(stream),
      role: "agent",
      content: `${marker(number)}${TEXT}`,
      agent_info: AGENT,
    });
  const [start = "", end = ""] = post("/api/manual/messages", token, json(0, 0)).split(sessionName(0));
  const [beforeMarker = "", afterMarker = ""] = end.split(marker(0));
  return (stream, number) => `${start}${sessionName(stream)}${beforeMarker}${marker(number)}${afterMarker}`;
}

function post(path: string, token: string | null, json: string): string {
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n`;
  return `${head}${authorization(token)}content-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
}

function authorization(token: string | null): string {
  return token === null ? "" : `authorization: Bearer ${token}\r\n`;
}
