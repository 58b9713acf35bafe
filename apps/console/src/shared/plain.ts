/** What is compared while one searches: an input method may type full-width letters, and case matters to nobody. */
export const plain = (text: string) => text.normalize("NFKC").toLowerCase();
