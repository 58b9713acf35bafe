import type { FoundStream, Head, JsonObject, StoredEvent, StreamKey, StreamSummary } from "../../ports/journal.ts";
import { foldKeyword, searchableText } from "../../ports/keyword.ts";
import { splitKey } from "../../ports/writes.ts";

/** Objects are kept as JSON, as any other store does: what a caller does to them later changes nothing here. */
export interface KeptEvent extends Omit<StoredEvent, "data" | "personal"> {
  data: string;
  personal: string | null;
  searchable: string | null;
}

export interface StreamRow {
  stream: StreamKey;
  tenant: string;
  kind: string;
  searchableName: string;
  head: Head;
  summary: Omit<StreamSummary, "state">;
  state: string;
  events: KeptEvent[];
}

export function newRow(stream: StreamKey, head: Head, summary: StreamSummary): StreamRow {
  const { tenant, kind, name } = splitKey(stream);
  const row: StreamRow = {
    stream,
    tenant,
    kind,
    searchableName: foldKeyword(name),
    head,
    summary,
    state: "",
    events: [],
  };
  setSummary(row, summary);
  return row;
}

export function setSummary(row: StreamRow, { state, ...summary }: StreamSummary): void {
  row.summary = summary;
  row.state = JSON.stringify(state);
}

export function keep(event: StoredEvent): KeptEvent {
  return {
    ...event,
    data: JSON.stringify(event.data),
    personal: event.personal === null ? null : JSON.stringify(event.personal),
    searchable: searchableText(event.personal),
  };
}

export function restore({ searchable: _, ...event }: KeptEvent): StoredEvent {
  return {
    ...event,
    data: JSON.parse(event.data) as JsonObject,
    personal: event.personal === null ? null : (JSON.parse(event.personal) as JsonObject),
  };
}

export function found(row: StreamRow): FoundStream {
  return {
    stream: row.stream,
    head: { ...row.head },
    ...row.summary,
    state: JSON.parse(row.state) as JsonObject,
  };
}
