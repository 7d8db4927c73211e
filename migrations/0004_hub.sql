-- The WebSub hub: who is subscribed, what is to be verified, what is to be delivered. Each `feed` is the path and query of
-- a feed's address.

-- Feeds that somebody is subscribed to. `revision` counts their changes, in the transaction of each change: none is lost.
-- `announced` is the last revision that there are deliveries for.
CREATE TABLE hub_feeds (
  feed TEXT PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 0,
  announced INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX hub_feeds_changed ON hub_feeds (feed) WHERE announced < revision;

CREATE TABLE hub_feed_topics (
  topic TEXT NOT NULL,
  feed TEXT NOT NULL,
  PRIMARY KEY (topic, feed)
) STRICT, WITHOUT ROWID;

CREATE INDEX hub_feed_topics_feed ON hub_feed_topics (feed);

-- The id is a digest of feed and callback. `content` names what the subscriber was last given.
CREATE TABLE hub_subscriptions (
  id TEXT PRIMARY KEY,
  feed TEXT NOT NULL,
  callback TEXT NOT NULL,
  host TEXT NOT NULL,
  secret TEXT,
  confirmed_at TEXT NOT NULL,
  lease_ends_at TEXT NOT NULL,
  content TEXT,
  delivered_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX hub_subscriptions_feed ON hub_subscriptions (feed);
CREATE INDEX hub_subscriptions_host ON hub_subscriptions (host, feed);
CREATE INDEX hub_subscriptions_lease ON hub_subscriptions (lease_ends_at);

-- What was asked for and is not verified yet: one for each subscription, a later request in place of an earlier one.
-- Where the verification failed, `failure` says how and `next_at` is null; it is forgotten a while later. `revision` is
-- that of the feed when the callback was asked: it is owed what changed since.
CREATE TABLE hub_requests (
  id TEXT PRIMARY KEY,
  mode TEXT NOT NULL CHECK (mode IN ('subscribe', 'unsubscribe')),
  feed TEXT NOT NULL,
  topics TEXT NOT NULL,
  callback TEXT NOT NULL,
  host TEXT NOT NULL,
  secret TEXT,
  lease_seconds INTEGER NOT NULL,
  challenge TEXT NOT NULL,
  requested_at TEXT NOT NULL,
  next_at TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  revision INTEGER,
  failure TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX hub_requests_due ON hub_requests (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX hub_requests_host ON hub_requests (host, feed);

-- What a subscriber is owed: one row at most, so that a newer revision takes the place of an older one. A delivery under
-- way has its `next_at` in the future: it comes back by itself if the process dies. A dead letter has none.
CREATE TABLE hub_deliveries (
  subscription_id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  next_at TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  failing_since TEXT,
  failure TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX hub_deliveries_due ON hub_deliveries (attempts, next_at) WHERE next_at IS NOT NULL;

-- The outside hub, while there is one, and the topics it has not been told of.
CREATE TABLE outside_hubs (
  address TEXT PRIMARY KEY,
  next_at TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE outside_hub_pings (
  topic TEXT PRIMARY KEY,
  revision INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE TRIGGER topics_changed_for_hub AFTER UPDATE OF digest ON topics WHEN NEW.digest <> OLD.digest BEGIN
  UPDATE hub_feeds SET revision = revision + 1
    WHERE feed IN (SELECT feed FROM hub_feed_topics WHERE topic = NEW.topic);
  INSERT INTO outside_hub_pings (topic) SELECT NEW.topic FROM outside_hubs WHERE true
    ON CONFLICT (topic) DO UPDATE SET revision = revision + 1;
END;

CREATE TRIGGER topics_made_for_hub AFTER INSERT ON topics BEGIN
  UPDATE hub_feeds SET revision = revision + 1
    WHERE feed IN (SELECT feed FROM hub_feed_topics WHERE topic = NEW.topic);
  INSERT INTO outside_hub_pings (topic) SELECT NEW.topic FROM outside_hubs WHERE true
    ON CONFLICT (topic) DO UPDATE SET revision = revision + 1;
END;
