-- Where articles come from without anybody sending them: feeds, sitemaps, the interfaces of other systems, webhooks.

-- One with a `next_at` is polled then. `claimed_until`: somebody is at it, and at no other source of its host; a process
-- that dies leaves it until then. `cursor` is where the next poll goes on, with the validators of the last answer.
CREATE TABLE sources (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('feed', 'sitemap', 'wordpress', 'ghost', 'webhook')),
  address TEXT NOT NULL,
  host TEXT NOT NULL,
  -- JSON: how often it is polled, which other hosts its articles are on, since when, where their text is.
  settings TEXT NOT NULL,
  key TEXT,
  secret TEXT,
  added_at TEXT NOT NULL,
  next_at TEXT,
  claimed_until TEXT,
  cursor TEXT NOT NULL DEFAULT '{}',
  failures INTEGER NOT NULL DEFAULT 0,
  failing_since TEXT,
  -- Until then the operator lets it withdraw any number of articles.
  withdraw_until TEXT,
  UNIQUE (kind, address)
) STRICT, WITHOUT ROWID;

CREATE INDEX sources_due ON sources (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX sources_host ON sources (host);

-- What a source has listed. `wanted` names what it says now, `version` what was last taken or passed over; `payload` is the
-- article as listed, while it waits. Without one the source is asked for it. `asked` counts what was asked of the item.
CREATE TABLE source_items (
  source_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  url TEXT,
  published_at TEXT,
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'taken', 'skipped', 'withdrawn')),
  version TEXT,
  wanted TEXT NOT NULL,
  payload TEXT,
  asked INTEGER NOT NULL DEFAULT 1,
  due_at TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- Whether the source itself said, signed, that something became of it.
  stated INTEGER NOT NULL DEFAULT 0,
  -- When it was last looked for, and since when it could not be found.
  looked_at TEXT,
  missing_at TEXT,
  withdrawn_at TEXT,
  PRIMARY KEY (source_id, item_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX source_items_due ON source_items (due_at, source_id) WHERE due_at IS NOT NULL;
CREATE INDEX source_items_looked ON source_items (source_id, state, looked_at);

-- A run without `ended_at` is under way, or waits to go on. Polls that found nothing new are counted in one row.
CREATE TABLE source_runs (
  source_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  polls INTEGER NOT NULL DEFAULT 0,
  fault TEXT,
  lines INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (source_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_run_lines (
  source_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  line INTEGER NOT NULL,
  at TEXT NOT NULL,
  outcome TEXT NOT NULL,
  item TEXT,
  article_id TEXT,
  words TEXT NOT NULL,
  PRIMARY KEY (source_id, number, line)
) STRICT, WITHOUT ROWID;

-- Webhooks that were received, so that none is done twice.
CREATE TABLE source_receipts (
  source_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  forget_at TEXT NOT NULL,
  PRIMARY KEY (source_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX source_receipts_over ON source_receipts (forget_at);
