import { describe, expect, test } from "vitest";
import type { ChatOptions } from "./chat.ts";
import { eventually, isOpen, messageCount, texts, until, useChats } from "./testing/chat-world.ts";

const world = useChats();
const { newChat, openChat } = world;

const tokenOf = (sub: string, jti = "1") => `e30.${btoa(JSON.stringify({ sub, jti }))}.x`;
const stored = () => JSON.parse(world.storage.getItem("baton.session") ?? "{}") as { name?: string; customer?: string };

/** Keeps what the calls to open or enter a session say. */
function overheard(): { fetch: typeof fetch; bodies: Record<string, unknown>[] } {
  const bodies: Record<string, unknown>[] = [];
  return {
    bodies,
    fetch: (input, init) => {
      if (String(input).endsWith("/api/sessions") && typeof init?.body === "string") {
        bodies.push(JSON.parse(init.body) as Record<string, unknown>);
      }
      return fetch(input, init);
    },
  };
}

async function said(options: Partial<ChatOptions>, text = "hello"): Promise<void> {
  const chat = await openChat(options);
  chat.send(text);
  await until(chat, (state) => messageCount(2)(state) && isOpen(state));
  chat.close();
}

describe("an identity token", () => {
  test("[K29] that has ended is why the message fails, and no sign of a lost session", async () => {
    const { fetch, bodies } = overheard();
    const chat = await openChat({ fetch, identityToken: tokenOf("alice") });
    world.baton.refuseNext("POST /api/sessions", 401, "UNAUTHENTICATED");
    chat.send("hello");
    const { transcript } = await until(chat, (state) => state.transcript.pending[0]?.state === "failed");
    expect(transcript.pending).toMatchObject([{ content: "hello", error: "UNAUTHENTICATED" }]);
    expect(bodies).toHaveLength(1);
    chat.retry(transcript.pending[0]?.key ?? "");
    await until(chat, messageCount(2));
  });

  test("[K29] is read anew for each use, and once more when it is refused", async () => {
    const { fetch, bodies } = overheard();
    let reads = 0;
    const chat = await openChat({ fetch, identityToken: () => tokenOf("alice", `${++reads}`) });
    world.baton.refuseNext("POST /api/sessions", 401, "UNAUTHENTICATED");
    chat.send("hello");
    await until(chat, messageCount(2));
    expect(bodies.map((body) => body["identity_token"])).toEqual([tokenOf("alice", "2"), tokenOf("alice", "3")]);
    chat.close();
    for (let times = 0; times < 2; times++) world.baton.refuseNext("POST /api/sessions", 401, "UNAUTHENTICATED");
    world.storage.removeItem("baton.session");
    const refused = await openChat({ fetch, identityToken: () => tokenOf("alice", `${++reads}`) });
    refused.send("hello");
    await until(refused, (state) => state.transcript.pending[0]?.error === "UNAUTHENTICATED");
    expect(bodies).toHaveLength(4);
  });

  test("[K29] that the page has to ask for: nothing is shown before, and what is written meanwhile is the customer's", async () => {
    await said({ identityToken: tokenOf("alice") });
    let answer: (token: string) => void = () => undefined;
    const chat = newChat({ identityToken: () => new Promise((resolve) => (answer = resolve)) });
    expect(chat.state().sessionName).toBeUndefined();
    const started = chat.start();
    chat.send("again");
    expect(world.storage.getItem("baton.session.outbox")).toBeNull();
    answer(tokenOf("alice"));
    await started;
    const state = await until(chat, messageCount(4));
    expect(state.sessionName).toBe("s1");
    expect(texts(state)[2]).toBe("user: again");
  });

  test("[K29] that the page could not find out is asked for again, and nobody's conversation is removed for it", async () => {
    await said({ identityToken: tokenOf("alice") });
    let reads = 0;
    const chat = await openChat({
      identityToken: async () => {
        if (++reads < 3) throw new TypeError("fetch failed");
        return tokenOf("alice");
      },
    });
    expect(reads).toBe(3);
    expect(texts(chat.state())).toEqual(["user: hello", "assistant: **hello**?"]);
  });

  test.each([
    ["later", (answer: string) => Promise.resolve(answer)],
    ["at once", (answer: string) => answer],
  ])(
    "[K29] instead of which an outage page comes, %s, is asked for again, and nobody's conversation is removed for it",
    async (_, say) => {
      await said({ identityToken: tokenOf("alice") });
      let reads = 0;
      const chat = await openChat({
        identityToken: () => say(++reads < 3 ? "<!doctype html><title>502 Bad Gateway.</title>" : tokenOf("alice")),
      });
      expect(reads).toBe(3);
      expect(texts(chat.state())).toEqual(["user: hello", "assistant: **hello**?"]);
    },
  );

  test.each<[string, NonNullable<ChatOptions["identityToken"]>]>([
    ["an answer that comes later", async () => ""],
    ["an answer at once", () => ""],
    ["an option", ""],
  ])("[K29] that is empty, as %s, is a guest's", async (_, identityToken) => {
    const { fetch, bodies } = overheard();
    await said({ fetch, identityToken });
    expect(bodies).toEqual([{}]);
  });

  test("[K29] that is no token, as an option, fails the message with the server's word: it will be no other", async () => {
    const chat = await openChat({ identityToken: "{{ token }}" });
    world.baton.refuseNext("POST /api/sessions", 401, "UNAUTHENTICATED");
    chat.send("hello");
    await until(chat, (state) => state.transcript.pending[0]?.error === "UNAUTHENTICATED");
  });

  test("[K29] of another customer is not used", async () => {
    const { fetch, bodies } = overheard();
    let who = "alice";
    const chat = await openChat({ fetch, identityToken: () => tokenOf(who) });
    who = "bob";
    chat.send("hello");
    await until(chat, (state) => state.transcript.pending[0]?.error === "UNAUTHENTICATED");
    expect(bodies).toEqual([]);
  });

  test("[K29] of a guest who has signed in on the page is theirs from then on", async () => {
    let who: string | undefined;
    const chat = await openChat({ identityToken: () => who });
    who = tokenOf("alice");
    chat.send("hello");
    await until(chat, messageCount(2));
    expect(stored()).toMatchObject({ name: "s1", customer: "alice" });
  });
});

