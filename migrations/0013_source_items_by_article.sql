-- A withdrawal looks for the items that an article came from.

CREATE INDEX source_items_article ON source_items (article_id);
