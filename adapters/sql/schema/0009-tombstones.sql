-- What is kept of a person whose account was purged: enough to recognise him, not enough to know him. email, personal and
-- mobile are keyed digests; '' where there was none, or no key.

CREATE TABLE IF NOT EXISTS tombstone (
  account ${key} NOT NULL PRIMARY KEY,
  email ${key} NOT NULL,
  personal ${key} NOT NULL,
  mobile ${key} NOT NULL,
  deleted_at ${instant} NOT NULL,
  purged_at ${instant} NOT NULL
);

CREATE INDEX IF NOT EXISTS tombstone_by_email ON tombstone (email);
CREATE INDEX IF NOT EXISTS tombstone_by_personal ON tombstone (personal);
CREATE INDEX IF NOT EXISTS tombstone_by_mobile ON tombstone (mobile);

-- Deletions that turned out to be wrong: restored, undone, or the person came again under another id (`other`). `rule` is the
-- one that deleted; '' where a person did.

CREATE TABLE IF NOT EXISTS comeback (
  account ${key} NOT NULL,
  deleted_at ${instant} NOT NULL,
  how ${word} NOT NULL,
  rule ${word} NOT NULL,
  back_at ${instant} NOT NULL,
  other ${key} NOT NULL,
  PRIMARY KEY (account, deleted_at, how)
);

CREATE INDEX IF NOT EXISTS comeback_by_time ON comeback (back_at);
