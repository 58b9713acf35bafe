import { readonly, ref } from "vue";

const look = () => document.visibilityState === "visible" && document.hasFocus();
const isLooking = ref(look());
function update(): void {
  isLooking.value = look();
}
document.addEventListener("visibilitychange", update);
addEventListener("focus", update);
addEventListener("blur", update);

/**
 * Whether the agent has this page before them. That it can be seen is not enough: it may stand on a second screen while
 * they work in another window.
 */
export const looking = readonly(isLooking);
