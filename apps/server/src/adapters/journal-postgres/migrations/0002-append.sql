-- Raises when the moment (milliseconds since 1970, this server's clock) has passed: whoever asked has been told that
-- nothing happened, so it must not happen any more.
CREATE FUNCTION baton.in_time(not_after double precision) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  IF extract(epoch FROM clock_timestamp())::double precision * 1000 > not_after THEN
    RAISE EXCEPTION 'too late' USING ERRCODE = 'BT001';
  END IF;
  RETURN true;
END
$$;

-- A group of appends, in one statement: locks are held only as long as the server itself works, never while a client
-- is on the way, frozen or dead.
--
--   lock streams and keys ─ look where they are ─ decide each append in turn ─ rows, receipts ─ lock positions ─ events
--
-- `sizes` and `slots` have one element for each append: how many writes it has; the first append with the same key of
-- a receipt. `homes`, `expected` and `reached` have one for each write: the first write to the same stream; the number
-- it must be at; the number it will be at, null when there are no events. `event_writes` has one for each event: its
-- write. `given_streams` has a row for each write, `given_receipts` one for each append, without a key when it has none
-- (or is null when none has). Positions in `given_events` and `given_texts` count from 1 within the group.
--
-- Gives {"base", "results"}: events have the position base + their number in the group; a result is null for an
-- accepted append, the number of the write whose stream had moved, or the receipt that was there already.
CREATE FUNCTION baton.append(
  not_after double precision,
  probing boolean,
  tenants text[],
  sizes integer[],
  slots integer[],
  homes integer[],
  expected bigint[],
  reached bigint[],
  event_writes integer[],
  given_streams json,
  given_events json,
  given_texts json,
  given_receipts json
) RETURNS json LANGUAGE plpgsql VOLATILE SECURITY INVOKER AS $$
DECLARE
  rows baton.streams[] := ARRAY(SELECT r FROM json_populate_recordset(NULL::baton.streams, given_streams) r);
  claims baton.receipts[] := ARRAY(SELECT r FROM json_populate_recordset(NULL::baton.receipts, given_receipts) r);
  kept baton.receipts[] := '{}';
  fresh baton.receipts[] := '{}';
  heads bigint[] := array_fill(0::bigint, ARRAY[cardinality(expected)]);
  latest integer[] := array_fill(0, ARRAY[cardinality(expected)]);
  accepted boolean[] := array_fill(false, ARRAY[cardinality(expected)]);
  results json[] := '{}';
  writing boolean := probing;
  done integer := 0;
  result json;
  who text;
  place integer;
  head bigint;
  holder record;
  base bigint := 0;
BEGIN
  PERFORM baton.in_time(not_after);

  -- In the order of the locks, so that two groups never wait for each other in a circle.
  PERFORM pg_advisory_xact_lock(l.lock) FROM (
    SELECT hashtextextended(r.stream, 0) FROM unnest(rows) r
    UNION
    SELECT hashtextextended(c.tenant || ' ' || c.key, 1) FROM unnest(claims) c WHERE c.key IS NOT NULL
    ORDER BY 1
  ) AS l (lock);

  FOREACH who IN ARRAY tenants LOOP
    PERFORM set_config('baton.tenant', who, true);
    FOR place, head IN
      SELECT r.ordinality, s.seq FROM unnest(rows) WITH ORDINALITY r JOIN baton.streams s ON s.stream = r.stream
      WHERE r.tenant = who AND homes[r.ordinality] = r.ordinality
    LOOP
      heads[place] := head;
    END LOOP;
    IF cardinality(claims) > 0 THEN
      FOR holder IN
        SELECT c.ordinality, k AS receipt FROM unnest(claims) WITH ORDINALITY c
        JOIN baton.receipts k ON k.tenant = c.tenant AND k.key = c.key
        WHERE c.tenant = who AND slots[c.ordinality] = c.ordinality
      LOOP
        kept[holder.ordinality] := holder.receipt;
      END LOOP;
    END IF;
  END LOOP;

  FOR append IN 1 .. cardinality(sizes) LOOP
    result := NULL;
    IF (claims[append]).key IS NOT NULL AND (kept[slots[append]]).key IS NOT NULL THEN
      result := to_json(kept[slots[append]]);
    ELSE
      FOR write IN done + 1 .. done + sizes[append] LOOP
        IF heads[homes[write]] <> expected[write] THEN
          result := to_json(write);
          EXIT;
        END IF;
      END LOOP;
    END IF;
    IF result IS NULL THEN
      writing := true;
      FOR write IN done + 1 .. done + sizes[append] LOOP
        IF reached[write] IS NOT NULL THEN
          accepted[write] := true;
          heads[homes[write]] := reached[write];
          latest[homes[write]] := write;
        END IF;
      END LOOP;
      IF (claims[append]).key IS NOT NULL THEN
        kept[slots[append]] := claims[append];
        fresh := fresh || claims[append];
      END IF;
    END IF;
    results[append] := result;
    done := done + sizes[append];
  END LOOP;
  IF NOT writing THEN
    RETURN json_build_object('base', base, 'results', results);
  END IF;

  FOREACH who IN ARRAY tenants LOOP
    PERFORM set_config('baton.tenant', who, true);
    INSERT INTO baton.streams AS s (stream, tenant, kind, searchable_name, seq, hash, updated_at, status, agent_id,
      deadline_at, priority, waiting_since, state)
    SELECT r.stream, r.tenant, r.kind, r.searchable_name, r.seq, r.hash, r.updated_at, r.status, r.agent_id,
      r.deadline_at, r.priority, r.waiting_since, r.state
    FROM unnest(rows) WITH ORDINALITY r
    WHERE r.tenant = who AND latest[homes[r.ordinality]] = r.ordinality
    ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, updated_at = excluded.updated_at,
      status = excluded.status, agent_id = excluded.agent_id, deadline_at = excluded.deadline_at,
      priority = excluded.priority, waiting_since = excluded.waiting_since, state = excluded.state;
    IF cardinality(fresh) > 0 THEN
      INSERT INTO baton.receipts SELECT r.* FROM unnest(fresh) r WHERE r.tenant = who;
    END IF;
  END LOOP;

  -- Last, and held until the commit: positions become visible in the order in which they were given out.
  PERFORM pg_advisory_xact_lock(1650553967, 2);
  PERFORM baton.in_time(not_after);
  SELECT last_value INTO base FROM baton.positions;
  IF cardinality(event_writes) > 0 THEN
    PERFORM setval('baton.positions', base + cardinality(event_writes));
  END IF;
  IF probing THEN
    UPDATE baton.probe SET turn = turn + 1;
  END IF;

  FOREACH who IN ARRAY tenants LOOP
    PERFORM set_config('baton.tenant', who, true);
    INSERT INTO baton.events (position, tenant, stream, seq, id, type, time, data, personal, salt, personal_digest, hash)
    SELECT base + e.position, e.tenant, e.stream, e.seq, e.id, e.type, e.time, e.data, e.personal, e.salt,
      e.personal_digest, e.hash
    FROM json_populate_recordset(NULL::baton.events, given_events) e
    WHERE e.tenant = who AND accepted[event_writes[e.position]];
    IF given_texts IS NOT NULL THEN
      INSERT INTO baton.texts (position, tenant, stream, folded)
      SELECT base + t.position, t.tenant, t.stream, t.folded
      FROM json_populate_recordset(NULL::baton.texts, given_texts) t
      WHERE t.tenant = who AND accepted[event_writes[t.position]];
    END IF;
  END LOOP;
  RETURN json_build_object('base', base, 'results', results);
END
$$;
