-- What a partner was given is put in order by the change that it was about: an article may be taken back, and come again
-- under the same version. `sent`: it went to an endpoint that did not say it had come.
CREATE TABLE partner_pickups_in_order (
  partner_id TEXT NOT NULL,
  article_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  sequence INTEGER NOT NULL DEFAULT 0,
  way TEXT NOT NULL CHECK (way IN ('feed', 'changes', 'article', 'webhook', 'websub', 'confirmed')),
  change TEXT NOT NULL CHECK (change IN ('held', 'sent', 'withdrawn')),
  at TEXT NOT NULL,
  PRIMARY KEY (partner_id, article_id, product_id, version, sequence, way, change)
) STRICT, WITHOUT ROWID;

INSERT INTO partner_pickups_in_order (partner_id, article_id, product_id, version, sequence, way, change, at)
  SELECT partner_id, article_id, product_id, version,
    coalesce((SELECT c.sequence FROM product_changes c WHERE c.product_id = p.product_id AND c.article_id = p.article_id
      AND c.version <= p.version AND (c.change = 'withdrawn') = (p.change = 'withdrawn') AND c.changed_at <= p.at
      ORDER BY c.sequence DESC LIMIT 1), 0),
    way, change, at
  FROM partner_pickups p;

DROP TABLE partner_pickups;
ALTER TABLE partner_pickups_in_order RENAME TO partner_pickups;
CREATE INDEX partner_pickups_article ON partner_pickups (article_id, change);
CREATE INDEX partner_pickups_at ON partner_pickups (at);

-- The last change, of any product, before the partner came to this one.
ALTER TABLE partner_products ADD COLUMN granted_after INTEGER NOT NULL DEFAULT 0;
