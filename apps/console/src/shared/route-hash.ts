export const TABS = ["mine", "waiting", "all"] as const;
export type Tab = (typeof TABS)[number];

/** Each conversation on screen holds a stream, and browsers allow six connections to one host. */
export const MAX_PANES = 3;

/**
 * Where one is: a list, and the conversations beside each other. Lives in the address's hash, so back, reload and links
 * work.
 */
export type Route = Readonly<{
  tab: Tab;
  /** From left to right, each once. */
  panes: readonly string[];
  /** The pane that has the keys; null only when there is none. */
  session: string | null;
}>;

const SESSION_NAME = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

/** @param hash as `location.hash` gives it; anything unknown leads to the waiting list, and opens nothing */
export function parseRoute(hash: string): Route {
  const [word, names = "", place = "1"] = hash.replace(/^#\/?/, "").split("/");
  const asked = names.split("+");
  const panes = [...new Set(asked)].filter((name) => SESSION_NAME.test(name)).slice(0, MAX_PANES);
  const active = asked[Number(place) - 1];
  return {
    tab: TABS.find((known) => known === word) ?? "waiting",
    panes,
    session: panes.find((name) => name === active) ?? panes[0] ?? null,
  };
}

/** `#/mine/a+b/2`: a and b beside each other, and b has the keys. Without panes the address is that of one. */
export function routeHash({ tab, session, panes = [] }: Pick<Route, "tab" | "session"> & Partial<Route>): string {
  if (session === null) return `#/${tab}`;
  const place = panes.indexOf(session);
  if (place === -1) return `#/${tab}/${session}`;
  return `#/${tab}/${panes.join("+")}${place === 0 ? "" : `/${place + 1}`}`;
}
