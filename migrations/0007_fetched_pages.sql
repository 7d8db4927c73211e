-- Pages that articles were read from, so that they are asked for again with their validators, and read again only where
-- they changed.

CREATE TABLE fetched_pages (
  -- As it was asked for.
  url TEXT PRIMARY KEY,
  -- Validators as the server wrote them (RFC 9110 section 8.8).
  etag TEXT,
  last_modified TEXT,
  -- Of the page's text.
  digest TEXT NOT NULL,
  -- Of what the publisher stated with the address.
  stated TEXT NOT NULL,
  -- What was made of it; nothing where there was no article on it.
  article_id TEXT,
  version INTEGER,
  fetched_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX fetched_pages_article ON fetched_pages (article_id) WHERE article_id IS NOT NULL;

-- Hosts that are being asked for a page: one page at a time.
CREATE TABLE busy_hosts (
  host TEXT PRIMARY KEY,
  busy_until TEXT NOT NULL
) STRICT, WITHOUT ROWID;
