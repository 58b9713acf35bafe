import type { Lang } from "@baton/protocol";

/** What the shop has written down, to be looked up by what a customer asks. */
export interface Knowledge {
  /** The best entries first; none when nothing comes near. Never throws. */
  find(query: KnowledgeQuery, limit: number): readonly KnowledgeEntry[];
}

export interface KnowledgeQuery {
  text: string;
  /** What the customer asked before, for a question that only makes sense with it. */
  previous?: string | undefined;
  lang: Lang;
}

export interface KnowledgeEntry {
  title: string;
  /** Markdown, as the operator wrote it. */
  answer: string;
  /** From 0 to 1: how likely it answers the question. */
  confidence: number;
}
