/**
 * `handshake.child.ts <kind> <url> …` prints the first of the addresses at which a server answers; ends with 1 when
 * none does. For callers that cannot wait for a promise: `scripts/needs.ts`.
 */
import { type ServiceKind, shakeHands } from "./handshake.ts";

async function firstThatAnswers(kind: ServiceKind, urls: string[]): Promise<string | undefined> {
  for (const url of urls) {
    const answers = await shakeHands(kind, url).then(
      () => true,
      () => false,
    );
    if (answers) return url;
  }
  return undefined;
}

const [kind, ...urls] = process.argv.slice(2);
const found = await firstThatAnswers(kind as ServiceKind, urls);
if (found !== undefined) process.stdout.write(found);
process.exit(found === undefined ? 1 : 0);
