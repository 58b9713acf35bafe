/** The words of the system that Baton began as. Kept to measure against, never to decide. */
const SEED_WORDS = ["人工", "真人", "客服", "投诉", "无法解决", "转人工", "接人工"];

/** Whether that system would have called a person: a plain search for substrings. */
export const seedRuleFires = (text: string): boolean => SEED_WORDS.some((word) => text.includes(word));
