-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 1 of a workspace. Three kinds of table (design.md §3):
--   business  attached to the journal's session, can be undone
--   engine    facts and queue state, in the chain as facts, never inverted
--   scratch   in neither
-- Times are UTC text with milliseconds; ids are 63-bit and unique across tables.
-- SQLite builds a table for each row that a CHECK with more than two words in IN is asked about: rows that are
-- written often say OR.

-- The journal ---------------------------------------------------------------------------------

CREATE TABLE bureau_journal (
  entry          INTEGER PRIMARY KEY,
  at             TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind = 'change' OR kind = 'fact' OR kind = 'schema'),
  actor          TEXT NOT NULL,
  reason         TEXT NOT NULL,
  payload_sha256 BLOB NOT NULL,
  previous       BLOB NOT NULL,
  hash           BLOB NOT NULL
) STRICT;

CREATE TABLE bureau_journal_payload (
  entry     INTEGER PRIMARY KEY REFERENCES bureau_journal (entry),
  changeset BLOB
) STRICT;

CREATE TABLE bureau_journal_item (
  entry      INTEGER NOT NULL REFERENCES bureau_journal (entry),
  collection TEXT NOT NULL,
  record     INTEGER NOT NULL,
  op         TEXT NOT NULL,
  PRIMARY KEY (entry, collection, record, op)
) STRICT, WITHOUT ROWID;

CREATE INDEX bureau_journal_item_record ON bureau_journal_item (record, entry);

CREATE TRIGGER bureau_journal_keep_update BEFORE UPDATE ON bureau_journal
BEGIN SELECT raise(ABORT, 'The journal is append-only.'); END;
CREATE TRIGGER bureau_journal_keep_delete BEFORE DELETE ON bureau_journal
BEGIN SELECT raise(ABORT, 'The journal is append-only.'); END;
CREATE TRIGGER bureau_journal_item_keep_update BEFORE UPDATE ON bureau_journal_item
BEGIN SELECT raise(ABORT, 'The journal is append-only.'); END;
CREATE TRIGGER bureau_journal_item_keep_delete BEFORE DELETE ON bureau_journal_item
BEGIN SELECT raise(ABORT, 'The journal is append-only.'); END;

-- Business --------------------------------------------------------------------------------------

CREATE TABLE bureau_setting (
  id         INTEGER PRIMARY KEY,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  key        TEXT NOT NULL UNIQUE,
  value      TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

CREATE TABLE bureau_collection (
  id         INTEGER PRIMARY KEY,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  name       TEXT NOT NULL UNIQUE,
  title      TEXT NOT NULL,
  fields     TEXT NOT NULL CHECK (json_valid(fields))
) STRICT;

-- Workflows, agents and views are versioned documents; the row holds the version in force.
CREATE TABLE bureau_document (
  id         INTEGER PRIMARY KEY,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('workflow', 'agent', 'view')),
  name       TEXT NOT NULL,
  title      TEXT NOT NULL,
  enabled    INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  version    INTEGER NOT NULL DEFAULT 1,
  body       TEXT NOT NULL CHECK (json_valid(body)),
  UNIQUE (kind, name)
) STRICT;

CREATE TABLE bureau_document_version (
  id         INTEGER PRIMARY KEY,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  document   INTEGER NOT NULL REFERENCES bureau_document (id) ON DELETE RESTRICT,
  version    INTEGER NOT NULL,
  body       TEXT NOT NULL CHECK (json_valid(body)),
  sha256     TEXT NOT NULL,
  author     TEXT NOT NULL,
  origin     TEXT NOT NULL,
  note       TEXT NOT NULL DEFAULT '',
  UNIQUE (document, version)
) STRICT;

CREATE TABLE bureau_connection (
  id         INTEGER PRIMARY KEY,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  name       TEXT NOT NULL UNIQUE,
  kind       TEXT NOT NULL,
  enabled    INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  config     TEXT NOT NULL CHECK (json_valid(config)),
  secret_env TEXT
) STRICT;

