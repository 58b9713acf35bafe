import { inkOn } from "../shared/colour.ts";
import type { Lang } from "../shared/messages.ts";

/** The loader's few words; the chat itself has language files. */
export const LABELS: Record<Lang, { open: string; close: string; unread: string; title: string }> = {
  "zh-CN": { open: "打开在线客服", close: "收起在线客服", unread: "条未读消息", title: "在线客服" },
  en: { open: "Open the chat", close: "Close the chat", unread: "unread", title: "Customer service chat" },
};

const PATHS = {
  chat: "M12 3.5c-5 0-9 3.4-9 7.7 0 2.3 1.2 4.4 3 5.8-.1 1.2-.6 2.4-1.5 3.3-.2.2 0 .6.3.5 2-.2 3.7-.9 5-1.9.7.1 1.4.2 2.2.2 5 0 9-3.5 9-7.9s-4-7.7-9-7.7Z",
  close: "m6 9 6 6 6-6",
} as const;

export function createIcon(name: keyof typeof PATHS): SVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(namespace, "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  icon.setAttribute("class", name);
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", PATHS[name]);
  icon.append(path);
  return icon;
}

/** @param accent `#rrggbb`, already checked */
export function styleSheet(accent = "#0f766e", position: string | undefined): CSSStyleSheet {
  const side = position === "left" ? "left" : "right";
  const ink = inkOn(accent);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
:host{all:initial;position:fixed;z-index:2147483000;bottom:20px;${side}:20px;color-scheme:light dark}
.launcher{all:unset;box-sizing:border-box;position:relative;display:grid;place-items:center;width:60px;height:60px;border-radius:50%;background:${accent};cursor:pointer;box-shadow:0 6px 20px rgb(0 0 0/.22),0 1px 4px rgb(0 0 0/.18);transition:transform .18s,box-shadow .18s;-webkit-tap-highlight-color:transparent}
.launcher:hover{transform:translateY(-2px);box-shadow:0 10px 26px rgb(0 0 0/.26)}
.launcher:focus-visible{outline:3px solid ${accent};outline-offset:3px;box-shadow:0 0 0 3px #fff}
svg{grid-area:1/1;width:30px;height:30px;transition:opacity .18s,transform .18s}
.chat{fill:${ink}}
.close{fill:none;stroke:${ink};stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round;opacity:0;transform:rotate(-60deg)}
.open .chat{opacity:0;transform:rotate(60deg)}
.open .close{opacity:1;transform:none}
.badge{position:absolute;top:-3px;${side === "right" ? "left" : "right"}:-3px;min-width:22px;height:22px;box-sizing:border-box;padding:0 6px;border-radius:11px;background:#d92d20;color:#fff;font:600 12px/22px system-ui,sans-serif;text-align:center}
[hidden]{display:none}
.panel{position:absolute;bottom:76px;${side}:0;width:min(400px,calc(100vw - 40px));height:min(660px,calc(100dvh - 116px));border:0;border-radius:18px;background:transparent;box-shadow:0 18px 60px rgb(0 0 0/.24),0 2px 10px rgb(0 0 0/.12);visibility:hidden;opacity:0;transform:translateY(10px) scale(.985);transform-origin:bottom ${side};transition:opacity .16s,transform .16s,visibility .16s;color-scheme:normal}
.shown{visibility:visible;opacity:1;transform:none}
@media(max-width:520px),(max-height:460px){.panel{position:fixed;inset:0;width:100%;height:100%;border-radius:0}.launcher.open{visibility:hidden}}
@media(prefers-reduced-motion:reduce){*{transition:none!important}}
@media print{:host{display:none}}`);
  return sheet;
}
