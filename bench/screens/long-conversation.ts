import type { Locator, Page } from "playwright-core";
import type { PlainAgent } from "../../e2e/support/plain-people.ts";
import { type Visitor, visit } from "../../e2e/support/visitor.ts";

const LANES = 8;
/** A page of older messages that takes longer than this will not come. */
const LOADED_WITHIN_MS = 120_000;

/** Somebody who has talked with the agent for a very long time. */
export async function talkLong(url: string, agent: PlainAgent, messages: number): Promise<Visitor> {
  const customer = await visit(url, "Long talker");
  await customer.askForPerson();
  await agent.takeOver(customer.session);
  let said = 0;
  const lane = async () => {
    while (said < messages) {
      const number = ++said;
      const text = `Message ${number}. ${"It goes on like this. ".repeat(number % 7)}`;
      await (number % 3 === 0 ? agent.write(customer.session, text) : customer.tell(text));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return customer;
}

/** How long the list says that it is. */
export async function lengthOf(scroller: Locator): Promise<number> {
  return Number(await scroller.locator("[aria-setsize]").first().getAttribute("aria-setsize"));
}

/** Goes to the first message of all, page by page. */
export async function loadAll(page: Page, scroller: Locator, messages: number): Promise<void> {
  const giveUpAt = performance.now() + LOADED_WITHIN_MS;
  while ((await lengthOf(scroller)) < messages) {
    if (performance.now() > giveUpAt) throw new Error(`Only ${await lengthOf(scroller)} messages were loaded.`);
    await scroller.evaluate((box) => box.scrollTo(0, 0));
    await page.waitForTimeout(50);
  }
}
