import { setTimeout as delay } from "node:timers/promises";
import { createSseParser } from "../../../../../../../packages/client/src/sse.ts";
import { Actor } from "../../actor.ts";
import { type ClientEntry, openLog } from "../../log.ts";
import { openSessions, type People } from "../../people.ts";
import type { Violation } from "../../violation.ts";
import type { Fault, Scene, Seen } from "../fault.ts";
import type { Member } from "../member.ts";

/** The FAQ bot's; another instance then takes the turn over. */
const BOT_DEADLINE_MS = 10_000;
/** Past the deadline by so much: another instance has begun the turn anew, or has answered it already. */
const PAST = { least: 1_000, most: 4_000 };
/** Once in three times a little less than the deadline. */
const NOT_QUITE = { least: -900, most: -100 };
const SESSIONS = 8;
/** By chance all replies are out before the instance stands still: then it is frozen so many times more, at most. */
const MORE_TIMES = 3;
/** Somebody behind a load balancer: a frozen instance is not waited for. */
const IMPATIENT = { ms: 3_000, afterwards: "elsewhere" } as const;
const QUESTION = "What is the warranty?";

export const freezeInstance: Fault = {
  name: "freeze-instance",
  what: "an instance frozen amid bot replies past their deadline, and continued",
  times: { long: 3, short: 1 },
  load: { sessions: 6, patience: IMPATIENT },
  // What a frozen instance holds is late, of course.
  limits: { answer: null, frame: null, resume: null },
  // To an instance that stood still its database has not answered in time.
  mayComplain: true,
  async run(scene) {
    const { cluster, random, times, prefix, say } = scene;
    let caught = 0;
    for (let frozen = 1; frozen <= times || (caught === 0 && frozen <= times + MORE_TIMES); frozen++) {
      const member = cluster.someMember(random);
      const sessions = await openSessions(member.url, `${prefix}-asked-${frozen}`, SESSIONS);
      const asking = sessions.map((session) => startAsking(scene, session, member));
      await Promise.race(asking.map(({ begun }) => begun));
      await member.freeze();
      const { least, most } = frozen % 3 === 0 ? NOT_QUITE : PAST;
      await delay(BOT_DEADLINE_MS + random.whole(least, most));
      member.thaw();
      const answered = await Promise.all(asking.map(({ answered: all }) => all));
      caught += answered.filter(({ wasInTime }) => !wasInTime).length;
      say(`frozen ${frozen} of ${times} times`);
    }
    return { check: (seen) => judge(seen, caught) };
  },
};

interface Asking {
  /** Once the first piece of the answer has come. */
  begun: Promise<void>;
  answered: Promise<{ wasInTime: boolean }>;
}

/** One customer's question to the instance that will freeze, with a key: it is sent elsewhere when nothing comes. */
function startAsking(
  { cluster, logFolder, random }: Scene,
  session: People["sessions"][number],
  member: Member,
): Asking {
  const { name, token } = session;
  const begun = Promise.withResolvers<void>();
  void untilFirstPiece(member, session).then(begun.resolve, begun.reject);
  const log = openLog<ClientEntry>(logFolder, {
    kind: "client",
    name: `${name}-customer`,
    session: name,
    agentId: null,
  });
  let tries = 0;
  const instances = {
    any: () => {
      tries += 1;
      return tries === 1 ? Promise.resolve(member.url) : cluster.instances.any(random, member.url);
    },
  };
  const actor = new Actor({
    name: `${name}-customer`,
    instances,
    token,
    random: random.child(name),
    log,
    patience: IMPATIENT,
  });
  const text = actor.words(QUESTION);
  const ask = async () => {
    // A piece that comes before the stream is open is not seen.
    await delay(200);
    await actor.send({ action: "chat", path: "/api/chat", body: { message: text }, text, key: "header" });
    log.close();
    return { wasInTime: tries === 1 };
  };
  return { begun: begun.promise, answered: ask() };
}

async function untilFirstPiece({ url }: Member, { name, token }: People["sessions"][number]): Promise<void> {
  const leaving = new AbortController();
  const response = await fetch(`${url}/api/sessions/${name}/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: leaving.signal,
  });
  const parser = createSseParser();
  for await (const chunk of response.body ?? []) {
    if (parser.push(chunk).some(({ data }) => (JSON.parse(data) as { type: string }).type === "message")) break;
  }
  leaving.abort();
}

/** No question has two answers, and none is met with silence: a bot whose time is over says that it has no answer. */
function judge({ evidence }: Seen, caught: number): { figures: string[]; violations: Violation[] } {
  const violations: Violation[] = [];
  const counts = { lost: 0, discarded: 0 };
  for (const { name, events } of evidence.sessions) {
    const answers = events.filter(({ type, data }) => type === "bot_reply" || data["key"] === "bot_failed");
    for (const { type } of events) {
      if (type === "bot_turn_ended") counts.lost += 1;
      if (type === "bot_reply_discarded") counts.discarded += 1;
    }
    if (name.includes("-asked-") && answers.length !== 1) {
      violations.push({ rule: "trail", detail: `${name}: ${answers.length} answers to one question` });
    }
  }
  if (caught === 0) violations.push({ rule: "trail", detail: "no reply was in the making when the instance froze" });
  return {
    figures: [
      `${caught} turns frozen amid their reply`,
      `${counts.lost} turns ended`,
      `${counts.discarded} late replies discarded`,
    ],
    violations,
  };
}
