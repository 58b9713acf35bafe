/** What may not happen, and the sentence that the report shows for it. */
export const RULES = {
  lost: "an acknowledged message or change is not in the journal",
  doubled: "a message is in the journal more than once",
  reordered: "a client's messages are in another order than it sent them in",
  unasked: "a refused message is in the journal",
  answer: "an answer says what the journal does not, or a repeated request was answered differently",
  request: "a request was answered with an error of the server's, or not at all",
  gap: "a subscriber did not see an event",
  repeat: "a subscriber saw an event twice",
  disorder: "a subscriber saw an older event after a newer one",
  frame: "a subscriber saw what is not in the journal",
  stream: "a subscriber was sent away or told to begin anew",
  state: "a session's row is not the fold of its events",
  chain: "a chain of hashes does not close",
  trail: "a session's events are in an order that its states forbid",
  stuck: "a bot's turn never ended",
  server: "the server logged an error, or did not stop cleanly",
} as const;

/** What may not happen where several instances serve the same sessions. */
export const CLUSTER_RULES = {
  late: "a request was answered later than it may be, whatever its instance stands on",
  slow: "a subscriber of another instance saw a message too late",
  resume: "a stream was not resumed in time",
  owner: "of several agents who claimed a session, not exactly one got it",
  outlet: "an event did not reach the broker's queue as it is in the journal, and in order",
} as const;

export type Rule = keyof typeof RULES | keyof typeof CLUSTER_RULES;

export interface Violation {
  rule: Rule;
  /** Whose log or session, and what exactly. */
  detail: string;
}
