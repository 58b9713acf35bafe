import { type Tagged, tag } from "../tags/tagged.ts";
import { LEXICON, OPEN_COMPOUNDS } from "./lexicon.ts";

/** Words of other scripts and numbers count as one unknown word each; all other signs are borders. */
const UNLISTED = [
  [/[\p{Script=Latin}\p{N}@%.]+/uy, "_"],
  [/ /y, " "],
  [/[^\p{L}\p{M}]/uy, "|"],
] as const;

/** After these a blank is a slip of the finger, not a border: 转接 人工, 我要 客服. */
const GOES_ON = "tAaVvGCELNWwynu";
const FETCHES = "tAa";
/** 联系人: a name in one's own address list, nobody to be fetched. */
const IN_A_LIST = /联[系络]$/;

/** The classes of a folded text, with what only the neighbours can tell. */
export function tagged(text: string): Tagged {
  const { tags, starts } = tag(text, LEXICON, UNLISTED);
  let read = "";
  const kept: number[] = [];
  for (let at = 0; at < tags.length; at++) {
    const start = starts[at] ?? 0;
    const before = read.at(-1) ?? "|";
    if (tags[at] === " " && GOES_ON.includes(before)) continue;
    const isCompound =
      tags[at + 1] === "_" &&
      !FETCHES.includes(before) &&
      OPEN_COMPOUNDS.has(text.slice(start, starts[at + 1])) &&
      /\p{Script=Han}/u.test(text.charAt(starts[at + 1] ?? 0));
    const isContact = tags[at] === "1" && IN_A_LIST.test(text.slice(0, start));
    read += tags[at] === " " ? "|" : isCompound || isContact ? "_" : (tags[at] ?? "");
    kept.push(start);
  }
  kept.push(text.length);
  return { tags: read, starts: kept };
}
