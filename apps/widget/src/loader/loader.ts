import { CHANNEL, chooseLang, type HostSettings, parseAccent, parseToHost, type ToFrame } from "../shared/messages.ts";
import { createIcon, LABELS, styleSheet } from "./dress.ts";

/**
 * The script that a host page embeds:
 *
 *   <script src="https://chat.example.com/widget.js" defer data-accent="#0f6b52"></script>
 *
 * It puts a button on the page and, on the first click, the chat in a frame of Baton's own origin. Everything it shows
 * is in a shadow tree styled by a constructed sheet, so a strict policy on the host needs no exception for
 * styles, and neither page's CSS reaches the other.
 */
const OPEN_KEY = "baton.open";

function start(script: HTMLScriptElement): void {
  const origin = new URL(script.src).origin;
  const host = document.createElement("baton-widget");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [styleSheet(parseAccent(script.dataset.accent), script.dataset.position)];

  const button = document.createElement("button");
  button.type = "button";
  button.className = "launcher";
  button.setAttribute("aria-expanded", "false");
  const badge = document.createElement("span");
  badge.className = "badge";
  badge.hidden = true;
  button.append(createIcon("chat"), createIcon("close"), badge);
  root.append(button);

  let frame: HTMLIFrameElement | undefined;
  let ready = false;
  let isOpen = false;
  let unread = 0;

  const lang = () =>
    chooseLang(script.dataset.lang ?? (document.documentElement.lang || globalThis.navigator.language));

  function settings(): HostSettings {
    const { theme, accent, title, suggestions, identityToken } = inLanguage(script, lang());
    return {
      lang: lang(),
      theme: theme === "light" || theme === "dark" ? theme : "auto",
      accent,
      title,
      suggestions: suggestions?.split("|").map((one) => one.trim()) ?? [],
      identityToken,
    };
  }

  function say(message: ToFrame): void {
    if (ready) frame?.contentWindow?.postMessage(message, origin);
  }

  function label(): void {
    const { open, close, unread: waiting, title } = LABELS[lang()];
    button.setAttribute("aria-label", isOpen ? close : unread > 0 ? `${open} (${unread} ${waiting})` : open);
    if (frame !== undefined) frame.title = title;
    badge.hidden = unread === 0 || isOpen;
    badge.textContent = unread > 9 ? "9+" : String(unread);
  }

  function createFrame(): HTMLIFrameElement {
    const created = document.createElement("iframe");
    created.className = "panel";
    // The frame answers to this origin only; it learns who embeds it before the first message.
    created.src = `${origin}/widget/frame.html?${new URLSearchParams({ host: location.origin, lang: lang() })}`;
    created.referrerPolicy = "strict-origin";
    created.allow = "clipboard-write";
    root.prepend(created);
    return created;
  }

  function setOpen(open: boolean): void {
    isOpen = open;
    if (open) frame ??= createFrame();
    host.toggleAttribute("open", open);
    root.querySelector(".panel")?.classList.toggle("shown", open);
    button.classList.toggle("open", open);
    button.setAttribute("aria-expanded", String(open));
    label();
    say({ channel: CHANNEL, type: "visible", visible: open });
    if (open) frame?.focus();
    else button.focus();
    try {
      sessionStorage.setItem(OPEN_KEY, open ? "1" : "");
    } catch {
      // Storage is blocked: the chat just does not reopen on the next page.
    }
  }

  addEventListener("message", (event) => {
    if (event.origin !== origin || frame === undefined || event.source !== frame.contentWindow) return;
    const message = parseToHost(event.data);
    if (message?.type === "ready") {
      ready = true;
      say({ channel: CHANNEL, type: "settings", settings: settings() });
      say({ channel: CHANNEL, type: "visible", visible: isOpen });
    } else if (message?.type === "close") {
      setOpen(false);
    } else if (message?.type === "unread") {
      unread = message.count;
      label();
    }
  });

  button.addEventListener("click", () => setOpen(!isOpen));
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-baton-open]") !== null) setOpen(true);
  });
  new MutationObserver(() => {
    label();
    say({ channel: CHANNEL, type: "settings", settings: settings() });
  }).observe(document.documentElement, { attributeFilter: ["lang"] });

  label();
  document.body.append(host);
  try {
    if (sessionStorage.getItem(OPEN_KEY) === "1") setOpen(true);
  } catch {
    // As above.
  }
}

/** The script's `data-*` words; one that ends in the chat's language (`data-title-zh-cn`) wins over the plain one. */
function inLanguage(script: HTMLScriptElement, lang: string): DOMStringMap {
  const suffix = `-${lang.toLowerCase()}`;
  const words: DOMStringMap = Object.fromEntries(Object.entries(script.dataset));
  for (const name of ["title", "suggestions"]) {
    const own = script.getAttribute(`data-${name}${suffix}`);
    if (own !== null) words[name] = own;
  }
  return words;
}

// Only while the script runs is it known which element embeds it.
const current = document.currentScript;
if (current instanceof HTMLScriptElement && document.querySelector("baton-widget") === null) {
  if (document.body === null) addEventListener("DOMContentLoaded", () => start(current));
  else start(current);
}
