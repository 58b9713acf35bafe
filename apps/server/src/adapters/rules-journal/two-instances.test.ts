import { describe, expect, test } from "vitest";
import { postgresUrl, redisUrl } from "../../../../../e2e/support/needs.ts";
import { call, newSession, signIn } from "../../testing/http-client.ts";
import { type Instances, instancesOn } from "../../testing/instances.fixtures.ts";

const postgres = postgresUrl();
const redis = redisUrl();

const SMOKE = {
  name: "Smoke",
  expression: 'message.text.contains("smoke")',
  action: { kind: "escalate", reason: "A battery may burn.", severity: "high" },
};

/** Saves on one, and asks the other until it knows. */
async function savedHereActsThere(service: Instances) {
  const [one, two] = await Promise.all([service.start(), service.start()]);
  const admin = await signIn(one);
  const escalatesOnTwo = async () => {
    const { token } = await newSession(two);
    const { body } = await call(two, "/api/chat", { token, body: { message: "There is smoke" } });
    return body.status === "pending_manual";
  };
  expect(await escalatesOnTwo()).toBe(false);
  await call(one, "/api/rules/smoke", { method: "PUT", token: admin, body: SMOKE });
  await expect.poll(escalatesOnTwo, { timeout: 10_000 }).toBe(true);
  await call(two, "/api/rules/smoke", { method: "DELETE", token: admin });
  expect(await escalatesOnTwo()).toBe(false);
  const attempts = Array.from({ length: 10 }, (_, index) =>
    call(index % 2 === 0 ? one : two, "/api/rules/smoke", {
      method: "PUT",
      token: admin,
      body: { ...SMOKE, priority: index },
    }),
  );
  const statuses = (await Promise.all(attempts)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([200, ...Array.from({ length: 9 }, () => 400)]);
}

describe.skipIf(postgres === undefined)("two instances (need PostgreSQL, and one also Redis)", () => {
  test.skipIf(redis === undefined)(
    "[E16] [E12] a rule saved on one is in force on the other, and one writer wins",
    async () => {
      await using service = await instancesOn({ postgres: postgres ?? "", redis });
      await savedHereActsThere(service);
    },
  );

  test("[E16] [E12] also without Redis", async () => {
    await using service = await instancesOn({ postgres: postgres ?? "" });
    await savedHereActsThere(service);
  });
});
