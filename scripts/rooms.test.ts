import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseConfig from "dependency-cruiser/config-utl/extract-depcruise-config";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const repository = join(import.meta.dirname, "..");
const server = "apps/server/src";

/** Each line is one import that some file of the tree makes; `caught` names the rules that must see it. */
type Case = { from: string; imports: string; caught: string[] };

const forbidden: Case[] = [
  { from: "packages/protocol/src/a.ts", imports: "left-pad", caught: ["room-protocol"] },
  { from: "packages/protocol/src/b.ts", imports: "node:fs", caught: ["room-protocol"] },
  { from: "packages/client/src/a.ts", imports: "zod", caught: ["room-client"] },
  { from: "packages/client/src/b.ts", imports: "vue", caught: ["room-client"] },
  { from: "packages/client/src/c.ts", imports: `${server}/ports/journal.ts`, caught: ["room-client"] },
  { from: "packages/client/src/vue.ts", imports: "left-pad", caught: ["room-client-vue"] },
  { from: "packages/client/src/react.ts", imports: "vue", caught: ["room-client-react"] },
  { from: "packages/bot-text/src/a.ts", imports: "packages/client/src/index.ts", caught: ["room-bot-text"] },
  { from: "packages/bot-text/src/b.ts", imports: "left-pad", caught: ["room-bot-text"] },
  { from: `${server}/domain/session/a.ts`, imports: `${server}/ports/journal.ts`, caught: ["room-domain"] },
  { from: `${server}/domain/session/b.ts`, imports: `type ${server}/application/verb.ts`, caught: ["room-domain"] },
  { from: `${server}/domain/session/c.ts`, imports: "node:crypto", caught: ["room-domain"] },
  { from: `${server}/domain/session/d.ts`, imports: "zod", caught: ["room-domain"] },
  { from: `${server}/domain/session/e.ts`, imports: "@baton/protocol", caught: ["domain-protocol-types"] },
  { from: `${server}/ports/a.ts`, imports: `${server}/application/verb.ts`, caught: ["room-ports"] },
  { from: `${server}/ports/b.ts`, imports: `type ${server}/adapters/bot-faq/index.ts`, caught: ["room-ports"] },
  { from: `${server}/ports/c.ts`, imports: "pg", caught: ["room-ports"] },
  { from: `${server}/application/a.ts`, imports: `${server}/adapters/bot-faq/index.ts`, caught: ["room-application"] },
  { from: `${server}/application/b.ts`, imports: `${server}/reactions/route.ts`, caught: ["room-application"] },
  { from: `${server}/application/c.ts`, imports: "node:fs", caught: ["room-application"] },
  { from: `${server}/application/d.ts`, imports: "fastify", caught: ["room-application"] },
  { from: `${server}/reactions/a.ts`, imports: `${server}/stream/hub.ts`, caught: ["room-reactions"] },
  { from: `${server}/reactions/b.ts`, imports: "node:net", caught: ["room-reactions"] },
  { from: `${server}/stream/a.ts`, imports: `${server}/domain/session/state.ts`, caught: ["room-stream"] },
  { from: `${server}/stream/b.ts`, imports: `type ${server}/http/server.ts`, caught: ["room-stream"] },
  { from: `${server}/stream/c.ts`, imports: "fastify", caught: ["room-stream"] },
  { from: `${server}/adapters/bot-coze/a.ts`, imports: `${server}/application/verb.ts`, caught: ["room-adapters"] },
  {
    from: `${server}/adapters/bot-coze/b.ts`,
    imports: `${server}/domain/session/state.ts`,
    caught: ["adapters-domain-types"],
  },
  {
    from: `${server}/adapters/bot-coze/c.ts`,
    imports: `type ${server}/adapters/bot-faq/index.ts`,
    caught: ["adapters-apart"],
  },
  { from: `${server}/adapters/bot-coze/d.ts`, imports: "minisearch", caught: ["driver-bot-coze"] },
  { from: `${server}/adapters/bot-faq/a.ts`, imports: "@coze/api", caught: ["driver-bot-faq"] },
  { from: `${server}/adapters/expressions-cel/a.ts`, imports: "pg", caught: ["driver-expressions-cel"] },
  { from: `${server}/adapters/bot-openai/a.ts`, imports: "pg", caught: ["driver-bot-openai"] },
  { from: `${server}/adapters/bus-redis/a.ts`, imports: "pg", caught: ["driver-bus-redis"] },
  { from: `${server}/adapters/journal-postgres/a.ts`, imports: "redis", caught: ["driver-journal-postgres"] },
  { from: `${server}/adapters/log-pino/a.ts`, imports: "redis", caught: ["driver-log-pino"] },
  { from: `${server}/adapters/metrics-prometheus/a.ts`, imports: "redis", caught: ["driver-metrics-prometheus"] },
  { from: `${server}/adapters/outlet-rabbitmq/a.ts`, imports: "redis", caught: ["driver-outlet-rabbitmq"] },
  { from: `${server}/adapters/tokens-jose/a.ts`, imports: "redis", caught: ["driver-tokens-jose"] },
  { from: `${server}/adapters/journal-sqlite/a.ts`, imports: "left-pad", caught: ["driver-unlisted"] },
  { from: `${server}/http/a.ts`, imports: `${server}/domain/session/state.ts`, caught: ["room-http"] },
  { from: `${server}/http/b.ts`, imports: `${server}/adapters/bot-faq/index.ts`, caught: ["room-http"] },
  { from: `${server}/http/c.ts`, imports: `${server}/reactions/route.ts`, caught: ["room-http"] },
  { from: `${server}/http/d.ts`, imports: "pg", caught: ["room-http"] },
  { from: `${server}/http/e.ts`, imports: `type ${server}/compose.ts`, caught: ["room-http", "compose-importers"] },
  { from: `${server}/http/f.ts`, imports: `${server}/config.ts`, caught: ["room-http"] },
  { from: `${server}/cli/a.ts`, imports: `${server}/domain/session/state.ts`, caught: ["room-cli"] },
  { from: `${server}/cli/b.ts`, imports: `${server}/adapters/bot-faq/index.ts`, caught: ["room-cli"] },
  { from: `${server}/config.ts`, imports: `${server}/application/verb.ts`, caught: ["room-config"] },
  { from: `${server}/main.ts`, imports: `${server}/http/server.ts`, caught: ["room-main"] },
  { from: `${server}/compose.ts`, imports: `${server}/testing/app.ts`, caught: ["testing-importers"] },
  { from: `${server}/compose/a.ts`, imports: `${server}/domain/session/a.test.ts`, caught: ["testing-importers"] },
  { from: "packages/client/src/d.ts", imports: "packages/client/src/testing/double.ts", caught: ["testing-importers"] },
  { from: `${server}/compose/b.ts`, imports: "packages/client/src/index.ts", caught: ["server-product-only"] },
  { from: `${server}/compose/c.ts`, imports: "scripts/tool.ts", caught: ["server-product-only"] },
  { from: `${server}/compose/d.ts`, imports: `${server}/helpers/misc.ts`, caught: ["unknown-room"] },
  { from: `${server}/compose/e.ts`, imports: "./not-there.ts", caught: ["resolvable"] },
  { from: "apps/console/src/shared/a.ts", imports: `type ${server}/ports/journal.ts`, caught: ["room-console"] },
  { from: "apps/console/src/shared/b.ts", imports: "apps/widget/src/index.ts", caught: ["room-console"] },
  {
    from: "apps/console/src/shared/c.ts",
    imports: "apps/console/src/features/queue/Queue.vue",
    caught: ["shared-below-features"],
  },
  {
    from: "apps/console/src/features/conversation/Talk.vue",
    imports: "apps/console/src/features/queue/Queue.vue",
    caught: ["features-apart"],
  },
  {
    from: "apps/console/src/features/conversation/types.ts",
    imports: "type apps/console/src/features/queue/queue.ts",
    caught: ["features-apart"],
  },
  { from: "apps/widget/src/b.ts", imports: `${server}/http/server.ts`, caught: ["room-widget"] },
  { from: `${server}/ports/ring-a.ts`, imports: `type ${server}/ports/ring-b.ts`, caught: ["no-cycles"] },
];

