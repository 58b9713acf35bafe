import type { Browser, FrameLocator } from "playwright-core";
import { type Device, type Lang, type Seat, takeSeat } from "./browser.ts";
import { eventually } from "./eventually.ts";
import { readMessages, type Said, textOf } from "./said.ts";
import { widgetWords } from "./words.ts";

export interface Customer extends Seat {
  words: (typeof widgetWords)[Lang];
  /** The chat, inside the page that embeds it. */
  chat: FrameLocator;
  /** The service's name for this conversation; there is one from the first message on. */
  sessionName(): Promise<string>;
  openChat(): Promise<void>;
  say(text: string): Promise<void>;
  askForPerson(): Promise<void>;
  cancelWaiting(): Promise<void>;
  /** The line that says who is speaking. */
  status(): Promise<string>;
  /** All that was said, from top to bottom, without the greeting. */
  messages(): Promise<Said[]>;
  /** Says something, and resolves once the bot has answered it, whole. */
  ask(question: string): Promise<void>;
  /** The same, and resolves with how long the answer was each time it had grown on the screen. */
  watchAnswerGrow(question: string): Promise<number[]>;
}

/** Every answer is there and drawn to its end, which happens a frame later: in a tab without frames, after 250 ms. */
export async function nothingGrows(chat: FrameLocator): Promise<void> {
  await eventually(() => chat.locator(".bubble[aria-busy]").count()).toBe(0);
  await chat.locator("body").evaluate(async ({ ownerDocument: { defaultView: view } }) => {
    const frame = () => new Promise((resolve) => view.requestAnimationFrame(resolve));
    await Promise.race([frame().then(frame), new Promise((resolve) => view.setTimeout(resolve, 500))]);
  });
}

/** A customer in front of a page that embeds the chat. */
export async function createCustomer(
  browser: Browser,
  pageUrl: string,
  options: { lang?: Lang; device?: Device } = {},
): Promise<Customer> {
  const seat = await takeSeat(browser, options);
  const { page, lang } = seat;
  const words = widgetWords[lang];
  const chat = page.frameLocator("iframe.panel");
  let sessionName: string | undefined;
  page.on("response", (response) => {
    if (response.request().method() !== "POST" || new URL(response.url()).pathname !== "/api/sessions") return;
    const read = response.json() as Promise<{ data: { session: { session_name: string } } }>;
    read
      .then(({ data }) => {
        sessionName = data.session.session_name;
      })
      // A refusal has no session in it, and of a page that has gone nothing can be read.
      .catch(() => undefined);
  });
  await page.goto(pageUrl);

  const customer: Customer = {
    ...seat,
    words,
    chat,
    async sessionName() {
      await eventually(() => sessionName).toBeDefined();
      return sessionName ?? "";
    },
    async openChat() {
      await page.locator("button.launcher").click();
      await chat.locator("textarea").waitFor();
    },
    async say(text) {
      await chat.locator("textarea").fill(text);
      await chat.locator("textarea").press("Enter");
    },
    askForPerson: () => chat.getByRole("button", { name: words.person.ask }).click(),
    cancelWaiting: () => chat.getByRole("button", { name: words.person.cancel }).click(),
    status: () => textOf(chat.locator("header [role=status]")),
    async messages() {
      const rows = await readMessages(chat.locator(".rows > .message, .rows > .system"), {
        me: "user",
        bot: "assistant",
        agent: "agent",
        system: "system",
      });
      return rows.slice(1);
    },
    async ask(question) {
      const answers = async () => (await customer.messages()).filter(({ by }) => by === "assistant").length;
      const before = await answers();
      await customer.say(question);
      await eventually(answers).toBe(before + 1);
      await nothingGrows(chat);
    },
    async watchAnswerGrow(question) {
      const list = chat.locator(".rows");
      await list.evaluate((rows) => {
        const view = rows.ownerDocument.defaultView;
        view.lengths = [];
        new view.MutationObserver(() => {
          const length = rows.querySelector(".bubble[aria-busy]")?.textContent.length ?? 0;
          if (length > (view.lengths.at(-1) ?? 0)) view.lengths.push(length);
        }).observe(rows, { subtree: true, childList: true, characterData: true });
      });
      await customer.ask(question);
      return list.evaluate((rows) => rows.ownerDocument.defaultView.lengths as number[]);
    },
  };
  return customer;
}
