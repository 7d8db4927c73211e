-- The console: who is logged in, and how often that was tried of late.

-- The id is the digest of what the cookie holds. A session ends with the publisher token it was opened with.
CREATE TABLE console_sessions (
  id TEXT PRIMARY KEY,
  token_digest TEXT NOT NULL,
  csrf TEXT NOT NULL,
  -- BCP 47; null: as the browser asks.
  language TEXT,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX console_sessions_expires ON console_sessions (expires_at);

-- Of everybody together: nothing is kept of who tried.
CREATE TABLE console_attempts (
  minute TEXT PRIMARY KEY,
  attempts INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
