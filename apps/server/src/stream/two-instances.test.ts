import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { postgresUrl, redisUrl } from "../../../../e2e/support/needs.ts";
import { call, type Frame, newSession, ofType, openStream, signIn } from "../testing/http-client.ts";
import { type Instances, instancesOn } from "../testing/instances.fixtures.ts";
import type { TestServer } from "../testing/test-server.ts";

const postgres = postgresUrl();
const redis = redisUrl();

describe.skipIf(postgres === undefined || redis === undefined)("two instances (needs PostgreSQL and Redis)", () => {
  let service: Instances;
  let one: TestServer;
  let two: TestServer;

  beforeEach(async () => {
    service = await instancesOn({ postgres: postgres ?? "", redis });
    [one, two] = await Promise.all([service.start(), service.start()]);
  });
  afterEach(async () => {
    await service[Symbol.asyncDispose]();
  });

  test("[T26] a customer's place on one changes by what the other accepts", async () => {
    const agent = await signIn(one);
    const customers = [];
    for (const at of [one, two]) {
      const customer = await newSession(at);
      const { name, token } = customer;
      const stream = await openStream(two, `/api/sessions/${name}/events`, { token });
      await call(at, "/api/manual/escalate", { token, body: { session_name: name } });
      await stream.until(ofType("queue"));
      customers.push({ name, stream });
    }
    const [first, second] = customers;
    const places = () => second?.stream.frames.filter(ofType("queue")).map(({ data }) => data.position);
    expect(places()).toEqual([2]);
    await call(one, `/api/sessions/${first?.name}/takeover`, { token: agent, body: {} });
    await expect.poll(places, { timeout: 10_000 }).toEqual([2, 1]);
    for (const { stream } of customers) stream.close();
  });

  test("[T22] an agent on one sees the customer on the other; when that instance is stopped nobody is said to have left", async () => {
    const { name, token } = await newSession(one);
    const customer = await openStream(two, `/api/sessions/${name}/events`, { token });
    const agent = await signIn(one);
    const looking = await openStream(one, `/api/sessions/${name}/events`, { token: agent });
    const isThere = ({ data }: Frame) => data.type === "presence" && data.role === "user" && data.is_here;
    await looking.until(isThere);
    await two.stop();
    await customer.ended;
    // Back on the other one, as a client does by itself.
    const back = await openStream(one, `/api/sessions/${name}/events`, { token });
    await expect.poll(() => looking.frames.filter(isThere).length, { timeout: 10_000 }).toBe(2);
    expect(looking.frames.filter(({ data }) => data.type === "presence" && !data.is_here)).toEqual([]);
    for (const stream of [back, looking]) stream.close();
  });
});
