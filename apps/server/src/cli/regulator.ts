import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs, promisify } from "node:util";
import { gunzip } from "node:zlib";
import { readSettings } from "../config.ts";
import type { RegulatorSettings } from "../domain/regulator/regulate.ts";
import { CHANNEL_NAMES, type Channel, isChannel } from "./regulator-channels.ts";
import { classifyLines, LineError } from "./regulator-classify.ts";
import { evaluate } from "./regulator-eval.ts";
import { explainMessage, explainReply, langOf } from "./regulator-explain.ts";
import { channelOf, type Row, readRows } from "./regulator-rows.ts";
import { markdownTable, plainTable } from "./regulator-table.ts";
import { HELP, type TextLang } from "./regulator-texts.ts";

const DONE = 0;
const UNREADABLE = 1;
const CANNOT = 2;

export interface Surroundings {
  settings(): RegulatorSettings;
  in: Readable;
  out: Writable;
  err(text: string): void;
}

/** @returns the process's exit code */
export async function regulator(args: string[], around: Surroundings): Promise<number> {
  try {
    await run(args, around);
    return DONE;
  } catch (error) {
    // Whoever reads has enough, as in `classify | head`.
    if (error instanceof Error && "code" in error && error.code === "EPIPE") return DONE;
    around.err(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof LineError ? UNREADABLE : CANNOT;
  }
}

async function run(args: string[], around: Surroundings): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      channel: { type: "string" },
      markdown: { type: "boolean", default: false },
      reply: { type: "boolean", default: false },
      vip: { type: "boolean", default: false },
      lang: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [command, ...rest] = positionals;
  const [text] = rest;
  if (values.help) {
    around.out.write(HELP);
  } else if (command === "classify" && rest.length === 0) {
    await classify(around);
  } else if (command === "eval" && rest.length > 0) {
    const results = evaluate(await rowsOf(rest, channelNamed(values.channel)));
    around.out.write(values.markdown ? markdownTable(results) : plainTable(results));
  } else if (command === "explain" && text !== undefined && rest.length === 1) {
    const lang = values.lang === undefined ? langOf(text) : langNamed(values.lang);
    const settings = around.settings();
    around.out.write(
      values.reply ? explainReply(text, settings, lang) : explainMessage(text, values.vip, settings, lang),
    );
  } else if (command === "explain" && text === undefined) {
    throw new Error(`The text is missing: explain "TEXT".\n\n${HELP}`);
  } else {
    throw new Error(command === undefined ? HELP : `This is not a command: ${args.join(" ")}\n\n${HELP}`);
  }
}

async function classify({ in: input, out }: Surroundings): Promise<void> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  await pipeline(classifyLines(lines), out, { end: false });
}

async function rowsOf(files: readonly string[], channel: Channel | null): Promise<Map<Channel, Row[]>> {
  const rows: (Row & { channel: Channel })[] = [];
  for (const file of files) {
    const name = basename(file);
    for (const row of readRows(await contentOf(file), file)) {
      rows.push({ ...row, channel: channel ?? channelOf(name, row.suite) });
    }
  }
  return Map.groupBy(rows, (row) => row.channel);
}

async function contentOf(file: string): Promise<string> {
  const bytes = await readFile(file);
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isPacked ? await promisify(gunzip)(bytes) : bytes).toString();
}

function channelNamed(word: string | undefined): Channel | null {
  if (word === undefined) return null;
  if (!isChannel(word)) throw new Error(`--channel is one of ${CHANNEL_NAMES.join(", ")}, not ${word}.`);
  return word;
}

function langNamed(word: string): TextLang {
  if (word !== "zh" && word !== "en") throw new Error(`--lang is zh or en, not ${word}.`);
  return word;
}

if (import.meta.main) {
  process.exitCode = await regulator(process.argv.slice(2), {
    settings: () => readSettings().regulator,
    in: process.stdin,
    out: process.stdout,
    err: (text) => void process.stderr.write(text),
  });
}
