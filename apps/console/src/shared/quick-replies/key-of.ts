import type { QuickReply } from "@baton/protocol";

/** What tells quick replies apart: an agent's own may have a shared one's id. */
export const keyOf = ({ scope, id }: Pick<QuickReply, "scope" | "id">) => `${scope}/${id}`;
