const tops = new Map<string, number>();

/** How far a list was scrolled when it was left, in pixels; for as long as the page lives. */
export const rememberedTop = (listKey: string): number => tops.get(listKey) ?? 0;

export function rememberTop(listKey: string, top: number): void {
  tops.set(listKey, top);
}
