-- The night of lapse_bench as a good engineer would write it by hand for this one policy and this one evening: select
-- who is due once, then write journal, notices and accounts set by set, in one transaction on the same schema.
--
-- It ends with the same accounts, journal rows and notices as the engine. It makes no plan that somebody could read
-- before, counts no limits, looks at no holds and no feeds, merges no missed warnings, seals no journal, and a night
-- that is killed starts again from nothing. OR ROLLBACK: a failure ends the whole night anyway, and the database need
-- not keep a second copy of every page for taking back one statement.

PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA cache_size = -8192;

BEGIN IMMEDIATE;

-- Tuesday 16 June 2026 in London: 10:30, midnight, and what summer time takes from midnights before 29 March.
CREATE TEMP TABLE night AS SELECT 1781602200 AS as_of, 1781564400 AS midnight, 3600 AS winter, 86400 AS day,
  720 * 3600 AS restorable, (SELECT hash FROM policy_edition) AS edition, (SELECT COALESCE(MAX(id), 0) + 1 FROM run) AS run,
  (SELECT MAX(seq) FROM journal) AS last_seq, (SELECT COALESCE(MAX(number), 0) FROM notice) AS last_notice;

-- What the policy asks for tonight: moves, then warnings. told: the step of the last warning, 0 for none.
CREATE TEMP TABLE work (number INTEGER PRIMARY KEY, rule, kind, state, told, since_before, idle_before, promised_by,
  to_state, step, date_at, lead_days, send, to_account, to_personal, to_mobile);
INSERT INTO work SELECT 1, 'mark-inactive', 'move', 'active', 1, midnight, midnight - 90 * day + winter, midnight,
  'inactive', 0, 0, 0, 'now-inactive', 0, 1, 0 FROM night;
INSERT INTO work SELECT 2, 'delete-inactive', 'move', 'inactive', 1, midnight - 90 * day + winter,
  midnight - 180 * day + winter, midnight, 'deleted', 0, 0, 0, 'now-deleted', 0, 1, 0 FROM night;
INSERT INTO work SELECT 3, 'delete-leaver', 'move', 'leaver', 1, midnight - 30 * day, as_of, midnight,
  'deleted', 0, 0, 0, 'now-deleted', 0, 1, 0 FROM night;
INSERT INTO work SELECT 4, 'purge-deleted', 'move', 'deleted', 1, midnight - 30 * day, as_of, midnight,
  'purged', 0, 0, 0, 'now-purged', 0, 0, 0 FROM night;
INSERT INTO work SELECT 5 + column1, 'mark-inactive', 'warn', 'active', column2, as_of,
  midnight - (90 - column3) * day + column4 * winter, midnight + column3 * day, 'active', column3,
  midnight + column3 * day, MIN(column3, 7), 'soon-inactive', 1, 1, 0
  FROM night, (VALUES (0, 0, 30, 0), (1, 30, 14, 0), (2, 14, 7, 1), (3, 7, 1, 1));
INSERT INTO work SELECT 9 + column1, 'delete-inactive', 'warn', 'inactive', column2, midnight - (90 - column3) * day
  + column4 * winter, midnight - (180 - column3) * day + winter, midnight + column3 * day, 'inactive', column3,
  midnight + column3 * day, MIN(column3, 14), 'soon-deleted', 0, 1, 1
  FROM night, (VALUES (0, 0, 60, 0), (1, 60, 30, 0), (2, 30, 14, 0), (3, 14, 7, 1), (4, 7, 1, 1));
INSERT INTO work SELECT 14 + column1, 'delete-leaver', 'warn', 'leaver', column2, midnight - (30 - column3) * day,
  as_of, midnight + column3 * day, 'leaver', column3, midnight + column3 * day, MIN(column3, 7), 'leaver-ending',
  1, 1, 0 FROM night, (VALUES (0, 0, 21), (1, 21, 7), (2, 7, 1));
INSERT INTO work SELECT 17 + column1, 'purge-deleted', 'warn', 'deleted', column2, midnight - (30 - column3) * day,
  as_of, midnight + column3 * day, 'deleted', column3, midnight + column3 * day, MIN(column3, 7), 'last-chance',
  0, 0, 0 FROM night, (VALUES (0, 0, 7), (1, 7, 1));

-- Everybody who is due, with all that the rest needs, so that no account is read twice.
CREATE TEMP TABLE due (number INTEGER PRIMARY KEY, place, work, account, email, display_name, personal_email, mobile,
  organisation, organisation_type, state_since, idle_since, epoch);
INSERT INTO due SELECT NULL, a.rowid, w.number, a.id, a.email, a.display_name, a.personal_email, a.mobile,
  a.organisation, a.organisation_type, a.state_since, a.idle_since, a.epoch
  FROM work w CROSS JOIN account a INDEXED BY account_by_promise
  WHERE w.told > 0 AND a.state = w.state AND a.warned_step = w.told AND a.promised_at <= w.promised_by
  AND a.warned_rule = w.rule AND a.handed_at > 0 AND a.state_since < w.since_before AND a.idle_since < w.idle_before
  AND a.missing_since = 0 AND (a.kind = 'user' OR w.state IN ('leaver', 'deleted')) ORDER BY w.number, a.rowid;
INSERT INTO due SELECT NULL, a.rowid, w.number, a.id, a.email, a.display_name, a.personal_email, a.mobile,
  a.organisation, a.organisation_type, a.state_since, a.idle_since, a.epoch
  FROM work w CROSS JOIN account a INDEXED BY account_by_idle
  WHERE w.told = 0 AND w.state = 'active' AND a.state = w.state AND a.warned_step = 0 AND a.kind = 'user'
  AND a.idle_since < w.idle_before AND a.promised_at = 0 AND a.missing_since = 0 ORDER BY w.number, a.rowid;
