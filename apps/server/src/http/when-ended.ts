import type { ServerResponse } from "node:http";

/** Called once, when the response has ended: whether it was cut off before all of it was out. */
export function whenEnded(response: ServerResponse, listener: (ended: { cutOff: boolean }) => void): void {
  const tell = () => listener({ cutOff: !response.writableFinished });
  if (response.destroyed) tell();
  else response.once("close", tell);
}
