-- What "usual" is made of: imports of a source that were believed; and which imports were not, until a better one or a
-- person settled it.

CREATE TABLE IF NOT EXISTS feed_past (
  source ${word} NOT NULL,
  imported_at ${instant} NOT NULL,
  data_at ${instant} NOT NULL,
  logins_at ${instant} NOT NULL,
  accepted ${number} NOT NULL
);

CREATE INDEX IF NOT EXISTS feed_past_by_source ON feed_past (source, imported_at);

CREATE TABLE IF NOT EXISTS feed_doubt (
  source ${word} NOT NULL,
  since_at ${instant} NOT NULL,
  doubt ${text} NOT NULL,
  settled_at ${instant} NOT NULL,
  actor ${text} NOT NULL,
  reason ${text} NOT NULL,
  PRIMARY KEY (source, since_at)
);

-- Corrections of the time of last use, which one person asks for and another approves.

CREATE TABLE IF NOT EXISTS correction (
  id ${number} NOT NULL PRIMARY KEY,
  hash ${key} NOT NULL,
  asked_at ${instant} NOT NULL,
  asked_by ${text} NOT NULL,
  reason ${text} NOT NULL,
  approved_at ${instant} NOT NULL,
  approved_by ${text} NOT NULL,
  approval ${text} NOT NULL
);

CREATE TABLE IF NOT EXISTS correction_row (
  correction ${number} NOT NULL,
  account ${key} NOT NULL,
  last_used_at ${instant} NOT NULL,
  was_at ${instant} NOT NULL,
  PRIMARY KEY (correction, account)
);
