/** One JSON object a line. Never given texts, tokens, passwords or addresses. */
export interface Log {
  info(line: object, message?: string): void;
  warn(line: object, message?: string): void;
  error(line: object, message?: string): void;
}
