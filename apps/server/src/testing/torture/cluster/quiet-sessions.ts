import { setTimeout as delay } from "node:timers/promises";
import { Actor, type Order } from "../actor.ts";
import { type ClientEntry, openLog } from "../log.ts";
import { openSessions, type People } from "../people.ts";
import { type Scene, WAITS } from "./fault.ts";

/**
 * Sessions in which somebody says something now and then, read at every instance. Under load a lost hint is soon
 * followed by one that shows the gap; here nothing follows, so that only who looks by himself finds what he missed.
 */
export interface QuietSessions {
  /** An agent's message in the session that has been quiet for the longest time, by way of any instance. */
  speak(): Promise<void>;
  close(): void;
}

const SPEAK_EVERY_MS = 200;

interface Quiet {
  session: string;
  actor: Actor;
  close(): void;
}

export async function openQuietSessions(scene: Scene, count: number): Promise<QuietSessions> {
  const { cluster, prefix, watch } = scene;
  const opened = await openSessions(cluster.members[0].url, `${prefix}-quiet`, count);
  const quiet = await Promise.all(opened.map((session) => openQuiet(scene, session)));
  for (const session of opened) for (const member of cluster.members) watch(session, member);
  let spoken = 0;
  return {
    async speak() {
      const next = quiet[spoken++ % quiet.length];
      if (next === undefined) return;
      const text = next.actor.words("Are you still there?");
      const body = { session_name: next.session, role: "agent", content: text };
      await next.actor.send({ action: "agent_message", path: "/api/manual/messages", body, text, key: "header" });
    },
    close() {
      for (const { close } of quiet) close();
    },
  };
}

/** The agent has it: nothing happens in it by itself for minutes. */
async function openQuiet({ cluster, random, logFolder }: Scene, { name }: People["sessions"][number]): Promise<Quiet> {
  const [agent] = cluster.agents;
  if (agent === undefined) throw new Error("there is no agent");
  const who = { kind: "client", name: `${name}-agent`, session: name, agentId: agent.id } as const;
  const log = openLog<ClientEntry>(logFolder, who);
  const { instances } = cluster;
  const own = random.child(name);
  const actor = new Actor({ name: who.name, instances, token: agent.token, random: own, log, patience: WAITS });
  const takeOver: Order = {
    action: "takeover",
    path: `/api/sessions/${name}/takeover`,
    body: {},
    text: null,
    key: "header",
  };
  await actor.send(takeOver);
  return { session: name, actor, close: () => log.close() };
}

/** Somebody says something five times a second. */
export async function speakFor(quiet: QuietSessions, ms: number): Promise<void> {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    await quiet.speak();
    await delay(SPEAK_EVERY_MS);
  }
}
