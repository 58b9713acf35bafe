import type { QuickReply } from "@baton/protocol";

export function quickReply(shortcut: string, text: string, more: Partial<QuickReply> = {}): QuickReply {
  return {
    id: `id-${shortcut}`,
    scope: "shared",
    version: 1,
    shortcut,
    text,
    updated_at: 1_763_600_000,
    updated_by: "agent_01",
    ...more,
  };
}
