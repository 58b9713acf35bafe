/**
 * What the host page's loader and the chat's frame say to each other. Either side may be hostile, so every message is
 * checked for its origin, its sender's window and its shape before a word of it counts.
 */
export const CHANNEL = "baton";

/** Languages the chat speaks. */
export type Lang = "zh-CN" | "en";
export type Theme = "auto" | "light" | "dark";

export interface HostSettings {
  lang: Lang;
  theme: Theme;
  /** `#rrggbb`, or undefined for Baton's own colour. */
  accent: string | undefined;
  /** Shown in the header before anyone has spoken; undefined: the bot's own name. */
  title: string | undefined;
  /** Questions offered on the empty screen. */
  suggestions: readonly string[];
  /** Signed by the host site. */
  identityToken: string | undefined;
}

export type ToFrame =
  | { channel: typeof CHANNEL; type: "settings"; settings: HostSettings }
  | { channel: typeof CHANNEL; type: "visible"; visible: boolean };

/** What the frame has to tell its host. */
export type News = { type: "ready" } | { type: "close" } | { type: "unread"; count: number };
export type ToHost = { channel: typeof CHANNEL } & News;

const MAX_TEXT = 200;
const MAX_SUGGESTIONS = 6;
const MAX_TOKEN = 8_192;

export function parseToHost(value: unknown): ToHost | undefined {
  const message = ours(value);
  switch (message?.type) {
    case "ready":
    case "close":
      return { channel: CHANNEL, type: message.type };
    case "unread": {
      const { count } = message;
      const valid = typeof count === "number" && Number.isInteger(count) && count >= 0 && count < 1_000_000;
      return valid ? { channel: CHANNEL, type: "unread", count } : undefined;
    }
    default:
      return undefined;
  }
}

export function parseToFrame(value: unknown): ToFrame | undefined {
  const message = ours(value);
  if (message?.type === "visible" && typeof message.visible === "boolean") {
    return { channel: CHANNEL, type: "visible", visible: message.visible };
  }
  if (message?.type !== "settings" || !isRecord(message.settings)) return undefined;
  const { lang, theme, accent, title, suggestions, identityToken } = message.settings;
  return {
    channel: CHANNEL,
    type: "settings",
    settings: {
      lang: chooseLang(text(lang, MAX_TEXT)),
      theme: theme === "light" || theme === "dark" ? theme : "auto",
      accent: parseAccent(text(accent, MAX_TEXT)),
      title: text(title, MAX_TEXT),
      suggestions: Array.isArray(suggestions)
        ? suggestions.filter((one): one is string => text(one, MAX_TEXT) !== undefined).slice(0, MAX_SUGGESTIONS)
        : [],
      identityToken: text(identityToken, MAX_TOKEN),
    },
  };
}

/** The chat's language for a wish as pages express it (`zh`, `zh-Hans-CN`, `en-GB`); English for everything else. */
export function chooseLang(wish: string | undefined): Lang {
  return /^zh\b/i.test(wish ?? "") ? "zh-CN" : "en";
}

/** Only `#rrggbb`: whatever else a page writes never reaches a style. */
export function parseAccent(wish: string | undefined): string | undefined {
  return wish !== undefined && /^#[0-9a-f]{6}$/i.test(wish) ? wish : undefined;
}

function ours(value: unknown): Record<string, unknown> | undefined {
  return isRecord(value) && value.channel === CHANNEL ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function text(value: unknown, maxLength: number): string | undefined {
  return typeof value === "string" && value.length > 0 && value.length <= maxLength ? value : undefined;
}
