import { onScopeDispose, readonly, ref } from "vue";
import type { NoticeKind } from "./notices.ts";

/** `insecure`: a page without https has no desktop notifications. `none`: this browser has none for pages. */
export type DesktopState = "insecure" | "none" | "ask" | "denied" | "granted";

function look(): DesktopState {
  if (!globalThis.isSecureContext) return "insecure";
  if (!("Notification" in globalThis)) return "none";
  return Notification.permission === "default" ? "ask" : Notification.permission;
}

export interface DesktopNotice {
  title: string;
  body: string;
  /** A later one of the same kind about the same session, or about several, replaces the earlier. */
  kind: NoticeKind;
  /** Whom it is about; undefined when it is about several. */
  name: string | undefined;
  lang: string;
  onClick: () => void;
}

/** The browser's notifications outside of the page. Lives as long as the calling component. */
export function useDesktop() {
  const state = ref(look());
  const open = new Map<string, { notice: DesktopNotice; notification: Notification }>();
  const update = () => {
    state.value = look();
  };
  // The agent may change their mind in the browser's own settings.
  addEventListener("focus", update);
  onScopeDispose(() => {
    removeEventListener("focus", update);
    for (const { notification } of open.values()) notification.close();
  });

  return {
    state: readonly(state),
    /** Only ever from a click: a browser that is asked out of nowhere refuses for good. */
    async ask(): Promise<void> {
      await Notification.requestPermission();
      update();
    },
    show(notice: DesktopNotice): void {
      if (state.value !== "granted") return;
      const { title, body, kind, name = "", lang, onClick } = notice;
      const tag = `baton ${kind} ${name}`;
      // `renotify` is not in TypeScript's list: without it a second message of one customer would come unnoticed.
      const options: NotificationOptions & { renotify: boolean } = { body, tag, lang, silent: true, renotify: true };
      try {
        const notification = new Notification(title, options);
        open.set(tag, { notice, notification });
        notification.onclick = () => {
          globalThis.focus();
          notification.close();
          onClick();
        };
        notification.onclose = () => {
          if (open.get(tag)?.notification === notification) open.delete(tag);
        };
      } catch {
        // Android's browsers have the word, but let only service workers notify.
        state.value = "none";
      }
    },
    /** @param isOver what nobody needs to act on any more */
    tidy(isOver: (notice: DesktopNotice) => boolean): void {
      for (const [tag, { notice, notification }] of open) {
        if (!isOver(notice)) continue;
        open.delete(tag);
        notification.close();
      }
    },
  };
}
