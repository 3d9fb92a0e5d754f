-- How far the record of purges goes that this database knows: the seal of a line of it, moved on in every transaction that
-- purges. A row for each time that somebody said which record it is, or made an older copy good; the newest counts.

CREATE TABLE IF NOT EXISTS purge_record (
  number ${number} NOT NULL PRIMARY KEY,
  at ${instant} NOT NULL,
  actor ${text} NOT NULL,
  reason ${text} NOT NULL,
  head ${key} NOT NULL
);

-- A deed is in the hash chain of the journal: words is the digest of what a purge erases of it, under a salt that is erased
-- with it. '' in deeds from before.

ALTER TABLE deed ADD COLUMN ${unless_there}salt ${key} NOT NULL DEFAULT '';
ALTER TABLE deed ADD COLUMN ${unless_there}words ${key} NOT NULL DEFAULT '';
