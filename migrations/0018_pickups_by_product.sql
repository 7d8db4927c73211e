-- Who holds an article of a product: by article alone, each of its products read the pickups of all of them.
DROP INDEX partner_pickups_article;
CREATE INDEX partner_pickups_article ON partner_pickups (article_id, product_id, change);
