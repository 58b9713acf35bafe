import { computed, type InjectionKey, inject, provide, type Ref } from "vue";

/** The place of a conversation among others. */
export interface Pane {
  /** It has the keys, and its messages count as read. */
  active: Readonly<Ref<boolean>>;
  /** No other is beside it. */
  alone: Readonly<Ref<boolean>>;
  /** It may hold a stream; else it asks every few seconds. */
  live: Readonly<Ref<boolean>>;
}

const KEY: InjectionKey<Pane> = Symbol("pane");

export function providePane(pane: Pane): void {
  provide(KEY, pane);
}

/** What is in no pane is always active: only panes take keys from each other. */
export function usePane(): Pane {
  const always = computed(() => true);
  return inject(KEY, { active: always, alone: always, live: always }, false);
}
