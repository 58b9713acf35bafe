export const KEY_GROUPS = ["list", "conversation", "general"] as const;

interface Entry {
  group: (typeof KEY_GROUPS)[number];
  /** By `KeyboardEvent.key`; any of them does it. */
  keys: readonly string[];
  /** A link or a text field does it by itself; there is nothing to bind. */
  native?: true;
  /** Does it again and again while it is held down. What acts for the agent must not: a held `n` would take everybody. */
  repeats?: true;
}

/**
 * Every key of the console. `useKeys` binds by these names, and the list that `?` shows is made of them, so that it
 * cannot promise what no key does. What a key does is said by `keys.<name>` in the language files.
 */
export const KEYS = {
  next: { group: "list", keys: ["j", "ArrowDown"], repeats: true },
  previous: { group: "list", keys: ["k", "ArrowUp"], repeats: true },
  ends: { group: "list", keys: ["Home", "End"] },
  open: { group: "list", keys: ["Enter"], native: true },
  beside: { group: "list", keys: ["o"] },
  claim: { group: "list", keys: ["c"] },
  claimNext: { group: "list", keys: ["n"] },
  showNew: { group: "list", keys: ["u"] },
  filter: { group: "list", keys: ["f"] },
  search: { group: "list", keys: ["/"] },
  tabs: { group: "list", keys: ["1", "2", "3"] },
  reply: { group: "conversation", keys: ["r"] },
  send: { group: "conversation", keys: ["Enter"], native: true },
  insert: { group: "conversation", keys: ["/"], native: true },
  newline: { group: "conversation", keys: ["Shift+Enter"], native: true },
  release: { group: "conversation", keys: ["x"] },
  details: { group: "conversation", keys: ["i"] },
  leave: { group: "conversation", keys: ["Escape"] },
  // Where the brackets need a third finger, as on German keyboards, the letters do not.
  paneLeft: { group: "conversation", keys: ["[", "h"] },
  paneRight: { group: "conversation", keys: ["]", "l"] },
  quickReplies: { group: "general", keys: ["q"] },
  help: { group: "general", keys: ["?"] },
} as const satisfies Record<string, Entry>;

export type KeyName = keyof typeof KEYS;
export type BoundKeyName = { [Name in KeyName]: (typeof KEYS)[Name] extends { native: true } ? never : Name }[KeyName];

export const keyNames = Object.keys(KEYS) as KeyName[];

const ENGRAVED: Record<string, string> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  Escape: "Esc",
  "Shift+Enter": "Shift + Enter",
};

/** As it stands on the key. */
export const keyLabel = (key: string): string => ENGRAVED[key] ?? key;
