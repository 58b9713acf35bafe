import { createBatonChat } from "./element.ts";

/**
 * The script that a host page embeds, alone or beside an element of the page's own:
 *
 *   <script src="https://chat.example.com/widget.js" defer data-accent="#0f6b52"></script>
 *   <baton-chat accent="#0f6b52"></baton-chat>
 *
 * Where the page has no `<baton-chat>`, the script makes one of its own `data-*` words.
 */
const NAME = "baton-chat";
const WORDS = /^data-(title|suggestions|lang|theme|accent|position|identity-token|page)/;

function addOwn(script: HTMLScriptElement): void {
  if (document.querySelector(NAME)) return;
  const element = document.createElement(NAME);
  element.setAttribute("by-script", "");
  for (const { name, value } of script.attributes) {
    if (WORDS.test(name)) element.setAttribute(name.slice(5), value);
  }
  document.body.append(element);
}

// Only while the script runs is it known which element embeds it.
const script = document.currentScript as HTMLScriptElement | null;
if (script) {
  // Pages that replace their body run the script again, and the element that it had made is gone.
  if (!customElements.get(NAME)) {
    customElements.define(NAME, createBatonChat(new URL(script.src).origin));
  }
  if (script.dataset.manual === undefined) {
    // A page that is still being read may come to have an element.
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => addOwn(script));
    else addOwn(script);
  }
}
