import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Vault } from "../ports/vault.ts";
import type { Store, StoreFactory } from "./journal.fixtures.ts";

/** What docs/spec/journal.md, section "The vault", asks of every store. */
export function vaultContract(name: string, factory: StoreFactory): void {
  describe(`vault ${name}`, () => {
    let store: Store | null = null;
    const vault = (): Vault => {
      if (store === null) throw new Error("No store is open outside of a test.");
      return store.vault;
    };
    const entry = (key: string, expiresAt: number | null = null, value = {}) => ({ kind: "k", key, value, expiresAt });
    beforeEach(async () => {
      store = await factory.open();
    });
    afterEach(async () => {
      if (store) await factory.dispose(store);
      store = null;
    });

    test("[J23] an entry comes back as it was put, with its version", async () => {
      const value = { hash: "$argon2id$…", list: [1, null, "\ud800"], nested: { ok: true } };
      expect(await vault().get("k", "a")).toBeNull();
      expect(await vault().put(entry("a", 1000, value), 0)).toBe(true);
      expect(await vault().get("k", "a")).toEqual({ value, version: 1, expiresAt: 1000 });
      expect(await vault().put(entry("a", null, { n: 2 }), 1)).toBe(true);
      expect(await vault().get("k", "a")).toEqual({ value: { n: 2 }, version: 2, expiresAt: null });
    });

    test("[J24] a put at another version writes nothing", async () => {
      expect(await vault().put(entry("a"), 1)).toBe(false);
      await vault().put(entry("a", null, { first: true }), 0);
      for (const version of [0, 2]) expect(await vault().put(entry("a"), version)).toBe(false);
      expect(await vault().get("k", "a")).toEqual({ value: { first: true }, version: 1, expiresAt: null });
    });

    test("[J24] of many puts at one version exactly one wins", async () => {
      for (let version = 0; version < 5; version++) {
        const results = await Promise.all(
          Array.from({ length: 20 }, (_, index) => vault().put(entry("a", null, { index }), version)),
        );
        expect(results.filter(Boolean)).toHaveLength(1);
        expect(await vault().get("k", "a")).toMatchObject({ value: { index: results.indexOf(true) } });
      }
    });

    test("[J24] kinds and keys are apart, whatever they hold", async () => {
      await vault().put({ kind: "a", key: "b\u0000c", value: { n: 1 }, expiresAt: null }, 0);
      await vault().put({ kind: "a\u0000b", key: "c", value: { n: 2 }, expiresAt: null }, 0);
      await vault().put({ kind: 'a","b', key: "c", value: { n: 3 }, expiresAt: null }, 0);
      expect(await vault().get("a", "b\u0000c")).toMatchObject({ value: { n: 1 } });
      expect(await vault().get("a\u0000b", "c")).toMatchObject({ value: { n: 2 } });
      expect(await vault().get("a", 'b","c')).toBeNull();
    });

    test("[J25] a deleted entry is gone and begins at version 1 again", async () => {
      await vault().put(entry("a"), 0);
      await vault().put(entry("a"), 1);
      await vault().delete("k", "a");
      await vault().delete("k", "never there");
      expect(await vault().get("k", "a")).toBeNull();
      expect(await vault().put(entry("a"), 0)).toBe(true);
      expect(await vault().get("k", "a")).toMatchObject({ version: 1 });
    });

    test("[J25] deleteExpired takes what expired at or before now and leaves the rest", async () => {
      await vault().put(entry("before", 99), 0);
      await vault().put(entry("at", 100), 0);
      await vault().put(entry("after", 101), 0);
      await vault().put(entry("never"), 0);
      await vault().deleteExpired(100);
      const left = await Promise.all(["before", "at", "after", "never"].map((key) => vault().get("k", key)));
      expect(left.map((kept) => kept !== null)).toEqual([false, false, true, true]);
    });
  });
}
