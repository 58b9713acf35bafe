/**
 * What went wrong with the broker, in a sentence for an operator. Never the driver's own words: they quote addresses,
 * user names and what the broker was told.
 */
export function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (message.startsWith("Handshake terminated by server")) {
    return message.includes("ACCESS_REFUSED")
      ? "The broker refuses the user name or the password of AMQP_URL."
      : "The broker does not have the virtual host of AMQP_URL, or this user may not enter it.";
  }
  if (code === 403) return "The user of AMQP_URL may not declare the exchange, or may not write to it.";
  if (code === 406) return "The exchange is there already, but it is not a durable topic exchange: remove it.";
  if (typeof code === "string" && /^E[A-Z]+$/.test(code)) return `The broker cannot be reached (${code}).`;
  return "The broker cannot be reached.";
}
