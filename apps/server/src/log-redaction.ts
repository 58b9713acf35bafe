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
export const LOG_REDACTION = {
  paths: [...SECRETS, ...SECRETS.map((name) => `*.${name}`), ...SECRETS.map((name) => `*.*.${name}`)],
  censor: "[redacted]",
};
