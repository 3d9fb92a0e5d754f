-- What the accounts feed said of an account when a person said something else, by the name of the column (a join changes
-- organisation, sometimes administered_by), and what people said since that was superseded. While the feed says one of
-- these, it is behind, and what the person said last stands.

CREATE TABLE IF NOT EXISTS feed_behind (
  account ${key} NOT NULL,
  name ${word} NOT NULL,
  said ${key} NOT NULL,
  PRIMARY KEY (account, name, said)
);
