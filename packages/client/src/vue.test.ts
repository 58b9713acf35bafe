import { describe, expect, test } from "vitest";
import { createSSRApp, effectScope, h } from "vue";
import { renderToString } from "vue/server-renderer";
import { eventually, useChats } from "./testing/chat-world.ts";
import { useBatonChat } from "./vue.ts";

const world = useChats();
const options = () => ({ baseUrl: world.baton.url, storage: world.storage });

describe("useBatonChat for Vue", () => {
  test("[K31] is a conversation while its scope lives", async () => {
    const scope = effectScope();
    const chat = scope.run(() => useBatonChat(options()));
    if (chat === undefined) throw new Error("a scope that is not stopped runs");
    chat.send("hello");
    expect(chat.state.value.transcript.pending).toMatchObject([{ content: "hello" }]);
    await eventually(() => chat.state.value.transcript.messages.map(({ content }) => content)).toEqual([
      "hello",
      "**hello**?",
    ]);
    await eventually(() => world.baton.session().subscribers.size).toBe(1);
    scope.stop();
    await eventually(() => world.baton.session().subscribers.size).toBe(0);
  });

  test("[K31] on a server renders the first state, and neither reads nor connects", async () => {
    world.storage.setItem("baton.session.outbox", JSON.stringify([{ key: "k", content: "x", timestamp: 1 }]));
    const app = createSSRApp({
      setup() {
        const { state } = useBatonChat(options());
        return () => h("p", `${state.value.phase} ${state.value.transcript.pending.length}`);
      },
    });
    expect(await renderToString(app)).toBe("<p>starting 0</p>");
    expect(world.baton.log).toEqual([]);
  });
});
