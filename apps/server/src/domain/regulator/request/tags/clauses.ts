import type { Tagged } from "./tagged.ts";

export interface Clause {
  tags: string;
  /** The place of its first tag among the text's. */
  from: number;
  quoted: boolean;
}

/** Longer ones are cut, so that no pattern can take long. */
const LONGEST = 60;

/** Cuts at the borders ("|"); what stands between quotation marks is known as such. */
export function clausesOf(text: string, { tags, starts }: Tagged): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  let quoted = false;
  const close = (end: number) => {
    if (end > from) clauses.push({ tags: tags.slice(from, end), from, quoted });
    from = end;
  };
  for (let at = 0; at < tags.length; at++) {
    if (tags[at] === "|") {
      close(at);
      from = at + 1;
      if (text[starts[at] ?? 0] === '"') quoted = !quoted;
    } else if (at - from >= LONGEST) {
      close(at);
    }
  }
  close(tags.length);
  return clauses;
}
