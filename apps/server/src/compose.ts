import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { createJournalDirectory } from "./adapters/directory-journal/index.ts";
import { createCelExpressions } from "./adapters/expressions-cel/index.ts";
import { createPinoLogs } from "./adapters/log-pino/index.ts";
import { createPrometheusMetrics } from "./adapters/metrics-prometheus/index.ts";
import { createArgon2Passwords } from "./adapters/passwords-argon2/index.ts";
import { createJournalRules } from "./adapters/rules-journal/index.ts";
import { createRandomIds, createSystemClock } from "./adapters/system/index.ts";
import { createOpaqueTokens, createSignedTokens, loadRootSecret } from "./adapters/tokens-jose/index.ts";
import { createAccess } from "./application/accounts/access.ts";
import { type EnsuredAdmin, ensureAdmin } from "./application/accounts/ensure-admin.ts";
import type { App } from "./application/app.ts";
import { createSessionHandler } from "./application/handle.ts";
import { createIdempotency } from "./application/idempotency.ts";
import { agentLists } from "./compose/agent-lists.ts";
import { startBot } from "./compose/bots.ts";
import { connectInstances } from "./compose/instances.ts";
import { startOutlet } from "./compose/outlet.ts";
import { isShared, openStore, storePlace } from "./compose/store.ts";
import { type Config, isLoopback } from "./config.ts";
import { needlessKeywords } from "./domain/regulator/regulate.ts";
import type { HttpDeps } from "./http/context.ts";
import { createOpenRequests } from "./http/open-requests.ts";
import { createPartsHealth } from "./http/parts-health.ts";
import { createHttpServer } from "./http/server.ts";
import { createStreamLimit } from "./http/stream-limit.ts";
import { createTally } from "./http/tally.ts";
import type { Bot } from "./ports/bot.ts";
import type { Journal } from "./ports/journal.ts";
import type { Log } from "./ports/log.ts";
import type { Part } from "./ports/part.ts";
import { startPassingDeadlines } from "./reactions/pass-deadlines.ts";
import { recoverTurns } from "./reactions/recover-turns.ts";
import { startReplyingWithBot } from "./reactions/reply-with-bot.ts";
import { startWatchingGrowth } from "./reactions/watch-growth.ts";
import { createAgentStreams } from "./stream/agent-stream.ts";
import { createFeed } from "./stream/feed.ts";
import { createHeartbeat } from "./stream/heartbeat.ts";
import { createSidelights } from "./stream/sidelights.ts";
import type { Sink } from "./stream/sink.ts";
import { createTakeovers } from "./stream/takeovers.ts";
import { createViewers } from "./stream/viewers.ts";
import { createWaitingRoom } from "./stream/waiting-room.ts";

const TENANT = "default";

const APPS = join(import.meta.dirname, "../..");

export interface Service {
  server: FastifyInstance;
  admin: EnsuredAdmin;
  /** Ends streams, finishes what was accepted, closes the store. */
  stop(): Promise<void>;
}

/** Only for proofs that a checker can fail: see testing/. The product passes none. */
export interface Overrides {
  journal?: (journal: Journal) => Journal;
  bot?: (bot: Bot) => Bot;
  skipSeamCheck?: boolean;
  /** Takes what the bus says for the truth: fills no gap, and never asks the journal what it was not told. */
  trustBus?: boolean;
}

export interface Logs {
  log: FastifyBaseLogger;
  commandLog: Log;
}

export const createLogs = (config: Config): Logs & { flush(): void } => createPinoLogs(config.logLevel);

