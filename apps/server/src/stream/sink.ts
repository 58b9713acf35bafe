/** The far end of one stream, whatever carries it. */
export interface Sink {
  /** Never blocks; what the reader has not taken yet is counted by `bufferedBytes`. */
  write(text: string): void;
  readonly bufferedBytes: number;
  /** Resolves when the reader has taken everything, or has gone. */
  drained(): Promise<void>;
  /** Ends after everything written. */
  end(): void;
  /** Ends now: the reader does not read. */
  cut(): void;
  /** Called once, however the stream ends. */
  onClose(listener: () => void): void;
}

/** A reader for whom this much waits is cut off; it comes back by id. */
export const MAX_BUFFERED_BYTES = 256 * 1024;
