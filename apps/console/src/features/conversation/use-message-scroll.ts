import { useVirtualizer } from "@tanstack/vue-virtual";
import { computed, nextTick, onBeforeUnmount, onMounted, type Ref, ref } from "vue";

/** Closer to the end than this counts as being there: the reader follows what is new. */
const END_PX = 80;
/** Drawn above and below what is seen. */
const OVERSCAN = 8;

/**
 * A list of rows of different heights, of which only those on screen exist. Whoever is at its end stays there, whatever
 * comes and however tall it turns out; whoever reads further up keeps what they read under their eyes, also when rows
 * are added above it. Both are the virtualizer's doing (`anchorTo`, `followOnAppend`).
 */
export function useMessageScroll<Row extends { key: string }>({
  scroller,
  rows,
  guess,
  marginPx,
}: {
  scroller: Readonly<Ref<HTMLElement | null>>;
  rows: Readonly<Ref<readonly Row[]>>;
  /** A row's height in CSS pixels, until it has been drawn and measured. */
  guess: (row: Row) => number;
  /** What stands above the rows and scrolls with them, in CSS pixels. */
  marginPx: number;
}) {
  const virtualizer = useVirtualizer(
    computed(() => {
      const list = rows.value;
      return {
        count: list.length,
        getScrollElement: () => scroller.value,
        estimateSize: (index: number) => {
          const row = list[index];
          return row === undefined ? 0 : guess(row);
        },
        getItemKey: (index: number) => list[index]?.key ?? index,
        overscan: OVERSCAN,
        scrollMargin: marginPx,
        anchorTo: "end" as const,
        followOnAppend: true,
        scrollEndThreshold: END_PX,
      };
    }),
  );
  const atEnd = ref(true);
  let lastTop = 0;
  const drawn = computed(() => virtualizer.value.getVirtualItems());
  const height = computed(() => virtualizer.value.getTotalSize());

  function toEnd(): void {
    atEnd.value = true;
    virtualizer.value.scrollToEnd();
  }

  /** By the element's own figures: in this event the virtualizer's may still be those from before older rows came. */
  function onScroll(): void {
    const box = scroller.value;
    if (box === null) return;
    if (box.scrollHeight - box.scrollTop - box.clientHeight <= END_PX) atEnd.value = true;
    // The list growing, or the space for it shrinking, does not mean having gone away; only a way up does.
    else if (box.scrollTop < lastTop - 1) atEnd.value = false;
    lastTop = box.scrollTop;
  }

  function show(key: string): void {
    const index = rows.value.findIndex((row) => row.key === key);
    if (index === -1) return;
    atEnd.value = false;
    virtualizer.value.scrollToIndex(index, { align: "center" });
  }

  // A phone's keyboard, or a composer that grows, makes the list smaller: its end stays in view.
  let observer: ResizeObserver | undefined;
  onMounted(async () => {
    await nextTick();
    toEnd();
    if (scroller.value === null) return;
    observer = new ResizeObserver(() => {
      if (atEnd.value) toEnd();
    });
    observer.observe(scroller.value);
  });
  onBeforeUnmount(() => observer?.disconnect());

  return {
    atEnd,
    drawn,
    height,
    measure: (element: Element | null) => virtualizer.value.measureElement(element),
    toEnd,
    onScroll,
    show,
  };
}
