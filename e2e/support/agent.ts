import type { Browser, Locator } from "playwright-core";
import type { Account, Baton } from "./baton-process.ts";
import { type Device, type Lang, type Seat, takeSeat } from "./browser.ts";
import { type Said, textOf } from "./said.ts";
import { readWholeList } from "./whole-list.ts";
import { consoleWords, fill } from "./words.ts";

export interface Agent extends Seat {
  words: (typeof consoleWords)[Lang];
  account: Account;
  signIn(): Promise<void>;
  /** A waiting customer in the list. */
  row(sessionName: string): Locator;
  /** How long the row says that its customer has been waiting, in seconds. */
  secondsWaited(sessionName: string): Promise<number>;
  claim(sessionName: string): Promise<void>;
  say(text: string): Promise<void>;
  /** Presses "Send again" where the console gave a message up; it does so after a few seconds without the service. */
  sendAgainWhatFailed(): Promise<void>;
  /** Opens a conversation by its address, whoever has it. */
  open(sessionName: string): Promise<void>;
  release(): Promise<void>;
  /** The line under the customer's name that says who serves them. */
  status(): Promise<string>;
  /** All that the conversation shows as said, from top to bottom; changes of state are not among it. */
  messages(): Promise<Said[]>;
  /** The same from the service's own record. */
  journal(sessionName: string): Promise<Said[]>;
}

export async function createAgent(
  browser: Browser,
  baton: Baton,
  account: Account,
  options: { lang?: Lang; device?: Device } = {},
): Promise<Agent> {
  const seat = await takeSeat(browser, options);
  const { page, lang, trouble } = seat;
  const words = consoleWords[lang];
  // The page asks whether this browser is still signed in; that it is not is an answer, but the browser calls it an error.
  trouble.allow(/status of 401 .*\/api\/agent\/(profile|refresh)\)$/);
  await page.goto(`${baton.url}/console`);

  const row = (sessionName: string) => page.locator(".row", { has: page.locator(`[data-session="${sessionName}"]`) });

  return {
    ...seat,
    words,
    account,
    row,
    async signIn() {
      await page.getByLabel(words.signIn.username).fill(account.username);
      await page.getByLabel(words.signIn.password, { exact: true }).fill(account.password);
      await page.getByRole("button", { name: words.signIn.submit, exact: true }).click();
      await page.getByRole("tab", { name: words.queue.waiting }).waitFor();
    },
    async secondsWaited(sessionName) {
      const clock = await textOf(row(sessionName).locator(".clock span[aria-hidden]"));
      return clock.split(":").reduce((total, part) => total * 60 + Number(part), 0);
    },
    claim: (sessionName) => row(sessionName).locator("button.claim").click(),
    async say(text) {
      const field = page.getByLabel(words.composer.label);
      await field.fill(text);
      await field.press("Enter");
    },
    async sendAgainWhatFailed() {
      // Those that failed together go together.
      const button = page.locator(".message.failed button").filter({ hasText: words.conversation.retry });
      while ((await button.count()) > 0) await button.first().click();
    },
    async open(sessionName) {
      await page.goto(`${baton.url}/console#/all/${sessionName}`);
      await page.locator(".header .status").waitFor();
    },
    async release() {
      await page.locator(".header").getByRole("button", { name: words.action.release }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(words.releaseReason.resolved).check();
      await dialog.getByRole("button", { name: words.action.releaseConfirm }).click();
    },
    status: () => textOf(page.locator(".header .status")),
    messages: () =>
      readWholeList(page.locator(".conversation .scroller"), {
        user: "user",
        assistant: "assistant",
        agent: "agent",
        notice: "system",
      }),
    async journal(sessionName) {
      const response = await page.request.get(`${baton.url}/api/sessions/${sessionName}/messages?limit=100`);
      if (!response.ok()) throw new Error(fill("The record was refused: {status}", { status: `${response.status()}` }));
      const { data } = (await response.json()) as { data: { messages: { role: Said["by"]; content: string }[] } };
      return data.messages.map(({ role, content }) => ({ by: role, text: content }));
    },
  };
}
