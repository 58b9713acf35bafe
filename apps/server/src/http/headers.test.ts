import { readdirSync, readFileSync } from "node:fs";
import { get, request } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, call } from "../testing/http-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

/** What browsers are told about each answer: who may frame it, what may run in it, how long it keeps. */
const APPS = join(import.meta.dirname, "../../..");
const HOST_PAGE = "https://shop.example";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ BATON_EMBED_ORIGINS: `${HOST_PAGE}, https://other.example` });
});

afterAll(() => server.stop());

const policyOf = ({ headers }: Answer): Map<string, string> =>
  new Map(
    (headers.get("content-security-policy") ?? "").split(";").map((directive) => {
      const [name = "", ...values] = directive.trim().split(/\s+/);
      return [name, values.join(" ")];
    }),
  );

/** What a browser applies to scripts. */
const scriptSources = (policy: Map<string, string>) => policy.get("script-src") ?? policy.get("default-src");

const firstFile = (folder: string, extension: string): string => {
  const name = readdirSync(folder).find((file) => file.endsWith(extension));
  if (name === undefined) throw new Error(`the pages are not built: no ${extension} in ${folder}`);
  return name;
};

const assets = () => [
  `/widget/assets/${firstFile(join(APPS, "widget/dist/widget/assets"), ".js")}`,
  `/console/assets/${firstFile(join(APPS, "console/dist/assets"), ".js")}`,
];

/** A path as it is: `fetch` would tidy it first. */
function rawGet(path: string): Promise<{ status: number; body: string; cacheControl: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const sent = request({ hostname, port, path, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      response.on("end", () => {
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, body, cacheControl: headers["cache-control"] ?? "" });
      });
    });
    sent.on("error", reject).end();
  });
}

const UNPACKED = [
  ["gzip", "gzip", gunzipSync],
  ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
] as const;

/** What goes over the wire: `fetch` would unpack it. */
function encoded(path: string, accepted: string) {
  return new Promise<{ encoding: string; type: string; vary: string; body: Buffer }>((resolve, reject) => {
    get(new URL(path, server.url), { agent: false, headers: { "accept-encoding": accepted } }, (response) => {
      const { "content-encoding": encoding = "", "content-type": type = "", vary = "" } = response.headers;
      buffer(response).then((body) => resolve({ encoding, type, vary, body }), reject);
    }).on("error", reject);
  });
}

describe("the widget in a host's page", () => {
  test("widget.js may be loaded from any origin", async () => {
    const answer = await call(server, "/widget.js");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("javascript");
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(answer.headers.get("cache-control")).toBe("no-cache");
  });

  test("pages are sent compressed to whoever reads that, and whole to whoever does not", async () => {
    for (const path of ["/widget.js", "/widget/frame.html", "/console", ...assets()]) {
      const whole = await encoded(path, "identity");
      expect(whole.encoding, path).toBe("");
      for (const [accepted, encoding, unpack] of UNPACKED) {
        const packed = await encoded(path, accepted);
        expect(packed, path).toMatchObject({
          encoding,
          type: whole.type,
          vary: expect.stringContaining("accept-encoding"),
        });
        expect(unpack(packed.body).equals(whole.body), path).toBe(true);
        if (whole.body.length > 1024) expect(packed.body.length, path).toBeLessThan(whole.body.length);
      }
    }
  });

  test("its frame may be framed by BATON_EMBED_ORIGINS and our own shop, and by nobody else", async () => {
    const answer = await call(server, "/widget/frame.html");
    expect(answer.status).toBe(200);
    expect(answer.headers.has("x-frame-options")).toBe(false);
    const policy = policyOf(answer);
    expect(policy.get("frame-ancestors")).toBe(`'self' ${HOST_PAGE} https://other.example`);
    expect(scriptSources(policy)).toBe("'self'");
    expect(policy.get("require-trusted-types-for")).toBe("'script'");
    expect(policy.get("trusted-types")).toBe("vue dompurify");
    expect(policy.has("style-src")).toBe(false);
    // A picture in the text itself is no picture of ours.
    expect(policy.get("img-src") ?? policy.get("default-src")).toBe("'self'");
  });

  test("without the setting only our own shop may frame it", async () => {
    const plain = await startTestServer();
    try {
      expect(policyOf(await call(plain, "/widget/frame.html")).get("frame-ancestors")).toBe("'self'");
    } finally {
      await plain.stop();
    }
  });
});

