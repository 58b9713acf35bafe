/** One question of the shop with its answer. */
export interface FaqEntry {
  /** Where it stands, `zh/delivery.md:12`: unique within a folder, and what a message about it cites. */
  readonly id: string;
  readonly topic: string;
  readonly question: string;
  /** Other ways of asking the same. */
  readonly alternates: readonly string[];
  /** Markdown. */
  readonly answer: string;
}

/** Something is wrong with the folder; `message` is for the operator and names the file and the line. */
export class FaqFormatError extends Error {
  override readonly name = "FaqFormatError";
}

interface Draft {
  line: number;
  question: string;
  alternates: string[];
  answer: string[];
}

const HEADING = /^(#{1,2})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const FRONT_MATTER_END = /^(?:---|\.\.\.)\s*$/;

/**
 * Reads one file: `# Topic`, then for each entry `## Question`, an optional `> alternate | alternate`, and the answer.
 * A byte order mark, CRLF, front matter and text before the first `##` are accepted; deeper headings and fenced code
 * belong to the answer.
 *
 * @param file how messages and ids name the file
 * @throws FaqFormatError on a heading without words or a question without an answer: both would be shown to a customer
 */
export function parseFaq(file: string, source: string): FaqEntry[] {
  const lines = source.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const entries: FaqEntry[] = [];
  let topic = file.replace(/^.*[\\/]/, "").replace(/\.md$/i, "");
  let draft: Draft | undefined;
  let fence: string | undefined;

  const finish = (): void => {
    if (draft !== undefined) entries.push(complete(file, topic, draft));
    draft = undefined;
  };

  for (let index = frontMatterLength(lines); index < lines.length; index++) {
    const line = lines[index] ?? "";
    const mark = FENCE.exec(line)?.[1];
    const heading = fence === undefined ? HEADING.exec(line) : null;
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
    } else if (mark !== undefined) {
      fence = mark;
    }
    if (heading === null) {
      collect(draft, line);
      continue;
    }
    finish();
    const words = (heading[2] ?? "").trim();
    if (words === "") throw new FaqFormatError(`${file}:${index + 1}: the heading has no words`);
    if (heading[1] === "#") topic = words;
    else draft = { line: index + 1, question: words, alternates: [], answer: [] };
  }
  if (fence !== undefined) throw new FaqFormatError(`${file}: a block that begins with ${fence} is never closed`);
  finish();
  return entries;
}

/** Alternates are the block quote right below the question; a quote further down is part of the answer. */
function collect(draft: Draft | undefined, line: string): void {
  if (draft === undefined) return;
  const started = draft.answer.some((written) => written.trim() !== "");
  const quote = started ? null : /^ {0,3}>(.*)$/.exec(line);
  if (quote === null) {
    draft.answer.push(line);
    return;
  }
  for (const alternate of (quote[1] ?? "").split(/[|｜]/)) {
    if (alternate.trim() !== "") draft.alternates.push(alternate.trim());
  }
}

function complete(file: string, topic: string, draft: Draft): FaqEntry {
  const answer = draft.answer.join("\n").trim();
  if (answer === "") throw new FaqFormatError(`${file}:${draft.line}: the question "${draft.question}" has no answer`);
  const { question, alternates } = draft;
  return { id: `${file}:${draft.line}`, topic, question, alternates, answer };
}

function frontMatterLength(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== "---") return 0;
  const end = lines.findIndex((line, index) => index > 0 && FRONT_MATTER_END.test(line));
  return end === -1 ? 0 : end + 1;
}
