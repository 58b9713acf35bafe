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

async function say(bot: FaqBot, question: string): Promise<string> {
  return (await listen(ask(bot, question))).pieces.join("");
}

/** One change of a file may be taken up in several steps: what was written is there when it is answered. */
const answered = (bot: FaqBot, question: string) => expect.poll(() => say(bot, question));

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
    const bot = await start({ watch: true });

    await writeFile(join(folder, "en/a.md"), "## How long is the warranty?\nThree years.\n");
    await answered(bot, "warranty?").toBe("Three years.");
    expect(bot.knowledge.find({ text: "warranty?", lang: "en" }, 1)).toMatchObject([{ answer: "Three years." }]);

    await writeFile(join(folder, "en/.new"), "## How long is the warranty?\nFour years.\n");
    await rename(join(folder, "en/.new"), join(folder, "en/a.md"));
    await answered(bot, "warranty?").toBe("Four years.");

    await mkdir(join(folder, "next"));
    await writeFile(join(folder, "next/b.md"), "## 保修多久？\n四年。\n");
    await rename(join(folder, "next"), join(folder, "zh"));
    await answered(bot, "保修多久").toBe("四年。");

    await writeFile(join(folder, "zh/b.md"), "## 保修多久？\n五年。\n");
    await answered(bot, "保修多久").toBe("五年。");
  });

  test("[F23] a broken edit keeps the old answers and logs file and line; the repair is taken up", async () => {
    const entries: FaqLogEntry[] = [];
    const bot = await start({ watch: true, log: (entry) => entries.push(entry) });
    await writeFile(join(folder, "en/a.md"), "# T\n## How long is the warranty?\n");
    await expect
      .poll(() => entries)
      .toContainEqual({
        event: "faq_reload_failed",
        reason: 'en/a.md:2: the question "How long is the warranty?" has no answer',
      });
    expect(await say(bot, "warranty?")).toContain("Two **years**");

    await writeFile(join(folder, "en/a.md"), "## How long is the warranty?\nFive years.\n");
    await answered(bot, "warranty?").toBe("Five years.");
    expect(entries.at(-1)).toEqual({ event: "faq_loaded", entries: { zh: 0, en: 1, de: 0 } });
  });

  test("[F23] after close nothing is reloaded", async () => {
    const entries: FaqLogEntry[] = [];
    const closed = await start({ watch: true, log: (entry) => entries.push(entry) });
    closed.close();
    const open = await start({ watch: true });
    await writeFile(join(folder, "en/a.md"), "## How long is the warranty?\nThree years.\n");
    await answered(open, "warranty?").toBe("Three years.");
    expect(entries).toHaveLength(1);
    expect(await say(closed, "warranty?")).toContain("Two **years**");
  });
});
