import { readonly, ref } from "vue";

const width = ref(innerWidth);
addEventListener("resize", () => {
  width.value = innerWidth;
});

/** In CSS pixels: at 200 % zoom half as many. */
export const windowWidth = readonly(width);
