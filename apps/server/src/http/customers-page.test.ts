import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Journal } from "../ports/journal.ts";
import { call, newSession, signIn } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

let server: TestServer;
let journal: Journal;
let agent: string;

beforeAll(async () => {
  const keep = (opened: Journal) => {
    journal = opened;
    return opened;
  };
  server = await startTestServer({}, { overrides: { journal: keep } });
  agent = await signIn(server);
});

afterAll(() => server.stop());

const read = async (name: string) => (await call(server, `/api/sessions/${name}`, { token: agent })).body.data.session;
const back = (session_name: string, token: string, profile: object) =>
  call(server, "/api/sessions", { token, body: { session_name, profile } });

describe("[S45] the page that a customer writes from", () => {
  test.each([
    ["https://shop.example/bikes?id=7#token=secret", "https://shop.example/bikes?id=7"],
    ["http://user:secret@localhost:3000/", "http://localhost:3000/"],
    ["https://shop.example/刹车", "https://shop.example/%E5%88%B9%E8%BD%A6"],
    [`https://shop.example/${"a".repeat(1_979)}`, `https://shop.example/${"a".repeat(1_979)}`],
    [`https://shop.example/${"a".repeat(1_980)}`, null],
    ["javascript:alert(1)", null],
    ["data:text/html,<script>alert(1)</script>", null],
    ["file:///etc/passwd", null],
    ["/bikes", null],
    ["", null],
    ["https://", null],
    [7, null],
    [{ href: "https://shop.example/" }, null],
    [null, null],
  ])("%s is kept as %s, and the session is open", async (said, kept) => {
    const { name } = await newSession(server, { profile: { name: "Li", page_url: said, referrer: said } });
    expect((await read(name)).user_profile).toMatchObject({ name: "Li", page_url: kept, referrer: kept });
  });

  test("a customer without a name has one, too, and is as unverified as before", async () => {
    const { name } = await newSession(server, { profile: { page_url: "https://shop.example/" } });
    expect((await read(name)).user_profile).toEqual({
      name: null,
      verified: false,
      customer_id: null,
      email: null,
      vip: false,
      page_url: "https://shop.example/",
      referrer: null,
    });
  });

  test("another page takes its place; the same one again, or none that can be used, changes nothing", async () => {
    const first = { page_url: "https://shop.example/", referrer: "https://search.example/" };
    const { name, token } = await newSession(server, { profile: { name: "Li", ...first } });
    const { seq } = await read(name);
    for (const profile of [first, { page_url: "https://shop.example/#top", referrer: first.referrer }, {}]) {
      expect((await back(name, token, profile)).body.data.session).toMatchObject({ seq, user_profile: first });
    }
    expect((await back(name, token, { page_url: "about:blank" })).body.data.session.seq).toBe(seq);
    const cart = { page_url: "https://shop.example/cart", referrer: "https://shop.example/" };
    const moved = await back(name, token, cart);
    expect(moved.body.data.session).toMatchObject({ seq: seq + 1, user_profile: { name: "Li", ...cart } });
  });

  test("it is erased with the person's words, and never logged", async () => {
    const { name } = await newSession(server, { profile: { page_url: "https://shop.example/secret-page" } });
    await journal.erase(`default/session/${name}`);
    expect((await read(name)).user_profile).toMatchObject({ page_url: null, referrer: null });
    expect(JSON.stringify(server.lines)).not.toContain("secret-page");
  });
});
