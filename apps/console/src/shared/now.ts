import { readonly, ref } from "vue";

const seconds = ref(Date.now() / 1000);
setInterval(() => {
  seconds.value = Date.now() / 1000;
}, 1000);

/** This device's clock, UTC seconds, once a second: one timer for every waiting time on the page. */
export const nowSeconds = readonly(seconds);
