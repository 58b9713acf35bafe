/**
 * The rooms and the arrows between them (ARCHITECTURE.md), as rules. A room lists what it may import; everything else
 * is a violation. `scripts/rooms.test.ts` shows that each rule catches something.
 *
 * Imports of the same room are always allowed. Tests, and what stands in testing/, may import anything.
 */

const SERVER = "apps/server/src";
/** Tests, and the processes that tests start. */
const TEST = "\\.(test|child)\\.ts$";

const inRoom = {
  protocol: "^packages/protocol/src/",
  client: "^packages/client/src/",
  botText: "^packages/bot-text/src/",
  domain: `^${SERVER}/domain/`,
  access: `^${SERVER}/domain/access[./]`,
  regulator: `^${SERVER}/domain/regulator/`,
  ports: `^${SERVER}/ports/`,
  application: `^${SERVER}/application/`,
  reactions: `^${SERVER}/reactions/`,
  stream: `^${SERVER}/stream/`,
  adapters: `^${SERVER}/adapters/`,
  http: `^${SERVER}/http/`,
  cli: `^${SERVER}/cli/`,
  compose: `^${SERVER}/compose[./]`,
  config: `^${SERVER}/config[./]`,
  main: `^${SERVER}/main\\.ts$`,
  testing: `^${SERVER}/testing/`,
};

/** Contract suites, fixtures and doubles for tests, in any workspace. */
const TESTING = "^(apps|packages)/[^/]+/src/testing/";

/** Which packages each adapter may load: its own driver. A new adapter is one folder and one line here. */
const DRIVERS = {
  "bot-coze": ["@coze/api"],
  "bot-faq": ["minisearch"],
  "bot-openai": ["openai"],
  "bus-redis": ["redis"],
  "expressions-cel": ["@marcbachmann/cel-js", "re2js"],
  "journal-postgres": ["pg"],
  "log-pino": ["pino"],
  "metrics-prometheus": ["prom-client"],
  "outlet-rabbitmq": ["amqplib"],
  "tokens-jose": ["jose"],
};

const npm = (...names) => `(^|/)node_modules/(@types/)?(${names.join("|")})/`;
const core = (...names) => `^(node:)?(${names.join("|")})(/|$)`;
/** Built-in modules that compute and wait, but reach neither disk, network nor another process. */
const PURE_CORE = core("assert", "async_hooks", "buffer", "crypto", "events", "timers", "util");
const ANY_NPM = "(^|/)node_modules/";

/** `from` may import itself and `allowed`, nothing else. `{ core: true }` adds every built-in module. */
function room(name, { from = inRoom[name], allowed, core: anyCore = false, exceptFrom = [] }) {
  return {
    name: `room-${name}`,
    comment: `${name} may import only what the table in ARCHITECTURE.md allows it.`,
    severity: "error",
    from: { path: from, pathNot: [TEST, TESTING, ...exceptFrom] },
    to: { pathNot: [from, ...allowed], ...(anyCore ? { dependencyTypesNot: ["core"] } : {}) },
  };
}

function typesOnly(name, from, to) {
  return {
    name,
    comment: "This arrow carries types only: write `import type`.",
    severity: "error",
    from: { path: from, pathNot: TEST },
    to: { path: to, dependencyTypesNot: ["type-only"] },
  };
}

const drivers = Object.entries(DRIVERS);

