import { NOTICE_KINDS, type NoticeKind } from "./notices.ts";

export type Ways = Readonly<{ sound: boolean; desktop: boolean }>;

/** How an agent wants to be notified on this device. */
export type NotificationPrefs = Readonly<{
  /** Do not disturb. */
  quiet: boolean;
  /** 0 to 100. */
  volume: number;
  /** Desktop notifications may stand on a screen that others see: without this they hold no word of the customer's. */
  showText: boolean;
  kinds: Readonly<Record<NoticeKind, Ways>>;
}>;

const BOTH: Ways = { sound: true, desktop: true };

export const DEFAULT_PREFS: NotificationPrefs = {
  quiet: false,
  volume: 60,
  showText: false,
  kinds: { waiting: BOTH, message: BOTH, deadline: BOTH },
};

export function waysOf(prefs: NotificationPrefs, kind: NoticeKind): Ways {
  const { sound, desktop } = prefs.kinds[kind];
  return { sound: sound && !prefs.quiet && prefs.volume > 0, desktop: desktop && !prefs.quiet };
}

/** What cannot be read is as it is for a new agent. */
export function parsePrefs(text: string | null): NotificationPrefs {
  const stored = asRecord(parsed(text));
  const kinds = asRecord(stored["kinds"]);
  const ways = (kind: NoticeKind): Ways => {
    const { sound, desktop } = asRecord(kinds[kind]);
    return { sound: sound !== false, desktop: desktop !== false };
  };
  const { volume } = stored;
  return {
    quiet: stored["quiet"] === true,
    volume: typeof volume === "number" && volume >= 0 && volume <= 100 ? volume : DEFAULT_PREFS.volume,
    showText: stored["showText"] === true,
    kinds: Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, ways(kind)])) as Record<NoticeKind, Ways>,
  };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
