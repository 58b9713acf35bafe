import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadRootSecret, SECRET_FILE } from "./root-secret.ts";

const run = promisify(execFile);

describe("[A30] the root secret", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "baton-secret-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test("is made once, in a folder that may not exist, readable by its owner only", async () => {
    const dataDir = join(folder, "a", "data");
    const secret = await loadRootSecret(dataDir);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await loadRootSecret(dataDir)).toBe(secret);
    expect((await stat(join(dataDir, SECRET_FILE))).mode & 0o777).toBe(0o600);
    expect((await stat(dataDir)).mode & 0o077).toBe(0);
  });

  test("from the environment goes before the file, and leaves none", async () => {
    const given = "s".repeat(32);
    expect(await loadRootSecret(folder, given)).toBe(given);
    expect(await readdir(folder)).toEqual([]);
  });

  test("too short it is refused with a sentence, without being shown", async () => {
    await expect(loadRootSecret(folder, "hunter2")).rejects.toThrow(/BATON_SECRET must hold at least 32/);
    await writeFile(join(folder, SECRET_FILE), "hunter2");
    const error = await loadRootSecret(folder).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(String(error)).toMatch(/secret must hold at least 32/);
    expect(String(error)).not.toContain("hunter2");
  });

  test("a draft that a killed process left behind is no secret", async () => {
    await writeFile(join(folder, `${SECRET_FILE}.00ff.tmp`), "half");
    expect(await loadRootSecret(folder)).toHaveLength(43);
  });

  test("many calls at once agree, and leave one file", async () => {
    const secrets = await Promise.all(Array.from({ length: 20 }, () => loadRootSecret(folder)));
    expect(new Set(secrets).size).toBe(1);
    expect(await readdir(folder)).toEqual([SECRET_FILE]);
  });

  test("processes that start at once agree", async () => {
    const module = JSON.stringify(new URL("./root-secret.ts", import.meta.url).href);
    const program = `const { loadRootSecret } = await import(${module});
      process.stdout.write(await loadRootSecret(${JSON.stringify(folder)}));`;
    const start = () => run(process.execPath, ["--disable-warning=ExperimentalWarning", "-e", program]);
    const outputs = await Promise.all(Array.from({ length: 4 }, start));
    expect(new Set(outputs.map(({ stdout }) => stdout)).size).toBe(1);
    expect((await readFile(join(folder, SECRET_FILE), "utf8")).trim()).toBe(outputs[0]?.stdout);
  });
});
