-- What people did, beside the journal row that it caused: in which role, for whom, why, and what was given for it.

CREATE TABLE IF NOT EXISTS deed (
  seq ${number} NOT NULL PRIMARY KEY,
  account ${key} NOT NULL,
  role ${word} NOT NULL,
  on_behalf ${text} NOT NULL,
  reason ${text} NOT NULL,
  reference ${text} NOT NULL,
  given ${text} NOT NULL
);

CREATE INDEX IF NOT EXISTS deed_by_account ON deed (account, seq);