/** The one place where adapters are chosen and everything is wired, once. */
export async function compose(
  config: Config,
  options: { logs: Logs; version: string; overrides?: Overrides },
): Promise<Service> {
  const { version, overrides = {} } = options;
  const { log, commandLog } = options.logs;
  const clock = createSystemClock();
  const ids = createRandomIds(clock);
  const secret = await loadRootSecret(config.dataDir, config.secret ?? undefined);
  const place = storePlace(config);
  const store = await openStore(place, log);
  const journal = overrides.journal?.(store.journal) ?? store.journal;
  const { vault } = store;
  const instances = connectInstances(config, { clock, ids, log });
  const { bus, presence, counters } = instances;

  const metrics = createPrometheusMetrics();
  const outlet = startOutlet(config.amqpUrl, { journal, vault, bus, metrics, ids, log });

  const directory = createJournalDirectory({ journal, bus, clock });
  const accounts = {
    journal,
    vault,
    directory,
    bus,
    clock,
    ids,
    passwords: createArgon2Passwords(),
    opaqueTokens: createOpaqueTokens(secret),
    signedTokens: await createSignedTokens({ root: secret, identity: config.identitySecret }),
  };
  const admin = await ensureAdmin(accounts, {
    tenant: TENANT,
    ...(config.adminPassword === null ? {} : { password: config.adminPassword }),
  });
  const access = createAccess(accounts);

  for (const word of needlessKeywords(config.regulator)) {
    log.warn(
      { event: "keyword_needless", setting: "REGULATOR_KEYWORDS", word },
      "The regulator understands this word by itself; listed, it calls a person wherever it stands, also in “not …”",
    );
  }
  const expressions = createCelExpressions();
  const liveRules = await createJournalRules({ journal, bus, expressions, log, tenants: [TENANT] });

  const { bot, close: closeBot } = await startBot(config, { metrics, clock, log, override: overrides.bot });
  const settings = {
    waitNoticeMs: config.waitNoticeMs,
    waitGiveUpMs: config.waitGiveUpMs,
    botDeadlineMs: bot.deadlineMs,
    regulator: config.regulator,
  };
  const sessions = createSessionHandler({
    journal,
    bus,
    clock,
    ids,
    settings,
    rulesOf: (tenant) => liveRules.of(tenant),
    botAccepts: (sessionName) => bot.accepts(sessionName),
    log: commandLog,
  });
  const app: App = { journal, sessions, bus, bot, clock, ids, presence, log, settings };

  const { skipSeamCheck = false, trustBus = false } = overrides;
  const feed = createFeed({ journal, bus, log, skipSeamCheck, trustBus });
  const heartbeat = createHeartbeat();
  const viewers = createViewers({ bus, heartbeat });
  const takeovers = createTakeovers({ bus, journal, now: clock.now, log });
  const waitingRoom = createWaitingRoom({ bus, journal, takeovers, presence, heartbeat, now: clock.now, log });
  const agentStreams = createAgentStreams({
    bus,
    feed,
    heartbeat,
    lists: agentLists(app),
    viewers,
    now: clock.now,
    log,
  });
  const openStreams = new Set<Sink>();
  const openRequests = createOpenRequests();
  const replying = startReplyingWithBot(app);
  const deps: HttpDeps = {
    app,
    partsHealth: createPartsHealth(
      [journalPart(journal), bot.part, liveRules.part, ...instances.parts, ...outlet.parts],
      clock.now,
    ),
    metrics,
    access,
    directory,
    idempotency: createIdempotency({ journal, clock, secret }),
    feed,
    agentStreams,
    sidelights: createSidelights(viewers, waitingRoom),
    heartbeat,
    openStreams,
    openRequests,
    streamLimit: createStreamLimit(),
    rules: { journal, bus, clock, ids, expressions, live: liveRules, timeZone: config.regulator.timeZone },
    quickReplies: { journal, bus, clock, ids, log: commandLog },
    readers: createTally(),
    customerLeft: (ref) => replying.customerLeft(ref),
    counters,
    settings: { ...config, version, loopbackOnly: isLoopback(config.host), pages: builtPages() },
  };
  const server = await createHttpServer(deps, log);
  if (!isShared(place)) {
    const recovered = await recoverTurns(app, TENANT);
    if (recovered > 0) log.info({ event: "turns_recovered", count: recovered });
  }
  const watch =
    isShared(place) && !trustBus ? await startWatchingGrowth({ journal, bus, isHeard: instances.isHeard, log }) : null;
  if (watch !== null) instances.onHeard(watch.lookNow);
  metrics.gauge("baton_bus_missed_streams", "Streams that grew unheard of, and were found in the journal.", () =>
    watch === null ? null : watch.found(),
  );
  const deadlines = startPassingDeadlines(app);

  return {
    server,
    admin,
    async stop() {
      const closing = server.close();
      // A connection that was busy when the closing began is kept alive after its answer: nobody else will end it.
      const ending = setInterval(() => server.server.closeIdleConnections(), 20);
      for (const sink of openStreams) sink.end();
      agentStreams.close();
      // It would begin turns that nobody runs any more.
      await deadlines.stop();
      const answered = () => Promise.all([openRequests.settled(), replying.settled()]);
      await Promise.race([answered(), delay(REPLIES_MS, undefined, { ref: false })]);
      replying.breakOff();
      await Promise.race([answered(), delay(ANSWERS_MS, undefined, { ref: false })]);
      await replying.settled();
      replying.stop();
      feed.close();
      const atLast = setTimeout(() => server.server.closeAllConnections(), LAST_BYTES_MS);
      await closing;
      clearInterval(ending);
      clearTimeout(atLast);
      await watch?.stop();
      await outlet.stop();
      viewers.close();
      waitingRoom.close();
      takeovers.close();
      heartbeat.stop();
      closeBot();
      liveRules.close();
      access.close();
      directory.close();
      await instances.close();
      await journal.close();
    },
  };
}

/** A bot's reply that is almost whole when the server stops is brought to its end; an engine is not waited for. */
const REPLIES_MS = 700;

/** What else customers wait for then is brought to its end, this long. */
const ANSWERS_MS = 8_000;

/** Whoever has not sent or taken the rest by then never will. */
const LAST_BYTES_MS = 3_000;

const journalPart = (journal: Journal): Part => ({
  name: "journal",
  vital: true,
  check: () =>
    journal.probe().then(
      () => ({ status: "up" }),
      () => ({ status: "down", detail: "cannot commit" }),
    ),
});

function builtPages(): { widget: string; console: string } | null {
  const pages = { widget: join(APPS, "widget/dist"), console: join(APPS, "console/dist") };
  return existsSync(pages.widget) && existsSync(pages.console) ? pages : null;
}
