import fc from "fast-check";

/** As much of JSON Schema as the OpenAPI document of our own routes uses. */
export interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  pattern?: string;
}

/** What somebody sends who means harm, or whose client is broken. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    " ",
    0,
    -1,
    1e308,
    true,
    [],
    {},
    "__proto__",
    "constructor",
    "\u0000",
    "a\r\nb",
    "data: x\n\nid: 9",
    "\u2028\u2029",
    "\ud800",
    "\udfff\ud800",
    "\u202e",
    "../../etc/passwd",
    "'; drop table events; --",
    "<script>alert(1)</script>",
    "%00%0d%0a",
    "🚲".repeat(300),
    "x".repeat(50_000),
  ),
  fc.constant({ toString: "x", valueOf: 1, length: -1, catch: "y" }),
  fc.jsonValue({ maxDepth: 5 }),
  fc.string({ unit: "binary", maxLength: 200 }),
);

/** Mostly what the schema asks for, with hostile values strewn in. */
export function fromSchema(schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: fitting(schema) }, { weight: 1, arbitrary: hostile });
}

function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return fc.oneof(...options.map(fromSchema));
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "object":
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, property]) => [name, fromSchema(property)]),
        ),
        { requiredKeys: [] },
      );
    case "array":
      return fc.array(fromSchema(schema.items ?? {}), { maxLength: 5 });
    case "integer":
    case "number":
      return fc.integer({ min: -5, max: 1_000 });
    case "boolean":
      return fc.boolean();
    case "string":
      return schema.pattern === undefined
        ? fc.string({ unit: "grapheme", maxLength: 60 })
        : fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}
