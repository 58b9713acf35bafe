/** English words that people put into any language. Every lexicon has them unless it says otherwise. */
export const INTERNATIONAL = {
  person:
    "agent, human, live agent, live chat, operator, human agent, real person, real human, representative, call center, callcenter, customer care agent, live support, admin, supervisor",
  desk: "customer service, customer support, support, helpdesk, help desk, hotline support",
  real: "real, live",
  bot: "bot, chatbot, ai, chat bot, robot",
  polite: "please, pls, hello, hi, ok",
} as const;
