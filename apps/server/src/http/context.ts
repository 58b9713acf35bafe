import type { Access } from "../application/accounts/access.ts";
import type { App } from "../application/app.ts";
import type { Idempotency } from "../application/idempotency.ts";
import type { QuickReplyDeps } from "../application/quick-replies/quick-reply-stream.ts";
import type { RuleDeps } from "../application/rules/rule-stream.ts";
import type { TryDeps } from "../application/rules/try-rule.ts";
import type { SessionRef } from "../application/session-ref.ts";
import type { Caller } from "../domain/access/caller.ts";
import type { Access as AccessWord } from "../domain/access/may-call.ts";
import type { Counters } from "../ports/counters.ts";
import type { Directory } from "../ports/directory.ts";
import type { Feed } from "../ports/feed.ts";
import type { StreamKey } from "../ports/journal.ts";
import type { Metrics } from "../ports/metrics.ts";
import type { AgentStreams } from "../stream/agent-stream.ts";
import type { Sidelights } from "../stream/sidelights.ts";
import type { Sink } from "../stream/sink.ts";
import type { OpenRequests } from "./open-requests.ts";
import type { PartsHealth } from "./parts-health.ts";
import type { StreamLimit } from "./stream-limit.ts";
import type { Tally } from "./tally.ts";

/** What the routes work with. */
export interface HttpDeps {
  app: App;
  partsHealth: PartsHealth;
  metrics: Metrics;
  access: Access;
  directory: Directory;
  idempotency: Idempotency;
  feed: Feed;
  agentStreams: AgentStreams;
  sidelights: Sidelights;
  /** Subscriptions, ended when the server stops. Answers in the making are not among them: they end by themselves. */
  openStreams: Set<Sink>;
  openRequests: OpenRequests;
  rules: RuleDeps & TryDeps;
  quickReplies: QuickReplyDeps;
  streamLimit: StreamLimit;
  /** Who of a session's customer's tabs, devices and requests is connected to this instance. */
  readers: Tally<StreamKey>;
  /** Nobody waits for the reply in the making any more, and nobody will ask for it. */
  customerLeft(ref: SessionRef): void;
  /** What rate limits count with. */
  counters: Counters;
  heartbeat: { add(beat: () => void): () => void };
  settings: HttpSettings;
}

export interface HttpSettings {
  auth: "token" | "open";
  corsOrigins: readonly string[];
  /** Nobody outside this machine can reach the server. */
  loopbackOnly: boolean;
  embedOrigins: readonly string[];
  trustProxy: readonly string[];
  /** 0 for no limit. */
  sessionsPerMinute: number;
  messagesPerMinute: number;
  /** What a scraper of the metrics shows; null when only administrators may look. */
  metricsToken: string | null;
  version: string;
  /** Folders of the built pages; null when they are not built. */
  pages: { widget: string; console: string } | null;
}

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller;
    /** Set when the browser carries a second good cookie: whose session it is decides between them. */
    otherCaller: Caller | null;
    tenant: string;
  }
  interface FastifyContextConfig {
    /** Who may call the route. A route without it does not start. */
    access?: AccessWord;
  }
}
