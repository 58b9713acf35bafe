import { readonly, ref } from "vue";
import { parseRoute, type Route, routeHash } from "./route-hash.ts";

const current = ref<Route>(parseRoute(location.hash));
addEventListener("hashchange", () => {
  current.value = parseRoute(location.hash);
});

export const route = readonly(current);

/**
 * Opening a conversation from a list makes a step in the history, so that a phone's back gesture returns to the list;
 * moving on to the next conversation replaces that step, so that it takes one step and not ten.
 */
export function go(next: Partial<Route>): void {
  const from = current.value;
  const to: Route = { ...from, ...next };
  if (routeHash(to) === location.hash) return;
  const opens = from.session === null && to.session !== null;
  history[opens ? "pushState" : "replaceState"](null, "", routeHash(to));
  current.value = to;
}