INSERT INTO due SELECT NULL, a.rowid, w.number, a.id, a.email, a.display_name, a.personal_email, a.mobile,
  a.organisation, a.organisation_type, a.state_since, a.idle_since, a.epoch
  FROM work w CROSS JOIN account a INDEXED BY account_by_state
  WHERE w.told = 0 AND w.state <> 'active' AND a.state = w.state AND a.warned_step = 0
  AND a.state_since < w.since_before AND a.idle_since < w.idle_before AND a.promised_at = 0 AND a.missing_since = 0
  AND (a.kind = 'user' OR w.state IN ('leaver', 'deleted')) ORDER BY w.number, a.rowid;

INSERT OR ROLLBACK INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at)
  SELECT t.last_seq + d.number, t.as_of, d.account, w.kind, w.rule, t.edition, t.run, 'uid 0 (root)',
  w.state, w.to_state, d.state_since, CASE w.kind WHEN 'move' THEN t.as_of ELSE d.state_since END, d.idle_since,
  d.epoch + (w.kind = 'move'), w.step, w.date_at
  FROM due d CROSS JOIN work w CROSS JOIN night t WHERE w.number = d.work ORDER BY d.number;

-- Warnings of those who move that have not gone out will not; settled ones of those who are purged lose the person.
UPDATE OR ROLLBACK notice SET state = 'cancelled', detail = 'overtaken' WHERE state IN ('queued', 'ambiguous', 'sending')
  AND step > 0 AND account IN (SELECT account FROM due WHERE work <= 4);
UPDATE OR ROLLBACK notice SET about = '', name = '',
  address = CASE WHEN recipient IN ('account', 'personal_email', 'mobile') THEN '' ELSE address END
  WHERE account IN (SELECT account FROM due WHERE work = 4) AND state IN ('handed', 'dead', 'cancelled');

-- One row for each address, in the order of the accounts.
CREATE TEMP TABLE letter (number INTEGER PRIMARY KEY, due, send, recipient, address);
INSERT INTO letter
  SELECT NULL, d.number AS due, w.send, 'account', d.email FROM due d CROSS JOIN work w
    WHERE w.number = d.work AND w.to_account AND d.email <> ''
  UNION ALL SELECT NULL, d.number, w.send, 'personal_email', d.personal_email FROM due d CROSS JOIN work w
    WHERE w.number = d.work AND w.to_personal AND d.personal_email <> ''
  UNION ALL SELECT NULL, d.number, w.send, 'mobile', d.mobile FROM due d CROSS JOIN work w
    WHERE w.number = d.work AND w.to_mobile AND d.mobile <> ''
  UNION ALL SELECT NULL, d.number, w.send, 'site_owner', p.email
    FROM due d CROSS JOIN work w CROSS JOIN organisation g CROSS JOIN membership o CROSS JOIN account p
    WHERE w.number = d.work AND g.code = d.organisation AND o.mailbox = g.mailbox AND o.role = 'owner'
    AND p.id = o.account AND p.id <> d.account AND p.email <> '' AND p.state NOT IN ('deleted', 'purged')
  UNION ALL SELECT NULL, d.number, CASE w.number WHEN 1 THEN 'mailbox-without-owner' ELSE w.send END, 'team',
    CASE d.organisation_type WHEN 'community_pharmacy' THEN 'pharmacy-team@nas.example'
      WHEN 'dental_practice' THEN 'dental-team@nas.example' ELSE 'duty-team@nas.example' END
    FROM due d CROSS JOIN work w WHERE w.number = d.work AND (w.number IN (2, 3, 4, 17, 18) OR w.number = 1
    AND EXISTS (SELECT 1 FROM membership m WHERE m.account = d.account AND m.role = 'owner' AND NOT EXISTS
      (SELECT 1 FROM membership x JOIN account y ON y.id = x.account WHERE x.mailbox = m.mailbox AND x.role = 'owner'
        AND x.account <> m.account AND y.state NOT IN ('deleted', 'purged'))))
  ORDER BY due;
INSERT OR ROLLBACK INTO notice (number, account, epoch, rule, send, step, recipient, address, about, name, run, as_of,
  date_at, lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail)
  SELECT t.last_notice + l.number, d.account, d.epoch + (w.kind = 'move'), w.rule, l.send, w.step,
  l.recipient, l.address, d.email, d.display_name, t.run, t.as_of, w.date_at, w.lead_days,
  CASE WHEN w.to_state <> 'deleted' THEN 0 WHEN w.kind = 'move' THEN t.as_of + t.restorable
    ELSE d.state_since + t.restorable END, 'queued', 0, t.as_of, 0, ''
  FROM letter l CROSS JOIN due d CROSS JOIN work w CROSS JOIN night t WHERE d.number = l.due AND w.number = d.work
  ORDER BY l.number;

UPDATE OR ROLLBACK account SET state = w.to_state, state_since = t.as_of, epoch = account.epoch + 1,
  version = account.version + 1, warned_step = 0, warned_rule = '', promised_at = 0, handed_at = 0
  FROM due d CROSS JOIN work w CROSS JOIN night t WHERE account.rowid = d.place AND w.number = d.work AND d.work <= 4;
UPDATE OR ROLLBACK account SET email = '', display_name = '', personal_email = '', mobile = ''
  WHERE rowid IN (SELECT place FROM due WHERE work = 4);
UPDATE OR ROLLBACK account SET warned_step = w.step, warned_rule = w.rule, promised_at = w.date_at, handed_at = 0,
  version = account.version + 1
  FROM due d CROSS JOIN work w WHERE account.rowid = d.place AND w.number = d.work AND d.work > 4;

COMMIT;
