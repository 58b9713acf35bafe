import type { Lang } from "../shared/messages.ts";

/** The loader's few words; the chat itself has language files. */
export const LABELS: Record<Lang, { title: string; waiting: string; gone: string }> = {
  "zh-CN": { title: "在线客服", waiting: "条未读消息", gone: "无法连接客服，点击重试" },
  en: { title: "Customer service chat", waiting: "unread", gone: "The chat cannot be reached. Try again" },
  de: {
    title: "Chat mit dem Kundenservice",
    waiting: "ungelesen",
    gone: "Chat nicht erreichbar. Erneut versuchen",
  },
};

/** What the button shows: a bubble to open the chat, an arrow down to close it. */
export const SHAPES = {
  open: "m4 9 8 8 8-8-2-2-6 6-6-6Z",
  closed: "M12 3.5a9 7.8 0 0 0-6 13.5c-.1 1.2-.6 2.4-1.5 3.3-.2.2 0 .6.3.5 2-.2 3.7-.9 5-1.9a9 7.8 0 1 0 2.5-15.4Z",
};

export function create<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string) {
  const element = document.createElement(name);
  element.className = className;
  return element;
}

export const createShape = (name: string): Element => document.createElementNS("http://www.w3.org/2000/svg", name);

/** `--accent` and `--ink` are set on the button, already checked; `--baton-*` are the page's to set. */
export const STYLE_SHEET = new CSSStyleSheet();
STYLE_SHEET.replaceSync(`
:host{all:initial;--size:var(--baton-launcher-size,60px);--x:var(--baton-offset-x,20px);--y:var(--baton-offset-y,20px);position:fixed;z-index:var(--baton-z-index,2147483000);bottom:calc(var(--y) + env(safe-area-inset-bottom));right:var(--x);color-scheme:light dark}
:host([position=left]){right:auto;left:var(--x)}
.launcher{all:unset;box-sizing:border-box;position:relative;display:grid;place-items:center;width:var(--size);height:var(--size);border-radius:50%;background:var(--accent);cursor:pointer;box-shadow:0 4px 16px rgb(0 0 0/.28)}
.launcher:focus-visible{outline:3px solid var(--accent);outline-offset:3px;box-shadow:0 0 0 3px #fff}
svg{width:50%;fill:var(--ink)}
.badge{position:absolute;top:-3px;left:-3px;padding:0 7px;border-radius:50px;background:#d92d20;color:#fff;font:600 12px/22px var(--baton-font,system-ui),sans-serif}
.badge:empty{display:none}
.news{position:absolute;clip-path:inset(50%)}
.panel{position:absolute;bottom:calc(var(--size) + 16px);right:0;box-sizing:border-box;width:min(var(--baton-width,400px),100vw - 2*var(--x));height:min(var(--baton-height,660px),100dvh - var(--size) - 36px - var(--y));border:0;background:Canvas;border-radius:var(--baton-radius,18px);box-shadow:var(--baton-shadow,0 12px 48px rgb(0 0 0/.28));visibility:hidden;opacity:0;transition:.16s}
.note{color:CanvasText;font:16px var(--baton-font,system-ui),sans-serif}
:host([position=left]) .panel{right:auto;left:0}
.shown{visibility:visible;opacity:1;transition-property:opacity}
@media(max-width:520px),(max-height:460px){.ready{position:fixed;inset:var(--top,0) 0 auto;width:100%;height:var(--height,100%);padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);border-radius:0}.ready~.open{visibility:hidden}}
@media(prefers-reduced-motion:reduce){.panel{transition:none}}
@media(forced-colors:active){.launcher,.panel{border:2px solid;--ink:CanvasText!important}}
@media print{:host{display:none}}`);
