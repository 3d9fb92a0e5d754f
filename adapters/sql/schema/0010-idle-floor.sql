-- Sign-ins change idle_since, and what an index holds costs every one of them an entry in each index. So the index holds
-- a floor that idle_since never falls below: sign-ins leave it where it is, and the night raises the few that it meets.
-- 0 is a floor for everybody.

ALTER TABLE account ADD COLUMN ${unless_there}idle_floor ${instant} NOT NULL DEFAULT 0 CHECK (idle_floor <= idle_since);
DROP INDEX IF EXISTS account_by_idle${of:account};
CREATE INDEX IF NOT EXISTS account_by_floor ON account (state, warned_step, kind, idle_floor);

-- The sign-ins of a feed that are later than the latest known, and what was known: those for which more has to be done than
-- to keep the date. asks: more than to note how long it was quiet before.

CREATE TABLE IF NOT EXISTS staged_newer (
  id ${key} NOT NULL PRIMARY KEY,
  at ${instant} NOT NULL,
  idle_since ${instant} NOT NULL,
  asks ${number} NOT NULL
);

DROP INDEX IF EXISTS staged_login_by_id${of:staged_login};
