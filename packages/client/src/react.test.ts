import { createElement, StrictMode } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { useBatonChat } from "./react.ts";
import { useChats } from "./testing/chat-world.ts";

const world = useChats();

describe("useBatonChat for React", () => {
  test("[K32] on a server renders the first state, and neither reads nor connects", () => {
    world.storage.setItem("baton.session.outbox", JSON.stringify([{ key: "k", content: "x", timestamp: 1 }]));
    function Screen() {
      const { state } = useBatonChat({ baseUrl: world.baton.url, storage: world.storage });
      return createElement("p", null, `${state.phase} ${state.transcript.pending.length}`);
    }
    const html = renderToString(createElement(StrictMode, null, createElement(Screen)));
    expect(html).toBe("<p>starting 0</p>");
    expect(world.baton.log).toEqual([]);
  });
});
