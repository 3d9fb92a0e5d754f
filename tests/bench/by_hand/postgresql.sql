-- The night of lapse_bench as a good engineer would write it by hand for this one policy and this one evening: select
-- who is due once, then write journal, notices and accounts set by set, in one transaction on the same schema.
--
-- It ends with the same accounts, journal rows and notices as the engine. It makes no plan that somebody could read
-- before, counts no limits, looks at no holds and no feeds, merges no missed warnings, seals no journal, and a night
-- that is killed starts again from nothing.

SET work_mem = '64MB';
SET temp_buffers = '64MB';
SET jit = off;  -- compiling takes longer than any of these statements

BEGIN;

-- Tuesday 16 June 2026 in London: 10:30, midnight, and what summer time takes from midnights before 29 March.
CREATE TEMP TABLE night AS SELECT 1781602200::bigint AS as_of, 1781564400::bigint AS midnight, 3600 AS winter, 86400 AS day,
  720 * 3600 AS restorable, (SELECT hash FROM policy_edition) AS edition, (SELECT COALESCE(MAX(id), 0) + 1 FROM run) AS run,
  (SELECT MAX(seq) FROM journal) AS last_seq, (SELECT COALESCE(MAX(number), 0) FROM notice) AS last_notice;

-- What the policy asks for tonight: moves, then warnings. told: the step of the last warning, 0 for none.
CREATE TEMP TABLE work (number int PRIMARY KEY, rule text, kind text, state text COLLATE "C", told bigint,
  since_before bigint, idle_before bigint, promised_by bigint, to_state text, step bigint, date_at bigint,
  lead_days bigint, send text, to_account int, to_personal int, to_mobile int);
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
  midnight + column3 * day, LEAST(column3, 7), 'soon-inactive', 1, 1, 0
  FROM night, (VALUES (0, 0, 30, 0), (1, 30, 14, 0), (2, 14, 7, 1), (3, 7, 1, 1)) steps;
INSERT INTO work SELECT 9 + column1, 'delete-inactive', 'warn', 'inactive', column2, midnight - (90 - column3) * day
  + column4 * winter, midnight - (180 - column3) * day + winter, midnight + column3 * day, 'inactive', column3,
  midnight + column3 * day, LEAST(column3, 14), 'soon-deleted', 0, 1, 1
  FROM night, (VALUES (0, 0, 60, 0), (1, 60, 30, 0), (2, 30, 14, 0), (3, 14, 7, 1), (4, 7, 1, 1)) steps;
INSERT INTO work SELECT 14 + column1, 'delete-leaver', 'warn', 'leaver', column2, midnight - (30 - column3) * day,
  as_of, midnight + column3 * day, 'leaver', column3, midnight + column3 * day, LEAST(column3, 7), 'leaver-ending',
  1, 1, 0 FROM night, (VALUES (0, 0, 21), (1, 21, 7), (2, 7, 1)) steps;
INSERT INTO work SELECT 17 + column1, 'purge-deleted', 'warn', 'deleted', column2, midnight - (30 - column3) * day,
  as_of, midnight + column3 * day, 'deleted', column3, midnight + column3 * day, LEAST(column3, 7), 'last-chance',
  0, 0, 0 FROM night, (VALUES (0, 0, 7), (1, 7, 1)) steps;

-- Everybody who is due, with all that the rest needs, so that no account is read twice. Ranges of one index each.
CREATE TEMP TABLE due AS SELECT row_number() OVER (ORDER BY id) AS number, found.* FROM (
  SELECT w.number AS work, a.id, a.email, a.display_name, a.personal_email, a.mobile, a.organisation,
    a.organisation_type, a.state_since, a.idle_since, a.epoch
  FROM work w CROSS JOIN LATERAL (SELECT * FROM account a WHERE a.state = w.state AND a.warned_step = w.told
    AND a.promised_at <= w.promised_by AND a.warned_rule = w.rule AND a.handed_at > 0 AND a.state_since < w.since_before
    AND a.idle_since < w.idle_before AND a.missing_since = 0 AND (a.kind = 'user' OR w.state IN ('leaver', 'deleted'))
    OFFSET 0) a WHERE w.told > 0
  UNION ALL
  SELECT w.number, a.id, a.email, a.display_name, a.personal_email, a.mobile, a.organisation, a.organisation_type,
    a.state_since, a.idle_since, a.epoch
  FROM work w CROSS JOIN LATERAL (SELECT * FROM account a WHERE a.state = 'active' AND a.warned_step = 0
    AND a.kind = 'user' AND a.idle_since < w.idle_before AND a.promised_at = 0 AND a.missing_since = 0 OFFSET 0) a
  WHERE w.told = 0 AND w.state = 'active'
  UNION ALL
  SELECT w.number, a.id, a.email, a.display_name, a.personal_email, a.mobile, a.organisation, a.organisation_type,
    a.state_since, a.idle_since, a.epoch
  FROM work w CROSS JOIN LATERAL (SELECT * FROM account a WHERE a.state = w.state AND a.warned_step = 0
    AND a.state_since < w.since_before AND a.idle_since < w.idle_before AND a.promised_at = 0 AND a.missing_since = 0
    AND (a.kind = 'user' OR w.state IN ('leaver', 'deleted')) OFFSET 0) a
  WHERE w.told = 0 AND w.state <> 'active') found;
