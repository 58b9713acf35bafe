/** Starts a process of its own and says its number, then waits to be killed. */
import { OwnProcess } from "./own-process.ts";

const { pid } = new OwnProcess("sleep", ["600"], { cwd: "/", env: process.env });
process.stdout.write(`${pid}\n`);
setInterval(() => undefined, 1_000);
