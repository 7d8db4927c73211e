-- Feeds are joined from items rendered once, walk back through archive pages, and say what was withdrawn.

-- The place of an article in a feed, counted from 1 as they came in; never given twice. Archive pages are cut by it.
ALTER TABLE article_topics ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;

-- The last place given in each feed.
CREATE TABLE feed_lengths (
  topic TEXT PRIMARY KEY,
  entries INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

UPDATE article_topics SET sequence = placed.sequence FROM
  (SELECT topic, article_id, row_number() OVER (PARTITION BY topic ORDER BY published_at, article_id) AS sequence
   FROM article_topics) AS placed
WHERE placed.topic = article_topics.topic AND placed.article_id = article_topics.article_id;
INSERT INTO feed_lengths (topic, entries) SELECT topic, count(*) FROM article_topics GROUP BY topic;

CREATE UNIQUE INDEX article_topics_sequence ON article_topics (topic, sequence);

-- An article as it stands in feeds: one row for each format, in full and by its summary. `key` names what it was made
-- from; `weight` is the largest of the three formats in bytes, so that all of them hold the same items.
CREATE TABLE feed_items (
  article_id TEXT NOT NULL,
  format TEXT NOT NULL,
  content TEXT NOT NULL CHECK (content IN ('full', 'summary')),
  key TEXT NOT NULL,
  weight INTEGER NOT NULL,
  fragment TEXT NOT NULL,
  PRIMARY KEY (article_id, format, content)
) STRICT;

-- Counts the changes of an article's posts: with the article's own version it makes the key of its rendered items.
CREATE TABLE shown_revisions (
  article_id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A post that changes, or is taken down, takes with it every rendered item that shows it.
CREATE TRIGGER captures_shown AFTER UPDATE OF content ON captures BEGIN
  INSERT INTO shown_revisions (article_id, revision)
    SELECT article_id, 1 FROM article_captures WHERE platform = NEW.platform AND capture_id = NEW.id
    ON CONFLICT (article_id) DO UPDATE SET revision = revision + 1;
  DELETE FROM feed_items WHERE article_id IN
    (SELECT article_id FROM article_captures WHERE platform = NEW.platform AND capture_id = NEW.id);
END;

-- What feeds say of a withdrawn article: that there was one.
CREATE TABLE feed_tombstones (
  topic TEXT NOT NULL,
  deleted_at TEXT NOT NULL,
  article_id TEXT NOT NULL,
  guid TEXT NOT NULL,
  PRIMARY KEY (topic, deleted_at, article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX feed_tombstones_article ON feed_tombstones (article_id);

-- What a feed held under one of its digests: what a reader with that entity tag has.
CREATE TABLE feed_snapshots (
  feed TEXT NOT NULL,
  digest TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  items TEXT NOT NULL,
  PRIMARY KEY (feed, digest)
) STRICT, WITHOUT ROWID;