describe("an introduction", () => {
  test("[K26] that the service could not take is made again, without holding the conversation up", async () => {
    await said({});
    for (let times = 0; times < 2; times++) world.baton.refuseNext("POST /api/sessions", 503, "UNAVAILABLE");
    const chat = await openChat({ identityToken: tokenOf("alice"), stream: { random: () => 0.3 } });
    expect(stored().customer).toBeUndefined();
    expect(texts(chat.state())).toHaveLength(2);
    await eventually(() => stored().customer).toBe("alice");
  });

  test("[K26] of somebody who joins the conversation of a guest in another tab is made, too", async () => {
    const chat = await openChat({ identityToken: tokenOf("alice") });
    await said({});
    chat.send("mine");
    await until(chat, messageCount(4));
    expect(stored()).toMatchObject({ name: "s1", customer: "alice" });
  });
});

describe("a session that was asked for and not heard of", () => {
  test("[K23] is asked for with the same words, whatever the page is by now, and made once", async () => {
    const { fetch, bodies } = overheard();
    const page = { url: "https://shop.example/a" };
    const options = {
      fetch,
      identityToken: () => tokenOf("alice", page.url),
      profile: {
        get page_url() {
          return page.url;
        },
      },
    };
    world.baton.loseNextAnswer("POST /api/sessions");
    const first = await openChat({ ...options, stream: { random: () => 0 } });
    first.send("hello");
    await eventually(() => bodies).toHaveLength(1);
    first.close();
    page.url = "https://shop.example/b";
    const second = await openChat(options);
    const state = await until(second, messageCount(2));
    expect(bodies[1]).toEqual(bodies[0]);
    expect(state.sessionName).toBe("s1");
    expect(() => world.baton.session("s2")).toThrow();
    expect(world.storage.getItem("baton.session.opening")).toBeNull();
  });

  test("[K26] of another customer is not asked for", async () => {
    const { fetch, bodies } = overheard();
    world.baton.loseNextAnswer("POST /api/sessions");
    const alices = await openChat({ fetch, identityToken: tokenOf("alice") });
    alices.send("hello");
    await eventually(() => bodies).toHaveLength(1);
    alices.close();
    const guests = await openChat({ fetch });
    guests.send("theirs");
    const state = await until(guests, messageCount(2));
    expect(bodies[1]).toEqual({});
    expect(state.sessionName).toBe("s2");
  });

  test("[K26] and was a guest's is the customer's who has signed in since", async () => {
    const { fetch, bodies } = overheard();
    world.baton.loseNextAnswer("POST /api/sessions");
    const guests = await openChat({ fetch });
    guests.send("hello");
    await eventually(() => bodies).toHaveLength(1);
    guests.close();
    const alices = await openChat({ fetch, identityToken: tokenOf("alice") });
    await until(alices, messageCount(2));
    await eventually(stored).toMatchObject({ name: "s1", customer: "alice" });
    expect(() => world.baton.session("s2")).toThrow();
  });
});
