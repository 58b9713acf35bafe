import type { JsonValue } from "../../ports/journal.ts";

/**
 * The one spelling of a JSON value that hashes are made of: no blanks, keys in the order of their UTF-16 code units,
 * strings and numbers as `JSON.stringify` writes them (so a lone surrogate becomes its escape and the text has one
 * UTF-8 form). A key whose value is undefined is left out, as `JSON.stringify` does when the event is stored.
 *
 * @throws TypeError for what JSON cannot hold: it would be read back as something else and break the chain
 */
export function canonicalJson(value: JsonValue): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "number":
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no form in JSON.`);
      return JSON.stringify(value);
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value);
    default:
      throw new TypeError(`A ${typeof value} has no form in JSON.`);
  }
}

function canonicalArray(values: readonly JsonValue[]): string {
  let text = "[";
  for (let index = 0; index < values.length; index++) {
    if (index > 0) text += ",";
    text += canonicalJson(values[index] as JsonValue);
  }
  return `${text}]`;
}

function canonicalObject(value: { [key: string]: JsonValue }): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError("Only plain objects have a form in JSON.");
  let text = "";
  for (const key of Object.keys(value).sort()) {
    const part = value[key];
    if (part === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(part)}`;
  }
  return `{${text}}`;
}
