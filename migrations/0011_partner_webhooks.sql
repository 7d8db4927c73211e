-- Partners are told of changes where they listen. Each endpoint is owed at most one message for an article of a product:
-- the newest change takes the place of an older one, so that nothing overtakes.

-- `announced` is the last change that there are deliveries for. The secret, and the one before it, are sealed.
CREATE TABLE partner_endpoints (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  url TEXT NOT NULL,
  host TEXT NOT NULL,
  secret TEXT NOT NULL,
  former_secret TEXT,
  former_until TEXT,
  state TEXT NOT NULL CHECK (state IN ('unverified', 'active', 'disabled')),
  made_at TEXT NOT NULL,
  announced INTEGER NOT NULL DEFAULT 0,
  -- Of the verification, or why it was disabled.
  failure TEXT,
  UNIQUE (partner_id, url)
) STRICT, WITHOUT ROWID;

-- A delivery under way has its `next_at` in the future: it comes back by itself if the process dies. A dead letter has none.
CREATE TABLE partner_deliveries (
  endpoint_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  next_at TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  failing_since TEXT,
  failure TEXT,
  PRIMARY KEY (endpoint_id, product_id, article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX partner_deliveries_due ON partner_deliveries (attempts, next_at) WHERE next_at IS NOT NULL;