/** Closes the ring that ring-a.ts opens; a ring is reported once, at the file the cruise meets first. */
const ringBack = { from: `${server}/ports/ring-b.ts`, imports: `type ${server}/ports/ring-a.ts` };

const allowed: Omit<Case, "caught">[] = [
  { from: "packages/protocol/src/index.ts", imports: "zod" },
  { from: "packages/client/src/index.ts", imports: "@baton/protocol" },
  { from: "packages/client/src/vue/index.ts", imports: "vue" },
  { from: "packages/client/src/react/index.ts", imports: "react" },
  { from: "packages/bot-text/src/load.ts", imports: "markdown-it" },
  { from: "apps/console/src/features/queue/text.ts", imports: "packages/bot-text/src/load.ts" },
  { from: `${server}/domain/session/state.ts`, imports: "type @baton/protocol" },
  { from: `${server}/domain/session/decide.ts`, imports: `${server}/domain/session/state.ts` },
  { from: `${server}/domain/session/a.test.ts`, imports: `${server}/testing/app.ts` },
  { from: `${server}/ports/journal.ts`, imports: `type ${server}/domain/session/state.ts` },
  { from: `${server}/application/verb.ts`, imports: `${server}/domain/session/decide.ts` },
  { from: `${server}/application/port.ts`, imports: `type ${server}/ports/journal.ts` },
  { from: `${server}/application/digest.ts`, imports: "node:crypto" },
  { from: `${server}/reactions/route.ts`, imports: `${server}/application/verb.ts` },
  { from: `${server}/stream/hub.ts`, imports: `type ${server}/ports/journal.ts` },
  { from: `${server}/adapters/bot-faq/index.ts`, imports: "minisearch" },
  { from: `${server}/adapters/bot-faq/more.ts`, imports: `${server}/adapters/bot-faq/index.ts` },
  { from: `${server}/adapters/journal-sqlite/store.ts`, imports: "node:sqlite" },
  { from: `${server}/adapters/journal-sqlite/state.ts`, imports: `type ${server}/domain/session/state.ts` },
  { from: `${server}/http/server.ts`, imports: "fastify" },
  { from: `${server}/http/plugin.ts`, imports: "@fastify/cors" },
  { from: `${server}/http/guard.ts`, imports: `${server}/domain/access/roles.ts` },
  { from: `${server}/domain/access/roles.ts`, imports: "type @baton/protocol" },
  { from: `${server}/cli/agent.ts`, imports: `${server}/compose/index.ts` },
  { from: `${server}/compose/index.ts`, imports: `${server}/adapters/bot-faq/index.ts` },
  { from: `${server}/testing/app.ts`, imports: `${server}/compose/index.ts` },
  { from: "packages/client/src/testing/double.ts", imports: "node:http" },
  { from: `${server}/adapters/journal-sqlite/crash.child.ts`, imports: `${server}/testing/app.ts` },
  { from: "e2e/story.ts", imports: `${server}/testing/app.ts` },
  { from: "bench/load.ts", imports: `${server}/compose/index.ts` },
  { from: "scripts/tool.ts", imports: "node:fs" },
  { from: "apps/console/src/features/queue/Queue.vue", imports: "apps/console/src/features/queue/queue.ts" },
  { from: "apps/console/src/features/queue/queue.ts", imports: "packages/client/src/index.ts" },
  { from: "apps/widget/src/index.ts", imports: "vue" },
  { from: `${server}/helpers/misc.ts`, imports: "node:util" },
];

