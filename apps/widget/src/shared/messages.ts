/**
 * What the host page's loader and the chat's frame say to each other. Either side may be hostile, so every message is
 * checked for its origin, its sender's window and its shape before a word of it counts.
 */
export const CHANNEL = "baton";

/** In place of an identity token, by a page that has to find out first whether somebody is signed in, and who. */
export const NOT_KNOWN_YET = "pending";

/** Languages the chat speaks. */
export type Lang = "zh-CN" | "en" | "de";
export type Theme = "auto" | "light" | "dark";

/** What the host page asks of the chat's looks; what is undefined stays Baton's own. Colours are `#rrggbb`. */
export interface Look {
  accent: string | undefined;
  ground: string | undefined;
  ink: string | undefined;
  bubble: string | undefined;
  /** Of corners, in pixels. */
  radius: number | undefined;
  /** Names of fonts that the visitor has, as CSS lists them. */
  font: string | undefined;
}

export interface HostSettings {
  lang: Lang;
  theme: Theme;
  look: Look;
  /** Shown in the header before anyone has spoken; undefined: the bot's own name. */
  title: string | undefined;
  /** Questions offered on the empty screen. */
  suggestions: readonly string[];
  /** Signed by the host site; or `NOT_KNOWN_YET`. */
  identityToken: string | undefined;
  /** Where the customer is, and came from, for the agent to see. */
  page: { url: string | undefined; referrer: string | undefined };
}

/** The same as the host page says it, before the frame has looked at it. */
export interface HostWishes {
  lang: string;
  theme: string | null;
  look: { [Name in keyof Look]: string | undefined };
  title: string | null;
  /** Separated by `|`. */
  suggestions: string | null;
  identityToken: string | null;
  page: { url: string; referrer: string } | undefined;
}

/** `focus`: somebody opened the chat just now, and wants to write. */
type Visible = { type: "visible"; visible: boolean; focus: boolean };
export type HostNews = Visible | { type: "settings"; settings: HostWishes };
export type FromHost = { channel: typeof CHANNEL } & HostNews;
export type ToFrame = Visible | { type: "settings"; settings: HostSettings };

/** What the frame has to tell its host. */
export type News =
  | { type: "ready" }
  | { type: "close" }
  /** `going`: there is a conversation, which may bring more. Which one is not told. */
  | { type: "unread"; count: number; going: boolean };
export type ToHost = { channel: typeof CHANNEL } & News;

const MAX_TEXT = 200;
const MAX_SUGGESTIONS = 6;
const MAX_TOKEN = 8_192;
const MAX_ADDRESS = 2_000;
const MAX_RADIUS = 32;

export function parseToHost(value: unknown): News | undefined {
  const { type, count, going } = ours(value);
  if (type === "ready" || type === "close") return { type };
  return type === "unread" && Number.isSafeInteger(count) && (count as number) >= 0
    ? { type, count: count as number, going: !!going }
    : undefined;
}

export function parseToFrame(value: unknown): ToFrame | undefined {
  const message = ours(value);
  if (message.type === "visible" && typeof message.visible === "boolean") {
    return { type: "visible", visible: message.visible, focus: message.focus === true };
  }
  if (message.type !== "settings" || !isRecord(message.settings)) return undefined;
  return { type: "settings", settings: parseWishes(message.settings) };
}

export function parseWishes(wishes: Record<string, unknown>): HostSettings {
  const { lang, theme, look, title, suggestions, identityToken, page } = wishes;
  const questions = (text(suggestions, MAX_TEXT * MAX_SUGGESTIONS * 2) ?? "").split("|").map((one) => one.trim());
  return {
    lang: chooseLang(text(lang, MAX_TEXT)),
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    look: parseLook(isRecord(look) ? look : {}),
    title: text(title, MAX_TEXT),
    suggestions: questions.filter((one) => text(one, MAX_TEXT) !== undefined).slice(0, MAX_SUGGESTIONS),
    identityToken: text(identityToken, MAX_TOKEN),
    page: parsePage(isRecord(page) ? page : {}),
  };
}

function parseLook({ accent, ground, ink, bubble, radius, font }: Record<string, unknown>): Look {
  const pixels = /^(\d{1,2}(?:\.\d+)?)(?:px)?$/.exec(text(radius, MAX_TEXT) ?? "")?.[1];
  return {
    accent: parseColour(accent),
    ground: parseColour(ground),
    ink: parseColour(ink),
    bubble: parseColour(bubble),
    radius: Number(pixels) <= MAX_RADIUS ? Number(pixels) : undefined,
    font: parseFont(font),
  };
}

function parsePage({ url, referrer }: Record<string, unknown>): HostSettings["page"] {
  return { url: plainAddress(url), referrer: plainAddress(referrer) };
}

/** A web address without its query, its fragment and its user: pages keep tokens and names there. */
function plainAddress(value: unknown): string | undefined {
  const address = parseUrl(text(value, MAX_ADDRESS) ?? "");
  return address?.protocol === "https:" || address?.protocol === "http:"
    ? address.origin + address.pathname
    : undefined;
}

/** Browsers of 2023 do not know `URL.canParse` and `URL.parse`. */
export function parseUrl(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

/** How pages and browsers name a language, with or without a region: `zh`, `zh-Hans-CN`, `de-AT`. */
export const REGIONS: Record<Lang, RegExp> = { "zh-CN": /^zh\b/i, en: /^en\b/i, de: /^de\b/i };

/** The chat's language for a page's wish; English for a language that the chat does not speak. */
export function chooseLang(wish = ""): Lang {
  return /^zh\b/i.test(wish) ? "zh-CN" : /^de\b/i.test(wish) ? "de" : "en";
}

/** Only `#rrggbb`: whatever else a page writes never reaches a style. */
function parseColour(value: unknown): string | undefined {
  return typeof value === "string" && /^#[0-9a-f]{6}$/i.test(value) ? value : undefined;
}

/** Only names, so that nothing is loaded and no other style is said. */
function parseFont(value: unknown): string | undefined {
  const names = text(value, MAX_TEXT);
  return names !== undefined && /^[\p{L}\p{N} ,'"_-]+$/u.test(names) ? names : undefined;
}

/** Empty when it is not one of ours. */
function ours(value: unknown): Record<string, unknown> {
  const message = Object(value) as Record<string, unknown>;
  return message.channel === CHANNEL ? message : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function text(value: unknown, maxLength: number): string | undefined {
  return typeof value === "string" && value.length > 0 && value.length <= maxLength ? value : undefined;
}
