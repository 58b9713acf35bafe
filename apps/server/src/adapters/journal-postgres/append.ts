import type { EncodedAppend, GroupResult } from "./rows.ts";
import type { Session, Statement, Value } from "./session.ts";

const APPEND: Statement = {
  name: "append",
  text: "SELECT baton.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
};

/** Writes a group in one statement and one commit; see the function in `migrations/0002-append.sql`. */
export async function appendGroup(
  session: Session,
  group: readonly EncodedAppend[],
  deadline: number,
  probing: boolean,
): Promise<GroupResult> {
  const values = describeGroup(group);
  return session.inTime(deadline, async (notAfter) => {
    const [row] = await session.rows<[GroupResult]>(APPEND, [notAfter, probing, ...values]);
    if (row === undefined) throw new Error("The database gave no result for a group.");
    return row[0];
  });
}

/** The arguments of `baton.append` from `tenants` on. Its numbers count from 1, as those of SQL do. */
function describeGroup(group: readonly EncodedAppend[]): Value[] {
  const writes = group.flatMap((append) => append.writes);
  const events = writes.flatMap((write) => write.events);
  const claims = group.map(({ receipt }) => receipt);
  const tenants = new Set([...writes.map(({ row }) => row.tenant), ...claims.flatMap((claim) => claim?.tenant ?? [])]);
  const texts = events.flatMap(({ columns: { tenant, stream }, folded }, index) =>
    folded === null ? [] : [{ position: index + 1, tenant, stream, folded }],
  );
  return [
    [...tenants],
    group.map((append) => append.writes.length),
    firsts(claims.map((claim) => claim && `${claim.tenant} ${claim.key}`)),
    firsts(writes.map(({ row }) => row.stream)),
    writes.map(({ expectedSeq }) => expectedSeq),
    writes.map(({ row }) => row.seq),
    writes.flatMap((write, index) => write.events.map(() => index + 1)),
    JSON.stringify(writes.map(({ row }) => row)),
    JSON.stringify(events.map(({ columns }, index) => ({ position: index + 1, ...columns }))),
    texts.length === 0 ? null : JSON.stringify(texts),
    claims.every((claim) => claim === null) ? null : JSON.stringify(claims.map((claim) => claim ?? {})),
  ];
}

/** For each element the place, from 1, of the first one that is equal. */
function firsts(elements: readonly (string | null)[]): number[] {
  const places = new Map<string, number>();
  return elements.map((element, index) => {
    const place = element === null ? undefined : places.get(element);
    if (element !== null && place === undefined) places.set(element, index + 1);
    return place ?? index + 1;
  });
}
