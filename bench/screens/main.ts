/**
 * What people at the screens notice, measured in Chromium: `npm run bench:screens -- --help`.
 */
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { type Agent, createAgent } from "../../e2e/support/agent.ts";
import { type Account, ADMIN, addAgent, type Baton, startBaton } from "../../e2e/support/baton-process.ts";
import { launchBrowser, takeSeat } from "../../e2e/support/browser.ts";
import { createPlainAgent } from "../../e2e/support/plain-people.ts";
import type { Visitor } from "../../e2e/support/visitor.ts";
import { widgetWords } from "../../e2e/support/words.ts";
import { describeMachine } from "../machine.ts";
import {
  type Case,
  CHANGED_PICTURES_PER_SECOND,
  ECHO_P99_MS,
  type Echo,
  FRAMES_PER_SECOND,
  missedAims,
} from "./aims.ts";
import { createCrowd } from "./crowd.ts";
import { measureEcho } from "./echo.ts";
import { measureFrames } from "./frames.ts";
import { glide, readListChanges, watchList, watchRowsOnScreen } from "./list-changes.ts";
import { lengthOf, loadAll, talkLong } from "./long-conversation.ts";

const HELP = `npm run bench:screens -- [options]

Starts a server of its own and Chromium, and measures
- from an agent's Enter to the customer's screen, and back (milliseconds);
- how many frames a second the console draws with a long queue that changes all the time, every other change among the
  rows on screen, and with a long conversation beside it, each also while scrolling; an empty page for comparison.
Prints both as tables, and as JSON with --json. Ends with 1 where an aim is missed: ${ECHO_P99_MS} ms for 99 % of the
messages; ${FRAMES_PER_SECOND} frames a second on the average and in the worst second; a list that does change, in
${CHANGED_PICTURES_PER_SECOND} frames a second and more; and at the end the tab's count and the conversation's last
message are the service's. Takes about five minutes.

  --messages 300     in each direction
  --sessions 2000    customers who wait
  --changes 20       changes of the queue a second
  --talk 5000        messages of the long conversation
  --seconds 20       how long each of the seven cases is watched
  --json
  --help
`;

/** The server is a shop's; only its guard against too many visitors would refuse the crowd. */
const SETTINGS = {
  BATON_RATE_SESSIONS_PER_MINUTE: "0",
  BATON_RATE_MESSAGES_PER_MINUTE: "0",
  BATON_WAIT_NOTICE_SECONDS: "7200",
  BATON_WAIT_GIVE_UP_SECONDS: "14400",
};

/** Of the customer with whom the agent has talked for so long. */
const MESSAGES_A_SECOND = 5;

const QUEUE = ".area .scroll";
const CONVERSATION = ".conversation .scroller";

