import type { Bus } from "../../ports/bus.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Vault } from "../../ports/vault.ts";
import { readCredentials } from "../accounts/credentials.ts";
import { createBoundedMap } from "./bounded-map.ts";

/**
 * Whether a family is still good, asked on every request of an agent. A "yes" may be {@link MAX_STALE_MS} old, so
 * that is how long another instance may lag when the bus loses its word; a "no" is for ever, since a family's id is
 * never used again, and is known here at once.
 */
export interface LiveFamilies {
  isLive(family: FamilyRef): Promise<boolean>;
  /** This process has just revoked them. */
  revoked(families: readonly string[]): void;
  close(): void;
}

export interface FamilyRef {
  tenant: string;
  username: string;
  family: string;
}

const MAX_STALE_MS = 2_000;
const MAX_KNOWN = 10_000;

export function createLiveFamilies(deps: { vault: Vault; bus: Bus; clock: Clock }): LiveFamilies {
  const { vault, bus, clock } = deps;
  const dead = createBoundedMap<true>(MAX_KNOWN);
  const live = createBoundedMap<{ readAtMs: number; expiresAtMs: number }>(MAX_KNOWN);
  const reading = new Map<string, Promise<boolean>>();

  const bury = (family: string): void => {
    dead.set(family, true);
    live.delete(family);
  };

  async function look({ tenant, username, family }: FamilyRef): Promise<boolean> {
    // The time before the read: what is revoked while the answer travels must not gain two seconds more.
    const readAtMs = clock.now();
    const credentials = await readCredentials(vault, tenant, username);
    const found = credentials?.families.find(({ id }) => id === family);
    if (found === undefined) bury(family);
    else live.set(family, { readAtMs, expiresAtMs: found.expiresAtMs });
    return found !== undefined && dead.get(family) === undefined && found.expiresAtMs > clock.now();
  }

  const unsubscribe = bus.subscribe((signal) => {
    if (signal.kind === "revoked") bury(signal.family);
  });

  return {
    async isLive(ref) {
      const { family } = ref;
      if (dead.get(family) !== undefined) return false;
      const now = clock.now();
      const known = live.get(family);
      if (known !== undefined && now - known.readAtMs < MAX_STALE_MS) return known.expiresAtMs > now;
      // Requests that arrive together share one read.
      const underway = reading.get(family);
      if (underway !== undefined) return underway;
      const read = look(ref).finally(() => reading.delete(family));
      reading.set(family, read);
      return read;
    },
    revoked(families) {
      for (const family of families) {
        bury(family);
        bus.publish({ kind: "revoked", family });
      }
    },
    close: unsubscribe,
  };
}
