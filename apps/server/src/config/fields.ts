import { isIP } from "node:net";
import { z } from "zod";

/** How settings are written, and what is said of one that is not. */

export const list = z.string().transform((value) =>
  value
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== ""),
);

export const whole = (min: number, max: number) =>
  z.coerce
    .number({ error: `must be a number from ${min} to ${max}` })
    .int("must be a whole number")
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);

export const origins = list.refine(
  (values) => values.every((value) => /^https?:\/\/[^/\s]+$/.test(value)),
  "must be origins like https://shop.example, separated by commas, without a path",
);

/** As Fastify's `trustProxy` takes them. */
export const isProxyAddress = (value: string): boolean => {
  const [address = "", bits, ...rest] = value.split("/");
  const family = isIP(address);
  if (["loopback", "linklocal", "uniquelocal"].includes(value)) return true;
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
};

export const webAddress = z
  .string()
  .refine(
    (value) => URL.canParse(value) && ["http:", "https:"].includes(new URL(value).protocol),
    "must be an address like https://api.example.com",
  );

/** The value is never repeated in a message: it holds a password. */
export const address = (...schemes: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)),
      `must be an address like ${schemes[0]}://user:password@host/…`,
    );

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const yesNo = z
  .string()
  .toLowerCase()
  .refine((value) => ["true", "false", "yes", "no", "1", "0"].includes(value), "must be true or false")
  .transform((value) => ["true", "yes", "1"].includes(value));
