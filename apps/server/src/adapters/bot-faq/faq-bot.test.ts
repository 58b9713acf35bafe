import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { BotOutcome } from "../../ports/bot.ts";
import { createFaqBot, type FaqBot, type FaqBotOptions, type FaqLogEntry } from "./faq-bot.ts";

let folder: string;
let open: FaqBot[];
beforeEach(async () => {
  open = [];
  folder = await mkdtemp(join(tmpdir(), "faq-bot-"));
  await mkdir(join(folder, "en"));
  await writeFile(
    join(folder, "en/a.md"),
    "# T\n## How long is the warranty?\nTwo **years** from the day of delivery.\n",
  );
});
afterEach(async () => {
  for (const bot of open) bot.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(options: Partial<FaqBotOptions> = {}): Promise<FaqBot> {
  const bot = await createFaqBot({ folder, paceMs: 0, watch: false, ...options });
  open.push(bot);
  return bot;
}

function ask(bot: FaqBot, question: string, signal = new AbortController().signal) {
  const request = { sessionName: "s", conversationId: "c", lang: "en" as const, questions: [question] };
  return bot.reply({ ...request, history: [], parameters: {} }, signal);
}

async function listen(reply: ReturnType<FaqBot["reply"]>): Promise<{ pieces: string[]; outcome: BotOutcome }> {
  const pieces: string[] = [];
  for (;;) {
    const next = await reply.next();
    if (next.done) return { pieces, outcome: next.value };
    pieces.push(next.value);
  }
}

/** A log that can be awaited. */
function journal() {
  const entries: FaqLogEntry[] = [];
  const waiting: { event: string; resolve: (entry: FaqLogEntry) => void }[] = [];
  return {
    entries,
    log: (entry: FaqLogEntry): void => {
      entries.push(entry);
      for (const wait of waiting.splice(0)) {
        if (wait.event === entry.event) wait.resolve(entry);
        else waiting.push(wait);
      }
    },
    next: (event: FaqLogEntry["event"]): Promise<FaqLogEntry> =>
      new Promise((resolve) => {
        waiting.push({ event, resolve });
      }),
  };
}

describe("createFaqBot", () => {
  test("[F20] streams the answer in pieces and returns the outcome", async () => {
    const { pieces, outcome } = await listen(ask(await start(), "warranty?"));
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join("")).toBe("Two **years** from the day of delivery.");
    expect(outcome).toEqual({ kind: "answered" });
    expect((await listen(ask(await start(), "who won the match?"))).outcome).toEqual({ kind: "unknown" });
  });

  test("[F21] an abort ends it before the next piece, without throwing, and what was said is no answer", async () => {
    const stop = new AbortController();
    const reply = ask(await start({ paceMs: 60_000 }), "warranty?", stop.signal);
    expect((await reply.next()).done).toBe(false);
    const next = reply.next();
    stop.abort(new Error("taken over"));
    expect(await next).toEqual({ done: true, value: { kind: "failed", failure: "timed_out" } });
    expect(await listen(ask(await start(), "warranty?", AbortSignal.abort()))).toMatchObject({ pieces: [] });
  });

  test("[F22] says who it is in both languages; settings replace parts of it", async () => {
    const bot = await start({ info: { zh: { name: "小速" } } });
    expect(bot.info("en")).toMatchObject({ name: "Shop assistant" });
    expect(bot.info("zh")).toMatchObject({ name: "小速", welcome: expect.stringContaining("转人工") });
  });

  test("[F22] every conversation has an id of its own that cannot be guessed", async () => {
    const bot = await start();
    const { signal } = new AbortController();
    const ids = await Promise.all(Array.from({ length: 100 }, () => bot.createConversation("s", signal)));
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) expect(id).toMatch(/^conv_[0-9A-HJKMNP-TV-Z]{36}$/);
  });

  test("[F5] a missing folder is an error at the start", async () => {
    await expect(createFaqBot({ folder: join(folder, "none") })).rejects.toThrow("cannot be read");
  });

  test("[F23] takes up a changed file, a new language folder, and a file that is put in another's place", async () => {
    const { log, next } = journal();
    const bot = await start({ watch: true, log });
    const say = async (question: string): Promise<string> => (await listen(ask(bot, question))).pieces.join("");

    let loaded = next("faq_loaded");
    await writeFile(join(folder, "en/a.md"), "## How long is the warranty?\nThree years.\n");
    await loaded;
    expect(await say("warranty?")).toBe("Three years.");
    expect(bot.knowledge.find({ text: "warranty?", lang: "en" }, 1)).toMatchObject([{ answer: "Three years." }]);

    loaded = next("faq_loaded");
    await writeFile(join(folder, "en/.new"), "## How long is the warranty?\nFour years.\n");
    await rename(join(folder, "en/.new"), join(folder, "en/a.md"));
    await loaded;
    expect(await say("warranty?")).toBe("Four years.");

    await mkdir(join(folder, "next"));
    await writeFile(join(folder, "next/b.md"), "## 保修多久？\n四年。\n");
    loaded = next("faq_loaded");
    await rename(join(folder, "next"), join(folder, "zh"));
    await loaded;
    expect(await say("保修多久")).toBe("四年。");

    loaded = next("faq_loaded");
    await writeFile(join(folder, "zh/b.md"), "## 保修多久？\n五年。\n");
    await loaded;
    expect(await say("保修多久")).toBe("五年。");
  });

  test("[F23] a broken edit keeps the old answers and logs file and line; the repair is taken up", async () => {
    const { log, next } = journal();
    const bot = await start({ watch: true, log });
    const failed = next("faq_reload_failed");
    await writeFile(join(folder, "en/a.md"), "# T\n## How long is the warranty?\n");
    expect(await failed).toEqual({
      event: "faq_reload_failed",
      reason: 'en/a.md:2: the question "How long is the warranty?" has no answer',
    });
    expect((await listen(ask(bot, "warranty?"))).pieces.join("")).toContain("Two **years**");

    const loaded = next("faq_loaded");
    await writeFile(join(folder, "en/a.md"), "## How long is the warranty?\nFive years.\n");
    expect(await loaded).toEqual({ event: "faq_loaded", entries: { zh: 0, en: 1, de: 0 } });
    expect((await listen(ask(bot, "warranty?"))).pieces.join("")).toBe("Five years.");
  });

  test("[F23] after close nothing is reloaded", async () => {
    const { log, entries, next } = journal();
    const closed = await start({ watch: true, log: (entry) => entries.push(entry) });
    closed.close();
    await start({ watch: true, log });
    const loaded = next("faq_loaded");
    const before = entries.length;
    await writeFile(join(folder, "en/a.md"), "## Q?\nA.\n");
    await loaded;
    expect(entries.length).toBe(before + 1);
  });
});
