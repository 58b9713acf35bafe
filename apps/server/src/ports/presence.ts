/** Which agents are there. Kept in memory by one instance, or shared by several. */
export interface Presence {
  /** The agent did something, or a stream of theirs is open, at `atMs`. */
  seen(agentId: string, atMs: number): void;
  streamOpened(agentId: string): void;
  streamClosed(agentId: string, atMs: number): void;
  /** `nowMs` while a stream is open; null when not seen since this presence began. */
  lastSeenAt(agentId: string, nowMs: number): Promise<number | null>;
  /** Agents with an open stream. */
  online(): Promise<readonly string[]>;
}
