/**
 * A virtual host for one test run on a RabbitMQ that others use too: made with RabbitMQ's own command, which only the
 * broker's administrators may call.
 */
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";

const COMMANDS = ["rabbitmqctl", "/usr/sbin/rabbitmqctl"];

/** @returns undefined where this user may not: the tests then keep apart by the names of what they make */
export function makeVhost(url: string): { place: string; stop: () => Promise<void> } | undefined {
  const name = `baton-test-${randomUUID()}`;
  const user = decodeURIComponent(new URL(url).username);
  const command = COMMANDS.find((one) => rabbitmqctl(one, "add_vhost", name));
  if (command === undefined) return undefined;
  const remove = () => void rabbitmqctl(command, "delete_vhost", name);
  if (!rabbitmqctl(command, "set_permissions", "-p", name, user, ".*", ".*", ".*")) {
    remove();
    return undefined;
  }
  // Also when the run is interrupted.
  process.once("exit", remove);
  return {
    place: `${url.replace(/\/$/, "")}/${name}`,
    async stop() {
      process.off("exit", remove);
      remove();
    },
  };
}

const rabbitmqctl = (command: string, ...args: string[]): boolean =>
  spawnSync(command, ["-q", ...args], { stdio: "ignore", timeout: 30_000 }).status === 0;
