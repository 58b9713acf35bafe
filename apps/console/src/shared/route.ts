import { computed, readonly, ref } from "vue";
import { closePane, movePane, NO_PANES, openBeside, openPane, roomFor, shownPanes } from "./panes/panes.ts";
import { parseRoute, type Route, routeHash, type Tab } from "./route-hash.ts";
import { windowWidth } from "./window-width.ts";

const current = ref<Route>(parseRoute(location.hash));
addEventListener("hashchange", () => {
  current.value = parseRoute(location.hash);
});

export const route = readonly(current);

/** How many conversations fit beside each other in this window. */
export const paneRoom = computed(() => roomFor(windowWidth.value));

/** The conversations on screen, from left to right. The address may hold more: they come back when there is room. */
export const panesShown = computed(() => shownPanes(current.value, paneRoom.value));

/**
 * Opening a conversation from a list makes a step in the history, so that a phone's back gesture returns to the list;
 * moving on to the next conversation replaces that step, so that it takes one step and not ten.
 */
function follow(to: Route): void {
  if (routeHash(to) === location.hash) return;
  const opens = current.value.session === null && to.session !== null;
  history[opens ? "pushState" : "replaceState"](null, "", routeHash(to));
  current.value = to;
}

/** Opens a list, a conversation in the pane that has the keys, or both. */
export function go(next: { tab?: Tab; session?: string }): void {
  const from = current.value;
  const panes = next.session === undefined ? from : openPane(from, next.session);
  follow({ ...from, ...panes, tab: next.tab ?? from.tab });
}

export function goBeside(name: string): void {
  follow({ ...current.value, ...openBeside(current.value, name, paneRoom.value) });
}

/** Where there is room for one only, closing it leads to the list, whatever else the address holds. */
export function leavePane(name: string): void {
  follow({ ...current.value, ...(paneRoom.value === 1 ? NO_PANES : closePane(current.value, name)) });
}

export function goToPane(step: 1 | -1): void {
  follow({ ...current.value, ...movePane(current.value, step) });
}
