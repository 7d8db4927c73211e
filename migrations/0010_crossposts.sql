-- Articles as posts of an account on Bluesky, or on another server of the AT Protocol.

-- One account at most. `password` and `session` are sealed. `holder` works for it until `held_until`: nobody else uses its
-- session meanwhile. `wait_until`: its server failed, or asked to be left alone.
CREATE TABLE crosspost_account (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  did TEXT NOT NULL,
  handle TEXT NOT NULL,
  service TEXT NOT NULL,
  identifier TEXT NOT NULL,
  password TEXT NOT NULL,
  session TEXT,
  -- JSON: the template, and which articles are posted.
  settings TEXT NOT NULL,
  -- What was public before is not posted by itself.
  since TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'working' CHECK (state IN ('working', 'refused')),
  words TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  wait_until TEXT,
  holder TEXT,
  held_until TEXT
) STRICT;

-- What became of an article in the repository of an account. One with a `due_at` is looked at then: what is to be done
-- follows from the article. `marks` counts who asked for it, so that nobody is forgotten who asks in the middle.
CREATE TABLE crossposts (
  account TEXT NOT NULL,
  article_id TEXT NOT NULL,
  -- Counts from 1; each time it is posted again after a withdrawal, under another `rkey`.
  generation INTEGER NOT NULL DEFAULT 1,
  rkey TEXT NOT NULL,
  created_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'posted', 'updated', 'deleted', 'failed')),
  -- Whether anything was ever sent under this key, and the last of it answered; `deleted`: the key is used up.
  sent TEXT NOT NULL DEFAULT 'nothing' CHECK (sent IN ('nothing', 'unclear', 'answered', 'deleted')),
  -- A deletion that was begun is ended before anything else.
  deleting INTEGER NOT NULL DEFAULT 0,
  -- Somebody else deleted it there.
  gone INTEGER NOT NULL DEFAULT 0,
  cid TEXT,
  -- How often it was written again.
  edits INTEGER NOT NULL DEFAULT 0,
  -- Names what the record said when it was last written, and the picture it had.
  content TEXT,
  picture TEXT,
  thumb TEXT,
  -- JSON: by collection, the records that stand beside the post.
  companions TEXT NOT NULL DEFAULT '{}',
  marks INTEGER NOT NULL DEFAULT 1,
  due_at TEXT,
  waiting_since TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  words TEXT,
  changed_at TEXT NOT NULL,
  PRIMARY KEY (account, article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX crossposts_due ON crossposts (account, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX crossposts_article ON crossposts (article_id);
CREATE INDEX crossposts_changed ON crossposts (changed_at, article_id);
