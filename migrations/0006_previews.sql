-- A preview may be a JPEG over the article's photo, or quote a post; and it may lack something for good.

ALTER TABLE previews ADD COLUMN type TEXT NOT NULL DEFAULT 'image/png';
-- The post it quotes, `platform/id`: a take-down ends every picture of its words.
ALTER TABLE previews ADD COLUMN quotes TEXT;
-- Why it is not the picture that was meant.
ALTER TABLE previews ADD COLUMN reason TEXT;

CREATE INDEX previews_quotes ON previews (quotes) WHERE quotes IS NOT NULL;

-- Our copies of photos and of the logo, so that drawing asks nobody. The owner is an article's id, or `/logo`. One that
-- could not be had has the time when it is asked for again; `fault` without it is for good.
CREATE TABLE preview_pictures (
  owner TEXT NOT NULL,
  url TEXT NOT NULL,
  blob TEXT,
  fault TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at TEXT,
  PRIMARY KEY (owner, url)
) STRICT, WITHOUT ROWID;

CREATE INDEX preview_pictures_due ON preview_pictures (next_at) WHERE next_at IS NOT NULL;
