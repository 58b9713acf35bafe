import { safeStorage } from "@baton/client";

const storage = safeStorage(() => localStorage);

/** A setting of this device, one of a few words. Where storage is refused it lasts as long as the page. */
export function storedChoice<Word extends string>(key: string, words: readonly Word[]) {
  return {
    read(): Word | null {
      const word = storage.getItem(key);
      return words.find((known) => known === word) ?? null;
    },
    write(word: Word): void {
      storage.setItem(key, word);
    },
  };
}
