/**
 * The load client: a process of its own, so that its garbage and its event loop are not those of the bench, and
 * the figures it reports come from one clock. It does what it is told (commands.ts), one command at a time.
 */
import type { Command, LoadResult, Reply } from "./commands.ts";
import { Posts } from "./posts.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { getRequest, messageRequests, sessionName } from "./requests.ts";
import { Streams } from "./streams.ts";
import { Traffic } from "./traffic.ts";

/** Of all instances together: enough at 1,000/s; what waits beyond it is counted from its due time. */
const POST_CONNECTIONS = 64;

class Client {
  readonly #streams: Streams;
  readonly #traffic: Traffic;
  readonly #prepared: Prepared;

  static async prepare(command: Extract<Command, { do: "prepare" }>): Promise<Client> {
    const { ports, sessions, adminPassword } = command;
    const posts = ports.map((port) => new Posts(port, Math.ceil(POST_CONNECTIONS / ports.length)));
    return new Client(ports, posts, await prepare(posts, sessions, adminPassword));
  }

  private constructor(ports: number[], posts: Posts[], prepared: Prepared) {
    this.#prepared = prepared;
    this.#traffic = new Traffic(posts, messageRequests(prepared.agentToken));
    this.#streams = new Streams(ports, {
      onMarker: (stream, number) => this.#traffic.onMarker(stream, number),
      onEnd: (stream, reason) => this.#traffic.fail(new Error(`stream ${stream} ended: ${reason}`)),
    });
  }

  async perform(command: Exclude<Command, { do: "prepare" }>): Promise<LoadResult | null> {
    this.#traffic.assertClean();
    switch (command.do) {
      case "open":
        await this.#streams.open(command.streams, (stream) =>
          getRequest(`/api/sessions/${sessionName(stream)}/events`, this.#prepared.sessionTokens[stream] ?? null),
        );
        return null;
      case "close":
        this.#streams.close();
        return null;
      case "warm-up":
        await this.#traffic.warmUp(command.messages, this.#streams.count);
        return null;
      case "load":
        return this.#traffic.load(command.ratePerSecond, command.seconds, this.#streams.count);
    }
  }
}

let client: Client | null = null;

async function obey(command: Command): Promise<LoadResult | null> {
  if (command.do === "prepare") {
    client = await Client.prepare(command);
    return null;
  }
  if (client === null) throw new Error("prepare comes first");
  return client.perform(command);
}

function reply(message: Reply): void {
  process.send?.(message);
}

process.on("message", (command: Command) => {
  obey(command).then(
    (result) => reply({ ok: true, result }),
    (error: unknown) => reply({ ok: false, error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));
