import { createRabbitmqOutlet } from "../adapters/outlet-rabbitmq/index.ts";
import type { Bus } from "../ports/bus.ts";
import type { Ids } from "../ports/ids.ts";
import type { Log } from "../ports/log.ts";
import type { Metrics } from "../ports/metrics.ts";
import type { Part } from "../ports/part.ts";
import { startSendingOutlet } from "../reactions/send-outlet.ts";
import type { Store } from "./store.ts";

export interface OutletSender {
  parts: readonly Part[];
  stop(): Promise<void>;
}

/** Events leave through RabbitMQ, or nowhere. */
export function startOutlet(
  amqpUrl: string | null,
  deps: Store & { bus: Bus; metrics: Metrics; ids: Ids; log: Log },
): OutletSender {
  if (amqpUrl === null) return { parts: [], stop: async () => undefined };
  const outlet = createRabbitmqOutlet({ url: amqpUrl, log: deps.log });
  const sending = startSendingOutlet({ ...deps, outlet });
  return {
    parts: [sending.part],
    async stop() {
      await sending.stop();
      await outlet.close();
    },
  };
}
