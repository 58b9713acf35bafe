import { CHANNEL, type HostSettings, type News, parseToFrame, parseUrl, type ToHost } from "../shared/messages.ts";

export interface HostBridge {
  /** False when the chat has a window of its own: there is nothing to close it into. */
  embedded: boolean;
  say(news: News): void;
}

export interface HostHandlers {
  onSettings: (settings: HostSettings) => void;
  /** @param focus whether the customer has opened the chat just now */
  onVisible: (visible: boolean, focus: boolean) => void;
}

/**
 * Talks to the page that embeds this frame, and to nobody else: only the parent window counts, only from the origin
 * that the frame was opened for, and answers go to that origin only.
 */
export function connectHost(view: Window, { onSettings, onVisible }: HostHandlers): HostBridge {
  const origin = hostOrigin(view);
  if (origin === undefined) return { embedded: false, say: () => undefined };
  const say = (news: News) => {
    const message: ToHost = { channel: CHANNEL, ...news };
    view.parent.postMessage(message, origin);
  };
  view.addEventListener("message", (event) => {
    if (event.source !== view.parent || event.origin !== origin) return;
    const message = parseToFrame(event.data);
    if (message?.type === "settings") onSettings(message.settings);
    else if (message?.type === "visible") onVisible(message.visible, message.focus);
  });
  say({ type: "ready" });
  return { embedded: true, say };
}

/** The embedding page's origin as the loader named it; undefined when there is none or the browser knows better. */
function hostOrigin(view: Window): string | undefined {
  if (view.parent === view) return undefined;
  const named = new URLSearchParams(view.location.search).get("host");
  if (named === null || parseUrl(named)?.origin !== named) return undefined;
  const actual = view.location.ancestorOrigins?.[0];
  return actual === undefined || actual === named ? named : undefined;
}
