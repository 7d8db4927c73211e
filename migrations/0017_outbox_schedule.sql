-- An event that stays undone is sent to the queue again, later each time, so that those which fail each time hold up
-- nobody. `sends` counts how often that was; `due_at` is when it is sent next. It has none before it was sent again for
-- the first time: that follows from `recorded_at`.
ALTER TABLE outbox ADD COLUMN sends INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN due_at TEXT;

DROP INDEX outbox_undone;
CREATE INDEX outbox_undone ON outbox (due_at, recorded_at, sends) WHERE done_at IS NULL;
