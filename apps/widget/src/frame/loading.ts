import type { ChatState } from "@baton/client";

/** Whether there is a conversation of which nothing is known yet: it is being loaded, or the service cannot be reached. */
export const isLoading = ({ phase, sessionName, transcript }: ChatState): boolean =>
  phase === "starting" || (sessionName !== undefined && transcript.seq === 0);
