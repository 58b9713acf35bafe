import { z } from "zod";
import { SessionName, TenantId } from "./ids.ts";
import { SessionEvent, type SessionEventType } from "./journal-events.ts";
import { Timestamp } from "./views.ts";

/** The topic exchange that the outlet sends to. */
export const OUTLET_EXCHANGE = "baton.events";

/** Rises when a consumer written for the version before could misread a message; docs/outlet.md says what that means. */
export const OUTLET_VERSION = 1;

const OutletEnvelope = z.object({
  version: z.literal(OUTLET_VERSION),
  id: z.string().describe("the event's id, also the message_id: the same id is the same event, sent again"),
  tenant: TenantId,
  session_name: SessionName,
  seq: z.number().int().positive().describe("the event's number in its session, dense from 1"),
  position: z.number().int().positive().describe("the event's place among all events; rises, and has holes"),
  timestamp: Timestamp,
});

/** What travels in the body of one message: one event of one session, as the journal has it. */
export const OutletMessage = OutletEnvelope.and(SessionEvent);
export type OutletMessage = z.infer<typeof OutletMessage>;

/** `<tenant>.session.<event type>` */
export const outletRoutingKey = ({ tenant, type }: { tenant: string; type: SessionEventType }): string =>
  `${tenant}.session.${type}`;