-- Messages and records, by their id, that no provider may see.
CREATE TABLE bureau_private (
  id         INTEGER PRIMARY KEY,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  collection TEXT NOT NULL
) STRICT;

-- A message as it came; its raw bytes and parts stand in bureau_blob under their hash.
CREATE TABLE bureau_message (
  id             INTEGER PRIMARY KEY,
  created_at     TEXT NOT NULL,
  updated_at     TEXT NOT NULL,
  channel        TEXT NOT NULL,
  source         TEXT NOT NULL,
  identity       TEXT NOT NULL UNIQUE,
  message_id     TEXT,
  in_reply_to    TEXT,
  "references"   TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("references")),
  sender_name    TEXT,
  sender_address TEXT,
  reply_to       TEXT,
  recipients     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(recipients)),
  subject        TEXT NOT NULL DEFAULT '',
  sent_at        TEXT,
  text           TEXT NOT NULL DEFAULT '',
  hidden         INTEGER NOT NULL DEFAULT 0,
  automatic      TEXT,
  label          TEXT,
  label_by       TEXT,
  raw            TEXT,
  meta           TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(meta))
) STRICT;

CREATE INDEX bureau_message_label ON bureau_message (label, id);
CREATE INDEX bureau_message_message_id ON bureau_message (message_id);
CREATE INDEX bureau_message_sender ON bureau_message (sender_address, id);

-- A draft's words; the agent's stand beside them once a person changed them. Its approvals and deliveries are
-- engine rows below.
CREATE TABLE bureau_draft (
  id            INTEGER PRIMARY KEY,
  created_at    TEXT NOT NULL,
  updated_at    TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind = 'mail' OR kind = 'webhook' OR kind = 'tool'),
  state         TEXT NOT NULL CHECK (state = 'drafted' OR state = 'edited' OR state = 'snoozed'
                                  OR state = 'rejected' OR state = 'approved'),
  workflow      TEXT,
  agent         TEXT,
  run           INTEGER,
  message       INTEGER REFERENCES bureau_message (id) ON DELETE RESTRICT,
  collection    TEXT,
  record        INTEGER,
  connection    TEXT,
  "to"          TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("to")),
  cc            TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(cc)),
  subject       TEXT NOT NULL DEFAULT '',
  body          TEXT NOT NULL DEFAULT '',
  attachments   TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(attachments)),
  in_reply_to   TEXT,
  "references"  TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("references")),
  agent_subject TEXT,
  agent_body    TEXT,
  facts         TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(facts)),
  reason        TEXT,
  snoozed_until TEXT,
  meta          TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(meta))
) STRICT;

CREATE INDEX bureau_draft_state ON bureau_draft (state, id);
CREATE INDEX bureau_draft_message ON bureau_draft (message);
CREATE INDEX bureau_draft_record ON bureau_draft (record);

CREATE TABLE bureau_lesson (
  id         INTEGER PRIMARY KEY,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  agent      TEXT NOT NULL,
  text       TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'retired')),
  draft      INTEGER
) STRICT;

CREATE TABLE bureau_proposal (
  id         INTEGER PRIMARY KEY,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  kind       TEXT NOT NULL,
  level      TEXT NOT NULL CHECK (level IN ('operator', 'builder')),
  origin     TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'rejected', 'withdrawn')),
  title      TEXT NOT NULL,
  target     TEXT NOT NULL DEFAULT '',
  body       TEXT NOT NULL CHECK (json_valid(body)),
  diff       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(diff)),
  reason     TEXT
) STRICT;

CREATE INDEX bureau_proposal_state ON bureau_proposal (state, id);

-- Engine ----------------------------------------------------------------------------------------

CREATE TABLE bureau_blob (
  sha256 TEXT PRIMARY KEY,
  size   INTEGER NOT NULL,
  data   BLOB NOT NULL
) STRICT;

