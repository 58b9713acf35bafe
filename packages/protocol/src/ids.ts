import { z } from "zod";

/**
 * Identifiers: a prefix that says what the thing is, ten characters of time (48 bits of milliseconds) and a random
 * tail, in Crockford's base 32. Ids of one prefix sort by the time they were made.
 */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const id = <Brand extends string>(prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9A-HJKMNP-TV-Z]{26,36}$`))
    .brand<Brand>();

export const MessageId = id<"MessageId">("msg");
export type MessageId = z.infer<typeof MessageId>;
export const EventId = id<"EventId">("evt");
export type EventId = z.infer<typeof EventId>;
export const TurnId = id<"TurnId">("turn");
export type TurnId = z.infer<typeof TurnId>;
export const AgentId = z.string().min(1).max(128).brand<"AgentId">();
export type AgentId = z.infer<typeof AgentId>;

/** Chosen by the client or by the server; unique within a tenant (contract, section 1). */
export const SessionName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/)
  .brand<"SessionName">();
export type SessionName = z.infer<typeof SessionName>;

export const TenantId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
  .brand<"TenantId">();
export type TenantId = z.infer<typeof TenantId>;

export const DEFAULT_TENANT = "default" as TenantId;

/** What each prefix's random tail must withstand: `guard` ids (128 bits) must not be guessed, `name` ids (80) only differ. */
const TAIL_LENGTH = { guard: 26, name: 16 } as const;

/**
 * @param timeMs milliseconds since 1970, at most 2^48 - 1
 * @param random at least 26 bytes; each byte gives one character (its low five bits)
 */
export function encodeId(prefix: string, timeMs: number, random: Uint8Array, strength: "guard" | "name"): string {
  let time = "";
  for (let rest = timeMs, place = 0; place < 10; place++, rest = Math.floor(rest / 32)) {
    time = ALPHABET.charAt(rest % 32) + time;
  }
  let tail = "";
  for (let place = 0; place < TAIL_LENGTH[strength]; place++) tail += ALPHABET.charAt((random[place] ?? 0) & 31);
  return `${prefix}_${time}${tail}`;
}
