import { onScopeDispose, type Ref, ref, watch } from "vue";

/** Long enough to be read; what is said about something that is long over is wrong. */
const SHOWN_MS = 10_000;

/**
 * Whether to say that what the customer has asked for did not work: until something is tried again, or for a while.
 * @param failures one for each thing that can fail; each is false again while it is tried once more
 * @returns how many there were, so that each is said anew; undefined: there is nothing to say
 */
export function useRefusal(failures: (() => boolean)[]): Readonly<Ref<number | undefined>> {
  const shown = ref<number>();
  let count = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    failures,
    (now, before) => {
      clearTimeout(timer);
      const isNew = now.some((failed, index) => failed && before[index] === false);
      shown.value = isNew ? ++count : undefined;
      if (!isNew) return;
      timer = setTimeout(() => {
        shown.value = undefined;
      }, SHOWN_MS);
    },
    // Otherwise one that fails again at once would never have been tried.
    { flush: "sync" },
  );
  onScopeDispose(() => clearTimeout(timer));
  return shown;
}
