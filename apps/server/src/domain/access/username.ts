/**
 * A user name is part of a stream's key and stays in the journal for ever, so it is plain: no slash, no look-alike
 * letters, no `@` (an e-mail address is personal and could not be erased from there). People's names are in `name`.
 */
const USERNAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** @returns the name as it is stored (trimmed, NFKC, lower case), or null when it cannot be one */
export function normalizeUsername(text: string): string | null {
  const username = text.normalize("NFKC").trim().toLowerCase();
  return USERNAME.test(username) ? username : null;
}

/** Characters of a password, after NFKC. The upper bound is the sign-in request's own. */
export const PASSWORD_LENGTH = { min: 8, max: 1_024 } as const;

/** A full-width or composed character typed through an input method must be the same password as the plain one. */
export function normalizePassword(text: string): string {
  return text.normalize("NFKC");
}

export function passwordIsAcceptable(text: string): boolean {
  const password = normalizePassword(text);
  const characters = [...password].length;
  return characters >= PASSWORD_LENGTH.min && text.length <= PASSWORD_LENGTH.max && password.trim() !== "";
}
