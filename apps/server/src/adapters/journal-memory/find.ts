import type { FindQuery, FoundStream } from "../../ports/journal.ts";
import { foldKeyword } from "../../ports/keyword.ts";
import { found, type StreamRow } from "./stream-row.ts";

export function find(rows: Iterable<StreamRow>, query: FindQuery): { streams: FoundStream[]; total: number } {
  const keyword = foldKeyword(query.keyword ?? "");
  const matching = [...rows].filter(
    (row) =>
      row.tenant === query.tenant &&
      row.kind === query.kind &&
      (query.statuses === undefined || isOneOf(row.summary.status, query.statuses)) &&
      (query.agentId === undefined || row.summary.agentId === query.agentId) &&
      (keyword === "" || mentions(row, keyword)),
  );
  matching.sort(ORDERS[query.order]);
  return {
    streams: matching.slice(query.offset, query.offset + query.limit).map(found),
    total: matching.length,
  };
}

function mentions(row: StreamRow, keyword: string): boolean {
  return row.searchableName.includes(keyword) || row.events.some((event) => event.searchable?.includes(keyword));
}

type Comparison = (left: StreamRow, right: StreamRow) => number;

export const byKey: Comparison = (left, right) =>
  left.stream < right.stream ? -1 : left.stream > right.stream ? 1 : 0;

const nullsLast = (time: number | null) => time ?? Number.POSITIVE_INFINITY;

const ORDERS: Record<FindQuery["order"], Comparison> = {
  urgent: (left, right) =>
    right.summary.priority - left.summary.priority ||
    compare(nullsLast(left.summary.waitingSince), nullsLast(right.summary.waitingSince)) ||
    byKey(left, right),
  recent: (left, right) => right.summary.updatedAt - left.summary.updatedAt || byKey(left, right),
  key: byKey,
};

/** Not a subtraction: infinity minus infinity is no number, and a sort with that loses its order. */
function compare(left: number, right: number): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function isOneOf(status: string | null, statuses: readonly string[]): boolean {
  return status !== null && statuses.includes(status);
}