ANALYZE night;
ANALYZE work;
ANALYZE due;

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at)
  SELECT t.last_seq + d.number, t.as_of, d.id, w.kind, w.rule, t.edition, t.run, 'uid 0 (root)',
  w.state, w.to_state, d.state_since, CASE w.kind WHEN 'move' THEN t.as_of ELSE d.state_since END, d.idle_since,
  d.epoch + (w.kind = 'move')::int, w.step, w.date_at
  FROM due d JOIN work w ON w.number = d.work CROSS JOIN night t ORDER BY d.number;

-- Warnings of those who move that have not gone out will not; settled ones of those who are purged lose the person.
UPDATE notice SET state = 'cancelled', detail = 'overtaken' FROM due d WHERE d.work <= 4 AND notice.account = d.id
  AND notice.state IN ('queued', 'ambiguous', 'sending') AND notice.step > 0;
UPDATE notice SET about = '', name = '',
  address = CASE WHEN recipient IN ('account', 'personal_email', 'mobile') THEN '' ELSE address END
  FROM due d WHERE d.work = 4 AND notice.account = d.id AND notice.state IN ('handed', 'dead', 'cancelled');

-- One row for each address, in the order of the accounts.
INSERT INTO notice (number, account, epoch, rule, send, step, recipient, address, about, name, run, as_of,
  date_at, lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail)
  SELECT t.last_notice + row_number() OVER (ORDER BY l.due), d.id, d.epoch + (w.kind = 'move')::int, w.rule, l.send,
  w.step, l.recipient, l.address, d.email, d.display_name, t.run, t.as_of, w.date_at, w.lead_days,
  CASE WHEN w.to_state <> 'deleted' THEN 0 WHEN w.kind = 'move' THEN t.as_of + t.restorable
    ELSE d.state_since + t.restorable END, 'queued', 0, t.as_of, 0, ''
  FROM (
    SELECT d.number AS due, w.send, 'account' AS recipient, d.email AS address FROM due d JOIN work w
      ON w.number = d.work WHERE w.to_account = 1 AND d.email <> ''
    UNION ALL SELECT d.number, w.send, 'personal_email', d.personal_email FROM due d JOIN work w
      ON w.number = d.work WHERE w.to_personal = 1 AND d.personal_email <> ''
    UNION ALL SELECT d.number, w.send, 'mobile', d.mobile FROM due d JOIN work w
      ON w.number = d.work WHERE w.to_mobile = 1 AND d.mobile <> ''
    UNION ALL SELECT d.number, w.send, 'site_owner', p.email
      FROM due d JOIN work w ON w.number = d.work JOIN organisation g ON g.code = d.organisation
      JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account p ON p.id = o.account
      WHERE p.id <> d.id AND p.email <> '' AND p.state NOT IN ('deleted', 'purged')
    UNION ALL SELECT d.number, CASE w.number WHEN 1 THEN 'mailbox-without-owner' ELSE w.send END, 'team',
      CASE d.organisation_type WHEN 'community_pharmacy' THEN 'pharmacy-team@nas.example'
        WHEN 'dental_practice' THEN 'dental-team@nas.example' ELSE 'duty-team@nas.example' END
      FROM due d JOIN work w ON w.number = d.work WHERE w.number IN (2, 3, 4, 17, 18) OR w.number = 1
      AND EXISTS (SELECT 1 FROM membership m WHERE m.account = d.id AND m.role = 'owner' AND NOT EXISTS
        (SELECT 1 FROM membership x JOIN account y ON y.id = x.account WHERE x.mailbox = m.mailbox AND x.role = 'owner'
        AND x.account <> m.account AND y.state NOT IN ('deleted', 'purged')))) l
  JOIN due d ON d.number = l.due JOIN work w ON w.number = d.work CROSS JOIN night t;

-- Each account once: what a move and what a warning changes differs only in the values.
UPDATE account SET state = CASE w.kind WHEN 'move' THEN w.to_state ELSE account.state END,
  state_since = CASE w.kind WHEN 'move' THEN t.as_of ELSE account.state_since END,
  epoch = account.epoch + (w.kind = 'move')::int, version = account.version + 1, warned_step = w.step,
  warned_rule = CASE w.kind WHEN 'move' THEN '' ELSE w.rule END, promised_at = w.date_at, handed_at = 0,
  email = CASE w.number WHEN 4 THEN '' ELSE account.email END,
  display_name = CASE w.number WHEN 4 THEN '' ELSE account.display_name END,
  personal_email = CASE w.number WHEN 4 THEN '' ELSE account.personal_email END,
  mobile = CASE w.number WHEN 4 THEN '' ELSE account.mobile END
  FROM due d JOIN work w ON w.number = d.work CROSS JOIN night t WHERE account.id = d.id;

COMMIT;
