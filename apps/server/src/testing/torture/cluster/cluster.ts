import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openStore } from "../../../compose/store.ts";
import type { Journal } from "../../../ports/journal.ts";
import { anyOf, type Instances } from "../instances.ts";
import { ADMIN_PASSWORD, makeAccounts, type People, signIn } from "../people.ts";
import type { Random } from "../random.ts";
import { type Consumer, startConsumer } from "./consumer.ts";
import { Member } from "./member.ts";
import { type Services, startServices } from "./services.ts";

export interface ClusterOptions {
  folder: string;
  instances: number;
  agents: number;
  say(line: string): void;
}

/** Real instances on PostgreSQL, Redis and RabbitMQ of their own, and somebody who listens to the outlet. */
export interface Cluster {
  services: Services;
  members: readonly [Member, ...Member[]];
  /** All members, dead or alive: a client does not know. */
  instances: Instances;
  agents: People["agents"];
  consumer: Consumer;
  /** Read beside the instances, as an operator's command does. */
  journal: Journal;
  someMember(random: Random): Member;
  othersThan(member: Member): [Member, ...Member[]];
  /** Asks each member over HTTP which one sends to the broker; null while none says so. */
  sender(): Promise<Member | null>;
  /** Stops all members and starts them anew as another build, or as the product. */
  restartAs(entry: string, env: Record<string, string>): Promise<void>;
  close(): Promise<void>;
}

const METRICS_TOKEN = randomBytes(16).toString("hex");

export async function startCluster({ folder, instances, agents, say }: ClusterOptions): Promise<Cluster> {
  await mkdir(folder, { recursive: true });
  say("starting PostgreSQL, Redis and RabbitMQ");
  const services = await startServices(join(folder, "services"));
  const cleanups: (() => Promise<unknown>)[] = [() => services.stop()];
  const close = async (): Promise<void> => {
    for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
  };
  try {
    const consumer = await startConsumer(services.rabbitmq.url, join(folder, "consumer.jsonl"));
    cleanups.push(() => consumer.stop());
    const place = { kind: "postgres", url: services.databaseUrl, ownerUrl: services.ownerUrl } as const;
    const { journal } = await openStore(place);
    cleanups.push(() => journal.close());
    const env = {
      BATON_SECRET: randomBytes(32).toString("hex"),
      BATON_ADMIN_PASSWORD: ADMIN_PASSWORD,
      BATON_METRICS_TOKEN: METRICS_TOKEN,
      BATON_REDIS_PREFIX: "torture",
    };
    const members: Member[] = [];
    for (let number = 1; number <= instances; number++) {
      const member = await Member.create({ name: `instance-${number}`, folder, services, env });
      members.push(member);
      cleanups.push(() => member.close());
    }
    const [first, ...others] = members;
    if (first === undefined) throw new Error("a cluster has at least one instance");
    const all: [Member, ...Member[]] = [first, ...others];
    say(`starting ${instances} instances`);
    // At once, on an empty database: their migrations meet.
    await Promise.all(all.map((member) => member.start()));
    const usernames = Array.from({ length: agents }, (_, index) => `agent-${index + 1}`);
    say(`making ${agents} agents' accounts`);
    await makeAccounts(place, usernames);
    const [url, ...more] = all.map((member) => member.url);
    return {
      services,
      members: all,
      instances: anyOf([url ?? "", ...more]),
      agents: await signIn(first.url, usernames),
      consumer,
      journal,
      someMember: (random) => random.pick(all),
      othersThan(member) {
        const [one, ...rest] = all.filter((other) => other !== member);
        if (one === undefined) throw new Error("there is no other instance");
        return [one, ...rest];
      },
      async sender() {
        const asked = await Promise.all(all.map(async (member) => ((await isSender(member)) ? [member] : [])));
        return asked.flat()[0] ?? null;
      },
      async restartAs(entry, faultyEnv) {
        await Promise.all(
          all.map(async (member) => {
            await member.stop();
            member.become(entry, faultyEnv);
            await member.start();
          }),
        );
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function isSender({ url }: Member): Promise<boolean> {
  try {
    const response = await fetch(`${url}/metrics`, {
      headers: { authorization: `Bearer ${METRICS_TOKEN}` },
      signal: AbortSignal.timeout(1_000),
    });
    return /^baton_outlet_is_sender 1$/m.test(await response.text());
  } catch {
    return false;
  }
}
