import { Refusal } from "../refusal.ts";
import { MOST_RULES, type RuleRefusal } from "./rule-book.ts";

/** The rule cannot be saved like this; nothing was stored. For whoever wrote it, in both languages of the console. */
export class RuleInvalid extends Error {
  override name = "RuleInvalid";
  /** The field of the request that is to blame. */
  readonly path: string;
  readonly en: string;
  readonly zh: string;

  constructor(path: string, { en, zh }: { en: string; zh: string }) {
    super(en);
    this.path = path;
    this.en = en;
    this.zh = zh;
  }
}

export function refusalOf(refused: RuleRefusal): RuleInvalid | Refusal {
  switch (refused) {
    case "NOT_FOUND":
      return new Refusal("NOT_FOUND");
    case "MOVED_ON":
      return new RuleInvalid("version", {
        en: "Somebody has changed this rule meanwhile: load it again.",
        zh: "这条规则已被他人修改：请重新加载。",
      });
    case "TOO_MANY":
      return new RuleInvalid("id", {
        en: `There are ${MOST_RULES} rules already: remove one first.`,
        zh: `已有 ${MOST_RULES} 条规则：请先删除一条。`,
      });
  }
}
