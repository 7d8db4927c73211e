-- Partners take articles under contracts. What is in a contract is written with the article, in the same transaction: the
-- feed of a product is a topic like any other, `product/{id}`, which no public address names.

-- `content` is the product as JSON; `terms` names how articles look in it. `horizon` is the last change that was forgotten.
CREATE TABLE products (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  embargo_minutes INTEGER NOT NULL,
  terms TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  horizon INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Of each kind that is permitted an article needs one facet; one that is blocked keeps it out.
CREATE TABLE product_rules (
  product_id TEXT NOT NULL,
  effect TEXT NOT NULL CHECK (effect IN ('permit', 'block')),
  kind TEXT NOT NULL,
  facet TEXT NOT NULL,
  PRIMARY KEY (product_id, effect, kind, facet)
) STRICT, WITHOUT ROWID;

-- Whether it has a picture that others may not show: the one facet that is no topic.
ALTER TABLE articles ADD COLUMN pictures TEXT NOT NULL DEFAULT 'cleared' CHECK (pictures IN ('cleared', 'uncleared'));
UPDATE articles SET pictures = 'uncleared' WHERE content ->> '$.image' IS NOT NULL OR content LIKE '%<img%';

-- Live articles that are in a contract. `waiting`: until the contract's own embargo is over. `due` and `leaving` stand
-- inside a transaction only: about to be placed, about to be taken out.
CREATE TABLE product_articles (
  product_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  release_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'due', 'placed', 'leaving')),
  PRIMARY KEY (product_id, article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX product_articles_article ON product_articles (article_id);
CREATE INDEX product_articles_moving ON product_articles (state, release_at) WHERE state <> 'placed';

-- What happened in a contract, in the order in which it was written: SQLite has one writer, so no smaller number comes later.
CREATE TABLE product_changes (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('published', 'opened', 'corrected', 'withdrawn')),
  changed_at TEXT NOT NULL
) STRICT;

CREATE INDEX product_changes_walk ON product_changes (product_id, sequence);
CREATE INDEX product_changes_article ON product_changes (product_id, article_id, sequence);
CREATE INDEX product_changes_old ON product_changes (changed_at);

-- An article as it stands in partners' feeds, by the terms it is given on: products with the same terms share it. `key`
-- names what it was made from.
CREATE TABLE partner_items (
  article_id TEXT NOT NULL,
  terms TEXT NOT NULL,
  format TEXT NOT NULL,
  key TEXT NOT NULL,
  fragment TEXT NOT NULL,
  PRIMARY KEY (article_id, terms, format)
) STRICT, WITHOUT ROWID;

-- A post that changes, or is taken down, is a correction of every article that shows it; several at once are one.
CREATE TRIGGER captures_shown_to_partners AFTER UPDATE OF content ON captures BEGIN
  DELETE FROM product_changes WHERE change = 'corrected' AND changed_at = NEW.content ->> '$.capturedAt'
    AND (product_id, article_id) IN
      (SELECT pa.product_id, pa.article_id FROM article_captures c JOIN product_articles pa ON pa.article_id = c.article_id
       WHERE c.platform = NEW.platform AND c.capture_id = NEW.id);
  INSERT INTO product_changes (product_id, article_id, version, change, changed_at)
    SELECT pa.product_id, pa.article_id, a.version, 'corrected', NEW.content ->> '$.capturedAt'
    FROM article_captures c JOIN product_articles pa ON pa.article_id = c.article_id JOIN articles a ON a.id = c.article_id
    WHERE c.platform = NEW.platform AND c.capture_id = NEW.id AND pa.state = 'placed';
  DELETE FROM partner_items WHERE article_id IN
    (SELECT article_id FROM article_captures WHERE platform = NEW.platform AND capture_id = NEW.id);
END;

CREATE TABLE partners (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  requests_a_minute INTEGER NOT NULL,
  added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE partner_products (
  partner_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  granted_at TEXT NOT NULL,
  PRIMARY KEY (partner_id, product_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX partner_products_product ON partner_products (product_id);

-- Of a key only its first letters can be read again. A `link` key opens one product's feed, by its address alone.
CREATE TABLE partner_keys (
  prefix TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('api', 'link')),
  product_id TEXT CHECK ((product_id IS NOT NULL) = (kind = 'link')),
  digest TEXT NOT NULL,
  note TEXT NOT NULL,
  made_at TEXT NOT NULL,
  expires_at TEXT,
  revoked_at TEXT,
  -- The minute that is being counted, and the requests in it.
  counted_at TEXT,
  counted INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX partner_keys_partner ON partner_keys (partner_id);

-- The record of what a partner took: once for each version and way. Of a take-down it says that the partner was told.
CREATE TABLE partner_pickups (
  partner_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('feed', 'changes', 'article', 'webhook', 'websub', 'confirmed')),
  change TEXT NOT NULL CHECK (change IN ('held', 'withdrawn')),
  at TEXT NOT NULL,
  PRIMARY KEY (partner_id, article_id, product_id, version, way, change)
) STRICT, WITHOUT ROWID;

CREATE INDEX partner_pickups_article ON partner_pickups (article_id, change);
CREATE INDEX partner_pickups_at ON partner_pickups (at);
