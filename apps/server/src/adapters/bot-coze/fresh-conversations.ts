/** Conversations that Coze made for this process and that it has not spoken in yet. */
export interface FreshConversations {
  add(id: string): void;
  /** @returns whether it was one */
  delete(id: string): boolean;
}

/** @param max kept; the oldest are forgotten */
export function createFreshConversations(max: number): FreshConversations {
  const ids = new Set<string>();
  return {
    add(id) {
      ids.add(id);
      const [oldest] = ids;
      if (ids.size > max && oldest !== undefined) ids.delete(oldest);
    },
    delete: (id) => ids.delete(id),
  };
}
