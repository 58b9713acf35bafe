import { inkOn } from "../shared/colour.ts";
import { CHANNEL, type FromHost, type HostNews, parseToHost } from "../shared/messages.ts";
import { create, createShape, LABELS, SHAPES, STYLE_SHEET } from "./dress.ts";
import { langOf, wishesOf } from "./wishes.ts";

export interface Launcher {
  /** @param focus the visitor asked for it, and wants to write */
  setOpen(open: boolean, focus?: boolean): void;
  unread(): number;
  leave(): void;
}

/** In this tab: the chat is open. */
const OPEN = ["sessionStorage", "baton.open"] as const;
/** In this browser: there is a conversation, which may have news. */
const TALK = ["localStorage", "baton.talk"] as const;
const OWN_ACCENT = "#0f766e";
/** A frame that has not said a word after so long may never do so. */
const PATIENCE_MS = 8_000;

/**
 * The button, and on the first click the chat in a frame of Baton's own origin. Everything shown is in a shadow tree
 * styled by a constructed sheet, so a strict policy on the host needs no exception for styles, and neither page's CSS
 * reaches the other.
 */
export function createLauncher(host: HTMLElement, root: ShadowRoot, origin: string): Launcher {
  const leaving = new AbortController();
  const { signal } = leaving;
  const button = create("button", "launcher");
  const badge = create("span", "badge");
  /** What a screen reader is told while the chat is closed: of a name that changes, or of a hidden frame, it hears nothing. */
  const news = create("output", "news");
  const icon = createShape("svg");
  const shape = createShape("path");
  /** Stands where the chat will be, until that is there. */
  const note = create("button", "panel note");
  const frame = create("iframe", "panel");
  let ready = false;
  let isLate = false;
  let isOpen = false;
  let unread = 0;
  let told = "";
  let isDrawing = false;

  // The element's `title` is the chat's, and no hint for the button.
  button.title = "";
  frame.referrerPolicy = "strict-origin";
  frame.allow = "clipboard-write; autoplay";
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.append(shape);
  button.append(icon, badge);
  root.adoptedStyleSheets = [STYLE_SHEET];
  root.replaceChildren(note, button, news);

  function say(news: HostNews): void {
    if (ready) frame.contentWindow?.postMessage({ channel: CHANNEL, ...news } satisfies FromHost, origin);
  }
  const sayVisible = (focus: boolean) => say({ type: "visible", visible: isOpen, focus });

  function tell(name: string, detail?: { count: number }): void {
    host.dispatchEvent(new CustomEvent(`baton-${name}`, { bubbles: true, detail }));
  }

  /** Puts in place whatever the page may have changed. */
  function refresh(): void {
    if (signal.aborted) return;
    const { title, waiting, gone } = LABELS[langOf(host)];
    const count = isOpen ? 0 : unread;
    button.setAttribute("aria-label", count ? `${title} (${count} ${waiting})` : title);
    button.setAttribute("aria-expanded", `${isOpen}`);
    button.classList.toggle("open", isOpen);
    shape.setAttribute("d", isOpen ? SHAPES.open : SHAPES.closed);
    badge.textContent = count > 9 ? "9+" : `${count || ""}`;
    host.toggleAttribute("open", isOpen);
    note.textContent = isLate ? gone : `${title} …`;
    note.disabled = !isLate;
    note.classList.toggle("shown", isOpen && !ready);
    frame.title = title;
    frame.classList.toggle("shown", isOpen);
    frame.classList.toggle("ready", ready);
    // A chat that never came is not brought back on the next page.
    if (ready || !isOpen) remember(OPEN, isOpen);
    const wishes = wishesOf(host, button);
    const accent = wishes.look.accent ?? OWN_ACCENT;
    button.style.cssText = `--accent:${accent};--ink:${inkOn(accent)}`;
    const wanted = JSON.stringify(wishes);
    if (wanted !== told) say({ type: "settings", settings: wishes });
    told = wanted;
  }

  /** Pages that move by changing a style do so many times between two pictures. */
  function refreshSoon(): void {
    if (isDrawing) return;
    isDrawing = true;
    requestAnimationFrame(() => {
      isDrawing = false;
      refresh();
    });
  }

  function load(): void {
    if (signal.aborted) return;
    // The frame answers to this origin only; it learns who embeds it before the first message.
    frame.src = `${origin}/widget/frame.html?host=${location.origin}&lang=${langOf(host)}`;
    // Also when it is there: it is then loaded anew.
    root.prepend(frame);
    makeRoom();
    isLate = false;
    refresh();
    setTimeout(() => {
      isLate = !ready;
      refresh();
      if (isLate && root.activeElement === frame) note.focus();
    }, PATIENCE_MS);
  }

  /** A phone's keyboard covers the page without making it smaller: what is left is the chat's. Not while zoomed in. */
  function makeRoom(): void {
    const view = visualViewport;
    if (!view || view.scale > 1.01) return;
    frame.style.cssText = `--top:${view.offsetTop}px;--height:${view.height}px`;
  }

  function setOpen(open: boolean, focus = false): void {
    const isNews = open !== isOpen;
    isOpen = open;
    if (open && !frame.isConnected) load();
    else refresh();
    sayVisible(focus);
    if (open && focus) frame.focus();
    else if (!open && root.activeElement) button.focus();
    if (isNews) tell(open ? "open" : "close");
  }

  function hear(event: MessageEvent): void {
    if (event.origin !== origin || event.source !== frame.contentWindow) return;
    const message = parseToHost(event.data);
    if (message?.type === "ready") {
      ready = true;
      told = "";
      if (root.activeElement === note) frame.focus();
      refresh();
      sayVisible(root.activeElement === frame);
    } else if (message?.type === "close") {
      setOpen(false);
    } else if (message?.type === "unread") {
      remember(TALK, message.going);
      if (message.count === unread) return;
      unread = message.count;
      refresh();
      // Here alone: each time that it is written, it is read out.
      news.textContent = badge.textContent && button.getAttribute("aria-label");
      tell("unread", { count: unread });
    }
  }

  addEventListener("message", hear, { signal });
  button.addEventListener("click", () => setOpen(!isOpen, true));
  note.addEventListener("click", () => {
    load();
    frame.focus();
  });
  document.addEventListener(
    "click",
    ({ target }) => (target as Element).closest?.("[data-baton-open]") && setOpen(true, true),
    { signal },
  );
  for (const change of ["resize", "scroll"]) visualViewport?.addEventListener(change, makeRoom, { signal });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", refresh, { signal });
  // Whoever goes over into the chat to write: the page may have come to another address without being loaded anew.
  addEventListener("blur", refresh, { signal });
  const observer = new MutationObserver(() =>
    host.hasAttribute("open") === isOpen ? refreshSoon() : setOpen(!isOpen, false),
  );
  observer.observe(document.documentElement, { attributeFilter: ["lang", "class", "style", "data-theme"] });
  observer.observe(host, { attributes: true });

  if (host.hasAttribute("open") || recall(OPEN)) setOpen(true);
  else {
    refresh();
    // Whoever has talked here hears of answers, also with the chat closed.
    if (recall(TALK)) (globalThis.requestIdleCallback ?? setTimeout)(() => frame.isConnected || load());
  }

  return {
    setOpen,
    unread: () => unread,
    leave() {
      leaving.abort();
      observer.disconnect();
      root.replaceChildren();
    },
  };
}

type Place = typeof OPEN | typeof TALK;

// Where storage is blocked, the next page just begins anew.
function recall([storage, key]: Place): string | null {
  try {
    return globalThis[storage].getItem(key);
  } catch {
    return null;
  }
}

function remember([storage, key]: Place, isSo: boolean): void {
  try {
    globalThis[storage][isSo ? "setItem" : "removeItem"](key, "1");
  } catch {}
}
