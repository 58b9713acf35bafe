export const TABS = ["mine", "waiting", "all"] as const;
export type Tab = (typeof TABS)[number];

/** Where one is: a list, and perhaps a conversation. Lives in the address's hash, so back, reload and links work. */
export type Route = Readonly<{ tab: Tab; session: string | null }>;

/** @param hash as `location.hash` gives it; anything unknown leads to the waiting list */
export function parseRoute(hash: string): Route {
  const [word, name] = hash.replace(/^#\/?/, "").split("/");
  const tab = TABS.find((known) => known === word) ?? "waiting";
  const valid = name !== undefined && /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/.test(name);
  return { tab, session: valid ? name : null };
}

export function routeHash(route: Route): string {
  return route.session === null ? `#/${route.tab}` : `#/${route.tab}/${route.session}`;
}
