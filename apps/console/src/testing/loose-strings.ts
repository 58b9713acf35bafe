import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { babelParse, parse } from "vue/compiler-sfc";

/**
 * Words that a page would show or read out, and that are in no language file. Found by reading the sources as Vue and
 * TypeScript do: what a template says by itself, and in the scripts whatever is a sentence or is given to something
 * that people see or hear.
 */

/** Attributes, and properties of our own components, that are read or heard. */
const SPOKEN =
  /^(?:aria-(?:label|description|roledescription|valuetext|placeholder)|title|placeholder|alt|label|summary|hint|text|heading|caption)$/i;
/** Functions whose every text is for people. */
const SPEAKING = /^(?:announce|toast|say|alert|confirm|prompt|Notification|showNotification)$/;
/** Properties whose value people see, when they are set. */
const SHOWN = /^(?:textContent|innerText|title|placeholder|alt|ariaLabel|ariaDescription|label|body)$/;
/** What these are given is for developers, or for the browser. */
const NOT_FOR_PEOPLE =
  /Error$|^(?:warn|error|debug|log|matchMedia|querySelector|querySelectorAll|closest|matches|replaceSync|Symbol)$/;
/** The same for properties. */
const NEVER_SHOWN = /^(?:fontFamily|rel|className)$/;

/** Two words beside each other, or any letter that is not from this alphabet. */
const SENTENCE = /\p{L}{2,}[,.!?…:;]? +\p{L}{2,}|[^\p{ASCII}\P{L}]/u;
/** One word as it begins a label: "Close", "Sending…". */
const LABEL = /^\s*\p{Lu}\p{Ll}+(?:…|[.!?:])?\s*$/u;
/** Single words that are the names of keys, headers and the like. */
const NAMES_OF_THINGS = /^(?:Enter|Escape|Esc|Tab|Home|End|Notification)$/;
const WORD = /\p{L}/u;

const isSaid = (text: string) => SENTENCE.test(text) || (LABEL.test(text) && !NAMES_OF_THINGS.test(text.trim()));

