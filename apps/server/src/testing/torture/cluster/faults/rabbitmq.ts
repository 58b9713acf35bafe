import { setTimeout as delay } from "node:timers/promises";
import type { Violation } from "../../violation.ts";
import { repeatsIn } from "../check-deliveries.ts";
import type { Cluster } from "../cluster.ts";
import type { Delivery } from "../consumer.ts";
import { type Fault, LIMITS, type Seen, WAITS } from "../fault.ts";
import { spread } from "../figures.ts";
import type { Member } from "../member.ts";

/** Nobody waits longer; the checker says what did not come. */
const DELIVERED_WITHIN_MS = 30_000;

const STANDING_STILL_MS = 300;

export const killRabbitmq: Fault = {
  name: "kill-rabbitmq",
  what: "RabbitMQ killed (-9) amid confirms, and started",
  times: { long: 3, short: 1 },
  load: { sessions: 12, patience: WAITS },
  limits: LIMITS,
  mayComplain: false,
  async run({ cluster, random, times, say }) {
    const { services } = cluster;
    const backAt: number[] = [];
    for (let killed = 1; killed <= times; killed++) {
      await delay(random.whole(500, 1_500));
      await untilDeliveriesRun(cluster);
      // What is sent to a broker that stands still has surely not been confirmed when it is killed.
      if (killed % 2 === 1) await services.rabbitmq.freeze();
      await delay(killed % 2 === 1 ? STANDING_STILL_MS : 0);
      await services.rabbitmq.kill();
      await delay(random.whole(0, 2_000));
      await services.rabbitmq.start();
      const at = Date.now();
      backAt.push(at);
      await untilDelivered(cluster, at);
      say(`killed ${killed} of ${times} times`);
    }
    return { check: (seen) => ({ figures: figures(seen, backAt), violations: [] }) };
  },
};

/** An event of afterwards, before which everything of before has come: what was under way then shows nothing. */
async function untilDelivered({ consumer }: Cluster, at: number): Promise<void> {
  while (!consumer.deliveries.slice(-100).some((one) => isNewSince(one, at)) && Date.now() - at < DELIVERED_WITHIN_MS) {
    await delay(20);
  }
}

/** Somewhere in a burst: a few more messages have just come. */
async function untilDeliveriesRun({ consumer }: Cluster): Promise<void> {
  const before = consumer.deliveries.length;
  const giveUpAt = Date.now() + DELIVERED_WITHIN_MS;
  while (consumer.deliveries.length < before + 20 && Date.now() < giveUpAt) await delay(1);
}

function figures({ deliveries }: Seen, backAt: readonly number[]): string[] {
  const repeats = repeatsIn(deliveries);
  const own = repeats.filter(({ redelivered }) => redelivered).length;
  return [
    `${deliveries.length - repeats.length} events arrived`,
    `${repeats.length} repeats (${own} of them the broker's own)`,
    spread(
      "caught up",
      backAt.map((at) => (firstAfter(deliveries, at)?.at ?? at) - at),
    ),
  ];
}

const TAKEN_OVER_WITHIN_MS = 10_000;

export const killSender: Fault = {
  name: "kill-sender",
  what: "the instance that sends to RabbitMQ killed (-9)",
  times: { long: 3, short: 1 },
  load: { sessions: 6, patience: WAITS },
  limits: LIMITS,
  mayComplain: false,
  async run({ cluster, random, times, say }) {
    const killedAt: number[] = [];
    for (let killed = 1; killed <= times; killed++) {
      await delay(random.whole(500, 1_500));
      const sender = await untilSomebodySends(cluster);
      const at = Date.now();
      await sender.kill();
      killedAt.push(at);
      await delay(random.whole(0, 1_000));
      await sender.start();
      await untilDelivered(cluster, at);
      say(`killed ${killed} of ${times} times`);
    }
    return { check: (seen) => judge(seen, killedAt) };
  },
};

async function untilSomebodySends(cluster: Cluster): Promise<Member> {
  const giveUpAt = Date.now() + DELIVERED_WITHIN_MS;
  for (;;) {
    const sender = await cluster.sender();
    if (sender !== null) return sender;
    if (Date.now() > giveUpAt) throw new Error("no instance sends to the broker");
    await delay(100);
  }
}

function judge({ deliveries }: Seen, killedAt: readonly number[]): { figures: string[]; violations: Violation[] } {
  const takeovers = killedAt.map((at) => (firstAfter(deliveries, at)?.at ?? Number.POSITIVE_INFINITY) - at);
  const violations = takeovers
    .filter((ms) => ms > TAKEN_OVER_WITHIN_MS)
    .map((ms): Violation => ({ rule: "outlet", detail: `nobody sent for ${ms} ms after the sender was killed` }));
  return { figures: [spread("taken over", takeovers)], violations };
}

const isNewSince = ({ body }: Delivery, at: number): boolean => body.timestamp * 1_000 > at;

const firstAfter = (deliveries: readonly Delivery[], at: number): Delivery | undefined =>
  deliveries.find((delivery) => delivery.at >= at && isNewSince(delivery, at));
