import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "../../services/free-port.ts";
import { startTcpProxy, type TcpProxy } from "../../services/tcp-proxy.ts";
import { type Launch, PRODUCT, ServerProcess } from "../server-process.ts";
import type { Services } from "./services.ts";

export interface MemberOptions {
  name: string;
  folder: string;
  services: Services;
  /** Of all instances alike. */
  env: Record<string, string>;
}

/** One instance of the cluster: a place with an address, where processes live and die. */
export class Member {
  readonly name: string;
  readonly url: string;
  /** Between this instance and Redis. */
  readonly redis: TcpProxy;
  /** When its processes began to listen, in milliseconds since 1970. */
  readonly readyAt: number[] = [];
  readonly #launch: Omit<Launch, "entry">;
  #build: { entry: string; env: Record<string, string> } = { entry: PRODUCT, env: {} };
  #process: ServerProcess | null = null;
  #errors: string[] = [];

  private constructor(name: string, redis: TcpProxy, launch: Omit<Launch, "entry">) {
    this.name = name;
    this.redis = redis;
    this.url = `http://127.0.0.1:${launch.port}`;
    this.#launch = launch;
  }

  static async create({ name, folder, services, env }: MemberOptions): Promise<Member> {
    const dataDir = join(folder, name);
    await mkdir(dataDir, { recursive: true });
    const redis = await startTcpProxy(services.redis.port);
    const own = {
      DATABASE_URL: services.databaseUrl,
      DATABASE_OWNER_URL: services.ownerUrl,
      REDIS_URL: redis.through(services.redis.url),
      AMQP_URL: services.rabbitmq.url,
      ...env,
    };
    const logFile = join(folder, `${name}.log`);
    return new Member(name, redis, { dataDir, port: await freePort(), env: own, logFile });
  }

  /** What it will be from the next start on; the product unless told. */
  become(entry: string, env: Record<string, string>): void {
    this.#build = { entry, env };
  }

  /** A process that may not be ready yet. */
  spawn(): ServerProcess {
    const { entry, env } = this.#build;
    this.#process = new ServerProcess({ ...this.#launch, entry, env: { ...this.#launch.env, ...env } });
    return this.#process;
  }

  async start(): Promise<void> {
    await this.spawn().ready;
    this.readyAt.push(Date.now());
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
    this.#forget();
  }

  /** As an operator stops it; an end that is not clean is one of its errors. */
  async stop(): Promise<void> {
    if (this.#process === null) return;
    const code = await this.#process.stop();
    if (code !== 0) this.#errors.push(`it ended with ${code ?? "SIGKILL"} on SIGTERM`);
    this.#forget();
  }

  freeze(): Promise<void> {
    return this.#process?.freeze() ?? Promise.resolve();
  }

  thaw(): void {
    this.#process?.thaw();
  }

  /** What it complained of since it was asked last. */
  takeErrors(): string[] {
    const errors = [...this.#errors, ...(this.#process?.errors.splice(0) ?? [])];
    this.#errors = [];
    return errors.map((line) => `${this.name}: ${line}`);
  }

  async close(): Promise<void> {
    this.thaw();
    await this.kill();
    await this.redis.close();
  }

  #forget(): void {
    this.#errors.push(...(this.#process?.errors ?? []));
    this.#process = null;
  }
}