const rooms = [
  room("protocol", { allowed: [npm("zod")] }),
  room("client", {
    allowed: [inRoom.protocol],
    exceptFrom: ["^packages/client/src/(vue|react)[./]"],
  }),
  room("client-vue", {
    from: "^packages/client/src/vue[./]",
    allowed: [inRoom.client, inRoom.protocol, npm("vue", "@vue/[^/]+")],
  }),
  room("client-react", {
    from: "^packages/client/src/react[./]",
    allowed: [inRoom.client, inRoom.protocol, npm("react")],
  }),
  room("bot-text", {
    from: inRoom.botText,
    allowed: [npm("dompurify", "markdown-it", "linkify-it", "vue", "@vue/[^/]+")],
  }),
  room("domain", { allowed: [inRoom.protocol] }),
  typesOnly("domain-protocol-types", inRoom.domain, inRoom.protocol),
  room("ports", { allowed: [inRoom.domain, inRoom.protocol] }),
  room("application", { allowed: [inRoom.domain, inRoom.ports, inRoom.protocol, PURE_CORE] }),
  room("reactions", { allowed: [inRoom.application, inRoom.domain, inRoom.ports, inRoom.protocol, PURE_CORE] }),
  room("stream", { allowed: [inRoom.ports, inRoom.protocol], core: true }),
  room("adapters", { allowed: [inRoom.ports, inRoom.domain, inRoom.protocol, ANY_NPM], core: true }),
  typesOnly("adapters-domain-types", inRoom.adapters, inRoom.domain),
  {
    name: "adapters-apart",
    comment: "An adapter never imports another adapter: what two of them share belongs to ports.",
    severity: "error",
    from: { path: `^${SERVER}/adapters/([^/.]+)`, pathNot: TEST },
    to: { path: inRoom.adapters, pathNot: `^${SERVER}/adapters/$1[./]` },
  },
  ...drivers.map(([adapter, packages]) => ({
    name: `driver-${adapter}`,
    comment: `The adapter ${adapter} loads ${packages.join(", ")} and no other package.`,
    severity: "error",
    from: { path: `^${SERVER}/adapters/${adapter}[./]`, pathNot: TEST },
    to: { path: ANY_NPM, pathNot: npm(...packages) },
  })),
  {
    name: "driver-unlisted",
    comment: "This adapter has no driver in the list DRIVERS of .dependency-cruiser.js: add a line there.",
    severity: "error",
    from: {
      path: inRoom.adapters,
      pathNot: [TEST, `^${SERVER}/adapters/(${drivers.map(([adapter]) => adapter).join("|")})[./]`],
    },
    to: { path: ANY_NPM },
  },
  room("http", {
    allowed: [
      inRoom.application,
      inRoom.stream,
      inRoom.access,
      inRoom.ports,
      inRoom.protocol,
      npm("fastify", "fastify-[^/]+", "@fastify/[^/]+", "openapi-types", "zod"),
    ],
    core: true,
  }),
  room("cli", {
    allowed: [
      inRoom.application,
      inRoom.regulator,
      inRoom.stream,
      inRoom.access,
      inRoom.ports,
      inRoom.protocol,
      inRoom.compose,
      inRoom.config,
    ],
    core: true,
  }),
  room("config", { allowed: [inRoom.domain, inRoom.protocol, npm("zod")], core: true }),
  room("main", { allowed: [inRoom.compose, inRoom.config], core: true }),
  {
    name: "compose-importers",
    comment: "Only main, cli and tests import the composition root.",
    severity: "error",
    from: {
      path: "^(apps|packages)/",
      pathNot: [TEST, TESTING, inRoom.main, inRoom.cli, inRoom.compose],
    },
    to: { path: inRoom.compose },
  },
  {
    name: "testing-importers",
    comment: "What stands in testing/ (and tests themselves) never reaches the product.",
    severity: "error",
    from: { path: "^(apps|packages)/", pathNot: [TEST, TESTING] },
    to: { path: [TESTING, TEST] },
  },
  {
    name: "server-product-only",
    comment: "The server imports neither the pages nor the client, nor scripts, benchmarks and browser tests.",
    severity: "error",
    from: { path: `^${SERVER}/`, pathNot: [TEST, TESTING] },
    to: { path: "^(packages/(client|bot-text)|apps/(console|widget)|scripts|bench|e2e|examples)/" },
  },
  {
    name: "unknown-room",
    comment: "A file of the server belongs to one of the rooms of ARCHITECTURE.md.",
    severity: "error",
    from: {},
    to: { path: `^${SERVER}/`, pathNot: Object.values(inRoom) },
  },
  ...["console", "widget"].map((app) =>
    room(app, {
      from: `^apps/${app}/`,
      allowed: [inRoom.client, inRoom.protocol, inRoom.botText, ANY_NPM],
      exceptFrom: [`^apps/${app}/[^/]+\\.config\\.ts$`],
    }),
  ),
  {
    name: "features-apart",
    comment: "A feature never imports another feature: what two of them share belongs to shared/.",
    severity: "error",
    from: { path: "^apps/([^/]+)/src/features/([^/]+)/", pathNot: TEST },
    to: { path: "^apps/$1/src/features/", pathNot: "^apps/$1/src/features/$2/" },
  },
  {
    name: "shared-below-features",
    comment: "shared/ does not know the features that use it.",
    severity: "error",
    from: { path: "^apps/([^/]+)/src/shared/", pathNot: TEST },
    to: { path: "^apps/$1/src/features/" },
  },
];

export default {
  forbidden: [
    ...rooms,
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "resolvable",
      comment: "An import that cannot be found cannot be judged either.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Types count as imports too: without this, `import type` would be invisible to every rule above.
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|data|artifacts)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".js", ".mjs", ".vue", ".json", ".d.ts"],
    },
  },
};
