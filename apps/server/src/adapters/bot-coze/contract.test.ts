import { botContract } from "../../testing/bot.contract.ts";
import { startCozeDouble } from "../../testing/doubles/coze/index.ts";
import { createCozeBot } from "./index.ts";

botContract("coze", async ({ slow }) => {
  const double = await startCozeDouble();
  if (slow) double.misbehave("hang_after_first_piece");
  const bot = createCozeBot({ ...double.settings, info: {}, deadlineMs: 60_000 });
  return { bot, openCalls: double.seen.underWay, close: double.close };
});