const packages = [
  "zod",
  "left-pad",
  "vue",
  "react",
  "pg",
  "redis",
  "markdown-it",
  "minisearch",
  "@coze/api",
  "fastify",
  "@fastify/cors",
];

let tree = "";
let violations: { from: string; rule: string }[] = [];

function write(path: string, text: string): void {
  const file = join(tree, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** `type x` stands for `import type`, a path of the tree is made relative to the importing file. */
function importLine({ from, imports }: { from: string; imports: string }): string {
  const type = imports.startsWith("type ");
  const target = type ? imports.slice(5) : imports;
  const inTree = /^(apps|packages|scripts)\//.test(target);
  const specifier = inTree ? `${"../".repeat(from.split("/").length - 1)}${target}` : target;
  const line = `import ${type ? "type " : ""}{ x } from "${specifier}";\nexport const y = x as unknown;\n`;
  return from.endsWith(".vue") ? `<script setup lang="ts">\n${line.replace("export ", "")}</script>\n` : line;
}

beforeAll(async () => {
  tree = realpathSync(mkdtempSync(join(tmpdir(), "baton-rooms-")));
  for (const one of [...forbidden, ...allowed, ringBack]) write(one.from, importLine(one));
  for (const name of packages) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" }));
    write(`node_modules/${name}/index.js`, "export const x = 1;\n");
  }
  // As npm lays a workspace: a link, so that the rules see the files behind it.
  write("packages/protocol/package.json", JSON.stringify({ exports: { ".": "./src/index.ts" } }));
  mkdirSync(join(tree, "node_modules/@baton"));
  symlinkSync("../../packages/protocol", join(tree, "node_modules/@baton/protocol"));

  const { options = {}, forbidden: rules = [] } = await extractDepcruiseConfig(
    join(repository, ".dependency-cruiser.js"),
  );
  const { enhancedResolveOptions, ...rest } = options;
  const { output } = await cruise(["apps", "packages", "scripts", "e2e", "bench"], {
    ...rest,
    enhancedResolveOptions: enhancedResolveOptions ?? {},
    baseDir: tree,
    validate: true,
    ruleSet: { forbidden: rules },
  });
  violations = (output as ICruiseResult).summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

const caughtIn = (file: string) => violations.filter(({ from }) => from === file).map(({ rule }) => rule);

describe("the rooms of ARCHITECTURE.md", () => {
  test.each(forbidden)("$from must not import $imports", ({ from, caught }) => {
    expect(caughtIn(from).toSorted()).toEqual(caught.toSorted());
  });

  test.each(allowed)("$from may import $imports", ({ from }) => {
    expect(caughtIn(from)).toEqual([]);
  });

  test("every rule has a violation above that shows it works", async () => {
    const { forbidden: rules = [] } = await extractDepcruiseConfig(join(repository, ".dependency-cruiser.js"));
    const shown = new Set(forbidden.flatMap(({ caught }) => caught));
    expect(rules.map(({ name }) => name).filter((name) => !shown.has(name ?? ""))).toEqual([]);
  });
});