describe("pages of our own", () => {
  test.each(["/", "/console", "/console/", "/console/queue/some-session"])(
    "%s: framed by nobody, scripts of our own only",
    async (path) => {
      const answer = await call(server, path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toContain("text/html");
      const policy = policyOf(answer);
      expect(policy.get("default-src")).toBe("'self'");
      expect(scriptSources(policy)).toBe("'self'");
      expect(policy.get("frame-ancestors")).toBe("'none'");
      expect(policy.get("object-src")).toBe("'none'");
      expect(policy.get("base-uri")).toBe("'none'");
      expect(policy.get("require-trusted-types-for")).toBe("'script'");
      expect(policy.get("trusted-types")).toBe(path === "/" ? "vue" : "vue dompurify");
      expect(answer.headers.get("x-frame-options")).toBe("SAMEORIGIN");
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("cache-control")).toBe("no-cache");
    },
  );

  test("/docs: framed by nobody, scripts of our own only", async () => {
    const answer = await call(server, "/docs/");
    expect(answer.status).toBe(200);
    const policy = policyOf(answer);
    expect(scriptSources(policy)).toBe("'self'");
    expect(policy.get("frame-ancestors")).toBe("'none'");
  });
});

describe("over plain http", () => {
  test("nothing asks the browser for TLS: it would lock out http://localhost", async () => {
    const paths = [
      "/",
      "/console",
      "/widget/frame.html",
      "/widget.js",
      "/docs",
      "/docs/",
      "/docs/json",
      "/api/health",
      "/none",
    ];
    for (const path of [...paths, ...assets()]) {
      const { headers } = await call(server, path);
      expect(headers.get("content-security-policy") ?? "", path).not.toContain("upgrade-insecure-requests");
      expect(headers.has("strict-transport-security"), path).toBe(false);
    }
  });
});

describe("what browsers may keep", () => {
  test("assets that are there, for good", async () => {
    for (const path of assets()) {
      const { status, headers } = await call(server, path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    }
  });

  test("not that one is missing: after an update it may be there", async () => {
    for (const path of ["/widget/assets/none.js", "/console/assets/none.js"]) {
      const { status, headers } = await call(server, path);
      expect([path, status]).toEqual([path, 404]);
      expect(headers.get("cache-control") ?? "").not.toMatch(/immutable|max-age=[1-9]/);
    }
  });
});

describe("a path that climbs out of its folder", () => {
  const OUTSIDE = [
    "../../index.html",
    "../../../package.json",
    "../../../../server/src/main.ts",
    "../../../../../package.json",
  ];
  const spelled = (path: string) => [
    path,
    path.replaceAll("../", "%2e%2e/"),
    path.replaceAll("../", "..%2f"),
    path.replaceAll("../", "%2e%2e%2f"),
    path.replaceAll("../", "..%5c"),
    path.replaceAll("../", "%252e%252e%252f"),
    path.replaceAll("../", "....//"),
  ];

  test.each(["/widget/assets/", "/console/assets/"])("gets nothing under %s", async (under) => {
    for (const path of [...OUTSIDE.flatMap(spelled), "/etc/passwd", "%2fetc%2fpasswd", "none.js%00.html"]) {
      const { status, body, cacheControl } = await rawGet(under + path);
      expect([under + path, Math.floor(status / 100)]).toEqual([under + path, 4]);
      expect((JSON.parse(body) as { success: boolean }).success).toBe(false);
      expect(cacheControl).not.toContain("immutable");
    }
  });

  test("under /console gets the console's own page at most", async () => {
    const page = readFileSync(join(APPS, "console/dist/index.html"), "utf8");
    for (const path of OUTSIDE.flatMap(spelled)) {
      const { status, body } = await rawGet(`/console/${path}`);
      if (status === 200) expect(body).toBe(page);
      else expect([400, 403, 404]).toContain(status);
    }
  });
});

describe("answers that are no pages", () => {
  test.each([
    ["/api/health", 200],
    ["/api/bot/info", 200],
    ["/api/agent/profile", 401],
    ["/api/none", 404],
    ["/api/sessions/%ff", 400],
  ])("%s (%i) may not be sniffed, run, load or be framed", async (path, status) => {
    const answer = await call(server, path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    const policy = policyOf(answer);
    expect(policy.get("default-src")).toBe("'none'");
    expect(policy.get("frame-ancestors")).toBe("'none'");
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(answer.headers.get("x-request-id")).toMatch(/^req_/);
  });
});
