import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { REGULATOR_DEFAULTS } from "../domain/regulator/defaults.ts";
import { regulator } from "./regulator.ts";
import { channelOf } from "./regulator-rows.ts";

async function run(args: string[], { input = "", settings = {} } = {}) {
  const said = { out: "", err: "" };
  const out = new Writable({
    write(chunk, _encoding, done) {
      said.out += chunk;
      done();
    },
  });
  const code = await regulator(args, {
    settings: () => ({ ...REGULATOR_DEFAULTS, ...settings }),
    in: Readable.from([Buffer.from(input)]),
    out,
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

describe("classify", () => {
  test("gives a line for a line, in order, with what each channel says", async () => {
    const texts = ["转人工", "How far does it go?", "抱歉，我无法回答这个问题。"];
    const input = texts.map((text, id) => `${JSON.stringify({ id, text })}\n`).join("");
    const { code, out } = await run(["classify"], { input });
    const rows = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(rows.map(({ id }) => id)).toEqual([0, 1, 2]);
    expect(rows.map(({ request, bot_failure }) => [request.fires, bot_failure.fires])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
    for (const { id: _id, ...channels } of rows) {
      expect(channels).toEqual({
        request: { fires: expect.any(Boolean), score: expect.any(Number) },
        complaint: { fires: expect.any(Boolean), score: expect.any(Number) },
        bot_failure: { fires: expect.any(Boolean), score: expect.any(Number) },
      });
    }
  });

  test.each(["1", "null", '"a\\"b"', "true", '{"a":[1]}', "[]", "12345678901234567890", "1.50", '"\\ud83d\\ude00"'])(
    "keeps the id %s",
    async (id) => {
      const { code, out } = await run(["classify"], { input: `{"id":${id},"text":"hi"}` });
      expect(code).toBe(0);
      expect(out.replaceAll("\u{1F600}", "\\ud83d\\ude00")).toContain(`{"id":${id},`);
    },
  );

  test.each([
    ["not JSON", "{id:1}"],
    ["a line cut off", '{"id":1,"text":"a'],
    ["no id", '{"text":"a"}'],
    ["no text", '{"id":1}'],
    ["a text that is none", '{"id":1,"text":null}'],
    ["an array", "[1,2]"],
    ["null", "null"],
  ])("names the line with %s, after those before it", async (_what, line) => {
    const { code, out, err } = await run(["classify"], {
      input: `{"id":1,"text":"a"}\n\n${line}\n{"id":4,"text":"b"}\n`,
    });
    expect(code).toBe(1);
    expect(err).toMatch(/^Line 3\b.*\.\n$/);
    expect(out.match(/^\{"id":1,.*\}\n$/)).not.toBeNull();
  });

  test("takes a byte-order mark, Windows line ends, and no line end at the end", async () => {
    const { code, out } = await run(["classify"], { input: '\uFEFF{"id":1,"text":"a"}\r\n{"id":2,"text":"b"}' });
    expect(code).toBe(0);
    expect(out.split("\n")).toHaveLength(3);
  });

  test("reads no further than somebody takes what it writes", async () => {
    let lines = 0;
    const endless = Readable.from(
      (function* () {
        while (true) yield `{"id":${lines++},"text":"a"}\n`;
      })(),
      { objectMode: false, highWaterMark: 1_024 },
    );
    let chunks = 0;
    const stuck = Promise.withResolvers<() => void>();
    const out = new Writable({
      highWaterMark: 1_024,
      write(_chunk, _encoding, done) {
        chunks++;
        if (chunks < 100) done();
        else stuck.resolve(done);
      },
    });
    const ended = regulator(["classify"], {
      settings: () => REGULATOR_DEFAULTS,
      in: endless,
      out,
      err: () => undefined,
    });
    await stuck.promise;
    const readWhenStuck = lines;
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    const readMore = lines - readWhenStuck;
    out.destroy();
    endless.destroy();
    await ended;
    expect(readMore).toBeLessThan(3_000);
  });

  test("works as a process of its own", () => {
    const file = fileURLToPath(import.meta.resolve("./regulator.ts"));
    const input = '{"id":"a","text":"转人工"}\nbroken\n';
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", file, "classify"],
      { input, encoding: "utf8" },
    );
    expect(stdout).toMatch(/^\{"id":"a","request":\{"fires":true,.*\}\n$/);
    expect(stderr).toBe("Line 2 is not JSON.\n");
    expect(status).toBe(1);
  });
});

describe("eval", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "baton-regulator-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const ROWS = [
    { id: 1, suite: "adversarial", lang: "zh", text: "转人工", y: 1 },
    { id: 2, suite: "adversarial", lang: "zh", text: "怎么退货", y: 0 },
    { id: 3, suite: "adversarial", lang: "de", text: "Wie spät ist es?", y: 0 },
    { id: 4, suite: "adversarial", lang: "fr", text: "Quelle heure est-il ?", y: 0 },
    { id: 5, suite: "en_clinc_neg", lang: "en", text: "what time is it", y: 0 },
    { id: 6, suite: "en_banking77_neg", lang: "en", text: "where is my card", y: 0 },
  ];

  async function file(name: string, rows: readonly object[]): Promise<string> {
    const path = join(folder, name);
    const content = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    await writeFile(path, name.endsWith(".gz") ? gzipSync(content) : content);
    return path;
  }

  /** The cells of each line, by the title of the column. */
  function cells(table: string): Record<string, string>[] {
    const [titles = [], , ...lines] = table
      .trimEnd()
      .split("\n")
      .map((line) => line.slice(2, -2).split(" | "));
    return lines.map((line) => Object.fromEntries(line.map((cell, at) => [titles[at], cell])));
  }

  test.each(["rows.jsonl", "E1.dev.jsonl.gz"])(
    "prints a line a suite and language of %s, then what is pooled",
    async (name) => {
      const { code, out } = await run(["eval", await file(name, ROWS), "--markdown"]);
      expect(code).toBe(0);
      expect(cells(out).map((row) => `${row["channel"]}/${row["suite"]}/${row["lang"]}/${row["n"]}`)).toEqual([
        "request/adversarial/zh/2",
        "request/adversarial/de/1",
        "request/adversarial/fr/1",
        "request/en_clinc_neg/en/1",
        "request/en_banking77_neg/en/1",
        "request/adversarial, other languages/*/2",
        "request/clinc + banking77/en/2",
      ]);
      expect(cells(out)[0]).toMatchObject({
        pos: "1",
        P: "100.0",
        R: "100.0",
        F1: "100.0",
        "F1 95 %": expect.stringMatching(/^\d.*\.\.100\.0$/),
        AP: "100.0",
        FPR: "0.00",
        "seed P": "100.0",
        "seed F1": "100.0",
      });
      expect(cells(out)[3]).toMatchObject({ F1: "-", AP: "-", FPR: "0.00" });
    },
  );

  test("prints columns under each other for a screen", async () => {
    const { out } = await run(["eval", await file("plain.jsonl", ROWS)]);
    const lines = out.trimEnd().split("\n");
    const end = (lines[0] ?? "").indexOf(" n ") + 2;
    for (const line of lines.slice(1)) expect(line.slice(end - 2, end)).toMatch(/^ \d$/);
  });

  test("keeps the channels apart, and measures the one that is forced", async () => {
    const failures = await file("E2b_own.jsonl", [{ suite: "own", lang: "en", text: "Sorry, I don't know.", y: 1 }]);
    const requests = await file("E1.jsonl", ROWS.slice(0, 1));
    const each = cells((await run(["eval", failures, requests, "--markdown"])).out);
    expect(each.map((row) => [row["channel"], row["R"]])).toEqual([
      ["request", "100.0"],
      ["bot_failure", "100.0"],
    ]);
    const forced = cells((await run(["eval", failures, "--channel", "request", "--markdown"])).out);
    expect(forced.map((row) => [row["channel"], row["R"]])).toEqual([["request", "0.0"]]);
  });

  test.each([
    ["E1.sealed.jsonl.gz", "zh_fin", "request"],
    ["E2.dev.jsonl", "zh_xs", "complaint"],
    ["e2b_botfail.dev.jsonl.gz", "en_bot_failure", "bot_failure"],
    ["rows.jsonl", "zh_bot_failure", "bot_failure"],
    ["rows.jsonl", "en_botfail", "bot_failure"],
    ["rows.jsonl", "zh_fin", "complaint"],
    ["rows.jsonl", "zh_ewect_angry", "complaint"],
    ["rows.jsonl", "en_bitext_complaint", "complaint"],
    ["rows.jsonl", "en_bitext", "request"],
    ["e25.jsonl", "zh_real", "request"],
  ])("%s with suite %s is for %s", (name, suite, channel) => {
    expect(channelOf(name, suite)).toBe(channel);
  });

  test.each([
    ["not JSON", "nonsense"],
    ["a label that is none", '{"text":"a","y":2}'],
    ["no text", '{"y":1}'],
    ["null", "null"],
  ])("names the file and line with %s", async (_what, line) => {
    const path = join(folder, "broken.jsonl");
    await writeFile(path, `{"text":"a","y":1}\n${line}\n`);
    const { code, err } = await run(["eval", path]);
    expect(code).toBe(1);
    expect(err).toContain(`${path}:2`);
  });

  test("says that a file is not there", async () => {
    expect(await run(["eval", join(folder, "none.jsonl")])).toMatchObject({
      code: 2,
      err: expect.stringContaining("none.jsonl"),
    });
  });
});

describe("explain", () => {
  test("says of a request what was heard and what is decided, in the text's language", async () => {
    const { code, out } = await run(["explain", "转人工"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^要求人工：是。 得分 \d\.\d\d，达到 0\.50 即触发。 依据：“.*转人工/);
    expect(out).toContain("结论：转人工。原因：顾客要求人工");
    expect(out).toContain("程度：中。");
  });

  test("tells what speaks against a request from what speaks for it, in the language's own words", async () => {
    const { out } = await run(["explain", "不要转人工"]);
    expect(out).toContain("依据：“不要转人工”（因此不算）。");
    const english = await run(["explain", "don't connect me to a human"]);
    expect(english.out).toContain(`"don't" (against it).`);
    expect(out + english.out).not.toContain("not:");
  });

  test("says why nobody is called", async () => {
    const { out } = await run(["explain", "How far does it go?"]);
    expect(out).toMatch(/^Asks for a person: no\. Score /);
    expect(out).toContain("Decision: no person is called; the bot answers.");
  });

  test("[R1] a VIP goes first", async () => {
    expect((await run(["explain", "转人工", "--vip", "--lang", "en"])).out).toContain(
      "Reason: a VIP (verified VIP customer)",
    );
  });

  test("[R5] asks the operator's own words", async () => {
    const settings = { keywords: ["Herr Meier"] };
    expect((await run(["explain", "Herr Meier!"], { settings })).out).toContain(
      "the customer asks for a person (keyword “Herr Meier”)",
    );
  });

  test("[R15] says that a complaint calls nobody when that is switched off", async () => {
    const text = "This is unacceptable. Worst service ever, I want to complain!";
    expect((await run(["explain", text])).out).toContain("Reason: a complaint");
    const { out } = await run(["explain", text], { settings: { complaintAutoEscalate: false } });
    expect(out).toContain("Complains or is angry: yes.");
    expect(out).toContain("REGULATOR_COMPLAINT_AUTO_ESCALATE is off");
  });

  test("[R8] [R9] says of a reply whether it counts as a failure, and what comes of it", async () => {
    const refusal = await run(["explain", "Sorry, I don't know.", "--reply"]);
    expect(refusal.out).toMatch(/^Is no answer: yes\./);
    expect(refusal.out).toContain("3 in a row call a person");
    expect((await run(["explain", "The range is 80 km.", "--reply"])).out).toContain("it counts as an answer");
    const settings = { failKeywords: ["80 km"], failThreshold: 1 };
    const own = await run(["explain", "The range is 80 km.", "--reply"], { settings });
    expect(own.out).toContain("REGULATOR_AI_FAIL_KEYWORDS");
    expect(own.out).toContain("the first one calls a person");
  });
});

describe("arguments", () => {
  test("explain without a text says that the text is missing", async () => {
    expect((await run(["explain"])).err).toMatch(/^The text is missing: explain "TEXT"\.\n/);
  });

  test("--help names every command and ends well", async () => {
    const { code, out } = await run(["--help"]);
    expect(code).toBe(0);
    for (const word of ["classify", "eval", "explain", "--channel", "--markdown", "--reply", "--lang"])
      expect(out).toContain(word);
  });

  test.each([
    [[]],
    [["learn"]],
    [["classify", "file.jsonl"]],
    [["eval"]],
    [["explain"]],
    [["explain", "a", "b"]],
    [["explain", "a", "--colour"]],
    [["explain", "a", "--lang", "fr"]],
    [["eval", "x.jsonl", "--channel", "mood"]],
  ])("%j: exit code 2 and a sentence", async (args) => {
    const { code, out, err } = await run(args);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(/\w{3}/);
  });
});
