-- The night of lapse_bench as a good engineer would write it by hand for this one policy and this one evening: select
-- who is due once, then write journal, notices and accounts set by set, in one transaction on the same schema.
--
-- It ends with the same accounts, journal rows and notices as the engine. It makes no plan that somebody could read
-- before, counts no limits, looks at no holds and no feeds, merges no missed warnings, seals no journal, and a night
-- that is killed starts again from nothing.

SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin;
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;
SET SESSION tmp_memory_table_size = 268435456, SESSION max_heap_table_size = 268435456;

START TRANSACTION;

-- Tuesday 16 June 2026 in London: 10:30, midnight, and what summer time takes from midnights before 29 March.
CREATE TEMPORARY TABLE night AS SELECT 1781602200 AS as_of, 1781564400 AS midnight, 3600 AS winter, 86400 AS day,
  720 * 3600 AS restorable, (SELECT hash FROM policy_edition) AS edition, (SELECT COALESCE(MAX(id), 0) + 1 FROM run) AS run,
  (SELECT MAX(seq) FROM journal) AS last_seq, (SELECT COALESCE(MAX(number), 0) FROM notice) AS last_notice;

-- What the policy asks for tonight: moves, then warnings. told: the step of the last warning, 0 for none.
CREATE TEMPORARY TABLE work (number INT PRIMARY KEY, rule VARCHAR(64), kind VARCHAR(64), state VARCHAR(64), told BIGINT,
  since_before BIGINT, idle_before BIGINT, promised_by BIGINT, to_state VARCHAR(64), step BIGINT, date_at BIGINT,
  lead_days BIGINT, send VARCHAR(64), to_account INT, to_personal INT, to_mobile INT)
  CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
INSERT INTO work SELECT 1, 'mark-inactive', 'move', 'active', 1, midnight, midnight - 90 * day + winter, midnight,
  'inactive', 0, 0, 0, 'now-inactive', 0, 1, 0 FROM night;
INSERT INTO work SELECT 2, 'delete-inactive', 'move', 'inactive', 1, midnight - 90 * day + winter,
  midnight - 180 * day + winter, midnight, 'deleted', 0, 0, 0, 'now-deleted', 0, 1, 0 FROM night;
INSERT INTO work SELECT 3, 'delete-leaver', 'move', 'leaver', 1, midnight - 30 * day, as_of, midnight,
  'deleted', 0, 0, 0, 'now-deleted', 0, 1, 0 FROM night;
INSERT INTO work SELECT 4, 'purge-deleted', 'move', 'deleted', 1, midnight - 30 * day, as_of, midnight,
  'purged', 0, 0, 0, 'now-purged', 0, 0, 0 FROM night;
INSERT INTO work WITH steps (place, told, days, summer) AS
  (VALUES (0, 0, 30, 0), (1, 30, 14, 0), (2, 14, 7, 1), (3, 7, 1, 1))
  SELECT 5 + place, 'mark-inactive', 'warn', 'active', told, as_of, midnight - (90 - days) * day + summer * winter,
  midnight + days * day, 'active', days, midnight + days * day, LEAST(days, 7), 'soon-inactive', 1, 1, 0
  FROM night CROSS JOIN steps;
INSERT INTO work WITH steps (place, told, days, summer) AS
  (VALUES (0, 0, 60, 0), (1, 60, 30, 0), (2, 30, 14, 0), (3, 14, 7, 1), (4, 7, 1, 1))
  SELECT 9 + place, 'delete-inactive', 'warn', 'inactive', told, midnight - (90 - days) * day + summer * winter,
  midnight - (180 - days) * day + winter, midnight + days * day, 'inactive', days, midnight + days * day,
  LEAST(days, 14), 'soon-deleted', 0, 1, 1 FROM night CROSS JOIN steps;
