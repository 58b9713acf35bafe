import pino from "pino";

const SECRETS = [
  "password",
  "token",
  "refresh_token",
  "identity_token",
  "authorization",
  "cookie",
  "content",
  "text",
  "personal",
  "email",
];

/** Nothing that logs is given these; should it ever happen, the line shows that and not the words. */
const REDACTION = {
  paths: [...SECRETS, ...SECRETS.map((name) => `*.${name}`), ...SECRETS.map((name) => `*.*.${name}`)],
  censor: "[redacted]",
};

/** The service's logs, on standard output: one JSON object a line. */
export function createPinoLogs(level: string) {
  const destination = pino.destination({ fd: 1, sync: false });
  const format = { level, base: null, timestamp: false };
  return {
    log: pino({ ...format, redact: REDACTION }, destination),
    /** For lines made of named fields only, one for every command: looking through each would cost more than the line. */
    commandLog: pino(format, destination),
    flush: () => destination.flushSync(),
  };
}
