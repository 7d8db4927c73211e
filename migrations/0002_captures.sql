-- Captures have a history, are looked at again by age, own copies of their pictures, and can be taken down for good.

ALTER TABLE captures ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
-- When the network is to be asked next; null for what cannot be asked for.
ALTER TABLE captures ADD COLUMN next_check_at TEXT;
ALTER TABLE captures ADD COLUMN checks INTEGER NOT NULL DEFAULT 0;

CREATE INDEX captures_due ON captures (next_check_at) WHERE next_check_at IS NOT NULL;

-- What a capture said before: the record of what was shown, and when.
CREATE TABLE capture_versions (
  platform TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (platform, id, version)
) STRICT, WITHOUT ROWID;

-- Our copies of a post's pictures, by the blob's name.
CREATE TABLE capture_media (
  platform TEXT NOT NULL,
  id TEXT NOT NULL,
  blob TEXT NOT NULL,
  PRIMARY KEY (platform, id, blob)
) STRICT, WITHOUT ROWID;

-- Remembered for ever: no later article brings back what was taken down. `subject` is a post's id or `@handle`.
CREATE TABLE takedowns (
  platform TEXT NOT NULL,
  subject TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (platform, subject)
) STRICT, WITHOUT ROWID;
