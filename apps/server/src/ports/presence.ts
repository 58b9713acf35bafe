/** Which agents are there. Kept in memory by one instance, or shared by several. */
export interface Presence {
  /** The agent did something, or a stream of theirs is open, at `atMs`. */
  seen(agentId: string, atMs: number): void;
  streamOpened(agentId: string): void;
  streamClosed(agentId: string, atMs: number): void;
  /**
   * The latest moment at which the agent may still have been there: `nowMs` while a stream is open, and never before
   * the time from which on this presence knows of everybody. Who is not known to be away is not taken for absent.
   */
  lastSeenAt(agentId: string, nowMs: number): Promise<number>;
  /** Agents with an open stream. */
  online(): Promise<readonly string[]>;
}
