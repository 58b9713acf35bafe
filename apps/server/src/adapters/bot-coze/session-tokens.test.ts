import { describe, expect, test } from "vitest";
import { createSessionTokens, type SessionToken } from "./session-tokens.ts";

const never = new AbortController().signal;

interface Asked {
  sessionName: string;
  signal: AbortSignal;
  give(token: SessionToken): void;
  fail(error: Error): void;
}

function world(max = 100) {
  const asked: Asked[] = [];
  let now = 0;
  const tokens = createSessionTokens({
    ask: (sessionName, signal) =>
      new Promise((give, fail) => {
        signal.addEventListener("abort", () => fail(new Error("not wanted any more")));
        asked.push({ sessionName, signal, give, fail });
      }),
    max,
    now: () => now,
  });
  /** The token, where one must be asked for first. */
  const fetched = async (sessionName: string, value: string, goodForMs = 600_000) => {
    const token = tokens.get(sessionName, never);
    asked.at(-1)?.give({ value, goodForMs });
    return token;
  };
  return { asked, tokens, fetched, pass: (ms: number) => (now += ms) };
}

describe("[B7] session tokens", () => {
  test("one a session, used until a minute before its end", async () => {
    const { asked, tokens, fetched, pass } = world();
    expect(await fetched("a", "a1")).toBe("a1");
    expect(await fetched("b", "b1")).toBe("b1");
    pass(539_999);
    expect(await tokens.get("a", never)).toBe("a1");
    pass(1);
    expect(await fetched("a", "a2")).toBe("a2");
    expect(asked.map(({ sessionName }) => sessionName)).toEqual(["a", "b", "a"]);
  });

  test("one that lives for less than two minutes is used for half its life", async () => {
    const { asked, tokens, fetched, pass } = world();
    await fetched("a", "a1", 40_000);
    pass(19_999);
    expect(await tokens.get("a", never)).toBe("a1");
    pass(1);
    await fetched("a", "a2");
    expect(asked).toHaveLength(2);
  });

  test("who comes while it is asked for gets the same one; another session does not", async () => {
    const { asked, tokens } = world();
    const three = [tokens.get("a", never), tokens.get("a", never), tokens.get("b", never)];
    expect(asked).toHaveLength(2);
    for (const { sessionName, give } of asked) give({ value: `${sessionName}1`, goodForMs: 600_000 });
    expect(await Promise.all(three)).toEqual(["a1", "a1", "b1"]);
  });

  test("an error is everybody's who waits, and nobody's later", async () => {
    const { asked, tokens, fetched } = world();
    const two = [tokens.get("a", never), tokens.get("a", never)];
    asked[0]?.fail(new Error("refused"));
    for (const one of two) await expect(one).rejects.toThrow("refused");
    expect(await fetched("a", "a1")).toBe("a1");
  });

  test("who goes away stops waiting; only the last one stops the asking", async () => {
    const { asked, tokens } = world();
    const [one, other] = [new AbortController(), new AbortController()];
    const first = tokens.get("a", one.signal);
    const second = tokens.get("a", other.signal);
    one.abort();
    await expect(first).rejects.toThrow();
    expect(asked[0]?.signal.aborted).toBe(false);
    other.abort();
    await expect(second).rejects.toThrow();
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  test("who comes when the asking was just given up asks anew", async () => {
    const { asked, tokens, fetched } = world();
    const stop = new AbortController();
    const first = tokens.get("a", stop.signal);
    stop.abort();
    await expect(first).rejects.toThrow();
    expect(await fetched("a", "a1")).toBe("a1");
    expect(asked).toHaveLength(2);
    expect(await tokens.get("a", never)).toBe("a1");
  });

  test("a signal that has aborted before asks for nothing", async () => {
    const { asked, tokens } = world();
    await expect(tokens.get("a", AbortSignal.abort())).rejects.toThrow();
    expect(asked).toEqual([]);
  });

  test("one that is dropped is asked for anew, and dropping an old one leaves the new one", async () => {
    const { asked, tokens, fetched } = world();
    await fetched("a", "a1");
    tokens.drop("a", "a1");
    await fetched("a", "a2");
    tokens.drop("a", "a1");
    expect(await tokens.get("a", never)).toBe("a2");
    expect(asked).toHaveLength(2);
  });

  test("only so many are kept; the one used longest ago goes", async () => {
    const { asked, tokens, fetched } = world(2);
    await fetched("a", "a1");
    await fetched("b", "b1");
    await tokens.get("a", never);
    await fetched("c", "c1");
    expect(await tokens.get("a", never)).toBe("a1");
    await fetched("b", "b2");
    expect(asked.map(({ sessionName }) => sessionName)).toEqual(["a", "b", "c", "b"]);
  });
});
