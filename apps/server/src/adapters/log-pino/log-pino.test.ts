import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const SCRIPT = `
import { createPinoLogs } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
const { log, commandLog, flush } = createPinoLogs("info");
log.info({ event: "x", password: "geheim", headers: { authorization: "Bearer geheim", cookie: "geheim" } });
log.info({ token: "geheim", personal: { content: "geheim" }, customer: { email: "geheim", deeper: { text: "geheim" } } });
commandLog.info({ event: "manual_escalate", seq: 2 });
flush();
`;

test("one JSON object a line on standard output, secrets redacted wherever they stand", () => {
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", SCRIPT], { encoding: "utf8" });
  const lines = output
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  expect(lines).toHaveLength(3);
  expect(output).not.toContain("geheim");
  expect(lines).toContainEqual({ level: 30, event: "manual_escalate", seq: 2 });
});