INSERT INTO work WITH steps (place, told, days) AS (VALUES (0, 0, 21), (1, 21, 7), (2, 7, 1))
  SELECT 14 + place, 'delete-leaver', 'warn', 'leaver', told, midnight - (30 - days) * day, as_of,
  midnight + days * day, 'leaver', days, midnight + days * day, LEAST(days, 7), 'leaver-ending', 1, 1, 0
  FROM night CROSS JOIN steps;
INSERT INTO work WITH steps (place, told, days) AS (VALUES (0, 0, 7), (1, 7, 1))
  SELECT 17 + place, 'purge-deleted', 'warn', 'deleted', told, midnight - (30 - days) * day, as_of,
  midnight + days * day, 'deleted', days, midnight + days * day, LEAST(days, 7), 'last-chance', 0, 0, 0
  FROM night CROSS JOIN steps;

-- Everybody who is due, with all that the rest needs, so that no account is read twice. Ranges of one index each.
CREATE TEMPORARY TABLE due (number INT AUTO_INCREMENT PRIMARY KEY) AS
  SELECT w.number AS work, a.id, a.email, a.display_name, a.personal_email, a.mobile, a.organisation,
    a.organisation_type, a.state_since, a.idle_since, a.epoch
  FROM work w STRAIGHT_JOIN account a FORCE INDEX (account_by_promise)
  WHERE w.told > 0 AND a.state = w.state AND a.warned_step = w.told AND a.promised_at <= w.promised_by
  AND a.warned_rule = w.rule AND a.handed_at > 0 AND a.state_since < w.since_before AND a.idle_since < w.idle_before
  AND a.missing_since = 0 AND (a.kind = 'user' OR w.state IN ('leaver', 'deleted'))
  UNION ALL
  SELECT w.number, a.id, a.email, a.display_name, a.personal_email, a.mobile, a.organisation, a.organisation_type,
    a.state_since, a.idle_since, a.epoch
  FROM work w STRAIGHT_JOIN account a FORCE INDEX (account_by_idle)
  WHERE w.told = 0 AND w.number = 5 AND a.state = 'active' AND a.warned_step = 0 AND a.kind = 'user'
  AND a.idle_since < w.idle_before AND a.promised_at = 0 AND a.missing_since = 0
  UNION ALL
  SELECT w.number, a.id, a.email, a.display_name, a.personal_email, a.mobile, a.organisation, a.organisation_type,
    a.state_since, a.idle_since, a.epoch
  FROM work w STRAIGHT_JOIN account a FORCE INDEX (account_by_state)
  WHERE w.told = 0 AND w.number <> 5 AND a.state = w.state AND a.warned_step = 0 AND a.state_since < w.since_before
  AND a.idle_since < w.idle_before AND a.promised_at = 0 AND a.missing_since = 0
  AND (a.kind = 'user' OR w.state IN ('leaver', 'deleted'));

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at)
  SELECT t.last_seq + d.number, t.as_of, d.id, w.kind, w.rule, t.edition, t.run, 'uid 0 (root)',
  w.state, w.to_state, d.state_since, IF(w.kind = 'move', t.as_of, d.state_since), d.idle_since,
  d.epoch + (w.kind = 'move'), w.step, w.date_at
  FROM night t STRAIGHT_JOIN due d STRAIGHT_JOIN work w WHERE w.number = d.work ORDER BY d.number;

-- Warnings of those who move that have not gone out will not; settled ones of those who are purged lose the person.
UPDATE due d STRAIGHT_JOIN notice n ON n.account = d.id SET n.state = 'cancelled', n.detail = 'overtaken'
  WHERE d.work <= 4 AND n.state IN ('queued', 'ambiguous', 'sending') AND n.step > 0;
UPDATE due d STRAIGHT_JOIN notice n ON n.account = d.id SET n.about = '', n.name = '',
  n.address = IF(n.recipient IN ('account', 'personal_email', 'mobile'), '', n.address)
  WHERE d.work = 4 AND n.state IN ('handed', 'dead', 'cancelled');

