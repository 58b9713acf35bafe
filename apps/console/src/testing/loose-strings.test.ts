// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources that are searched hold such templates.
import { describe, expect, test } from "vitest";
import { looseStringsIn } from "./loose-strings.ts";

const template = (inside: string) => looseStringsIn("A.vue", `<template><div>${inside}</div></template>`);
const script = (code: string) => looseStringsIn("a.ts", code);

describe("a template that says something by itself is found out", () => {
  test.each([
    ["Nobody is waiting", ["Nobody is waiting"]],
    ["<b>关闭</b>", ["关闭"]],
    ["<p v-if='a'>yes</p><p v-else>no</p>", ["yes", "no"]],
    ["<p v-for='a of b'><X><template #action>Try it</template></X></p>", ["Try it"]],
    ["{{ open ? 'Close' : t('a.b') }}", ["Close"]],
    ["{{ name ?? 'Somebody' }}", ["Somebody"]],
    ["{{ `Hello ${name}` }}", ["Hello"]],
    ["<button aria-label='Close' title='Close it' /><img alt='A bike' /><input placeholder='Search' />", 4],
    ["<button :aria-label=\"busy ? 'Please wait' : t('a.b')\" />", ["Please wait"]],
    ["<EmptyState title='Nothing' :hint=\"'Try ' + name\" />", 2],
    ["<p v-text=\"'Hello'\" />", ["Hello"]],
    ["{{ shorten('Close') }}", ["Close"]],
    ["<p v-text=\"busy ? loud('Sending…') : t('a.b')\" />", ["Sending…"]],
  ])("%s", (inside, found) => {
    const loose = template(inside);
    if (typeof found === "number") expect(loose).toHaveLength(found);
    else expect(loose.map((words) => words.trim())).toEqual(found);
  });
});

describe("a script that speaks by itself is found out", () => {
  test.each([
    "announce('Taken');",
    "toast('bad', `Not sent: ${why}`);",
    "document.title = 'Baton';",
    "document.title = count > 0 ? `${count} Waiting` : t('app.title');",
    "new Notification('Waiting', { tag });",
    "new Notification(t('a.b'), { body: 'Somebody' });",
    "button.setAttribute('aria-label', 'Close');",
    "label.textContent = open ? 'Close' : other;",
    "const hint = 'Nobody is waiting';",
    "const words = { idle: 'Nobody is here.' };",
    "show('等待');",
    "return `Only ${n} of them are here`;",
    "announce('taken');",
    "toast('good', 'saved');",
    "const label = 'Close';",
    "const label = busy ? 'Sending' : t('a.b');",
    "const label = `Close`;",
    "return 'Sending…';",
  ])("%s", (code) => {
    expect(script(code.startsWith("return") ? `function f() { ${code} }` : code)).not.toEqual([]);
  });

  test("in a component too", () => {
    expect(looseStringsIn("A.vue", "<script setup lang='ts'>\nannounce('Taken');\n</script>")).toEqual(["Taken"]);
  });
});

test("a style sheet and a page that say something by themselves are found out", () => {
  expect(looseStringsIn("a.css", '.new::after { content: "New"; } .dot::before { content: "· \\2026"; }')).toEqual([
    "New",
  ]);
  expect(looseStringsIn("A.vue", "<template><p /></template><style>p::before { content: 'Note: ' }</style>")).toEqual([
    "Note: ",
  ]);
  const page =
    '<title>Chat</title><meta name="description" content="Talk"><p title="Wait">Loading…</p><script>"No"</script>';
  expect(looseStringsIn("a.html", page).toSorted()).toEqual(["Chat", "Loading…", "Talk", "Wait"]);
});

describe("what is no words for people is left alone", () => {
  test.each([
    "{{ t('queue.claim') }} · {{ name }}",
    "<AppIcon name='close' class='large quiet' />",
    "<button type='button' :class=\"{ 'is on': on }\" @click=\"go('Somewhere else')\">{{ t(`a.${b}`) }}</button>",
    "&nbsp;→ 42 %",
  ])("%s", (inside) => {
    expect(template(inside)).toEqual([]);
  });

  test.each([
    "import { a } from './some thing.ts';",
    "throw new Error('only inside a component');",
    "const kind: 'a b' | 'two words' = x;",
    "// a comment of some words\nconst key = 'baton.console.theme';",
    "announce(t('queue.claimed', { name }));",
    "toast('good', t('queue.claimed'));",
    "matchMedia('(pointer: fine)');",
    "if (event.key === 'Close') go('Escape');",
    "const LABELS = { en: { open: 'Open the chat' } };",
  ])("%s", (code) => {
    expect(looseStringsIn("a.ts", code, ["LABELS"])).toEqual([]);
  });
});
