import { afterEach, beforeEach, describe } from "vitest";
import type { Store, StoreFactory } from "./journal.fixtures.ts";
import { appendContract } from "./journal-append.contract.ts";
import { findContract } from "./journal-find.contract.ts";
import { keepingContract } from "./journal-keeping.contract.ts";
import { readContract } from "./journal-read.contract.ts";

/** What docs/spec/journal.md asks of every journal, whatever it is built on. */
export function journalContract(name: string, factory: StoreFactory): void {
  describe(`journal ${name}`, () => {
    let current: Store | null = null;
    const store = (): Store => {
      if (current === null) throw new Error("No store is open outside of a test.");
      return current;
    };
    beforeEach(async () => {
      current = await factory.open();
    });
    afterEach(async () => {
      await factory.dispose(store());
      current = null;
    });

    appendContract(store);
    readContract(store);
    findContract(store);
    keepingContract(store);
  });
}