-- One row for each address, in the order of the accounts.
CREATE TEMPORARY TABLE letter (number INT AUTO_INCREMENT PRIMARY KEY) AS
  SELECT d.number AS due, w.send, 'account' AS recipient, d.email AS address FROM due d STRAIGHT_JOIN work w
    WHERE w.number = d.work AND w.to_account = 1 AND d.email <> ''
  UNION ALL SELECT d.number, w.send, 'personal_email', d.personal_email FROM due d STRAIGHT_JOIN work w
    WHERE w.number = d.work AND w.to_personal = 1 AND d.personal_email <> ''
  UNION ALL SELECT d.number, w.send, 'mobile', d.mobile FROM due d STRAIGHT_JOIN work w
    WHERE w.number = d.work AND w.to_mobile = 1 AND d.mobile <> ''
  UNION ALL SELECT d.number, w.send, 'site_owner', p.email
    FROM due d STRAIGHT_JOIN work w STRAIGHT_JOIN organisation g STRAIGHT_JOIN membership o STRAIGHT_JOIN account p
    WHERE w.number = d.work AND g.code = d.organisation AND o.mailbox = g.mailbox AND o.role = 'owner'
    AND p.id = o.account AND p.id <> d.id AND p.email <> '' AND p.state NOT IN ('deleted', 'purged')
  UNION ALL SELECT d.number, IF(w.number = 1, 'mailbox-without-owner', w.send), 'team',
    CASE d.organisation_type WHEN 'community_pharmacy' THEN 'pharmacy-team@nas.example'
      WHEN 'dental_practice' THEN 'dental-team@nas.example' ELSE 'duty-team@nas.example' END
    FROM due d STRAIGHT_JOIN work w WHERE w.number = d.work AND (w.number IN (2, 3, 4, 17, 18) OR w.number = 1
    AND EXISTS (SELECT 1 FROM membership m WHERE m.account = d.id AND m.role = 'owner' AND NOT EXISTS
      (SELECT 1 FROM membership x JOIN account y ON y.id = x.account WHERE x.mailbox = m.mailbox AND x.role = 'owner'
        AND x.account <> m.account AND y.state NOT IN ('deleted', 'purged'))));
INSERT INTO notice (number, account, epoch, rule, send, step, recipient, address, about, name, run, as_of,
  date_at, lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail)
  SELECT t.last_notice + l.number, d.id, d.epoch + (w.kind = 'move'), w.rule, l.send, w.step,
  l.recipient, l.address, d.email, d.display_name, t.run, t.as_of, w.date_at, w.lead_days,
  CASE WHEN w.to_state <> 'deleted' THEN 0 WHEN w.kind = 'move' THEN t.as_of + t.restorable
    ELSE d.state_since + t.restorable END, 'queued', 0, t.as_of, 0, ''
  FROM night t STRAIGHT_JOIN letter l STRAIGHT_JOIN due d STRAIGHT_JOIN work w
  WHERE d.number = l.due AND w.number = d.work ORDER BY l.number;

-- Each account once: what a move and what a warning changes differs only in the values.
UPDATE night t STRAIGHT_JOIN due d STRAIGHT_JOIN work w ON w.number = d.work STRAIGHT_JOIN account a ON a.id = d.id
  SET a.state = w.to_state, a.state_since = IF(w.kind = 'move', t.as_of, a.state_since),
  a.epoch = a.epoch + (w.kind = 'move'), a.version = a.version + 1, a.warned_step = w.step,
  a.warned_rule = IF(w.kind = 'move', '', w.rule), a.promised_at = w.date_at, a.handed_at = 0,
  a.email = IF(w.number = 4, '', a.email), a.display_name = IF(w.number = 4, '', a.display_name),
  a.personal_email = IF(w.number = 4, '', a.personal_email), a.mobile = IF(w.number = 4, '', a.mobile);

COMMIT;
