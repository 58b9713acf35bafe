import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { Journal } from "../ports/journal.ts";
import { commandOf, type Intent, intent, pauseMs } from "./session-intents.ts";
import { answerOf, deadlineOfModel, type Model, NOBODY } from "./session-model.ts";
import {
  assert,
  checkStored,
  createWorld,
  look,
  type Outcome,
  rowOf,
  send,
  startInstance,
  turnsBegunIn,
  type Via,
  type World,
} from "./session-world.ts";

/**
 * Plays random stories against the real application over a real journal, and against the model. Commands of one step
 * are sent at once, through two instances; the journal says in which order they happened, and the model must agree
 * with that order: every change as the model changes, every refusal as the model refuses somewhere in between.
 */

/** What fast-check carries from step to step. */
interface Believed {
  model: Model;
}

type Step = fc.AsyncCommand<Believed, World>;

interface Order {
  via: Via;
  intent: Intent;
}

interface Disk {
  full: Via | null;
  loadRounds: readonly number[];
}

class Together implements Step {
  readonly pause: number;
  readonly orders: readonly Order[];
  readonly peeks: readonly Via[];
  readonly disk: Disk;

  constructor(pause: number, orders: readonly Order[], peeks: readonly Via[], disk: Disk) {
    this.pause = pause;
    this.orders = orders;
    this.peeks = peeks;
    this.disk = disk;
  }

  check(): boolean {
    return true;
  }

  async run(believed: Believed, world: World): Promise<void> {
    world.clock.ms += this.pause;
    world.instances.forEach(({ disk }, via) => {
      disk.failures = this.disk.full === via ? 1 : 0;
      disk.loadRounds = [...this.disk.loadRounds];
    });
    // Whoever only looks must not put an older state in a newer one's place.
    const peeks = this.peeks.map((via) => world.instances[via].handler.load(world.ref));
    const commands = this.orders.map(({ via, intent }) => ({
      via,
      command: commandOf(intent, world.seen, world.clock.ms),
    }));
    const outcomes = await Promise.all(commands.map(({ via, command }) => send(world, via, command)));
    await Promise.all(peeks);
    for (const { disk } of world.instances) Object.assign(disk, { failures: 0, loadRounds: [] });
    await agree(believed, world, outcomes);
  }

  toString(): string {
    const orders = this.orders.map(
      ({ via, intent: { type, ...rest } }) => `${"AB"[via]}:${type} ${JSON.stringify(rest)}`,
    );
    const peeks = this.peeks.map((via) => `${"AB"[via]}:look`);
    const { full, loadRounds } = this.disk;
    const disk = [
      ...(full === null ? [] : [`${"AB"[full]}:disk full`]),
      ...loadRounds.map((rounds) => `slow ${rounds}`),
    ];
    return `+${this.pause}ms {${[...disk, ...peeks, ...orders].join(" | ")}}`;
  }
}

/** Time passes up to the session's deadline, and both instances ring for it. */
class Ring implements Step {
  readonly ownerSeenAgoMs: number | null;

  constructor(ownerSeenAgoMs: number | null) {
    this.ownerSeenAgoMs = ownerSeenAgoMs;
  }

  check({ model }: Readonly<Believed>): boolean {
    return deadlineOfModel(model) !== null;
  }

  async run(believed: Believed, world: World): Promise<void> {
    const deadline = deadlineOfModel(believed.model);
    world.clock.ms = Math.max(world.clock.ms, deadline?.at ?? 0);
    const ring: Intent = { type: "pass_deadline", deadlineAge: 0, ownerSeenAgoMs: this.ownerSeenAgoMs };
    const command = commandOf(ring, world.seen, world.clock.ms);
    const outcomes = await Promise.all([send(world, 0, command), send(world, 1, command)]);
    const changes = outcomes.filter(({ answer }) => answer === "changed");
    assert(changes.length === 1, `two rings for one deadline: ${changes.length} changed something`);
    await agree(believed, world, outcomes);
  }

  toString(): string {
    return `ring(${this.ownerSeenAgoMs})`;
  }
}

class Restart implements Step {
  readonly via: Via;

  constructor(via: Via) {
    this.via = via;
  }

  check(): boolean {
    return true;
  }

  async run(_believed: Believed, world: World): Promise<void> {
    world.instances[this.via] = startInstance(world.journal, world.clock);
  }

  toString(): string {
    return `restart(${"AB"[this.via]})`;
  }
}

