import { InvalidInput } from "../invalid-input.ts";
import { Refusal } from "../refusal.ts";
import { MOST_RULES, type RuleRefusal } from "./rule-book.ts";

export function refusalOf(refused: RuleRefusal): InvalidInput | Refusal {
  switch (refused) {
    case "NOT_FOUND":
      return new Refusal("NOT_FOUND");
    case "MOVED_ON":
      return new InvalidInput("version", {
        en: "Somebody has changed this rule meanwhile: load it again.",
        zh: "这条规则已被他人修改：请重新加载。",
      });
    case "TOO_MANY":
      return new InvalidInput("id", {
        en: `There are ${MOST_RULES} rules already: remove one first.`,
        zh: `已有 ${MOST_RULES} 条规则：请先删除一条。`,
      });
  }
}
