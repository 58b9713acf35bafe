/** What the regulator recorded as its reason for calling a person, for showing in the agent's own language. */
export type Evidence =
  /** Asked for a person in the customer's own words. */
  | { kind: "request"; words: string }
  | { kind: "words"; words: string }
  | { kind: "failures"; count: number }
  | { kind: "circles"; circles: Circle[] }
  | { kind: "rule"; rule: string; reason: string }
  /** The reason itself says it all. */
  | { kind: "none" };

/** One way in which customer and bot go round: who said the same again, and how often. */
export interface Circle {
  by: "asked" | "askedInVain" | "answered";
  times: number;
  words: string;
}

/**
 * @param details `<rule>: <evidence>` as the server records it, in English; null for agents' own doing
 */
export function readEvidence(details: string | null): Evidence {
  const custom = /^rule:([^:]+): (.*)$/s.exec(details ?? "");
  if (custom !== null) return { kind: "rule", rule: custom[1] ?? "", reason: custom[2] ?? "" };
  const [, channel = "", evidence = details ?? ""] = /^([a-z_]+): (.*)$/s.exec(details ?? "") ?? [];
  switch (channel) {
    case "vip":
    case "bot_error":
      return { kind: "none" };
    case "fail_loop": {
      const count = /\d+/.exec(evidence)?.[0];
      return count === undefined ? { kind: "none" } : { kind: "failures", count: Number(count) };
    }
    case "keyword": {
      const listed = /^keyword (“.*”)$/s.exec(evidence)?.[1];
      return listed === undefined ? { kind: "request", words: evidence } : { kind: "words", words: listed };
    }
    case "repeat": {
      const circles = readCircles(evidence);
      return circles.length === 0 ? { kind: "words", words: evidence } : { kind: "circles", circles };
    }
    default:
      return evidence.trim() === "" ? { kind: "none" } : { kind: "words", words: evidence };
  }
}

const CIRCLE =
  /(?:asked (?<asked>\d+) times|(?<inVain>asked twice), with the same reply|the bot replied (?<answered>\d+) times): (?<words>".*?")(?=; (?:asked twice, with|the bot replied) |$)/gs;

function readCircles(evidence: string): Circle[] {
  return [...evidence.matchAll(CIRCLE)].map(({ groups = {} }) => {
    const { asked, inVain, answered, words = "" } = groups;
    if (inVain !== undefined) return { by: "askedInVain", times: 2, words };
    return asked === undefined
      ? { by: "answered", times: Number(answered), words }
      : { by: "asked", times: Number(asked), words };
  });
}
