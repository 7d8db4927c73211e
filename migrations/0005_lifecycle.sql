-- Articles can be embargoed until a time, or withheld; what was never public leaves no trace.

-- SQLite cannot change a CHECK: the table is made anew.
CREATE TABLE articles_with_lifecycle (
  id TEXT PRIMARY KEY,
  guid TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('live', 'embargoed', 'withheld', 'withdrawn')),
  url TEXT UNIQUE,
  digest TEXT NOT NULL,
  published_at TEXT NOT NULL,
  content TEXT NOT NULL,
  -- When an embargo ends; null for what is not embargoed.
  opens_at TEXT CHECK ((opens_at IS NOT NULL) = (state = 'embargoed')),
  -- When it was first to be read by everyone; null for what never was.
  public_since TEXT
) STRICT;

INSERT INTO articles_with_lifecycle
  SELECT id, guid, version, state, url, digest, published_at, content, NULL,
    coalesce((SELECT min(recorded_at) FROM article_versions v WHERE v.article_id = articles.id), published_at)
  FROM articles;
DROP TABLE articles;
ALTER TABLE articles_with_lifecycle RENAME TO articles;

CREATE INDEX articles_newest ON articles (state, published_at, id);

-- Holds embargoes only: every read looks here for one whose time has come.
CREATE INDEX articles_opening ON articles (opens_at) WHERE opens_at IS NOT NULL;

-- Whose picture it is: those of posts that nothing shows are not shown either.
CREATE INDEX capture_media_blob ON capture_media (blob);

-- The posts of an embargoed article, kept apart from those that are shown until it opens.
CREATE TABLE held_captures (
  article_id TEXT NOT NULL,
  platform TEXT NOT NULL,
  id TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (article_id, platform, id)
) STRICT, WITHOUT ROWID;
