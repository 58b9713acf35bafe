-- The row of a stream: its head, and what lists, timers and `load` show of it.
CREATE TABLE streams (
  id INTEGER PRIMARY KEY,
  stream TEXT NOT NULL UNIQUE,
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL,
  searchable_name TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  status TEXT,
  agent_id TEXT,
  deadline_at INTEGER,
  priority REAL NOT NULL,
  waiting_since INTEGER,
  state TEXT NOT NULL
) STRICT;

CREATE INDEX streams_recent ON streams (tenant, kind, updated_at DESC, stream);
CREATE INDEX streams_by_status ON streams (tenant, kind, status, agent_id);
CREATE INDEX streams_due ON streams (deadline_at, stream) WHERE deadline_at IS NOT NULL;

-- `position` is the rowid: handed out inside the only write transaction, so it rises in the order of the commits.
CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  stream_id INTEGER NOT NULL REFERENCES streams (id),
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  time INTEGER NOT NULL,
  data TEXT NOT NULL,
  personal TEXT,
  salt TEXT,
  personal_digest TEXT,
  hash TEXT NOT NULL,
  UNIQUE (stream_id, seq)
) STRICT;

-- Folded texts of `personal`, apart from the events so that a keyword search scans nothing else.
CREATE TABLE texts (
  position INTEGER PRIMARY KEY REFERENCES events (position),
  stream_id INTEGER NOT NULL,
  folded TEXT NOT NULL
) STRICT;

CREATE TABLE receipts (
  key TEXT PRIMARY KEY,
  request TEXT NOT NULL,
  stream TEXT NOT NULL,
  from_seq INTEGER NOT NULL,
  to_seq INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX receipts_by_stream ON receipts (stream);
CREATE INDEX receipts_by_expiry ON receipts (expires_at);

CREATE TABLE vault (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  version INTEGER NOT NULL,
  value TEXT NOT NULL,
  expires_at INTEGER,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX vault_by_expiry ON vault (expires_at) WHERE expires_at IS NOT NULL;

-- One cell that a probe changes, to learn whether a write would succeed now.
CREATE TABLE probe (turn INTEGER NOT NULL) STRICT;
INSERT INTO probe (turn) VALUES (0);
