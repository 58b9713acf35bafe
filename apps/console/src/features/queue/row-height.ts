import { computed, ref } from "vue";

const narrow = matchMedia("(max-width: 760px)");
const isNarrow = ref(narrow.matches);
narrow.addEventListener("change", ({ matches }) => {
  isNarrow.value = matches;
});

/** Of every row, in pixels: only where all are equally high is it known where one is that has never been drawn. */
export const rowHeight = computed(() => (isNarrow.value ? 100 : 88));
