/**
 * What went wrong with the broker, in a sentence for an operator. Never the driver's own words: they quote addresses,
 * user names and what the broker was told.
 */
export function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (message.startsWith("Handshake terminated by server") && message.includes("ACCESS_REFUSED")) {
    return "The broker refuses the user name or the password of AMQP_URL.";
  }
  if (message.startsWith("Expected ConnectionOpenOk; got <ConnectionClose")) {
    return "The broker does not have the virtual host of AMQP_URL, or this user may not enter it.";
  }
  if (code === 403) return "The user of AMQP_URL may not declare the exchange, or may not write to it.";
  if (code === 406) return "The exchange is there already, but it is not a durable topic exchange: remove it.";
  // By our own deadline, or the driver's heartbeat.
  if (code === "ABORT_ERR" || message === "Heartbeat timeout") return "The broker does not answer.";
  if (typeof code === "string" && /^[A-Z_]+$/.test(code)) return `The broker cannot be reached (${code}).`;
  return "The broker cannot be reached.";
}
