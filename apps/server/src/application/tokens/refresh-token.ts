import { normalizeUsername } from "../../domain/access/username.ts";

/**
 * On the wire: `<family>:<user name>:<secret>`. The first two only say where to look; knowing them opens nothing.
 * Clients treat the whole as opaque.
 */
export interface RefreshToken {
  family: string;
  username: string;
  /** 43 characters of base64url: 256 bits. */
  secret: string;
}

const SHAPE = /^([A-Za-z0-9_]{1,64}):([^:]{1,64}):([A-Za-z0-9_-]{43})$/;

export function formatRefreshToken({ family, username, secret }: RefreshToken): string {
  return `${family}:${username}:${secret}`;
}

/** @returns null for what cannot be a refresh token */
export function parseRefreshToken(text: string): RefreshToken | null {
  const [, family, username, secret] = SHAPE.exec(text) ?? [];
  if (family === undefined || username === undefined || secret === undefined) return null;
  return normalizeUsername(username) === username ? { family, username, secret } : null;
}
