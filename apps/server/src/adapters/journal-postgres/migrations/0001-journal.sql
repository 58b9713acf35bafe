-- Texts compare by their bytes (COLLATE "C"), whatever the database's language: keys have one order everywhere.
-- JSON is kept as text: jsonb refuses NUL and lone surrogates, and would not give back what it was given.

-- The row of a stream: its head, and what lists, timers and `load` show of it.
CREATE TABLE baton.streams (
  stream text COLLATE "C" PRIMARY KEY,
  tenant text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  searchable_name text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  hash text COLLATE "C" NOT NULL,
  updated_at bigint NOT NULL,
  status text COLLATE "C",
  agent_id text COLLATE "C",
  deadline_at bigint,
  priority double precision NOT NULL,
  waiting_since bigint,
  state text COLLATE "C" NOT NULL
);

CREATE INDEX streams_recent ON baton.streams (tenant, kind, updated_at DESC, stream);
CREATE INDEX streams_by_status ON baton.streams (tenant, kind, status, agent_id);
CREATE INDEX streams_due ON baton.streams (deadline_at, stream) WHERE deadline_at IS NOT NULL;

-- No foreign key to `streams`: a row that lost its stream must stay readable, so that the audit can name it.
CREATE TABLE baton.events (
  position bigint PRIMARY KEY,
  tenant text COLLATE "C" NOT NULL,
  stream text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  time bigint NOT NULL,
  data text COLLATE "C" NOT NULL,
  personal text COLLATE "C",
  salt text COLLATE "C",
  personal_digest text COLLATE "C",
  hash text COLLATE "C" NOT NULL,
  UNIQUE (stream, seq)
);

-- Folded texts of `personal`, apart from the events so that a keyword search scans nothing else.
CREATE TABLE baton.texts (
  position bigint PRIMARY KEY,
  tenant text COLLATE "C" NOT NULL,
  stream text COLLATE "C" NOT NULL,
  folded text COLLATE "C" NOT NULL
);

CREATE TABLE baton.receipts (
  tenant text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  request text COLLATE "C" NOT NULL,
  stream text COLLATE "C" NOT NULL,
  from_seq bigint NOT NULL,
  to_seq bigint NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (key, tenant)
);

CREATE INDEX receipts_by_stream ON baton.receipts (stream);
CREATE INDEX receipts_by_expiry ON baton.receipts (expires_at);

-- `kind` and `key` are written as within a JSON string: NUL and lone surrogates are escapes there.
CREATE TABLE baton.vault (
  kind text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  value text COLLATE "C" NOT NULL,
  expires_at bigint,
  PRIMARY KEY (kind, key)
);

CREATE INDEX vault_by_expiry ON baton.vault (expires_at) WHERE expires_at IS NOT NULL;

-- `last_value` is the last position that was given out. Not a row: while anybody has a snapshot open (a dump, for
-- hours), every old version of a row stays, and each change has to walk over all of them.
CREATE SEQUENCE baton.positions MINVALUE 0 START 0;

-- One cell that a probe changes, to learn whether a write would succeed now.
CREATE TABLE baton.probe (turn bigint NOT NULL);
INSERT INTO baton.probe (turn) VALUES (0);

-- Rows are one tenant's: of the one that `baton.tenant` names, of nobody while it names none. The policies name no
-- role, since roles are named after the database, and a dump may come back under another name. What a role may do at
-- all, its grants say.
ALTER TABLE baton.streams ENABLE ROW LEVEL SECURITY;
ALTER TABLE baton.events ENABLE ROW LEVEL SECURITY;
ALTER TABLE baton.texts ENABLE ROW LEVEL SECURITY;
ALTER TABLE baton.receipts ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION baton.is_reader() RETURNS boolean LANGUAGE sql STABLE
  AS 'SELECT current_user = current_database() || ''_reader''';

CREATE POLICY one_tenant ON baton.streams USING (tenant = (SELECT current_setting('baton.tenant', true)));
CREATE POLICY one_tenant ON baton.events USING (tenant = (SELECT current_setting('baton.tenant', true)));
CREATE POLICY one_tenant ON baton.texts USING (tenant = (SELECT current_setting('baton.tenant', true)));
CREATE POLICY one_tenant ON baton.receipts USING (tenant = (SELECT current_setting('baton.tenant', true)));
CREATE POLICY reader ON baton.streams FOR SELECT USING ((SELECT baton.is_reader()));
CREATE POLICY reader ON baton.events FOR SELECT USING ((SELECT baton.is_reader()));
CREATE POLICY reader ON baton.receipts FOR SELECT USING ((SELECT baton.is_reader()));
CREATE POLICY reader_deletes ON baton.receipts FOR DELETE USING ((SELECT baton.is_reader()));
