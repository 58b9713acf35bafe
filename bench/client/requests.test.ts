import { expect, test } from "vitest";
import { marker } from "./marker.ts";
import { messageRequests, sessionName } from "./requests.ts";

test("a message's request is well formed for every stream and number", () => {
  const request = messageRequests("token")(4321, 1234567);
  const [head = "", body = ""] = request.split("\r\n\r\n");
  expect(head).toContain("POST /api/manual/messages HTTP/1.1\r\n");
  expect(head).toContain("\r\nauthorization: Bearer token\r\n");
  expect(head).toContain(`content-length: ${Buffer.byteLength(body)}`);
  const message: unknown = JSON.parse(body);
  expect(message).toMatchObject({ session_name: sessionName(4321), role: "agent" });
  expect(message).toHaveProperty("content", expect.stringContaining(marker(1234567)));
});

test("without a token there is no authorization header", () => {
  expect(messageRequests(null)(1, 1)).not.toContain("authorization");
});
