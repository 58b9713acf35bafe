import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Lang } from "@baton/protocol";
import { detectLang } from "./language.ts";
import { type FaqEntry, FaqFormatError, parseFaq } from "./parse.ts";

/** Every language is always there; it may be empty. */
export type FaqEntries = Readonly<Record<Lang, readonly FaqEntry[]>>;

const LANGS: readonly Lang[] = ["zh", "en", "de"];

/**
 * Reads a folder of Markdown files. Files in `zh/`, `en/` and `de/` are in that language; of files directly in the
 * folder, each entry's script decides (Latin is taken for English).
 *
 * @throws FaqFormatError when the folder cannot be read, a file is malformed, or there is not one entry
 */
export async function loadFaq(folder: string): Promise<FaqEntries> {
  const entries: Record<Lang, FaqEntry[]> = { zh: [], en: [], de: [] };
  const names = await list(folder);
  for (const lang of LANGS) {
    if (!names.includes(lang)) continue;
    for (const name of markdown(await list(join(folder, lang)))) {
      entries[lang].push(...(await read(folder, `${lang}/${name}`)));
    }
  }
  for (const name of markdown(names)) {
    if (/^readme\.md$/i.test(name)) continue;
    for (const entry of await read(folder, name)) entries[detectLang(entry.question, "en") ?? "en"].push(entry);
  }
  if (LANGS.every((lang) => entries[lang].length === 0)) {
    throw new FaqFormatError(
      `The FAQ folder ${folder} holds no questions: put *.md files with "## Question" headings into it, or into zh/, en/ and de/.`,
    );
  }
  return entries;
}

const markdown = (names: readonly string[]): string[] => names.filter((name) => /^[^.].*\.md$/i.test(name)).sort();

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw new FaqFormatError(`The FAQ folder ${folder} cannot be read (${code(error)}).`, { cause: error });
  }
}

async function read(folder: string, file: string): Promise<FaqEntry[]> {
  const bytes = await readFile(join(folder, file)).catch((error: unknown) => {
    throw new FaqFormatError(`${file} cannot be read (${code(error)}).`, { cause: error });
  });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new FaqFormatError(`${file} is not UTF-8: save it with that encoding.`, { cause: error });
  }
  return parseFaq(file, text);
}

function code(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}
