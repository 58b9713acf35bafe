import { describe, expect, test, vi } from "vitest";
import { CHANNEL } from "../shared/messages.ts";
import { connectHost } from "./host.ts";

/** As much of a framed window as the bridge touches. */
function framed(options: { host?: string; ancestor?: string } = {}) {
  const parent = { postMessage: vi.fn() };
  const query = options.host === undefined ? "" : `?host=${encodeURIComponent(options.host)}`;
  const view = Object.assign(new EventTarget(), {
    parent,
    location: { search: query, ...(options.ancestor === undefined ? {} : { ancestorOrigins: [options.ancestor] }) },
  });
  const handlers = { onSettings: vi.fn(), onVisible: vi.fn() };
  const bridge = connectHost(view as unknown as Window, handlers);
  const receive = (data: unknown, from: { source?: unknown; origin?: string } = {}) =>
    view.dispatchEvent(
      Object.assign(new Event("message"), { data, source: parent, origin: "https://shop.example", ...from }),
    );
  return { bridge, parent, handlers, receive };
}

const visible = { channel: CHANNEL, type: "visible", visible: true, focus: true };

describe("the frame and its host", () => {
  test("[W7] meet in a browser of 2023 too, which cannot parse an address without throwing", () => {
    const canParse = vi.spyOn(URL, "canParse").mockImplementation(() => {
      throw new TypeError("URL.canParse is not a function");
    });
    expect(framed({ host: "https://shop.example" }).bridge.embedded).toBe(true);
    expect(framed({ host: "no address" }).bridge.embedded).toBe(false);
    canParse.mockRestore();
  });

  test("[W7] say hello to the origin they were opened for, never to any", () => {
    const { parent, bridge } = framed({ host: "https://shop.example" });
    bridge.say({ type: "unread", count: 2, going: true });
    expect(parent.postMessage.mock.calls).toEqual([
      [{ channel: CHANNEL, type: "ready" }, "https://shop.example"],
      [{ channel: CHANNEL, type: "unread", count: 2, going: true }, "https://shop.example"],
    ]);
  });

  test("[W7] hear the parent window from that origin, and nobody else", () => {
    const { receive, handlers } = framed({ host: "https://shop.example" });
    receive(visible, { origin: "https://evil.example" });
    receive(visible, { source: {} });
    receive({ ...visible, channel: "other" });
    expect(handlers.onVisible).not.toHaveBeenCalled();
    receive(visible);
    expect(handlers.onVisible).toHaveBeenCalledWith(true, true);
  });

  test.each([
    ["no host named", {}],
    ["a host that is no origin", { host: "https://shop.example/path" }],
    ["nonsense", { host: "javascript:alert(1)" }],
    ["another page than the one that embeds", { host: "https://shop.example", ancestor: "https://evil.example" }],
  ])("[W7] %s: the frame stands alone and says nothing", (_, options) => {
    const { parent, bridge, receive, handlers } = framed(options);
    bridge.say({ type: "close" });
    receive(visible);
    expect(bridge.embedded).toBe(false);
    expect(parent.postMessage).not.toHaveBeenCalled();
    expect(handlers.onVisible).not.toHaveBeenCalled();
  });
});
