import { describe, expect, test } from "vitest";
import { createMountedChat } from "./mounted-chat.ts";
import { eventually, useChats } from "./testing/chat-world.ts";

const world = useChats();
const mounted = () => createMountedChat({ baseUrl: world.baton.url, storage: world.storage });
const said = () => world.baton.session().messages.map(({ content }) => content);

describe("a chat that lives while a screen listens", () => {
  test("[K30] reads and connects nothing before, and shows what the storage holds from the first moment on", async () => {
    world.storage.setItem("baton.session.outbox", JSON.stringify([{ key: "k", content: "x", timestamp: 1 }]));
    const chat = mounted();
    expect(chat.state().transcript.pending).toEqual([]);
    const stop = chat.subscribe(() => undefined);
    expect(chat.state().transcript.pending).toHaveLength(1);
    stop();
    expect(world.baton.log).toEqual([]);
  });

  test("[K30] closed and begun again at once, as strict mode does, it goes on as if nothing had been", async () => {
    const chat = mounted();
    const { send } = chat.actions;
    chat.subscribe(() => undefined)();
    let changes = 0;
    const stop = chat.subscribe(() => changes++);
    send("hello");
    await eventually(() => chat.state().transcript.messages.length).toBe(2);
    expect(said()).toEqual(["hello", "**hello**?"]);
    expect(changes).toBeGreaterThan(2);
    stop();
    await eventually(() => world.baton.session().subscribers.size).toBe(0);
    const again = chat.subscribe(() => undefined);
    await eventually(() => chat.state().transcript.messages.length).toBe(2);
    again();
  });

  test("[K30] with a stored conversation, closed before that was loaded, it follows it once and leaves nothing open", async () => {
    const before = mounted();
    const left = before.subscribe(() => undefined);
    before.actions.send("hello");
    await eventually(() => before.state().transcript.messages.length).toBe(2);
    left();
    await eventually(() => world.baton.session().subscribers.size).toBe(0);
    const chat = mounted();
    chat.subscribe(() => undefined)();
    const stop = chat.subscribe(() => undefined);
    await eventually(() => chat.state().connection.name).toBe("open");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(world.baton.session().subscribers.size).toBe(1);
    stop();
    await eventually(() => world.baton.session().subscribers.size).toBe(0);
  });

  test("[K30] what is sent before the screen listens is sent", async () => {
    const chat = mounted();
    chat.actions.send("early");
    const stop = chat.subscribe(() => undefined);
    await eventually(said).toEqual(["early", "**early**?"]);
    stop();
  });

  test("[K30] an action after the last listener has gone connects nothing", async () => {
    const chat = mounted();
    const stop = chat.subscribe(() => undefined);
    chat.actions.send("hello");
    await eventually(() => chat.state().transcript.messages.length).toBe(2);
    stop();
    await eventually(() => world.baton.session().subscribers.size).toBe(0);
    const calls = world.baton.log.length;
    chat.actions.typing();
    chat.actions.send("late");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(world.baton.log).toHaveLength(calls);
  });

  test("[K30] stays while another part of the screen still listens", async () => {
    const chat = mounted();
    const [first, second] = [chat.subscribe(() => undefined), chat.subscribe(() => undefined)];
    first();
    first();
    chat.actions.send("hello");
    await eventually(() => chat.state().transcript.messages.length).toBe(2);
    second();
  });
});
