-- What is sent again on the publisher's wish is another message: receivers do one they have seen once only.
ALTER TABLE partner_deliveries ADD COLUMN replayed_at TEXT;