CREATE TABLE bureau_attachment (
  id      INTEGER PRIMARY KEY,
  message INTEGER NOT NULL REFERENCES bureau_message (id) ON DELETE RESTRICT,
  name    TEXT NOT NULL,
  type    TEXT NOT NULL,
  size    INTEGER NOT NULL,
  sha256  TEXT NOT NULL REFERENCES bureau_blob (sha256) ON DELETE RESTRICT
) STRICT;

CREATE INDEX bureau_attachment_message ON bureau_attachment (message);
CREATE INDEX bureau_attachment_sha256 ON bureau_attachment (sha256);

CREATE TABLE bureau_run (
  id          INTEGER PRIMARY KEY,
  created_at  TEXT NOT NULL,
  updated_at  TEXT NOT NULL,
  workflow    TEXT NOT NULL,
  version     INTEGER NOT NULL,
  state       TEXT NOT NULL CHECK (state = 'queued' OR state = 'running' OR state = 'waiting'
                                OR state = 'parked' OR state = 'done' OR state = 'cancelled'),
  cause       TEXT NOT NULL CHECK (json_valid(cause)),
  entry       INTEGER,
  message     INTEGER,
  collection  TEXT,
  record      INTEGER,
  parent      INTEGER,
  depth       INTEGER NOT NULL DEFAULT 0,
  taint       TEXT NOT NULL DEFAULT '',
  opened_from TEXT,
  cancel      INTEGER NOT NULL DEFAULT 0,
  not_before  TEXT,
  error       TEXT,
  advice      TEXT,
  cost        INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX bureau_run_state ON bureau_run (state, id) WHERE state NOT IN ('done', 'cancelled');
CREATE INDEX bureau_run_due ON bureau_run (not_before) WHERE not_before IS NOT NULL;
CREATE INDEX bureau_run_record ON bureau_run (record);
CREATE INDEX bureau_run_message ON bureau_run (message);
CREATE INDEX bureau_run_workflow ON bureau_run (workflow, id);

CREATE TABLE bureau_step (
  id          INTEGER PRIMARY KEY,
  run         INTEGER NOT NULL REFERENCES bureau_run (id) ON DELETE RESTRICT,
  seq         INTEGER NOT NULL,
  step        TEXT NOT NULL,
  "do"        TEXT NOT NULL,
  agent       TEXT,
  state       TEXT NOT NULL CHECK (state = 'queued' OR state = 'running' OR state = 'waiting'
                                OR state = 'parked' OR state = 'done' OR state = 'cancelled'),
  attempt     INTEGER NOT NULL DEFAULT 0,
  crashes     INTEGER NOT NULL DEFAULT 0,
  not_before  TEXT,
  input       TEXT CHECK (input IS NULL OR json_valid(input)),
  output      TEXT CHECK (output IS NULL OR json_valid(output)),
  error       TEXT,
  started_at  TEXT,
  finished_at TEXT,
  UNIQUE (run, seq)
) STRICT;

-- Where a record matches a workflow's trigger now; a run starts when the row appears.
CREATE TABLE bureau_match (
  workflow TEXT NOT NULL,
  record   INTEGER NOT NULL,
  PRIMARY KEY (workflow, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE bureau_cursor (
  name  TEXT PRIMARY KEY,
  entry INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a record's values rest on, by field: [start,length] in bytes of the message's text; words that stand
-- elsewhere in the source; null where it does not say so.
CREATE TABLE bureau_evidence (
  record  INTEGER PRIMARY KEY,
  run     INTEGER,
  step    TEXT,
  message INTEGER,
  fields  TEXT NOT NULL CHECK (json_valid(fields))
) STRICT;

CREATE TABLE bureau_question (
  id         INTEGER PRIMARY KEY,
  created_at TEXT NOT NULL,
  run        INTEGER NOT NULL REFERENCES bureau_run (id) ON DELETE RESTRICT,
  step       TEXT NOT NULL,
  agent      TEXT,
  text       TEXT NOT NULL,
  choices    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(choices)),
  state      TEXT NOT NULL CHECK (state IN ('open', 'answered', 'withdrawn')),
  answer     TEXT,
  answered_at TEXT
) STRICT;

CREATE INDEX bureau_question_state ON bureau_question (state, id);
CREATE INDEX bureau_question_run ON bureau_question (run);

CREATE TABLE bureau_request (
  id         INTEGER PRIMARY KEY,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  kind       TEXT NOT NULL,
  args       TEXT NOT NULL CHECK (json_valid(args)),
  "by"       TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('asked', 'doing', 'done', 'refused', 'failed')),
  result     TEXT CHECK (result IS NULL OR json_valid(result)),
  error      TEXT
) STRICT;

CREATE INDEX bureau_request_state ON bureau_request (state, id) WHERE state IN ('asked', 'doing');
CREATE INDEX bureau_request_key ON bureau_request (args ->> '$.key') WHERE args ->> '$.key' IS NOT NULL;

CREATE TABLE bureau_approval (
  id         INTEGER PRIMARY KEY,
  created_at TEXT NOT NULL,
  draft      INTEGER NOT NULL REFERENCES bureau_draft (id) ON DELETE RESTRICT,
  hash       TEXT NOT NULL,
  "by"       TEXT NOT NULL
) STRICT;

CREATE INDEX bureau_approval_draft ON bureau_approval (draft);

CREATE TABLE bureau_delivery (
  id              INTEGER PRIMARY KEY,
  created_at      TEXT NOT NULL,
  updated_at      TEXT NOT NULL,
  approval        INTEGER NOT NULL UNIQUE REFERENCES bureau_approval (id) ON DELETE RESTRICT,
  draft           INTEGER NOT NULL REFERENCES bureau_draft (id) ON DELETE RESTRICT,
  state           TEXT NOT NULL CHECK (state IN ('holding', 'queued', 'sending', 'sent', 'failed',
                                                 'uncertain', 'undone', 'returned')),
  message_id      TEXT NOT NULL UNIQUE,
  idempotency_key TEXT NOT NULL UNIQUE,
  raw             TEXT,
  tries           INTEGER NOT NULL DEFAULT 0,
  next_try        TEXT,
  error           TEXT
) STRICT;

-- At most one delivery of a draft is under way at any time.
CREATE UNIQUE INDEX bureau_delivery_live ON bureau_delivery (draft)
  WHERE state IN ('holding', 'queued', 'sending', 'uncertain', 'sent');
CREATE INDEX bureau_delivery_state ON bureau_delivery (state, id);

CREATE TABLE bureau_delivery_recipient (
  delivery INTEGER NOT NULL REFERENCES bureau_delivery (id) ON DELETE RESTRICT,
  address  TEXT NOT NULL,
  state    TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'refused')),
  reply    TEXT,
  PRIMARY KEY (delivery, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE bureau_attempt (
  id       INTEGER PRIMARY KEY,
  delivery INTEGER NOT NULL REFERENCES bureau_delivery (id) ON DELETE RESTRICT,
  at       TEXT NOT NULL,
  phase    TEXT NOT NULL CHECK (phase IN ('connect', 'envelope', 'body', 'end', 'answered')),
  reply    TEXT,
  ended_at TEXT
) STRICT;

CREATE INDEX bureau_attempt_delivery ON bureau_attempt (delivery);

-- One call of a provider. Money is in micros, millionths of the currency's major unit; what costs nothing has no
-- day and no currency, and where nobody knows the price the currency is empty. A row that is reserved or unknown counts as its worst case, a settled one as its cost.
CREATE TABLE bureau_usage (
  id            INTEGER PRIMARY KEY,
  at            TEXT NOT NULL,
  run           INTEGER,
  step          TEXT,
  agent         TEXT,
  provider      TEXT NOT NULL,
  model         TEXT,
  state         TEXT NOT NULL CHECK (state = 'reserved' OR state = 'settled' OR state = 'unknown'),
  input_tokens  INTEGER,
  output_tokens INTEGER,
  reserved      INTEGER NOT NULL DEFAULT 0,
  cost          INTEGER NOT NULL DEFAULT 0,
  cached_tokens INTEGER,
  day           TEXT,
  currency      TEXT
) STRICT;

CREATE INDEX bureau_usage_at ON bureau_usage (at);
CREATE INDEX bureau_usage_run ON bureau_usage (run) WHERE day IS NOT NULL;
CREATE INDEX bureau_usage_reserved ON bureau_usage (id) WHERE state = 'reserved';

-- What was spent and is reserved, so that a call is weighed against its limits without adding up the calls
-- before it: of the business ('') and of each agent, by day and by month.
CREATE TABLE bureau_spent (
  agent    TEXT NOT NULL,
  period   TEXT NOT NULL,
  currency TEXT NOT NULL,
  micros   INTEGER NOT NULL,
  PRIMARY KEY (agent, period, currency)
) STRICT, WITHOUT ROWID;

-- What became of each draft: the facts that later drafts learn from (design.md §4 Compounding).
CREATE TABLE bureau_outcome (
  id             INTEGER PRIMARY KEY,
  at             TEXT NOT NULL,
  draft          INTEGER NOT NULL REFERENCES bureau_draft (id) ON DELETE RESTRICT,
  outcome        TEXT NOT NULL CHECK (outcome IN ('approved', 'rejected', 'undone')),
  agent          TEXT,
  agent_subject  TEXT NOT NULL,
  agent_body     TEXT NOT NULL,
  final_subject  TEXT NOT NULL,
  final_body     TEXT NOT NULL,
  share_changed  REAL NOT NULL,
  review_seconds INTEGER,
  reason         TEXT
) STRICT;

CREATE INDEX bureau_outcome_draft ON bureau_outcome (draft);

-- What the operator confirmed or corrected, as counts for the classifier.
CREATE TABLE bureau_label (
  message INTEGER PRIMARY KEY REFERENCES bureau_message (id) ON DELETE RESTRICT,
  label   TEXT NOT NULL,
  at      TEXT NOT NULL,
  words   TEXT NOT NULL CHECK (json_valid(words))
) STRICT;

CREATE TABLE bureau_label_word (
  word  TEXT NOT NULL,
  label TEXT NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (word, label)
) STRICT, WITHOUT ROWID;

-- Scratch ---------------------------------------------------------------------------------------

-- Unsaved words, a reply in progress, the desk's state, when a draft was first opened.
CREATE TABLE bureau_scratch (
  key        TEXT PRIMARY KEY,
  updated_at TEXT NOT NULL,
  value      TEXT NOT NULL
) STRICT;

CREATE TABLE bureau_search_document (
  id         INTEGER PRIMARY KEY,
  collection TEXT NOT NULL
) STRICT;

-- Which columns have a word, not where in them: ranking reads the texts themselves. The collection stands
-- in the index as one word, so that a search within one costs no more than one word more.
CREATE VIRTUAL TABLE bureau_search USING fts5 (
  title, body, collection, content='', contentless_delete=1, detail=column,
  tokenize="unicode61 remove_diacritics 2"
);

-- What the index has yet to be told; told with each group of transactions, so committed it is empty. A trigger
-- that wrote into the index itself would flush it with each statement.
CREATE TABLE bureau_search_news (
  id         INTEGER PRIMARY KEY,
  is_new     INTEGER NOT NULL,
  title      TEXT,
  body       TEXT,
  collection TEXT
) STRICT;

CREATE TRIGGER bureau_message_search_insert AFTER INSERT ON bureau_message BEGIN
  INSERT INTO bureau_search_document (id, collection) VALUES (new.id, 'messages');
  INSERT INTO bureau_search_news VALUES (new.id, 1, new.subject, concat_ws(' ', new.sender_name, new.sender_address, new.text), 'messages')
    ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body, collection = excluded.collection;
END;
CREATE TRIGGER bureau_message_search_update AFTER UPDATE OF subject, sender_name, sender_address, text ON bureau_message BEGIN
  INSERT INTO bureau_search_news VALUES (new.id, 0, new.subject, concat_ws(' ', new.sender_name, new.sender_address, new.text), 'messages')
    ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body, collection = excluded.collection;
END;
CREATE TRIGGER bureau_message_search_delete AFTER DELETE ON bureau_message BEGIN
  INSERT INTO bureau_search_news (id, is_new) VALUES (old.id, 0)
    ON CONFLICT (id) DO UPDATE SET title = NULL, body = NULL, collection = NULL;
  DELETE FROM bureau_search_document WHERE id = old.id;
END;

CREATE TRIGGER bureau_draft_search_insert AFTER INSERT ON bureau_draft BEGIN
  INSERT INTO bureau_search_document (id, collection) VALUES (new.id, 'drafts');
  INSERT INTO bureau_search_news VALUES (new.id, 1, new.subject, new.body, 'drafts')
    ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body, collection = excluded.collection;
END;
CREATE TRIGGER bureau_draft_search_update AFTER UPDATE OF subject, body ON bureau_draft BEGIN
  INSERT INTO bureau_search_news VALUES (new.id, 0, new.subject, new.body, 'drafts')
    ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body, collection = excluded.collection;
END;
CREATE TRIGGER bureau_draft_search_delete AFTER DELETE ON bureau_draft BEGIN
  INSERT INTO bureau_search_news (id, is_new) VALUES (old.id, 0)
    ON CONFLICT (id) DO UPDATE SET title = NULL, body = NULL, collection = NULL;
  DELETE FROM bureau_search_document WHERE id = old.id;
END;

CREATE TRIGGER bureau_run_search_insert AFTER INSERT ON bureau_run WHEN new.error IS NOT NULL BEGIN
  INSERT INTO bureau_search_document (id, collection) VALUES (new.id, 'runs');
  INSERT INTO bureau_search_news VALUES (new.id, 1, new.workflow, concat_ws(' ', new.error, new.advice), 'runs')
    ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body, collection = excluded.collection;
END;
CREATE TRIGGER bureau_run_search_update AFTER UPDATE OF error, advice ON bureau_run
WHEN new.error IS NOT old.error BEGIN
  INSERT OR IGNORE INTO bureau_search_document (id, collection) VALUES (new.id, 'runs');
  INSERT INTO bureau_search_news VALUES (new.id, 0, new.workflow, concat_ws(' ', new.error, new.advice), 'runs')
    ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body, collection = excluded.collection;
END;

-- Readable views: what queries, views and agents see of our own tables. They hide columns, never rows.

CREATE VIEW messages AS
  SELECT id, created_at, updated_at, channel, source, sender_name, sender_address, reply_to,
         recipients, subject, sent_at, text, hidden, automatic, label, label_by, meta
    FROM bureau_message;

CREATE VIEW drafts AS
  SELECT id, created_at, updated_at, kind, state, workflow, agent, run, message, collection, record,
         "to", cc, subject, body, facts, reason, snoozed_until, meta
    FROM bureau_draft;

CREATE VIEW runs AS
  SELECT id, created_at, updated_at, workflow, version, state, message, collection, record, parent,
         depth, error, advice, cost AS cost_micros
    FROM bureau_run;

CREATE VIEW usage AS
  SELECT id, at, day, run, step, agent, provider, model, state, input_tokens, output_tokens,
         cached_tokens, cost AS cost_micros, currency
    FROM bureau_usage;
