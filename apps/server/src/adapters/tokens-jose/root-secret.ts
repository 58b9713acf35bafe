import { randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { MIN_SECRET_CHARACTERS } from "./signed-tokens.ts";

export const SECRET_FILE = "secret";

/**
 * The root of every signing key: from the environment, else from the data folder, else made there now. Processes
 * that start together agree on one.
 * @throws Error with a sentence for the operator
 */
export async function loadRootSecret(dataDir: string, fromEnv?: string): Promise<string> {
  if (fromEnv !== undefined) return checked(fromEnv, "BATON_SECRET");
  const path = join(dataDir, SECRET_FILE);
  const there = await readIfThere(path);
  if (there !== null) return checked(there, path);

  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await publish(path, randomBytes(32).toString("base64url"));
  // Read back, for another process may have been first: its secret is then the one.
  return checked((await readIfThere(path)) ?? "", path);
}

/**
 * A complete file appears under its name, or none does: written under another name first, then linked, which fails
 * when the name is taken. A plain exclusive `open` would let another process read the file while it is still empty.
 */
async function publish(path: string, secret: string): Promise<void> {
  const draft = `${path}.${randomBytes(8).toString("hex")}.tmp`;
  try {
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(`${secret}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(draft, path).catch((error: unknown) => {
      if (!hasCode(error, "EEXIST")) throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

function checked(secret: string, from: string): string {
  if (secret.length >= MIN_SECRET_CHARACTERS) return secret;
  throw new Error(
    `${from} must hold at least ${MIN_SECRET_CHARACTERS} characters; it signs every token. ` +
      "A new one: openssl rand -base64 32. Changing it signs everybody out.",
  );
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
