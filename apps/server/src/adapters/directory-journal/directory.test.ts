import { describe, expect, test, vi } from "vitest";
import { accountStream } from "../../application/accounts/account-stream.ts";
import { setAccountEnabled } from "../../application/accounts/set-account-enabled.ts";
import { addAgent, instance, TENANT, world } from "../../testing/access-fixture.ts";

const off = { tenant: TENANT, username: "wang", enabled: false, operator: "cli" };
const liveFamilies = { revoked: () => undefined };

describe("[A27] the directory", () => {
  test("knows an account as its stream tells it, and nobody else", async () => {
    const app = await instance(world());
    expect(await app.directory.byUsername(TENANT, "wang")).toBeNull();
    const { id } = await addAgent(app, { avatarUrl: "https://shop.example/w.png" });
    expect(await app.directory.byUsername(TENANT, "wang")).toEqual({
      id,
      username: "wang",
      name: "小王",
      role: "agent",
      maxSessions: 5,
      avatarUrl: "https://shop.example/w.png",
      enabled: true,
    });
    expect(await app.directory.byUsername("other", "wang")).toBeNull();
  });

  test("follows the bus at once", async () => {
    const app = await instance(world());
    await addAgent(app);
    await app.directory.byUsername(TENANT, "wang");
    await setAccountEnabled({ ...app, liveFamilies }, off);
    expect(await app.directory.byUsername(TENANT, "wang")).toMatchObject({ enabled: false, name: "小王" });
  });

  test("[A31] follows another process within two seconds, without a bus", async () => {
    const place = world();
    const [server, tool] = [await instance(place), await instance(place)];
    await addAgent(tool);
    expect(await server.directory.byUsername(TENANT, "wang")).toMatchObject({ enabled: true });
    await setAccountEnabled({ ...tool, liveFamilies }, off);
    server.clock.pass(1_999);
    expect(await server.directory.byUsername(TENANT, "wang")).toMatchObject({ enabled: true });
    server.clock.pass(1);
    expect(await server.directory.byUsername(TENANT, "wang")).toMatchObject({ enabled: false });
  });

  test("lists a tenant's accounts by user name, page after page", async () => {
    const app = await instance(world());
    for (let index = 0; index < 205; index++) await addAgent(app, { username: `a${String(index).padStart(3, "0")}` });
    await addAgent(app, { tenant: "other", username: "b" });
    const all = await app.directory.all(TENANT);
    expect(all.map(({ username }) => username)).toEqual(
      Array.from({ length: 205 }, (_, index) => `a${String(index).padStart(3, "0")}`),
    );
    expect(all.every(({ name }) => name === "小王")).toBe(true);
    expect(await app.directory.all("nobody")).toEqual([]);
  });

  test("asks the journal once in two seconds, and reads an account's events once", async () => {
    const app = await instance(world());
    await addAgent(app);
    const asked = { load: vi.spyOn(app.journal, "load"), read: vi.spyOn(app.journal, "read") };
    for (let count = 0; count < 100; count++) await app.directory.byUsername(TENANT, "wang");
    expect([asked.load.mock.calls.length, asked.read.mock.calls.length]).toEqual([1, 1]);
    app.clock.pass(2_000);
    for (let count = 0; count < 100; count++) await app.directory.byUsername(TENANT, "wang");
    expect([asked.load.mock.calls.length, asked.read.mock.calls.length]).toEqual([2, 1]);
  });

  test("shows the user name of somebody whose name was erased", async () => {
    const app = await instance(world());
    await addAgent(app);
    await app.journal.erase(accountStream(TENANT, "wang"));
    expect(await app.directory.byUsername(TENANT, "wang")).toMatchObject({ name: "wang", avatarUrl: null });
  });
});
