import type { Patience } from "../actor.ts";
import type { Evidence } from "../evidence.ts";
import type { Load } from "../load.ts";
import type { People } from "../people.ts";
import type { Random } from "../random.ts";
import type { Subscriber } from "../subscriber.ts";
import type { Violation } from "../violation.ts";
import type { Limits, Times } from "./check-times.ts";
import type { Cluster } from "./cluster.ts";
import type { Delivery } from "./consumer.ts";
import type { Member } from "./member.ts";

/** Something that goes wrong, what may not come of it, and how it is brought about. */
export interface Fault {
  name: string;
  /** For the table: what is done, and to what. */
  what: string;
  /** How often, in the long form and in the short one. */
  times: { long: number; short: number };
  /** Null: it brings what it needs itself. */
  load: { sessions: number; patience: Patience } | null;
  limits: Limits;
  /** Whether instances may log errors: what they stand on is away. */
  mayComplain: boolean;
  run(scene: Scene): Promise<Happened>;
}

/** Where a fault happens: a running cluster, and sessions of its own. */
export interface Scene {
  cluster: Cluster;
  people: People;
  load: Load | null;
  random: Random;
  times: number;
  /** Every session of this fault is named so. */
  prefix: string;
  logFolder: string;
  /** A reader at this instance, who stays and is to see everything; ended after the fault. */
  watch(session: People["sessions"][number], member: Member): Subscriber;
  say(line: string): void;
}

export interface Happened {
  /** Answers of 200 that no client's log has. */
  acknowledged?: number;
  /** Besides what is checked after every fault. */
  check?(seen: Seen): { figures: string[]; violations: Violation[] };
}

export interface Seen {
  evidence: Evidence;
  deliveries: readonly Delivery[];
  times: Times;
}

/** What the specification promises, and what a machine adds that runs the torture beside it. */
const LOADED_MS = 500;
export const LIMITS: Limits = { answer: 2_000 + LOADED_MS, frame: 3_000, resume: 5_000 };
/** While the journal is away there is nothing to read frames or old events from. */
export const WITHOUT_JOURNAL: Limits = { ...LIMITS, frame: null, resume: null };

/** Longer than three turns of a bot: then something hangs. */
export const WAITS: Patience = { ms: 40_000, afterwards: "broken" };