const { values } = parseArgs({
  options: {
    messages: { type: "string", default: "300" },
    sessions: { type: "string", default: "2000" },
    changes: { type: "string", default: "20" },
    talk: { type: "string", default: "5000" },
    seconds: { type: "string", default: "20" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

async function echoes(browser: Browser, baton: Baton, account: Account, count: number): Promise<Echo[]> {
  const customer = await takeSeat(browser, { lang: "en" });
  const { page } = customer;
  const created = page.waitForResponse(
    (response) => response.request().method() === "POST" && new URL(response.url()).pathname === "/api/sessions",
  );
  await page.goto(baton.url);
  await page.locator("button.launcher").click();
  const chat = page.frameLocator("iframe.panel");
  await chat.getByRole("button", { name: widgetWords.en.person.ask }).click();
  const { data } = (await (await created).json()) as { data: { session: { session_name: string } } };

  const agent = await createAgent(browser, baton, account, { lang: "en" });
  await agent.signIn();
  await agent.claim(data.session.session_name);
  const agentField = agent.page.getByLabel(agent.words.composer.label);
  await agentField.waitFor();
  const customersScreen = { page, field: chat.locator("textarea"), list: chat.locator(".rows") };
  const agentsScreen = { page: agent.page, field: agentField, list: agent.page.locator(`${CONVERSATION} .rows`) };
  const measured = [
    {
      what: "agent's Enter to the customer's screen",
      ms: await measureEcho(agentsScreen, customersScreen, count, "Answer"),
    },
    {
      what: "customer's Enter to the agent's screen",
      ms: await measureEcho(customersScreen, agentsScreen, count, "Question"),
    },
  ];
  await Promise.all([customer.leave(), agent.leave()]);
  return measured;
}

async function cases(browser: Browser, baton: Baton, account: Account): Promise<Case[]> {
  const seconds = Number(values.seconds);
  const empty = await takeSeat(browser, { lang: "en" });
  await empty.page.goto(`${baton.url}/favicon.svg`);
  const measured: Case[] = [
    await measureFrames(empty.page, "an empty page: what the machine has left to draw", () => wait(seconds * 1000)),
  ];
  await empty.leave();

  let onScreen: () => readonly string[] = () => [];
  const crowd = await createCrowd(baton.url, ADMIN.password, seededRandom(20_261_122), () => onScreen());
  await crowd.arrive(Number(values.sessions));
  const talker = await talkLong(baton.url, await createPlainAgent(baton.url, account), Number(values.talk));

  const agent = await createAgent(browser, baton, account, { lang: "en" });
  const { page } = agent;
  await agent.signIn();
  await page.getByRole("tab", { name: agent.words.queue.waiting }).click();
  await page.locator("[data-session]").first().waitFor();
  const seen = watchRowsOnScreen(page);
  onScreen = seen.names;

  async function watch(what: string, during: () => Promise<unknown>): Promise<void> {
    await watchList(page);
    const rate = await measureFrames(page, what, async () => void (await during()));
    measured.push({ ...rate, list: await readListChanges(page) });
  }
  const changing = repeat(() => crowd.change(), Number(values.changes));
  try {
    const queue = `${values.sessions} waiting, ${values.changes} changes a second`;
    await watch(queue, () => wait(seconds * 1000));
    await watch(`${queue}, the list glides`, () => glide(page, QUEUE, 6, seconds));
    await page.locator(QUEUE).hover();
    await watch(`${queue}, wheel over the list, which so keeps its order`, () => turnWheel(agent, seconds));
    await page.mouse.move(900, 5);
    await readLongConversation(agent, talker, watch);
  } finally {
    await changing.stop();
    await seen.stop();
  }
  await expectCountOfTheService(agent, baton);
  await agent.leave();
  return measured;
}

/** A very long conversation beside the queue, in which more is said all the time. */
async function readLongConversation(
  agent: Agent,
  talker: Visitor,
  watch: (what: string, during: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const { page } = agent;
  const seconds = Number(values.seconds);
  const scroller = page.locator(CONVERSATION);
  await page.evaluate(`location.hash = "#/waiting/${talker.session}"`);
  await scroller.locator(".bubble").first().waitFor();
  let said = 0;
  const talking = repeat(() => talker.tell(`And another thing, ${++said}.`), MESSAGES_A_SECOND);
  try {
    const conversation = `${values.talk} messages beside it, ${MESSAGES_A_SECOND} more a second`;
    await watch(`${conversation}, at their end`, () => wait(seconds * 1000));
    await watch(`${conversation}, read upwards while older ones load`, () => glide(page, CONVERSATION, 60, seconds));
    await loadAll(page, scroller, Number(values.talk));
    await watch(`${conversation}, all loaded, gone through`, () => glide(page, CONVERSATION, 60, seconds));
  } finally {
    await talking.stop();
  }
  await scroller.evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await scroller.locator(".bubble").getByText(`And another thing, ${said}.`, { exact: true }).waitFor();
  const length = await lengthOf(scroller);
  const least = Number(values.talk) + said;
  if (length < least) throw new Error(`The conversation shows ${length} rows for ${least} messages.`);
}

/** A notch of the wheel eight times a second, mostly downwards. */
async function turnWheel({ page }: Agent, seconds: number): Promise<void> {
  const endAt = performance.now() + seconds * 1000;
  for (let step = 0; performance.now() < endAt; step++) {
    await page.mouse.wheel(0, step % 40 < 30 ? 120 : -240);
    await wait(125);
  }
}

/** Whatever was drawn or left out on the way: in the end the page knows how many wait. */
async function expectCountOfTheService({ page, words }: Agent, baton: Baton): Promise<void> {
  const response = await page.request.get(`${baton.url}/api/sessions?status=pending_manual&page_size=1`);
  const { data } = (await response.json()) as { data: { total: number } };
  const count = page.getByRole("tab", { name: words.queue.waiting }).locator(".count");
  await count.getByText(String(data.total), { exact: true }).waitFor();
}

/** Begins `act` so many times a second, whether or not those before have been answered. */
function repeat(act: () => Promise<void>, perSecond: number) {
  const underWay = new Set<Promise<void>>();
  let failure: Error | undefined;
  const timer = setInterval(() => {
    const one = act()
      .catch((error: unknown) => {
        failure ??= error instanceof Error ? error : new Error(String(error));
      })
      .finally(() => underWay.delete(one));
    underWay.add(one);
  }, 1000 / perSecond);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
      if (failure !== undefined) throw failure;
    },
  };
}

/** Mulberry32: the same crowd in every run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function run(): Promise<void> {
  const baton = await startBaton(SETTINGS);
  const machine = describeMachine(baton.dataDir);
  const browser = await launchBrowser();
  try {
    const account = await addAgent(baton, "bench", "Bench");
    const echo = await echoes(browser, baton, account, Number(values.messages));
    const frames = await cases(browser, baton, account);
    const missed = missedAims(echo, frames);
    if (values.json) console.log(JSON.stringify({ machine, echo, frames, missed }, null, 2));
    else {
      console.log(`${machine.cores} cores, ${machine.processor}, load before ${machine.loadBefore.toFixed(2)}`);
      print(echo, frames);
    }
    for (const aim of missed) console.error(`Missed: ${aim}.`);
    if (missed.length > 0) process.exitCode = 1;
  } finally {
    await browser.close();
    await baton.stop();
  }
}

function print(echo: readonly Echo[], frames: readonly Case[]): void {
  console.table(
    Object.fromEntries(
      echo.map(({ what, ms }) => [what, { n: ms.count, p50: round(ms.p50), p99: round(ms.p99), max: round(ms.max) }]),
    ),
  );
  console.table(
    Object.fromEntries(
      frames.map(({ what, mean, worstSecond, p99GapMs, longestGapMs, list }) => [
        what,
        {
          "frames/s": round(mean),
          "worst second": worstSecond,
          "p99 gap ms": round(p99GapMs),
          "longest gap ms": round(longestGapMs),
          "frames with changes": list?.pictures ?? "",
          "rows moved": list?.rowsMoved ?? "",
          "renewed in place": list?.renewed ?? "",
        },
      ]),
    ),
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;

if (values.help) console.log(HELP);
else await run();