async function agree(believed: Believed, world: World, outcomes: readonly Outcome[]): Promise<void> {
  const now = world.clock.ms;
  const firstSeq = (outcome: Outcome) => outcome.events[0]?.seq ?? 0;
  const changes = outcomes.filter(({ answer }) => answer === "changed").sort((a, b) => firstSeq(a) - firstSeq(b));

  const models = [believed.model];
  for (const { command, events, state } of changes) {
    for (const event of events) {
      assert(event.seq === world.seen.seq + 1, `event ${event.seq} follows event ${world.seen.seq}`);
      world.seen.seq = event.seq;
    }
    const turn = turnsBegunIn(events).at(-1) ?? "none";
    const [answer, model] = answerOf(models.at(-1) ?? NOBODY, command, now, turn);
    assert(answer === "changed", `${command.type} was accepted; the model says ${answer}`);
    models.push(model);
    assert(state !== null, "an accepted command has a state");
    look(world, state, events);
  }
  for (const { command, answer } of outcomes) {
    if (answer === "changed" || answer === "unavailable") continue;
    const possible = models.map((model) => answerOf(model, command, now, "")[0]);
    assert(possible.includes(answer), `${command.type}: ${answer}; the model says ${possible.join(" or ")}`);
  }
  believed.model = models.at(-1) ?? NOBODY;

  const row = await rowOf(world);
  assert((row?.head.seq ?? 0) === world.seen.seq, `${row?.head.seq} events are stored, ${world.seen.seq} were told`);
  if (row !== null) assert(isDeepStrictEqual(shown(row), expectedOf(believed.model)), differs(row, believed.model));
  const last = changes.at(-1);
  if (last !== undefined) assert(isDeepStrictEqual(row?.state, last.state), "the answer's state is not the stored one");
  for (const { handler, committedSeq } of world.instances) {
    const { seq } = await handler.load(world.ref);
    assert(seq >= committedSeq, `an instance that wrote event ${committedSeq} reads event ${seq} as the last`);
  }
}

type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>;

const shown = ({ status, agentId, deadlineAt, state }: Row) => ({
  status,
  agentId,
  deadlineAt,
  fails: state.failCount,
  vip: state.vip,
  ownerInState: (state.owner as { id: string } | undefined)?.id ?? null,
  turn: (state.turn as { turn: string } | null | undefined)?.turn ?? null,
});

const expectedOf = (model: Model) => ({
  status: model.status,
  agentId: model.owner,
  deadlineAt: deadlineOfModel(model)?.at ?? null,
  fails: model.fails,
  vip: model.vip,
  ownerInState: model.owner,
  turn: model.turn?.id ?? null,
});

const differs = (row: Row, model: Model): string =>
  `stored ${JSON.stringify(shown(row))}, expected ${JSON.stringify(expectedOf(model))}`;

const via = fc.constantFrom<Via>(0, 1);
const order = fc.record({ via, intent });
const one = fc.array(order, { minLength: 1, maxLength: 1 });
const several = fc.array(order, { minLength: 2, maxLength: 6 });
const none = fc.constant<Via[]>([]);
const peeks = fc.oneof({ weight: 2, arbitrary: none }, { weight: 1, arbitrary: fc.array(via, { maxLength: 3 }) });
const steady: fc.Arbitrary<Disk> = fc.constant({ full: null, loadRounds: [] });
const unsteady: fc.Arbitrary<Disk> = fc.record({
  full: fc.option(via),
  loadRounds: fc.array(fc.nat({ max: 3 }), { maxLength: 3 }),
});
const disk = fc.oneof({ weight: 2, arbitrary: steady }, { weight: 1, arbitrary: unsteady });
const ownerSeenAgoMs = fc.constantFrom(null, 0, 60_000, 5 * 60_000);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(pauseMs, one, peeks, disk).map((parts) => new Together(...parts)),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(pauseMs, several, peeks, disk).map((parts) => new Together(...parts)),
  },
  { weight: 2, arbitrary: ownerSeenAgoMs.map((ago) => new Ring(ago)) },
  { weight: 2, arbitrary: via.map((which) => new Restart(which)) },
);

const MAX_STEPS = 20;
let lastWorld = 0;

export interface ModelRun {
  journal: Journal;
  runs: number;
  seed: number;
  /** So many stories are told side by side, each lane with the next seed: commits are shared, which takes less time. */
  lanes: number;
}

/** @throws Error with the shortest story found that goes wrong, and the seed and lane's runs that find it again */
export async function runModel({ journal, runs, seed, lanes }: ModelRun): Promise<void> {
  const share = (lane: number) => Math.floor(runs / lanes) + (lane < runs % lanes ? 1 : 0);
  const told = await Promise.allSettled(
    Array.from({ length: lanes }, (_, lane) => runLane(journal, share(lane), seed + lane)),
  );
  for (const lane of told) if (lane.status === "rejected") throw lane.reason;
}

async function runLane(journal: Journal, numRuns: number, seed: number): Promise<void> {
  const stories = fc.commands([step], { maxCommands: MAX_STEPS, size: "max" });
  const tell = fc.asyncProperty(stories, async (story) => {
    lastWorld += 1;
    const world = createWorld(journal, `world-${lastWorld}`);
    await fc.asyncModelRun(() => ({ model: { model: NOBODY }, real: world }), story);
    await checkStored(world);
  });
  await fc.assert(tell, { numRuns, seed });
}