interface Node {
  type: string;
  [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

const childrenOf = (node: Node): Node[] =>
  Object.entries(node).flatMap(([field, value]) =>
    field.endsWith("Comments") ? [] : Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );

/** The literal texts that an expression may come to. */
function textsIn(node: unknown): string[] {
  if (!isNode(node)) return [];
  const of = (...fields: string[]) => fields.flatMap((field) => textsIn(node[field]));
  switch (node.type) {
    case "StringLiteral":
      return [String(node["value"])];
    case "TemplateLiteral":
      return [
        ...(node["quasis"] as { value: { cooked: string } }[]).map(({ value }) => value.cooked),
        ...(node["expressions"] as Node[]).flatMap(textsIn),
      ];
    case "ConditionalExpression":
      return of("consequent", "alternate");
    case "LogicalExpression":
      return of("left", "right");
    case "BinaryExpression":
      return node["operator"] === "+" ? of("left", "right") : [];
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
      return of("expression");
    case "ObjectExpression":
      return (node["properties"] as Node[]).flatMap((property) =>
        SHOWN.test(nameOf(property["key"])) ? textsIn(property["value"]) : [],
      );
    default:
      return [];
  }
}

/** The name that a callee, a key or the last part of a member has. */
function nameOf(node: unknown): string {
  if (!isNode(node)) return "";
  if (node.type === "MemberExpression" || node.type === "OptionalMemberExpression") return nameOf(node["property"]);
  return String(node["name"] ?? node["value"] ?? "");
}

/** @param wordsConstants constants that are language files themselves */
function scriptTexts(code: string, wordsConstants: readonly string[]): string[] {
  const loose: string[] = [];
  const visit = (node: Node) => {
    switch (node.type) {
      case "ImportDeclaration":
      case "TSTypeAnnotation":
      case "TSTypeAliasDeclaration":
      case "TSInterfaceDeclaration":
        return;
      case "VariableDeclarator":
        if (wordsConstants.includes(nameOf(node["id"]))) return;
        break;
      case "CallExpression":
      case "OptionalCallExpression":
      case "NewExpression": {
        const callee = nameOf(node["callee"]);
        if (NOT_FOR_PEOPLE.test(callee)) return;
        const given = node["arguments"] as Node[];
        // What a toast says comes after its tone.
        const spoken = callee === "toast" ? given.slice(1) : given;
        if (SPEAKING.test(callee)) loose.push(...spoken.flatMap(textsIn).filter(isWords));
        if (callee === "setAttribute" && SPOKEN.test(nameOf(given[0])))
          loose.push(...textsIn(given[1]).filter(isWords));
        break;
      }
      case "BinaryExpression":
        // What something is compared with is shown nowhere.
        if (/^[!=]==?$/.test(String(node["operator"]))) return;
        break;
      case "SwitchCase":
        for (const inner of node["consequent"] as Node[]) visit(inner);
        return;
      case "ObjectProperty":
        if (NEVER_SHOWN.test(nameOf(node["key"]))) return;
        break;
      case "AssignmentExpression":
        if (NEVER_SHOWN.test(nameOf(node["left"]))) return;
        if (SHOWN.test(nameOf(node["left"]))) loose.push(...textsIn(node["right"]).filter(isWords));
        break;
    }
    if (node.type === "StringLiteral" || node.type === "TemplateLiteral") {
      loose.push(...textsIn(node).filter(isSaid));
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(babelParse(code, { sourceType: "module", plugins: ["typescript"] }).program as unknown as Node);
  return loose;
}

/** A key of the language files or a mark is no word for people. */
const isWords = (text: string) => WORD.test(text) && !/^\w+(?:\.\w+)+\.?$/.test(text);

const isText = (text: string) => WORD.test(text.replaceAll(/&\w+;/g, ""));

interface TemplateNode {
  type: number;
  content?: string | { content: string };
  children?: TemplateNode[];
  branches?: TemplateNode[];
  props?: {
    type: number;
    name: string;
    value?: { content: string };
    arg?: { content: string };
    exp?: { content: string };
  }[];
}

/** The kinds of `NodeTypes` in Vue's compiler. */
const TEXT = 2;
const INTERPOLATION = 5;
const ATTRIBUTE = 6;
const DIRECTIVE = 7;

function templateTexts(ast: TemplateNode): string[] {
  const loose: string[] = [];
  const expression = (code: string) => {
    const { program } = babelParse(`(${code})`, { sourceType: "module", plugins: ["typescript"] });
    const own = textsIn((program.body[0] as unknown as Node)["expression"]).filter(isText);
    // What it gives to a function may come back.
    return [...new Set([...own, ...scriptTexts(`(${code})`, [])])];
  };
  const visit = (node: TemplateNode) => {
    if (node.type === TEXT && typeof node.content === "string" && isText(node.content)) loose.push(node.content.trim());
    if (node.type === INTERPOLATION && typeof node.content === "object")
      loose.push(...expression(node.content.content));
    for (const { type, name, value, arg, exp } of node.props ?? []) {
      if (type === ATTRIBUTE && SPOKEN.test(name) && isText(value?.content ?? "")) loose.push(value?.content ?? "");
      const shown = (name === "bind" && SPOKEN.test(arg?.content ?? "")) || name === "text";
      if (type === DIRECTIVE && shown && exp !== undefined) loose.push(...expression(exp.content));
    }
    for (const child of node.children ?? []) visit(child);
  };
  visit(ast);
  return loose;
}

/** What a style sheet writes on the page. */
function styleTexts(css: string): string[] {
  return [...css.matchAll(/content:\s*(?:"([^"]*)"|'([^']*)')/g)]
    .map(([, double, single]) => (double ?? single ?? "").replaceAll(/\\[0-9a-f]+ ?/gi, ""))
    .filter((text) => WORD.test(text));
}

/** What a page says by itself, before any script runs or without one. */
function pageTexts(html: string): string[] {
  const shown = html.replaceAll(/<!--.*?-->|<(script|style)\b.*?<\/\1>/gs, "");
  const attributes = [...shown.matchAll(/\s([\w-]+)="([^"]*)"/g)].flatMap(([, name = "", value = ""]) =>
    SPOKEN.test(name) ? [value] : [],
  );
  const description = /<meta\s+name="description"\s+content="([^"]*)"/.exec(shown)?.[1] ?? "";
  const texts = shown.split(/<[^>]*>/);
  return [...texts, ...attributes, description].map((text) => text.trim()).filter(isText);
}

/** The loose words of one source file. */
export function looseStringsIn(file: string, source: string, wordsConstants: readonly string[] = []): string[] {
  if (file.endsWith(".html")) return pageTexts(source);
  if (file.endsWith(".css")) return styleTexts(source);
  if (!file.endsWith(".vue")) return [...new Set(scriptTexts(source, wordsConstants))];
  const { template, script, scriptSetup, styles } = parse(source, { filename: file, sourceMap: false }).descriptor;
  return [
    ...(template?.ast ? templateTexts(template.ast as unknown as TemplateNode) : []),
    ...[script, scriptSetup].flatMap((block) =>
      block ? [...new Set(scriptTexts(block.content, wordsConstants))] : [],
    ),
    ...styles.flatMap(({ content }) => styleTexts(content)),
  ];
}

/**
 * Those of a folder, each as `file: words`.
 *
 * @param options.exclude language files, and what is no part of the product
 * @param options.wordsConstants constants that are language files themselves
 */
export function looseStrings(
  folder: string,
  options: { exclude: readonly string[]; wordsConstants?: readonly string[] },
): string[] {
  const { exclude, wordsConstants } = options;
  const files = globSync("**/*.{ts,vue,css,html}", {
    cwd: folder,
    exclude: ["**/*.test.ts", "**/testing/**", "**/node_modules/**", "**/dist/**", ...exclude],
  });
  return files.toSorted().flatMap((file) => {
    const found = looseStringsIn(file, readFileSync(join(folder, file), "utf8"), wordsConstants);
    return [...new Set(found)].map((words) => `${file}: ${words}`);
  });
}
