import { afterEach, beforeEach, expect, vi } from "vitest";
import type { Chat, ChatOptions, ChatState } from "../chat.ts";
import { createChat } from "../create-chat.ts";
import { type KeyValueStorage, memoryStorage } from "../storage.ts";
import { type FakeBaton, startFakeBaton } from "./fake-baton.ts";

/** What must come true, however busy the machine is. */
export const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 15_000 });

/** What a page hears of the world around it: other tabs' `storage`, `online`, `offline`. Undone by `vi.unstubAllGlobals`. */
export function stubWindow(): EventTarget {
  const page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  return page;
}

/** A fake server and one browser's storage for each test, and chats as its tabs; all are closed after it. */
export function useChats() {
  let baton: FakeBaton;
  let storage: KeyValueStorage;
  let chats: Chat[];

  beforeEach(async () => {
    baton = await startFakeBaton();
    storage = memoryStorage();
    chats = [];
  });
  afterEach(async () => {
    for (const chat of chats) chat.close();
    await baton.close();
  });

  /** Retries come at once: what is tested is what happens, not how long it takes. */
  function newChat(options: Partial<ChatOptions> = {}): Chat {
    const chat = createChat({ baseUrl: baton.url, storage, stream: { random: () => 0 }, ...options });
    chats.push(chat);
    return chat;
  }
  return {
    get baton() {
      return baton;
    },
    get storage() {
      return storage;
    },
    newChat,
    async openChat(options: Partial<ChatOptions> = {}): Promise<Chat> {
      const chat = newChat(options);
      await chat.start();
      return chat;
    },
  };
}

export function until(chat: Chat, condition: (state: ChatState) => boolean): Promise<ChatState> {
  return new Promise((resolve) => {
    const check = (state: ChatState) => {
      if (!condition(state)) return;
      queueMicrotask(() => stop());
      resolve(state);
    };
    const stop = chat.subscribe(check);
    check(chat.state());
  });
}

export const texts = (state: ChatState) => state.transcript.messages.map(({ role, content }) => `${role}: ${content}`);
export const messageCount = (count: number) => (state: ChatState) => state.transcript.messages.length >= count;
export const isOpen = (state: ChatState) => state.connection.name === "open";
