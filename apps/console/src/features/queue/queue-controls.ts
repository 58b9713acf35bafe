import type { SessionListItem } from "@baton/protocol";
import { type InjectionKey, inject, onScopeDispose, provide } from "vue";

/** What keys do to the rows of whichever list is shown. */
export interface RowControls {
  move(step: 1 | -1): void;
  toEnd(end: "first" | "last"): void;
  showNew(): void;
  /** The row that has the focus. */
  focused(): SessionListItem | null;
}

interface QueueControls {
  rows: RowControls | null;
}

const KEY: InjectionKey<QueueControls> = Symbol("queue controls");

export function provideQueueControls(): Readonly<QueueControls> {
  const controls: QueueControls = { rows: null };
  provide(KEY, controls);
  return controls;
}

/** The calling list takes the keys for as long as it is shown. */
export function controlRows(rows: RowControls): void {
  const controls = inject(KEY, null);
  if (controls === null) return;
  controls.rows = rows;
  onScopeDispose(() => {
    if (controls.rows === rows) controls.rows = null;
  });
}
