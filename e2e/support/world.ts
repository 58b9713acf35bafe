import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type Agent, createAgent } from "./agent.ts";
import { type Account, ADMIN, addAgent, type Baton, startBaton } from "./baton-process.ts";
import { type Device, type Lang, launchBrowser, type Seat } from "./browser.ts";
import { type Customer, createCustomer } from "./customer.ts";
import { eventually } from "./eventually.ts";
import { createPlainAgent } from "./plain-people.ts";
import { bare, type Said } from "./said.ts";

interface Options {
  lang?: Lang;
  device?: Device;
}

export interface World {
  readonly baton: Baton;
  readonly browser: Browser;
  /** Two agents with accounts of their own. */
  readonly li: Account;
  readonly wang: Account;
  /** A customer in front of the demo shop, or of the page at `url`. */
  customer(options?: Options & { url?: string }): Promise<Customer>;
  /** An agent at the console, of the service itself or of what stands before it at `url`. */
  agent(account: Account, options?: Options & { url?: string }): Promise<Agent>;
}

/**
 * A server, a browser and two agents' accounts for all the tests of a file; each test brings its own people in. After
 * each test they leave, and none of their browsers may have complained about anything.
 */
export function useWorld(settings: Record<string, string> = {}): World {
  let baton: Baton | undefined;
  let browser: Browser | undefined;
  const accounts: Account[] = [];
  const present: Seat[] = [];

  beforeAll(async () => {
    [baton, browser] = await Promise.all([startBaton(settings), launchBrowser()]);
    accounts.push(await addAgent(baton, "li", "小李"), await addAgent(baton, "wang", "Maya Wang"));
  });
  afterEach(async ({ task }) => {
    const leaving = present.splice(0);
    await Promise.all(leaving.map((seat) => seat.leave()));
    const complaints = leaving.flatMap((seat) => seat.trouble.list);
    // Neither its second try nor another test fails by what a test that failed has left behind.
    await baton?.restartIfKilled();
    if (task.result?.state === "fail" || complaints.length > 0) {
      const admin = await createPlainAgent(there(baton).url, ADMIN);
      await admin.closeAll();
    }
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await baton?.stop();
  });

  function there<T>(thing: T | undefined): T {
    if (thing === undefined) throw new Error("only inside a test");
    return thing;
  }
  async function enter<T extends Seat>(arriving: Promise<T>): Promise<T> {
    const person = await arriving;
    present.push(person);
    return person;
  }
  return {
    get baton() {
      return there(baton);
    },
    get browser() {
      return there(browser);
    },
    get li() {
      return there(accounts[0]);
    },
    get wang() {
      return there(accounts[1]);
    },
    customer: ({ url, ...options } = {}) =>
      enter(createCustomer(there(browser), url ?? `${there(baton).url}/`, options)),
    agent: (account, { url, ...options } = {}) =>
      enter(createAgent(there(browser), { ...there(baton), ...(url && { url }) }, account, options)),
  };
}

/** Both screens come to show what the record holds: all of it, in its order, each message once. Returns the record. */
export async function expectSameOnBothScreens(customer: Customer, agent: Agent): Promise<Said[]> {
  const record = await agent.journal(await customer.sessionName());
  const expected = record.map(bare);
  await eventually(async () => (await customer.messages()).map(bare)).toEqual(expected);
  await eventually(async () => (await agent.messages()).map(bare)).toEqual(expected);
  return record;
}

export const textsOf = (said: readonly Said[], by: Said["by"]): string[] =>
  said.filter((one) => one.by === by).map(({ text }) => text);

/** Every address outside of the service that a page asks for, as it does so. */
export function foreignRequests(baton: Baton, people: readonly Seat[]): readonly string[] {
  const foreign: string[] = [];
  for (const { page } of people) {
    page.on("request", (request) => {
      if (!request.url().startsWith(baton.url)) foreign.push(request.url());
    });
  }
  return foreign;
}
