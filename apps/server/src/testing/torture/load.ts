import { Actor, type Patience } from "./actor.ts";
import { playAgent } from "./agent.ts";
import { type Part, playCustomer } from "./customer.ts";
import type { Instances } from "./instances.ts";
import { type ClientEntry, openLog, type SubscriberEntry } from "./log.ts";
import type { People } from "./people.ts";
import type { Random } from "./random.ts";
import { type Subscriber, subscribe } from "./subscriber.ts";

export interface LoadOptions {
  people: People;
  /** Where commands go. */
  commands: Instances;
  /** Where streams are read. */
  streams: Instances;
  /** How long clients rest between two requests, at most, and an agent without a session 16 times as long. */
  restMs: number;
  patience: Patience;
  /** How long a restless subscriber stays, at most. */
  restlessMs: number;
  random: Random;
  logFolder: string;
}

export interface Load {
  /** Brings what is under way to its end. */
  end(): Promise<void>;
  /** The frame that each subscriber who is to see everything has seen last. */
  seen(): { session: string; lastId: number }[];
  stopReading(): Promise<void>;
}

/** For each session two tabs of its customer, two agents who compete for it, and three subscribers. */
export function startLoad(options: LoadOptions): Load {
  const { people, commands, streams, restMs, restlessMs, patience, random, logFolder } = options;
  const over = new AbortController();
  const playing: Promise<void>[] = [];
  const whole: { session: string; subscriber: Subscriber }[] = [];
  const restless: Subscriber[] = [];

  const play = (
    role: (part: Part) => Promise<void>,
    name: string,
    session: string,
    token: string,
    agentId?: string,
  ) => {
    const own = random.child(name);
    const log = openLog<ClientEntry>(logFolder, { kind: "client", name, session, agentId: agentId ?? null });
    const actor = new Actor({
      name,
      instances: commands,
      token,
      random: own,
      log,
      patience,
    });
    playing.push(role({ session, actor, random: own, restMs, over: over.signal }).finally(() => log.close()));
  };
  const read = (name: string, session: string, token: string, isRestless: boolean): Subscriber => {
    const log = openLog<SubscriberEntry>(logFolder, { kind: "subscriber", name, session, whole: !isRestless });
    return subscribe({
      instances: streams,
      session,
      token,
      random: random.child(name),
      log,
      restlessMs: isRestless ? restlessMs : null,
    });
  };

  for (const [index, { name, token }] of people.sessions.entries()) {
    const place = (offset: number) => people.agents[(index + offset) % people.agents.length];
    whole.push({ session: name, subscriber: read(`${name}-customer`, name, token, false) });
    restless.push(read(`${name}-restless`, name, token, true));
    play(playCustomer, `${name}-tab-1`, name, token);
    play(playCustomer, `${name}-tab-2`, name, token);
    const watcher = place(2);
    if (watcher !== undefined) {
      whole.push({ session: name, subscriber: read(`${name}-agent`, name, watcher.token, false) });
    }
    for (const offset of [0, 1]) {
      const agent = place(offset);
      if (agent !== undefined) play(playAgent, `${name}-agent-${offset + 1}`, name, agent.token, agent.id);
    }
  }

  return {
    async end() {
      over.abort();
      await Promise.all(playing);
    },
    seen: () => whole.map(({ session, subscriber }) => ({ session, lastId: subscriber.lastId() })),
    async stopReading() {
      await Promise.all([...whole.map(({ subscriber }) => subscriber), ...restless].map((one) => one.close()));
    },
  };
}
