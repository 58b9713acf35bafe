/**
 * A process of its own for the test that looks at what the adapter brings into it: makes a conversation and asks one
 * question, and writes the packages that were loaded meanwhile, one a line.
 *
 *   loaded-modules.child.ts SETTINGS    as JSON, from the double
 */
import { registerHooks } from "node:module";
import { createCozeBot } from "./index.ts";

const packages = new Set<string>();
registerHooks({
  load(url, context, next) {
    const found = /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/](?!.*[\\/]node_modules[\\/])/.exec(url);
    if (found?.[1] !== undefined) packages.add(found[1]);
    return next(url, context);
  },
});

const bot = createCozeBot({ ...JSON.parse(process.argv[2] ?? ""), info: {}, deadlineMs: 10_000 });
const signal = new AbortController().signal;
const before = packages.size;
const conversationId = await bot.createConversation("s1", signal);
let text = "";
for await (const piece of bot.reply(
  { sessionName: "s1", conversationId, lang: "en", questions: ["hello"], history: [], parameters: {} },
  signal,
)) {
  text += piece;
}
process.stdout.write(`${JSON.stringify({ before, text, packages: [...packages].toSorted() })}\n`);
