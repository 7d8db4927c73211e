-- Articles as they stand, every version they had, and the topics their feeds are read from.

CREATE TABLE articles (
  id TEXT PRIMARY KEY,
  guid TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('live', 'withdrawn')),
  url TEXT UNIQUE,
  digest TEXT NOT NULL,
  published_at TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;

CREATE INDEX articles_newest ON articles (state, published_at, id);

-- The primary key is also the lock: two writers of one version cannot both commit.
CREATE TABLE article_versions (
  article_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (article_id, version)
) STRICT;

-- Holds live articles only, so that a feed is one range read.
CREATE TABLE article_topics (
  topic TEXT NOT NULL,
  published_at TEXT NOT NULL,
  article_id TEXT NOT NULL,
  PRIMARY KEY (topic, published_at, article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_topics_article ON article_topics (article_id);

-- One row a feed: what a conditional request needs, in one point read.
CREATE TABLE topics (
  topic TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  modified_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE captures (
  platform TEXT NOT NULL,
  id TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (platform, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_captures (
  platform TEXT NOT NULL,
  capture_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  PRIMARY KEY (platform, capture_id, article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_captures_article ON article_captures (article_id);

-- Written with the article, drained afterwards: what still has to be done for each version.
CREATE TABLE outbox (
  article_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('published', 'withdrawn')),
  recorded_at TEXT NOT NULL,
  done_at TEXT,
  PRIMARY KEY (article_id, version)
) STRICT;

CREATE INDEX outbox_undone ON outbox (recorded_at) WHERE done_at IS NULL;

CREATE TABLE previews (
  article_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  drawn_at TEXT NOT NULL,
  PRIMARY KEY (article_id, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency_keys (
  key TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  article_id TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
