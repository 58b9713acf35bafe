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

/** Characters of a password, as they are hashed (NFKC). The upper bound is the sign-in request's own. */
const PASSWORD_LENGTH = { min: 8, max: 1_024 } as const;

export function passwordIsAcceptable(text: string): boolean {
  const password = text.normalize("NFKC");
  return [...password].length >= PASSWORD_LENGTH.min && text.length <= PASSWORD_LENGTH.max && password.trim() !== "";
}
