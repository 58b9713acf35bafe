import { makeUrgent, type Visitor, visit } from "../../e2e/support/visitor.ts";

/** Customers who speak through the API, as many as a bench needs. */
export interface Crowd {
  /** Of those who wait, in the order in which they came. */
  readonly waiting: readonly Visitor[];
  /** @param count how many more come and ask for a person */
  arrive(count: number): Promise<void>;
  /**
   * One thing that happens to a queue: somebody adds a word, comes, or gives up. Every other one happens to rows that the
   * agent sees, or before all others.
   */
  change(): Promise<void>;
}

/** How many calls are on their way at once while the crowd arrives. */
const LANES = 16;

const URGENT = "brakes";

const GIVEN_NAMES = [
  "Anna",
  "Ben",
  "Chiara",
  "David",
  "Emma",
  "Felix",
  "Greta",
  "Hugo",
  "Ines",
  "Jonas",
  "陈静",
  "王磊",
];
const WORDS = [
  "My order has not arrived and the parcel service does not answer.",
  "The battery stops at 80 percent.",
  "电池充不满，已经试过两次了。",
  "Can somebody check my refund?",
  "想换一个颜色，还没有发货。",
];

/**
 * @param random in [0, 1)
 * @param onScreen the names of the sessions whose rows the agent sees at present
 */
export async function createCrowd(
  url: string,
  adminPassword: string,
  random: () => number,
  onScreen: () => readonly string[],
): Promise<Crowd> {
  const waiting: Visitor[] = [];
  let arrived = 0;
  let changes = 0;
  await makeUrgent(url, adminPassword, URGENT);

  const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)] as One;

  /** One whom the agent sees, or anybody while the agent sees nobody. */
  function pickSeen(): Visitor {
    const seen = new Set(onScreen());
    const candidates = waiting.filter(({ session }) => seen.has(session));
    return pick(candidates.length > 0 ? candidates : waiting);
  }

  async function come(urgently: boolean): Promise<void> {
    const visitor = await visit(url, `${pick(GIVEN_NAMES)} ${++arrived}`);
    await (urgently ? visitor.say(`My ${URGENT} do nothing any more!`) : visitor.askForPerson());
    waiting.push(visitor);
  }

  async function giveUp(visitor: Visitor): Promise<void> {
    waiting.splice(waiting.indexOf(visitor), 1);
    await visitor.giveUp();
  }

  const say = (visitor: Visitor) => visitor.tell(pick(WORDS));

  return {
    waiting,
    async arrive(count) {
      let left = count;
      const lane = async () => {
        while (left-- > 0) await come(false);
      };
      await Promise.all(Array.from({ length: Math.min(LANES, count) }, lane));
    },
    change() {
      // As many come as go, so that the queue keeps its length.
      const cycle = [
        () => come(true),
        () => come(false),
        () => say(pickSeen()),
        () => say(pick(waiting)),
        () => giveUp(pickSeen()),
        () => giveUp(pick(waiting)),
        () => say(pickSeen()),
        () => say(pick(waiting)),
      ];
      return (cycle[changes++ % cycle.length] as () => Promise<void>)();
    },
  };
}
