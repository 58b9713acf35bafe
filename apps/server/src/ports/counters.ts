/** Counts within windows of time. Kept in memory by one instance, or shared by several. */
export interface Counters {
  /** Counts one more in the key's window, which begins with its first count. Never rejects. */
  hit(key: string, windowMs: number): Promise<{ count: number /** Until the window ends. */; leftMs: number }>;
}
