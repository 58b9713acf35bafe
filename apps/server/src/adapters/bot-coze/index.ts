export { type CozeBotOptions, createCozeBot } from "./coze-bot.ts";
