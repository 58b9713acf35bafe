import { readonly, ref } from "vue";

const seconds = ref(Date.now() / 1000);

/** Sets the clock. Browsers slow a hidden page's interval to once a minute, so what must be on time calls this, too. */
export function tick(): void {
  seconds.value = Date.now() / 1000;
}
setInterval(tick, 1000);

/** This device's clock, UTC seconds, once a second: one timer for every waiting time on the page. */
export const nowSeconds = readonly(seconds);
