ANALYZE staged_account;

ANALYZE staged_login;

ANALYZE staged_newer;

BEGIN;

COMMIT;

COPY deed_fact (seq, account, name, value) FROM STDIN;

COPY staged_account (line, id, id_key, email, email_key, display_name, personal_email, mobile, kind,
  organisation, organisation_type, administered_by, created_at, last_login_at, state, state_since) FROM STDIN;

COPY staged_hold (line, account, kind, placed_by, reason, from_at, until_at) FROM STDIN;

COPY staged_login (line, id, last_login_at) FROM STDIN;

COPY staged_membership (line, mailbox, account, role) FROM STDIN;

COPY staged_organisation (line, code, type, name, town, mailbox) FROM STDIN;

COPY staged_seen (id) FROM STDIN;

COPY tombstone (account, email, personal, mobile, deleted_at, purged_at) FROM STDIN;

DELETE FROM claim WHERE run <> :run;

DELETE FROM claim WHERE run = :run AND (worker = :worker OR (first_position = :first AND (until_at <= :lapsed
  OR fence <> :fence)));

DELETE FROM feed_behind WHERE EXISTS (SELECT 1 FROM staged_account s CROSS JOIN account a WHERE s.id =
  feed_behind.account AND a.id = s.id AND s.state = :to_state AND a.state <> :to_state AND s.state_since >
  a.state_since AND a.state IN (:from0));

DELETE FROM feed_behind WHERE account = :account AND name = :name AND said = :is;

DELETE FROM feed_behind WHERE account IN (SELECT j.account FROM journal j WHERE j.seq >= :first AND j.seq <=
  :last);

DELETE FROM feed_behind WHERE name = :name AND EXISTS (SELECT 1 FROM staged_account s WHERE s.id =
  feed_behind.account AND NOT EXISTS (SELECT 1 FROM feed_behind f WHERE f.account = s.id AND f.name = :name
  AND f.said = s.administered_by));

DELETE FROM feed_behind WHERE name = :name AND EXISTS (SELECT 1 FROM staged_account s WHERE s.id =
  feed_behind.account AND NOT EXISTS (SELECT 1 FROM feed_behind f WHERE f.account = s.id AND f.name = :name
  AND f.said = s.organisation));

DELETE FROM feed_past WHERE source = :source AND imported_at < :oldest;

DELETE FROM feed_past WHERE source = :source AND imported_at = :at AND data_at = :data_at;

DELETE FROM hold WHERE source = :source;

DELETE FROM membership WHERE NOT EXISTS (SELECT 1 FROM staged_membership s WHERE s.mailbox =
  membership.mailbox AND s.account = membership.account AND s.role = membership.role);

DELETE FROM organisation WHERE NOT EXISTS (SELECT 1 FROM staged_organisation s WHERE s.code =
  organisation.code AND s.type = organisation.type AND s.name = organisation.name AND s.town =
  organisation.town AND s.mailbox = organisation.mailbox);

DELETE FROM plan_move WHERE run = :run;

DELETE FROM plan_move WHERE run = :run AND work = :work;

DELETE FROM plan_move WHERE run = :run AND work = :work AND organisation = :organisation;

DELETE FROM plan_move WHERE run > 0 AND run <> :run;

DELETE FROM staged_account;

DELETE FROM staged_account WHERE id = :id;

DELETE FROM staged_account WHERE id IN (SELECT j.account FROM journal j WHERE j.seq >= :first AND j.seq <=
  :last);

DELETE FROM staged_account WHERE line = :line;

DELETE FROM staged_hold;

DELETE FROM staged_hold WHERE account IN (SELECT j.account FROM journal j WHERE j.seq >= :first AND j.seq <=
  :last);

DELETE FROM staged_login;

DELETE FROM staged_membership;

DELETE FROM staged_newer;

DELETE FROM staged_organisation;

DELETE FROM staged_seen;

DELETE FROM tombstone WHERE account = :account;

INSERT INTO account (id, email, display_name, personal_email, mobile, kind, organisation, organisation_type,
  administered_by, created_at, last_login_at, idle_since, idle_floor, state, state_since, epoch, version,
  warned_step, warned_rule, promised_at, handed_at, holds, missing_since) SELECT s.id, s.email,
  s.display_name, s.personal_email, s.mobile, s.kind, s.organisation, s.organisation_type, s.administered_by,
  s.created_at, s.last_login_at, CASE WHEN s.last_login_at > s.created_at THEN s.last_login_at ELSE
  s.created_at END, CASE WHEN s.last_login_at > s.created_at THEN s.last_login_at ELSE s.created_at END, CASE
  WHEN s.state = '' THEN :first_state ELSE s.state END, CASE WHEN s.state_since = 0 THEN s.created_at ELSE
  s.state_since END, 1, 1, 0, '', 0, 0, (SELECT COUNT(*) FROM hold h WHERE h.account = s.id), 0 FROM
  staged_account s WHERE NOT EXISTS (SELECT 1 FROM account k WHERE k.id = s.id);

INSERT INTO activity_gap (account, from_at, to_at) SELECT n.id, n.idle_since, n.at FROM staged_newer n WHERE
  n.at - n.idle_since >= :quiet ON CONFLICT DO NOTHING;

INSERT INTO alert (number, run, as_of, day, kind, rule, organisation, organisations, reason, would_have,
  at_most, tell, state, attempts, next_try_at, handed_at, detail) VALUES (:number, :run, :as_of, :day, :kind,
  :rule, :organisation, :organisations, :reason, :would_have, :at_most, :tell, 'queued', 0, :as_of, 0, '') ON
  CONFLICT DO NOTHING;

INSERT INTO approval (plan, number, approver, identities, at, until_at, reason, hash, size) VALUES (:plan,
  :number, :approver, :identities, :at, :until, :reason, :hash, :size);

INSERT INTO block (number, first_seq, last_seq, size, digest) VALUES (:number, :first, :last, :size, :digest);

INSERT INTO chunk (run, first_position, last_position, rule, to_state, at, moved, warned, dropped, notices)
  VALUES (:run, :first, :last, :rule, :to_state, :at, :moved, :warned, :dropped, :notices);

INSERT INTO claim (run, first_position, last_position, worker, fence, until_at) VALUES (:run, :first, :last,
  :worker, :fence, :until);

INSERT INTO comeback (account, deleted_at, how, rule, back_at, other) SELECT j.account, j.was_since, :how,
  COALESCE((SELECT MAX(m.cause) FROM journal m WHERE m.account = j.account AND m.kind = 'move' AND
  m.state_since = j.was_since), ''), j.at, '' FROM journal j WHERE j.seq >= :first AND j.seq <= :last AND
  j.from_state IN (:lost0, :lost1) AND j.to_state NOT IN (:lost0, :lost1) ON CONFLICT DO NOTHING;

INSERT INTO comeback (account, deleted_at, how, rule, back_at, other) VALUES (:account, :deleted_at, :how,
  COALESCE((SELECT MAX(m.cause) FROM journal m WHERE m.account = :account AND m.kind = 'move' AND
  m.state_since = :deleted_at), ''), :at, :other) ON CONFLICT DO NOTHING;

INSERT INTO deed (seq, account, role, on_behalf, reason, reference, given, salt, words) SELECT j.seq,
  j.account, '', '', :reason, '', '', :salt, :words FROM journal j WHERE j.seq >= :first AND j.seq <= :last;

INSERT INTO deed (seq, account, role, on_behalf, reason, reference, given, salt, words) VALUES (:seq,
  :account, :role, :on_behalf, :reason, :reference, :given, :salt, :words);

INSERT INTO feed (source, kind, data_at, logins_at, imported_at, accepted, rejected, digest, full_at,
  watermark) VALUES (:source, :kind, :data_at, :logins_at, :imported_at, :accepted, :rejected, :digest,
  :full_at, :watermark);

INSERT INTO feed_behind (account, name, said) SELECT a.id, :name, :was FROM account a WHERE a.id = :account
  AND NOT EXISTS (SELECT 1 FROM feed_behind f WHERE f.account = a.id AND f.name = :name AND f.said = :was);

INSERT INTO feed_past (source, imported_at, data_at, logins_at, accepted) SELECT source, imported_at, data_at,
  logins_at, accepted FROM feed WHERE source = :source;

INSERT INTO gap (from_at, to_at, acknowledged_at, actor, reason) VALUES (:from_at, :to_at, :acknowledged_at,
  :actor, :reason);

INSERT INTO hold (account, kind, source, placed_by, reason, from_at, until_at) SELECT account, kind, :source,
  placed_by, reason, from_at, until_at FROM staged_hold WHERE 1 = 1 ON CONFLICT DO NOTHING;

INSERT INTO hold (account, kind, source, placed_by, reason, from_at, until_at) VALUES (:account, :kind, '',
  :placed_by, :reason, :from_at, :until_at);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, :to_state, a.state_since, :as_of, a.idle_since, a.epoch +
  1, :j_step, 0 FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >= :first AND
  m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0 AND
  COALESCE(a.kind, '') = :p1 AND (SELECT COUNT(*) FROM membership m WHERE m.account = a.id AND m.role =
  'owner' AND NOT EXISTS (SELECT 1 FROM membership o JOIN account w ON w.id = o.account WHERE o.mailbox =
  m.mailbox AND o.role = 'owner' AND o.account <> m.account AND w.state NOT IN (:p2, :p3))) = 0 AND
  COALESCE(a.kind, '') NOT IN (:p4, :p5) AND +a.missing_since = :p6 AND (a.holds = 0 OR NOT EXISTS (SELECT 1
  FROM hold h WHERE h.account = a.id AND h.from_at <= :p8 AND (h.until_at = 0 OR h.until_at > :p7 OR
  (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p9 AND +a.promised_at > :p10 AND
  +a.promised_at <= :p11 AND COALESCE(a.warned_rule, '') = :p12 AND +a.handed_at > :p13 AND +a.state_since <
  :p14 AND +a.idle_since < :p15 AND +a.state_since < :p16 AND NOT EXISTS (SELECT 1 FROM membership s CROSS
  JOIN membership o WHERE s.account = a.id AND s.role = 'owner' AND o.mailbox = s.mailbox AND o.role = 'owner'
  AND o.account < a.id AND o.account IN (SELECT p.account FROM plan_move p WHERE p.run = :run AND p.position
  >= :first AND p.position <= :last));

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, :to_state, a.state_since, :as_of, a.idle_since, a.epoch +
  1, :j_step, 0 FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >= :first AND
  m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0 AND
  COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  +a.promised_at > :p8 AND +a.promised_at <= :p9 AND COALESCE(a.warned_rule, '') = :p10 AND +a.handed_at >
  :p11 AND +a.idle_since < :p12 AND +a.state_since < :p13;

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, :to_state, a.state_since, :as_of, a.idle_since, a.epoch +
  1, :j_step, 0 FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >= :first AND
  m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0 AND
  COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  +a.promised_at > :p8 AND +a.promised_at <= :p9 AND COALESCE(a.warned_rule, '') = :p10 AND +a.handed_at >
  :p11 AND +a.state_since < :p12 AND +a.idle_since < :p13 AND +a.state_since < :p14;

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, :to_state, a.state_since, :as_of, a.idle_since, a.epoch +
  1, :j_step, 0 FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >= :first AND
  m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0 AND
  COALESCE(a.kind, '') NOT IN (:p1, :p2) AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account
  = a.id AND h.from_at <= :p4 AND (h.until_at = 0 OR h.until_at > :p3 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step = :p5 AND +a.promised_at > :p6 AND +a.promised_at <= :p7 AND
  COALESCE(a.warned_rule, '') = :p8 AND +a.handed_at > :p9 AND +a.state_since < :p10 AND +a.state_since < :p11;

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, :to_state, a.state_since, :as_of, a.idle_since, a.epoch +
  1, :j_step, 0 FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >= :first AND
  m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0 AND
  COALESCE(a.kind, '') NOT IN (:p1, :p2) AND +a.missing_since = :p3 AND (a.holds = 0 OR NOT EXISTS (SELECT 1
  FROM hold h WHERE h.account = a.id AND h.from_at <= :p5 AND (h.until_at = 0 OR h.until_at > :p4 OR
  (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p6 AND +a.promised_at > :p7 AND
  +a.promised_at <= :p8 AND COALESCE(a.warned_rule, '') = :p9 AND +a.handed_at > :p10 AND +a.state_since <
  :p11 AND +a.state_since < :p12;

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since, a.state_since, a.idle_since,
  a.epoch, :j_step, :promised FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >=
  :first AND m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') =
  :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  +a.promised_at = :p8 AND +a.idle_since < :p9 AND (a.email <> '' OR a.personal_email <> '' OR EXISTS (SELECT
  1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id
  = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p10,
  :p11)));

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since, a.state_since, a.idle_since,
  a.epoch, :j_step, :promised FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >=
  :first AND m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') =
  :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  +a.promised_at = :p8 AND +a.idle_since < :p9 AND (a.email <> '' OR a.personal_email <> '' OR EXISTS (SELECT
  1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id
  = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p10,
  :p11))) AND +a.idle_since >= :p12;

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since, a.state_since, a.idle_since,
  a.epoch, :j_step, :promised FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >=
  :first AND m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') =
  :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  +a.promised_at = :p8 AND +a.state_since < :p9 AND +a.idle_since < :p10 AND (a.personal_email <> '' OR
  a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role
  = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <>
  '' AND w.state NOT IN (:p11, :p12)));

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since, a.state_since, a.idle_since,
  a.epoch, :j_step, :promised FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >=
  :first AND m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') =
  :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  +a.promised_at = :p8 AND +a.state_since < :p9 AND +a.idle_since < :p10 AND (a.personal_email <> '' OR
  a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role
  = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <>
  '' AND w.state NOT IN (:p11, :p12))) AND NOT (+a.state_since < :p13 AND +a.idle_since < :p14);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since, a.state_since, a.idle_since,
  a.epoch, :j_step, :promised FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >=
  :first AND m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') =
  :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  +a.promised_at > :p8 AND +a.idle_since < :p9 AND +a.promised_at > :p10 AND +a.promised_at <= :p11 AND
  (a.email <> '' OR a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON
  o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation
  AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p12, :p13)));

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since, a.state_since, a.idle_since,
  a.epoch, :j_step, :promised FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >=
  :first AND m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') =
  :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  COALESCE(a.warned_rule, '') = :p8 AND +a.handed_at > :p9 AND +a.idle_since < :p10 AND +a.promised_at > :p11
  AND +a.promised_at <= :p12 AND (a.email <> '' OR a.personal_email <> '' OR EXISTS (SELECT 1 FROM
  organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id =
  o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p13, :p14)))
  AND NOT (+a.idle_since < :p15 AND +a.promised_at <= :p16);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since, a.state_since, a.idle_since,
  a.epoch, :j_step, :promised FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >=
  :first AND m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') =
  :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  COALESCE(a.warned_rule, '') = :p8 AND +a.handed_at > :p9 AND +a.state_since < :p10 AND +a.idle_since < :p11
  AND +a.promised_at > :p12 AND +a.promised_at <= :p13 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS
  (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w
  ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:p14, :p15))) AND NOT (+a.state_since < :p16 AND +a.idle_since < :p17 AND +a.promised_at <= :p18);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since, a.state_since, a.idle_since,
  a.epoch, :j_step, :promised FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >=
  :first AND m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') =
  :p0 AND COALESCE(a.kind, '') NOT IN (:p1, :p2) AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE
  h.account = a.id AND h.from_at <= :p4 AND (h.until_at = 0 OR h.until_at > :p3 OR (a.handed_at > 0 AND
  h.until_at > a.handed_at)))) AND +a.warned_step = :p5 AND +a.promised_at = :p6 AND +a.state_since < :p7 AND
  (EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN
  account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state
  NOT IN (:p8, :p9)) OR 1 = 1);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since, a.state_since, a.idle_since,
  a.epoch, :j_step, :promised FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >=
  :first AND m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') =
  :p0 AND COALESCE(a.kind, '') NOT IN (:p1, :p2) AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE
  h.account = a.id AND h.from_at <= :p4 AND (h.until_at = 0 OR h.until_at > :p3 OR (a.handed_at > 0 AND
  h.until_at > a.handed_at)))) AND +a.warned_step = :p5 AND COALESCE(a.warned_rule, '') = :p6 AND +a.handed_at
  > :p7 AND +a.state_since < :p8 AND +a.promised_at > :p9 AND +a.promised_at <= :p10 AND (EXISTS (SELECT 1
  FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id =
  o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p11, :p12))
  OR 1 = 1) AND NOT (+a.state_since < :p13 AND +a.promised_at <= :p14);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since, a.state_since, a.idle_since,
  a.epoch, :j_step, :promised FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >=
  :first AND m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') =
  :p0 AND COALESCE(a.kind, '') NOT IN (:p1, :p2) AND +a.missing_since = :p3 AND (a.holds = 0 OR NOT EXISTS
  (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p5 AND (h.until_at = 0 OR h.until_at > :p4 OR
  (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p6 AND +a.promised_at = :p7 AND
  +a.state_since < :p8 AND (a.email <> '' OR a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation g
  JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE
  g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p9, :p10)));

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :before + m.position, :j_at, a.id, :j_kind,
  :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since, a.state_since, a.idle_since,
  a.epoch, :j_step, :promised FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >=
  :first AND m.position <= :last AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') =
  :p0 AND COALESCE(a.kind, '') NOT IN (:p1, :p2) AND +a.missing_since = :p3 AND (a.holds = 0 OR NOT EXISTS
  (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p5 AND (h.until_at = 0 OR h.until_at > :p4 OR
  (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p6 AND COALESCE(a.warned_rule, '') =
  :p7 AND +a.handed_at > :p8 AND +a.state_since < :p9 AND +a.promised_at > :p10 AND +a.promised_at <= :p11 AND
  (a.email <> '' OR a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON
  o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation
  AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p12, :p13))) AND NOT (+a.state_since < :p14 AND
  +a.promised_at <= :p15);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, :to_state, a.state_since, :at,
  a.idle_since, a.epoch + 1, :j_step, 0 FROM account a WHERE a.id IN (:id0);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, :to_state, a.state_since, :since,
  a.idle_since, a.epoch + 1, :j_step, 0 FROM account a WHERE a.id = :account AND a.version = :version;

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, :to_state, a.state_since, CASE WHEN
  n.at > a.state_since THEN n.at ELSE a.state_since END, a.idle_since, a.epoch + 1, :j_step, 0 FROM
  staged_newer n CROSS JOIN account a WHERE a.id = n.id AND n.asks = 1 AND a.state = :from_state;

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, :to_state, a.state_since,
  s.state_since, a.idle_since, a.epoch + 1, :j_step, 0 FROM staged_account s CROSS JOIN account a WHERE a.id =
  s.id AND a.state = :from_state AND s.state = :to_state AND s.state_since > a.state_since;

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, :to_state, a.state_since,
  s.state_since, a.idle_since, a.epoch + 1, :j_step, 0 FROM staged_account s CROSS JOIN account a WHERE a.id =
  s.id AND a.state = :from_state AND s.state = :to_state AND s.state_since > a.state_since AND s.organisation
  <> a.organisation;

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch + 1, :j_step, 0 FROM staged_newer n CROSS JOIN account a WHERE a.id =
  n.id AND n.asks = 1 AND a.state IN (:saved0, :saved1) AND (a.warned_step > 0 OR a.promised_at > 0);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch + 1, :j_step, a.promised_at FROM account a WHERE a.id = :account AND
  a.version = :version;

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch + 1, :j_step, a.promised_at FROM account a WHERE a.id IN (SELECT
  h.account FROM hold h WHERE h.source = :source AND NOT EXISTS (SELECT 1 FROM staged_hold s WHERE s.account =
  h.account AND s.kind = h.kind AND s.from_at = h.from_at AND s.until_at = h.until_at AND h.source = :source))
  AND a.warned_step >= :p0 AND EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p2 AND
  (h.until_at = 0 OR h.until_at > :p1 OR (a.handed_at > 0 AND h.until_at > a.handed_at)));

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch + 1, :j_step, a.promised_at FROM account a WHERE a.id IN (SELECT
  h.account FROM hold h) AND a.warned_step >= :p0 AND EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p2 AND (h.until_at = 0 OR h.until_at > :p1 OR (a.handed_at > 0 AND h.until_at > a.handed_at)));

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch + 1, :j_step, a.promised_at FROM account a WHERE a.id IN (SELECT
  h.account FROM hold h) AND a.warned_step >= :p0 AND EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p2 AND (h.until_at = 0 OR h.until_at > :p1 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))
  AND a.warned_rule = :p3;

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch + 1, :j_step, a.promised_at FROM account a WHERE a.id IN (SELECT
  h.account FROM hold h) AND a.warned_step >= :p0 AND EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p2 AND (h.until_at = 0 OR h.until_at > :p1 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))
  AND a.warned_rule = :p3 AND a.id = :p4;

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch + 1, :j_step, a.promised_at FROM account a WHERE a.warned_step > 0 AND
  NOT (a.warned_rule = :rule0 AND a.state = :r0_0 AND a.kind = :r0_1) AND NOT (a.warned_rule = :rule1 AND
  a.state = :r1_0 AND a.kind = :r1_1 AND (SELECT COUNT(*) FROM membership m WHERE m.account = a.id AND m.role
  = 'owner' AND NOT EXISTS (SELECT 1 FROM membership o JOIN account w ON w.id = o.account WHERE o.mailbox =
  m.mailbox AND o.role = 'owner' AND o.account <> m.account AND w.state NOT IN (:r1_2, :r1_3))) = 0) AND NOT
  (a.warned_rule = :rule2 AND a.state = :r2_0) AND NOT (a.warned_rule = :rule3 AND a.state = :r3_0);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch + 1, :j_step, a.promised_at FROM account a WHERE a.warned_step > 0 AND
  NOT (a.warned_rule = :rule0 AND a.state = :r0_0 AND a.kind = :r0_1) AND NOT (a.warned_rule = :rule1 AND
  a.state = :r1_0 AND a.kind = :r1_1) AND NOT (a.warned_rule = :rule2 AND a.state = :r2_0) AND NOT
  (a.warned_rule = :rule3 AND a.state = :r3_0);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch + 1, :j_step, a.promised_at FROM account a WHERE a.warned_step > 0 AND
  a.state = :state AND a.warned_rule = :rule AND NOT (a.state = :r0_0 AND a.kind = :r0_1) AND EXISTS (SELECT 1
  FROM notice n WHERE n.account = a.id AND n.epoch = a.epoch AND n.step > 0 AND n.state IN ('handed',
  'ambiguous', 'sending'));

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch + 1, :j_step, a.promised_at FROM account a WHERE a.warned_step > 0 AND
  a.state = :state AND a.warned_rule = :rule AND NOT (a.state = :r0_0) AND EXISTS (SELECT 1 FROM notice n
  WHERE n.account = a.id AND n.epoch = a.epoch AND n.step > 0 AND n.state IN ('handed', 'ambiguous',
  'sending'));

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch + 1, :j_step, a.promised_at FROM staged_account s CROSS JOIN account a
  WHERE a.id = s.id AND a.warned_step > 0 AND (a.kind <> s.kind OR a.organisation <> s.organisation OR
  a.organisation_type <> s.organisation_type OR a.administered_by <> s.administered_by);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch, :j_step, a.promised_at FROM account a WHERE a.id = :account AND
  a.version = :version;

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch, :j_step, a.promised_at FROM account a WHERE a.id IN (SELECT h.account
  FROM hold h WHERE h.source = :source AND NOT EXISTS (SELECT 1 FROM staged_hold s WHERE s.account = h.account
  AND s.kind = h.kind AND s.from_at = h.from_at AND s.until_at = h.until_at AND h.source = :source)) AND NOT
  (a.warned_step >= :p0 AND EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p2 AND
  (h.until_at = 0 OR h.until_at > :p1 OR (a.handed_at > 0 AND h.until_at > a.handed_at))));

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch, :j_step, a.promised_at FROM account a WHERE a.id IN (SELECT s.account
  FROM staged_hold s WHERE NOT EXISTS (SELECT 1 FROM hold h WHERE s.account = h.account AND s.kind = h.kind
  AND s.from_at = h.from_at AND s.until_at = h.until_at AND h.source = :source));

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch, :j_step, a.promised_at FROM account a WHERE a.missing_since = 0 AND
  a.state NOT IN (:lost0, :lost1) AND NOT EXISTS (SELECT 1 FROM staged_account s WHERE s.id = a.id);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch, :j_step, a.promised_at FROM account a WHERE a.missing_since = 0 AND
  a.state NOT IN (:lost0, :lost1) AND a.id IN (SELECT s.id FROM staged_seen s);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch, :j_step, a.promised_at FROM account a WHERE a.missing_since > 0 AND
  EXISTS (SELECT 1 FROM staged_account s WHERE s.id = a.id);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY a.id),
  :j_at, a.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, a.state, a.state, a.state_since,
  a.state_since, a.idle_since, a.epoch, :j_step, a.promised_at FROM staged_newer n CROSS JOIN account a WHERE
  a.id = n.id AND n.asks = 1 AND n.at > a.state_since AND a.state NOT IN (:saved0, :saved1) AND NOT EXISTS
  (SELECT 1 FROM notice o WHERE o.account = a.id AND o.epoch = a.epoch AND o.rule = :ghost);

INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since,
  state_since, idle_since, epoch, step, promised_at) SELECT :j_before + ROW_NUMBER() OVER (ORDER BY s.id),
  :j_at, s.id, :j_kind, :j_cause, :j_edition, :j_run, :j_actor, '', CASE WHEN s.state = '' THEN :first_state
  ELSE s.state END, 0, CASE WHEN s.state_since = 0 THEN s.created_at ELSE s.state_since END, CASE WHEN
  s.last_login_at > s.created_at THEN s.last_login_at ELSE s.created_at END, 1, :j_step, 0 FROM staged_account
  s WHERE NOT EXISTS (SELECT 1 FROM account k WHERE k.id = s.id);

INSERT INTO membership (mailbox, account, role) SELECT DISTINCT s.mailbox, s.account, s.role FROM
  staged_membership s WHERE NOT EXISTS (SELECT 1 FROM membership m WHERE m.mailbox = s.mailbox AND m.account =
  s.account AND m.role = s.role);

INSERT INTO notice (number, account, epoch, rule, send, step, recipient, address, about, name, run, as_of,
  date_at, lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail) SELECT t.seq *
  :per_row + t.nth, t.account, t.epoch, :rule, t.send, :step, t.recipient, t.address, t.about, t.name, :run,
  :as_of, :date_at, :lead_days, :restorable, 'queued', 0, :as_of, 0, '' FROM (SELECT s.seq, s.account,
  s.epoch, s.state_since, s.send, s.recipient, s.address, s.about, s.name, ROW_NUMBER() OVER told AS nth,
  RANK() OVER told AS first_equal FROM (SELECT j.seq AS seq, j.account AS account, j.epoch AS epoch,
  j.state_since AS state_since, l.place AS place, l.send AS send, l.recipient AS recipient, CASE l.slot WHEN 0
  THEN (SELECT w.email FROM account w WHERE w.id = o.account AND w.id <> a.id AND w.state NOT IN (:lost0,
  :lost1)) END AS address, a.email AS about, a.display_name AS name FROM journal j CROSS JOIN account a CROSS
  JOIN (SELECT 0 AS slot, 0 AS place, :send0 AS send, :to0 AS recipient) l LEFT JOIN organisation g ON g.code
  = CASE l.slot WHEN 0 THEN a.organisation END LEFT JOIN membership o ON o.mailbox = g.mailbox AND o.role =
  'owner' WHERE j.seq >= :first AND j.seq <= :last AND a.id = j.account) s WINDOW told AS (PARTITION BY s.seq
  ORDER BY s.place, s.address)) t WHERE t.address <> '' AND t.first_equal = t.nth;

INSERT INTO notice (number, account, epoch, rule, send, step, recipient, address, about, name, run, as_of,
  date_at, lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail) SELECT t.seq *
  :per_row + t.nth, t.account, t.epoch, :rule, t.send, :step, t.recipient, t.address, t.about, t.name, :run,
  :as_of, :date_at, :lead_days, :restorable, 'queued', 0, :as_of, 0, '' FROM (SELECT s.seq, s.account,
  s.epoch, s.state_since, s.send, s.recipient, s.address, s.about, s.name, ROW_NUMBER() OVER told AS nth,
  RANK() OVER told AS first_equal FROM (SELECT j.seq AS seq, j.account AS account, j.epoch AS epoch,
  j.state_since AS state_since, l.place AS place, l.send AS send, l.recipient AS recipient, CASE l.slot WHEN 0
  THEN (SELECT w.email FROM account w WHERE w.id = o.account AND w.id <> a.id AND w.state NOT IN (:lost0,
  :lost1)) WHEN 1 THEN CASE a.organisation_type WHEN :route0 THEN :team0 WHEN :route1 THEN :team1 ELSE :team2
  END END AS address, a.email AS about, a.display_name AS name FROM journal j CROSS JOIN account a CROSS JOIN
  (SELECT 0 AS slot, 0 AS place, :send0 AS send, :to0 AS recipient UNION ALL SELECT 1 AS slot, 1 AS place,
  :send0 AS send, :to1 AS recipient) l LEFT JOIN organisation g ON g.code = CASE l.slot WHEN 0 THEN
  a.organisation END LEFT JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' WHERE j.seq >=
  :first AND j.seq <= :last AND a.id = j.account) s WINDOW told AS (PARTITION BY s.seq ORDER BY s.place,
  s.address)) t WHERE t.address <> '' AND t.first_equal = t.nth;

INSERT INTO notice (number, account, epoch, rule, send, step, recipient, address, about, name, run, as_of,
  date_at, lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail) SELECT t.seq *
  :per_row + t.nth, t.account, t.epoch, :rule, t.send, :step, t.recipient, t.address, t.about, t.name, :run,
  :as_of, :date_at, :lead_days, :restorable, 'queued', 0, :as_of, 0, '' FROM (SELECT s.seq, s.account,
  s.epoch, s.state_since, s.send, s.recipient, s.address, s.about, s.name, ROW_NUMBER() OVER told AS nth,
  RANK() OVER told AS first_equal FROM (SELECT j.seq AS seq, j.account AS account, j.epoch AS epoch,
  j.state_since AS state_since, l.place AS place, l.send AS send, l.recipient AS recipient, CASE l.slot WHEN 0
  THEN CASE a.organisation_type WHEN :route0 THEN :team0 WHEN :route1 THEN :team1 ELSE :team2 END END AS
  address, a.email AS about, a.display_name AS name FROM journal j CROSS JOIN account a CROSS JOIN (SELECT 0
  AS slot, 0 AS place, :send0 AS send, :to0 AS recipient) l WHERE j.seq >= :first AND j.seq <= :last AND a.id
  = j.account) s WINDOW told AS (PARTITION BY s.seq ORDER BY s.place, s.address)) t WHERE t.address <> '' AND
  t.first_equal = t.nth;

INSERT INTO notice (number, account, epoch, rule, send, step, recipient, address, about, name, run, as_of,
  date_at, lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail) SELECT t.seq *
  :per_row + t.nth, t.account, t.epoch, :rule, t.send, :step, t.recipient, t.address, t.about, t.name, :run,
  :as_of, :date_at, :lead_days, :restorable, 'queued', 0, :as_of, 0, '' FROM (SELECT s.seq, s.account,
  s.epoch, s.state_since, s.send, s.recipient, s.address, s.about, s.name, ROW_NUMBER() OVER told AS nth,
  RANK() OVER told AS first_equal FROM (SELECT j.seq AS seq, j.account AS account, j.epoch AS epoch,
  j.state_since AS state_since, l.place AS place, l.send AS send, l.recipient AS recipient, CASE l.slot WHEN 0
  THEN a.email WHEN 1 THEN (SELECT w.email FROM account w WHERE w.id = o.account AND w.id <> a.id AND w.state
  NOT IN (:lost0, :lost1)) END AS address, a.email AS about, a.display_name AS name FROM journal j CROSS JOIN
  account a CROSS JOIN (SELECT 0 AS slot, 0 AS place, :send0 AS send, :to0 AS recipient UNION ALL SELECT 1 AS
  slot, 1 AS place, :send0 AS send, :to1 AS recipient) l LEFT JOIN organisation g ON g.code = CASE l.slot WHEN
  1 THEN a.organisation END LEFT JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' WHERE j.seq
  >= :first AND j.seq <= :last AND a.id = j.account) s WINDOW told AS (PARTITION BY s.seq ORDER BY s.place,
  s.address)) t WHERE t.address <> '' AND t.first_equal = t.nth;

INSERT INTO notice (number, account, epoch, rule, send, step, recipient, address, about, name, run, as_of,
  date_at, lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail) SELECT t.seq *
  :per_row + t.nth, t.account, t.epoch, :rule, t.send, :step, t.recipient, t.address, t.about, t.name, :run,
  :as_of, :date_at, :lead_days, :restorable, 'queued', 0, :as_of, 0, '' FROM (SELECT s.seq, s.account,
  s.epoch, s.state_since, s.send, s.recipient, s.address, s.about, s.name, ROW_NUMBER() OVER told AS nth,
  RANK() OVER told AS first_equal FROM (SELECT j.seq AS seq, j.account AS account, j.epoch AS epoch,
  j.state_since AS state_since, l.place AS place, l.send AS send, l.recipient AS recipient, CASE l.slot WHEN 0
  THEN a.email WHEN 1 THEN a.personal_email WHEN 2 THEN (SELECT w.email FROM account w WHERE w.id = o.account
  AND w.id <> a.id AND w.state NOT IN (:lost0, :lost1)) END AS address, a.email AS about, a.display_name AS
  name FROM journal j CROSS JOIN account a CROSS JOIN (SELECT 0 AS slot, 0 AS place, :send0 AS send, :to0 AS
  recipient UNION ALL SELECT 1 AS slot, 1 AS place, :send0 AS send, :to1 AS recipient UNION ALL SELECT 2 AS
  slot, 2 AS place, :send0 AS send, :to2 AS recipient) l LEFT JOIN organisation g ON g.code = CASE l.slot WHEN
  2 THEN a.organisation END LEFT JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' WHERE j.seq
  >= :first AND j.seq <= :last AND a.id = j.account) s WINDOW told AS (PARTITION BY s.seq ORDER BY s.place,
  s.address)) t WHERE t.address <> '' AND t.first_equal = t.nth;

INSERT INTO notice (number, account, epoch, rule, send, step, recipient, address, about, name, run, as_of,
  date_at, lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail) SELECT t.seq *
  :per_row + t.nth, t.account, t.epoch, :rule, t.send, :step, t.recipient, t.address, t.about, t.name, :run,
  :as_of, :date_at, :lead_days, :restorable, 'queued', 0, :as_of, 0, '' FROM (SELECT s.seq, s.account,
  s.epoch, s.state_since, s.send, s.recipient, s.address, s.about, s.name, ROW_NUMBER() OVER told AS nth,
  RANK() OVER told AS first_equal FROM (SELECT j.seq AS seq, j.account AS account, j.epoch AS epoch,
  j.state_since AS state_since, l.place AS place, l.send AS send, l.recipient AS recipient, CASE l.slot WHEN 0
  THEN a.personal_email WHEN 1 THEN (SELECT w.email FROM account w WHERE w.id = o.account AND w.id <> a.id AND
  w.state NOT IN (:lost0, :lost1)) WHEN 2 THEN CASE WHEN (SELECT COUNT(*) FROM membership m WHERE m.account =
  a.id AND m.role = 'owner' AND NOT EXISTS (SELECT 1 FROM membership o JOIN account w ON w.id = o.account
  WHERE o.mailbox = m.mailbox AND o.role = 'owner' AND o.account <> m.account AND w.state NOT IN (:when1_0,
  :when1_1))) > 0 THEN CASE a.organisation_type WHEN :route0 THEN :team0 WHEN :route1 THEN :team1 ELSE :team2
  END END END AS address, a.email AS about, a.display_name AS name FROM journal j CROSS JOIN account a CROSS
  JOIN (SELECT 0 AS slot, 0 AS place, :send0 AS send, :to0 AS recipient UNION ALL SELECT 1 AS slot, 1 AS
  place, :send0 AS send, :to1 AS recipient UNION ALL SELECT 2 AS slot, 2 AS place, :send1 AS send, :to2 AS
  recipient) l LEFT JOIN organisation g ON g.code = CASE l.slot WHEN 1 THEN a.organisation END LEFT JOIN
  membership o ON o.mailbox = g.mailbox AND o.role = 'owner' WHERE j.seq >= :first AND j.seq <= :last AND a.id
  = j.account) s WINDOW told AS (PARTITION BY s.seq ORDER BY s.place, s.address)) t WHERE t.address <> '' AND
  t.first_equal = t.nth;

INSERT INTO notice (number, account, epoch, rule, send, step, recipient, address, about, name, run, as_of,
  date_at, lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail) SELECT t.seq *
  :per_row + t.nth, t.account, t.epoch, :rule, t.send, :step, t.recipient, t.address, t.about, t.name, :run,
  :as_of, :date_at, :lead_days, :restorable, 'queued', 0, :as_of, 0, '' FROM (SELECT s.seq, s.account,
  s.epoch, s.state_since, s.send, s.recipient, s.address, s.about, s.name, ROW_NUMBER() OVER told AS nth,
  RANK() OVER told AS first_equal FROM (SELECT j.seq AS seq, j.account AS account, j.epoch AS epoch,
  j.state_since AS state_since, l.place AS place, l.send AS send, l.recipient AS recipient, CASE l.slot WHEN 0
  THEN a.personal_email WHEN 1 THEN a.mobile WHEN 2 THEN (SELECT w.email FROM account w WHERE w.id = o.account
  AND w.id <> a.id AND w.state NOT IN (:lost0, :lost1)) END AS address, a.email AS about, a.display_name AS
  name FROM journal j CROSS JOIN account a CROSS JOIN (SELECT 0 AS slot, 0 AS place, :send0 AS send, :to0 AS
  recipient UNION ALL SELECT 1 AS slot, 1 AS place, :send0 AS send, :to1 AS recipient UNION ALL SELECT 2 AS
  slot, 2 AS place, :send0 AS send, :to2 AS recipient) l LEFT JOIN organisation g ON g.code = CASE l.slot WHEN
  2 THEN a.organisation END LEFT JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' WHERE j.seq
  >= :first AND j.seq <= :last AND a.id = j.account) s WINDOW told AS (PARTITION BY s.seq ORDER BY s.place,
  s.address)) t WHERE t.address <> '' AND t.first_equal = t.nth;

INSERT INTO notice (number, account, epoch, rule, send, step, recipient, address, about, name, run, as_of,
  date_at, lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail) SELECT t.seq *
  :per_row + t.nth, t.account, t.epoch, :rule, t.send, :step, t.recipient, t.address, t.about, t.name, :run,
  :as_of, :date_at, :lead_days, t.state_since + :restorable, 'queued', 0, :as_of, 0, '' FROM (SELECT s.seq,
  s.account, s.epoch, s.state_since, s.send, s.recipient, s.address, s.about, s.name, ROW_NUMBER() OVER told
  AS nth, RANK() OVER told AS first_equal FROM (SELECT j.seq AS seq, j.account AS account, j.epoch AS epoch,
  j.state_since AS state_since, l.place AS place, l.send AS send, l.recipient AS recipient, CASE l.slot WHEN 0
  THEN (SELECT w.email FROM account w WHERE w.id = o.account AND w.id <> a.id AND w.state NOT IN (:lost0,
  :lost1)) WHEN 1 THEN CASE a.organisation_type WHEN :route0 THEN :team0 WHEN :route1 THEN :team1 ELSE :team2
  END END AS address, a.email AS about, a.display_name AS name FROM journal j CROSS JOIN account a CROSS JOIN
  (SELECT 0 AS slot, 0 AS place, :send0 AS send, :to0 AS recipient UNION ALL SELECT 1 AS slot, 1 AS place,
  :send0 AS send, :to1 AS recipient) l LEFT JOIN organisation g ON g.code = CASE l.slot WHEN 0 THEN
  a.organisation END LEFT JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' WHERE j.seq >=
  :first AND j.seq <= :last AND a.id = j.account) s WINDOW told AS (PARTITION BY s.seq ORDER BY s.place,
  s.address)) t WHERE t.address <> '' AND t.first_equal = t.nth;

INSERT INTO notice (number, account, epoch, rule, send, step, recipient, address, about, name, run, as_of,
  date_at, lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail) SELECT t.seq *
  :per_row + t.nth, t.account, t.epoch, :rule, t.send, :step, t.recipient, t.address, t.about, t.name, :run,
  :as_of, :date_at, :lead_days, t.state_since + :restorable, 'queued', 0, :as_of, 0, '' FROM (SELECT s.seq,
  s.account, s.epoch, s.state_since, s.send, s.recipient, s.address, s.about, s.name, ROW_NUMBER() OVER told
  AS nth, RANK() OVER told AS first_equal FROM (SELECT j.seq AS seq, j.account AS account, j.epoch AS epoch,
  j.state_since AS state_since, l.place AS place, l.send AS send, l.recipient AS recipient, CASE l.slot WHEN 0
  THEN a.personal_email WHEN 1 THEN (SELECT w.email FROM account w WHERE w.id = o.account AND w.id <> a.id AND
  w.state NOT IN (:lost0, :lost1)) WHEN 2 THEN CASE a.organisation_type WHEN :route0 THEN :team0 WHEN :route1
  THEN :team1 ELSE :team2 END END AS address, a.email AS about, a.display_name AS name FROM journal j CROSS
  JOIN account a CROSS JOIN (SELECT 0 AS slot, 0 AS place, :send0 AS send, :to0 AS recipient UNION ALL SELECT
  1 AS slot, 1 AS place, :send0 AS send, :to1 AS recipient UNION ALL SELECT 2 AS slot, 2 AS place, :send0 AS
  send, :to2 AS recipient) l LEFT JOIN organisation g ON g.code = CASE l.slot WHEN 1 THEN a.organisation END
  LEFT JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' WHERE j.seq >= :first AND j.seq <=
  :last AND a.id = j.account) s WINDOW told AS (PARTITION BY s.seq ORDER BY s.place, s.address)) t WHERE
  t.address <> '' AND t.first_equal = t.nth;

INSERT INTO organisation (code, type, name, town, mailbox) SELECT s.code, s.type, s.name, s.town, s.mailbox
  FROM staged_organisation s WHERE NOT EXISTS (SELECT 1 FROM organisation g WHERE g.code = s.code);

INSERT INTO plan (number, saved_at, as_of, edition, hash, only_rule, only_account, destructive, requester,
  identities, size, guards, stops, run) VALUES (:number, :saved_at, :as_of, :edition, '', :rule, :account,
  :destructive, :requester, :identities, 0, '', '', 0);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step = :p7 AND +a.promised_at = :p8 AND a.idle_floor < :p9 AND a.idle_since <
  :p9 AND (a.email <> '' OR a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o
  ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code =
  a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p10, :p11)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step = :p7 AND +a.promised_at = :p8 AND a.idle_floor < :p9 AND a.idle_since <
  :p9 AND (a.email <> '' OR a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o
  ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code =
  a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p10, :p11))) AND a.idle_since >= :p12;

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step = :p7 AND a.promised_at > :p8 AND +a.idle_since < :p9 AND a.promised_at >
  :p10 AND a.promised_at <= :p11 AND (a.email <> '' OR a.personal_email <> '' OR EXISTS (SELECT 1 FROM
  organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id =
  o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p12, :p13)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step = :p7 AND a.promised_at > :p8 AND +a.idle_since < :p9 AND a.promised_at >
  :p10 AND a.promised_at <= :p11 AND (a.email <> '' OR a.personal_email <> '' OR EXISTS (SELECT 1 FROM
  organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id =
  o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p12, :p13)))
  AND NOT (+a.idle_since < :p14 AND +a.promised_at <= :p15);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step = :p7 AND a.warned_rule = :p8 AND a.handed_at > :p9 AND +a.idle_since <
  :p10 AND a.promised_at > :p11 AND a.promised_at <= :p12 AND (a.email <> '' OR a.personal_email <> '' OR
  EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN
  account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state
  NOT IN (:p13, :p14)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step = :p7 AND a.warned_rule = :p8 AND a.handed_at > :p9 AND +a.idle_since <
  :p10 AND a.promised_at > :p11 AND a.promised_at <= :p12 AND (a.email <> '' OR a.personal_email <> '' OR
  EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN
  account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state
  NOT IN (:p13, :p14))) AND NOT (+a.idle_since < :p15 AND +a.promised_at <= :p16);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND a.missing_since = :p3
  AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p5 AND
  (h.until_at = 0 OR h.until_at > :p4 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step =
  :p6 AND +a.promised_at = :p7 AND a.state_since < :p8 AND (a.email <> '' OR a.personal_email <> '' OR EXISTS
  (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w
  ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:p9, :p10)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND a.missing_since = :p3
  AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p5 AND
  (h.until_at = 0 OR h.until_at > :p4 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step =
  :p6 AND +a.promised_at = :p7 AND a.state_since < :p8 AND (a.email <> '' OR a.personal_email <> '' OR EXISTS
  (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w
  ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:p9, :p10))) AND a.state_since >= :p11;

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND a.missing_since = :p3
  AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p5 AND
  (h.until_at = 0 OR h.until_at > :p4 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step =
  :p6 AND a.warned_rule = :p7 AND a.handed_at > :p8 AND +a.state_since < :p9 AND a.promised_at > :p10 AND
  a.promised_at <= :p11 AND (a.email <> '' OR a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation g
  JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE
  g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p12, :p13)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND a.missing_since = :p3
  AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p5 AND
  (h.until_at = 0 OR h.until_at > :p4 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step =
  :p6 AND a.warned_rule = :p7 AND a.handed_at > :p8 AND +a.state_since < :p9 AND a.promised_at > :p10 AND
  a.promised_at <= :p11 AND (a.email <> '' OR a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation g
  JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE
  g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p12, :p13))) AND NOT
  (+a.state_since < :p14 AND +a.promised_at <= :p15);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step = :p7 AND +a.promised_at = :p8 AND a.state_since < :p9 AND a.idle_floor <
  :p10 AND a.idle_since < :p10 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM
  organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id =
  o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p11, :p12)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step = :p7 AND +a.promised_at = :p8 AND a.state_since < :p9 AND a.idle_floor <
  :p10 AND a.idle_since < :p10 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM
  organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id =
  o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p11, :p12)))
  AND NOT (a.state_since < :p13 AND a.idle_floor < :p14 AND a.idle_since < :p14);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step = :p7 AND a.promised_at > :p8 AND +a.state_since < :p9 AND +a.idle_since <
  :p10 AND a.promised_at > :p11 AND a.promised_at <= :p12 AND (a.personal_email <> '' OR a.mobile <> '' OR
  EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN
  account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state
  NOT IN (:p13, :p14)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step = :p7 AND a.promised_at > :p8 AND +a.state_since < :p9 AND +a.idle_since <
  :p10 AND a.promised_at > :p11 AND a.promised_at <= :p12 AND (a.personal_email <> '' OR a.mobile <> '' OR
  EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN
  account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state
  NOT IN (:p13, :p14))) AND NOT (+a.state_since < :p15 AND +a.idle_since < :p16 AND +a.promised_at <= :p17);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step = :p7 AND a.warned_rule = :p8 AND a.handed_at > :p9 AND +a.state_since <
  :p10 AND +a.idle_since < :p11 AND a.promised_at > :p12 AND a.promised_at <= :p13 AND (a.personal_email <> ''
  OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND
  o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:p14, :p15)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step = :p7 AND a.warned_rule = :p8 AND a.handed_at > :p9 AND +a.state_since <
  :p10 AND +a.idle_since < :p11 AND a.promised_at > :p12 AND a.promised_at <= :p13 AND (a.personal_email <> ''
  OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND
  o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:p14, :p15))) AND NOT (+a.state_since < :p16 AND +a.idle_since < :p17 AND
  +a.promised_at <= :p18);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step > :p7 AND a.warned_rule = :p8 AND a.handed_at > :p9 AND +a.state_since <
  :p10 AND +a.idle_since < :p11 AND a.promised_at > :p12 AND a.promised_at <= :p13 AND (a.personal_email <> ''
  OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND
  o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:p14, :p15)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step > :p7 AND a.warned_rule = :p8 AND a.handed_at > :p9 AND +a.state_since <
  :p10 AND +a.idle_since < :p11 AND a.promised_at > :p12 AND a.promised_at <= :p13 AND (a.personal_email <> ''
  OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND
  o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:p14, :p15))) AND NOT (+a.state_since < :p16 AND +a.idle_since < :p17 AND
  +a.promised_at <= :p18);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step > :p7 AND a.warned_step < :p8 AND a.warned_rule = :p9 AND a.handed_at >
  :p10 AND +a.state_since < :p11 AND +a.idle_since < :p12 AND a.promised_at > :p13 AND a.promised_at <= :p14
  AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON
  o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation
  AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p15, :p16)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step > :p7 AND a.warned_step < :p8 AND a.warned_rule = :p9 AND a.handed_at >
  :p10 AND +a.state_since < :p11 AND +a.idle_since < :p12 AND a.promised_at > :p13 AND a.promised_at <= :p14
  AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON
  o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation
  AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p15, :p16))) AND NOT (+a.state_since < :p17 AND
  +a.idle_since < :p18 AND +a.promised_at <= :p19);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of37, :of38,
  :of39, :of40, :of41, :of42) AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0
  AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  +a.promised_at = :p8 AND +a.state_since < :p9 AND +a.idle_since < :p10 AND (a.personal_email <> '' OR
  a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role
  = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <>
  '' AND w.state NOT IN (:p11, :p12)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of37, :of38,
  :of39, :of40, :of41, :of42) AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0
  AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  +a.promised_at = :p8 AND +a.state_since < :p9 AND +a.idle_since < :p10 AND (a.personal_email <> '' OR
  a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role
  = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <>
  '' AND w.state NOT IN (:p11, :p12))) AND NOT (+a.state_since < :p13 AND +a.idle_since < :p14);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of37, :of38,
  :of39, :of40, :of41, :of42) AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0
  AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  +a.promised_at > :p8 AND +a.state_since < :p9 AND +a.idle_since < :p10 AND +a.promised_at > :p11 AND
  +a.promised_at <= :p12 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g
  JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE
  g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p13, :p14)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of37, :of38,
  :of39, :of40, :of41, :of42) AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0
  AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  +a.promised_at > :p8 AND +a.state_since < :p9 AND +a.idle_since < :p10 AND +a.promised_at > :p11 AND
  +a.promised_at <= :p12 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g
  JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE
  g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p13, :p14))) AND NOT
  (+a.state_since < :p15 AND +a.idle_since < :p16 AND +a.promised_at <= :p17);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of37, :of38,
  :of39, :of40, :of41, :of42) AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0
  AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step > :p7 AND
  COALESCE(a.warned_rule, '') = :p8 AND +a.handed_at > :p9 AND +a.state_since < :p10 AND +a.idle_since < :p11
  AND +a.promised_at > :p12 AND +a.promised_at <= :p13 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS
  (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w
  ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:p14, :p15)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of37, :of38,
  :of39, :of40, :of41, :of42) AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0
  AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step > :p7 AND
  COALESCE(a.warned_rule, '') = :p8 AND +a.handed_at > :p9 AND +a.state_since < :p10 AND +a.idle_since < :p11
  AND +a.promised_at > :p12 AND +a.promised_at <= :p13 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS
  (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w
  ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:p14, :p15))) AND NOT (+a.state_since < :p16 AND +a.idle_since < :p17 AND +a.promised_at <= :p18);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of43, :of44,
  :of45, :of46) AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0 AND
  COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  COALESCE(a.warned_rule, '') = :p8 AND +a.handed_at > :p9 AND +a.state_since < :p10 AND +a.idle_since < :p11
  AND +a.promised_at > :p12 AND +a.promised_at <= :p13 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS
  (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w
  ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:p14, :p15)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of43, :of44,
  :of45, :of46) AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0 AND
  COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  COALESCE(a.warned_rule, '') = :p8 AND +a.handed_at > :p9 AND +a.state_since < :p10 AND +a.idle_since < :p11
  AND +a.promised_at > :p12 AND +a.promised_at <= :p13 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS
  (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w
  ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:p14, :p15))) AND NOT (+a.state_since < :p16 AND +a.idle_since < :p17 AND +a.promised_at <= :p18);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of43, :of44,
  :of45, :of46) AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0 AND
  COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step > :p7 AND
  +a.warned_step < :p8 AND COALESCE(a.warned_rule, '') = :p9 AND +a.handed_at > :p10 AND +a.state_since < :p11
  AND +a.idle_since < :p12 AND +a.promised_at > :p13 AND +a.promised_at <= :p14 AND (a.personal_email <> '' OR
  a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role
  = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <>
  '' AND w.state NOT IN (:p15, :p16)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of43, :of44,
  :of45, :of46) AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0 AND
  COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step > :p7 AND
  +a.warned_step < :p8 AND COALESCE(a.warned_rule, '') = :p9 AND +a.handed_at > :p10 AND +a.state_since < :p11
  AND +a.idle_since < :p12 AND +a.promised_at > :p13 AND +a.promised_at <= :p14 AND (a.personal_email <> '' OR
  a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role
  = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <>
  '' AND w.state NOT IN (:p15, :p16))) AND NOT (+a.state_since < :p17 AND +a.idle_since < :p18 AND
  +a.promised_at <= :p19);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of47, :of48,
  :of49, :of50) AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0 AND
  COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  COALESCE(a.warned_rule, '') = :p8 AND +a.handed_at > :p9 AND +a.state_since < :p10 AND +a.idle_since < :p11
  AND +a.promised_at > :p12 AND +a.promised_at <= :p13 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS
  (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w
  ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:p14, :p15)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of47, :of48,
  :of49, :of50) AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0 AND
  COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND
  COALESCE(a.warned_rule, '') = :p8 AND +a.handed_at > :p9 AND +a.state_since < :p10 AND +a.idle_since < :p11
  AND +a.promised_at > :p12 AND +a.promised_at <= :p13 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS
  (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w
  ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:p14, :p15))) AND NOT (+a.state_since < :p16 AND +a.idle_since < :p17 AND +a.promised_at <= :p18);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of47, :of48,
  :of49, :of50) AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0 AND
  COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step > :p7 AND
  +a.warned_step < :p8 AND COALESCE(a.warned_rule, '') = :p9 AND +a.handed_at > :p10 AND +a.state_since < :p11
  AND +a.idle_since < :p12 AND +a.promised_at > :p13 AND +a.promised_at <= :p14 AND (a.personal_email <> '' OR
  a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role
  = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <>
  '' AND w.state NOT IN (:p15, :p16)));

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*)
  FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox
  = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of47, :of48,
  :of49, :of50) AND a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0 AND
  COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at
  = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step > :p7 AND
  +a.warned_step < :p8 AND COALESCE(a.warned_rule, '') = :p9 AND +a.handed_at > :p10 AND +a.state_since < :p11
  AND +a.idle_since < :p12 AND +a.promised_at > :p13 AND +a.promised_at <= :p14 AND (a.personal_email <> '' OR
  a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role
  = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <>
  '' AND w.state NOT IN (:p15, :p16))) AND NOT (+a.state_since < :p17 AND +a.idle_since < :p18 AND
  +a.promised_at <= :p19);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o
  CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id =
  o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:lost0, :lost1)) + 1) FROM account a WHERE
  a.state = :p0 AND a.kind = :p1 AND (SELECT COUNT(*) FROM membership m WHERE m.account = a.id AND m.role =
  'owner' AND NOT EXISTS (SELECT 1 FROM membership o JOIN account w ON w.id = o.account WHERE o.mailbox =
  m.mailbox AND o.role = 'owner' AND o.account <> m.account AND w.state NOT IN (:p2, :p3))) = 0 AND a.kind NOT
  IN (:p4, :p5) AND a.missing_since = :p6 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account
  = a.id AND h.from_at <= :p8 AND (h.until_at = 0 OR h.until_at > :p7 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step = :p9 AND a.promised_at > :p10 AND a.promised_at <= :p11 AND a.warned_rule
  = :p12 AND a.handed_at > :p13 AND +a.state_since < :p14 AND +a.idle_since < :p15 AND +a.state_since < :p16;

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o
  CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id =
  o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:lost0, :lost1)) + 1) FROM account a WHERE
  a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND a.missing_since = :p4 AND (a.holds = 0 OR
  NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at = 0 OR
  h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step = :p7 AND
  a.promised_at > :p8 AND a.promised_at <= :p9 AND a.warned_rule = :p10 AND a.handed_at > :p11 AND
  +a.state_since < :p12 AND +a.idle_since < :p13 AND +a.state_since < :p14;

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o
  CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id =
  o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:lost0, :lost1)) + 1) FROM account a WHERE
  a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND a.missing_since = :p3 AND (a.holds = 0 OR NOT EXISTS (SELECT
  1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p5 AND (h.until_at = 0 OR h.until_at > :p4 OR
  (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step = :p6 AND a.promised_at > :p7 AND
  a.promised_at <= :p8 AND a.warned_rule = :p9 AND a.handed_at > :p10 AND +a.state_since < :p11 AND
  +a.state_since < :p12;

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o
  CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id =
  o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:lost0, :lost1)) + 1) FROM plan_move m
  CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of2) AND a.id = m.account AND a.version =
  m.version AND COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN
  (:p2, :p3) AND +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account =
  a.id AND h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step = :p7 AND +a.promised_at > :p8 AND +a.promised_at <= :p9 AND
  COALESCE(a.warned_rule, '') = :p10 AND +a.handed_at > :p11 AND +a.state_since < :p12 AND +a.idle_since <
  :p13 AND +a.state_since < :p14;

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((CASE WHEN
  a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o
  CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id =
  o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:lost0, :lost1))) + (CASE WHEN (SELECT
  COUNT(*) FROM membership m WHERE m.account = a.id AND m.role = 'owner' AND NOT EXISTS (SELECT 1 FROM
  membership o JOIN account w ON w.id = o.account WHERE o.mailbox = m.mailbox AND o.role = 'owner' AND
  o.account <> m.account AND w.state NOT IN (:when1_0, :when1_1))) > 0 THEN 1 ELSE 0 END) FROM account a WHERE
  a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND a.missing_since = :p4 AND (a.holds = 0 OR
  NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at = 0 OR
  h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step = :p7 AND
  a.promised_at > :p8 AND a.promised_at <= :p9 AND a.warned_rule = :p10 AND a.handed_at > :p11 AND
  +a.idle_since < :p12 AND +a.state_since < :p13;

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((SELECT
  COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND
  o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND
  w.state NOT IN (:lost0, :lost1)) + 1) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p4 AND (h.until_at
  = 0 OR h.until_at > :p3 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step = :p5 AND
  +a.promised_at = :p6 AND a.state_since < :p7 AND (EXISTS (SELECT 1 FROM organisation g JOIN membership o ON
  o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation
  AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p8, :p9)) OR 1 = 1);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((SELECT
  COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND
  o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND
  w.state NOT IN (:lost0, :lost1)) + 1) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p4 AND (h.until_at
  = 0 OR h.until_at > :p3 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step = :p5 AND
  +a.promised_at = :p6 AND a.state_since < :p7 AND (EXISTS (SELECT 1 FROM organisation g JOIN membership o ON
  o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation
  AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p8, :p9)) OR 1 = 1) AND a.state_since >= :p10;

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((SELECT
  COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND
  o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND
  w.state NOT IN (:lost0, :lost1)) + 1) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p4 AND (h.until_at
  = 0 OR h.until_at > :p3 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step = :p5 AND
  a.promised_at > :p6 AND a.promised_at <= :p7 AND a.warned_rule = :p8 AND a.handed_at > :p9 AND
  +a.state_since < :p10 AND +a.state_since < :p11;

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((SELECT
  COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND
  o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND
  w.state NOT IN (:lost0, :lost1)) + 1) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p4 AND (h.until_at
  = 0 OR h.until_at > :p3 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step = :p5 AND
  a.warned_rule = :p6 AND a.handed_at > :p7 AND +a.state_since < :p8 AND a.promised_at > :p9 AND a.promised_at
  <= :p10 AND (EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role =
  'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> ''
  AND w.state NOT IN (:p11, :p12)) OR 1 = 1);

INSERT INTO plan_move (run, position, work, account, organisation, organisation_type, version, state_since,
  idle_since, promised_at, notices) SELECT :run, :before + ROW_NUMBER() OVER (ORDER BY a.id), :work, a.id,
  a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since, a.promised_at, 0 + ((SELECT
  COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND
  o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND
  w.state NOT IN (:lost0, :lost1)) + 1) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p4 AND (h.until_at
  = 0 OR h.until_at > :p3 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step = :p5 AND
  a.warned_rule = :p6 AND a.handed_at > :p7 AND +a.state_since < :p8 AND a.promised_at > :p9 AND a.promised_at
  <= :p10 AND (EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role =
  'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> ''
  AND w.state NOT IN (:p11, :p12)) OR 1 = 1) AND NOT (+a.state_since < :p13 AND +a.promised_at <= :p14);

INSERT INTO policy_edition (hash, policy, edition, body, adopted_at) VALUES (:hash, :policy, :edition, :body,
  :at);

INSERT INTO purge_record (number, at, actor, reason, head) VALUES (:number, :at, :actor, :reason, :head);

INSERT INTO run (id, as_of, edition, plan, destructive, only_rule, only_account, status, actor, planned,
  moved, warned, dropped, notices, stops, first_seq, fence) VALUES (:id, :as_of, :edition, :plan,
  :destructive, :only_rule, :only_account, :status, :actor, :planned, 0, 0, 0, 0, :stops, :first_seq, :fence);

INSERT INTO staged_newer (id, at, idle_since, asks) SELECT n.id, n.at, a.idle_since, CASE WHEN a.state =
  :usual AND a.warned_step = 0 AND a.promised_at = 0 THEN 0 ELSE 1 END FROM (SELECT l.id AS id, MAX(CASE WHEN
  l.last_login_at > :as_of THEN :as_of ELSE l.last_login_at END) AS at FROM staged_account l WHERE
  l.last_login_at > 0 GROUP BY l.id) n CROSS JOIN account a WHERE a.id = n.id AND n.at > a.idle_since AND
  (n.at >= a.idle_since + :quiet OR NOT (a.state = :usual AND a.warned_step = 0 AND a.promised_at = 0)) ORDER
  BY n.id;

INSERT INTO staged_newer (id, at, idle_since, asks) SELECT n.id, n.at, a.idle_since, CASE WHEN a.state =
  :usual AND a.warned_step = 0 AND a.promised_at = 0 THEN 0 ELSE 1 END FROM (SELECT l.id AS id, MAX(CASE WHEN
  l.last_login_at > :as_of THEN :as_of ELSE l.last_login_at END) AS at FROM staged_login l WHERE
  l.last_login_at > 0 GROUP BY l.id) n CROSS JOIN account a WHERE a.id = n.id AND n.at > a.idle_since AND
  (n.at >= a.idle_since + :quiet OR NOT (a.state = :usual AND a.warned_step = 0 AND a.promised_at = 0)) ORDER
  BY n.id;

INSERT INTO staged_seen (id) SELECT account FROM hold WHERE source = :source UNION SELECT account FROM
  staged_hold;

SELECT (SELECT COALESCE(SUM(c.moved), 0) FROM chunk c WHERE c.to_state = :state AND c.at > :after) + (SELECT
  COUNT(*) FROM deed d CROSS JOIN journal j WHERE d.seq >= :first AND j.seq = d.seq AND j.account = d.account
  AND j.kind = 'event' AND j.to_state = :state AND j.from_state <> :state AND j.at > :after);

SELECT 1 FROM organisation LIMIT 1;

SELECT :q0, COALESCE((SELECT 1 FROM account a WHERE a.id = :q0_0 AND a.state = :q0_1 AND a.kind = :q0_2 AND
  a.warned_step = :q0_3 AND a.promised_at > :q0_4 AND a.promised_at <= :q0_5 LIMIT 1), 0) UNION ALL SELECT
  :q1, COALESCE((SELECT 1 FROM account a WHERE a.id = :q1_0 AND a.state = :q1_1 AND a.kind = :q1_2 AND
  a.warned_step = :q1_3 AND a.idle_floor < :q1_4 AND a.idle_since < :q1_4 LIMIT 1), 0) UNION ALL SELECT :q2,
  COALESCE((SELECT 1 FROM account a WHERE a.id = :q2_0 AND a.state = :q2_1 AND a.kind = :q2_2 AND
  a.warned_step = :q2_3 AND a.promised_at > :q2_4 AND a.promised_at > :q2_5 AND a.promised_at <= :q2_6 LIMIT
  1), 0) UNION ALL SELECT :q3, COALESCE((SELECT 1 FROM account a WHERE a.id = :q3_0 AND a.state = :q3_1 AND
  a.kind = :q3_2 AND a.warned_step > :q3_3 AND a.promised_at > :q3_4 AND a.promised_at <= :q3_5 LIMIT 1), 0)
  UNION ALL SELECT :q4, COALESCE((SELECT 1 FROM account a WHERE a.id = :q4_0 AND a.state = :q4_1 AND a.kind =
  :q4_2 AND a.warned_step = :q4_3 AND a.promised_at > :q4_4 AND a.promised_at <= :q4_5 LIMIT 1), 0) UNION ALL
  SELECT :q5, COALESCE((SELECT 1 FROM account a WHERE a.id = :q5_0 AND a.state = :q5_1 AND a.kind = :q5_2 AND
  a.warned_step > :q5_3 AND a.warned_step < :q5_4 AND a.promised_at > :q5_5 AND a.promised_at <= :q5_6 LIMIT
  1), 0) UNION ALL SELECT :q6, COALESCE((SELECT 1 FROM account a WHERE a.id = :q6_0 AND a.state = :q6_1 AND
  a.kind = :q6_2 AND a.warned_step = :q6_3 AND a.promised_at > :q6_4 AND a.promised_at <= :q6_5 LIMIT 1), 0)
  UNION ALL SELECT :q7, COALESCE((SELECT 1 FROM account a WHERE a.id = :q7_0 AND a.state = :q7_1 AND a.kind =
  :q7_2 AND a.warned_step > :q7_3 AND a.warned_step < :q7_4 AND a.promised_at > :q7_5 AND a.promised_at <=
  :q7_6 LIMIT 1), 0);

SELECT :q0, COALESCE((SELECT 1 FROM account a WHERE a.state = :q0_0 AND a.kind = :q0_1 AND a.kind NOT IN
  (:q0_2, :q0_3) AND a.missing_since = :q0_4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE
  h.account = a.id AND h.from_at <= :q0_6 AND (h.until_at = 0 OR h.until_at > :q0_5 OR (a.handed_at > 0 AND
  h.until_at > a.handed_at)))) AND a.warned_step = :q0_7 AND +a.promised_at = :q0_8 AND a.idle_floor < :q0_9
  AND a.idle_since < :q0_9 AND (a.email <> '' OR a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation
  g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE
  g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:q0_10, :q0_11))) ORDER BY
  a.state, a.warned_step, a.kind, a.idle_floor LIMIT 1), 0);

SELECT :q0, COALESCE((SELECT 1 FROM account a WHERE a.state = :q0_0 AND a.kind = :q0_1 AND a.kind NOT IN
  (:q0_2, :q0_3) AND a.missing_since = :q0_4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE
  h.account = a.id AND h.from_at <= :q0_6 AND (h.until_at = 0 OR h.until_at > :q0_5 OR (a.handed_at > 0 AND
  h.until_at > a.handed_at)))) AND a.warned_step = :q0_7 AND +a.promised_at = :q0_8 AND a.state_since < :q0_9
  AND a.idle_floor < :q0_10 AND a.idle_since < :q0_10 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS
  (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w
  ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:q0_11, :q0_12))) ORDER BY a.state, a.warned_step, a.kind, a.idle_floor LIMIT 1), 0);

SELECT :q0, COALESCE((SELECT 1 FROM account a WHERE a.state = :q0_0 AND a.kind = :q0_1 AND a.kind NOT IN
  (:q0_2, :q0_3) AND a.missing_since = :q0_4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE
  h.account = a.id AND h.from_at <= :q0_6 AND (h.until_at = 0 OR h.until_at > :q0_5 OR (a.handed_at > 0 AND
  h.until_at > a.handed_at)))) AND a.warned_step = :q0_7 AND a.promised_at > :q0_8 AND +a.idle_since < :q0_9
  AND a.promised_at > :q0_10 AND a.promised_at <= :q0_11 AND (a.email <> '' OR a.personal_email <> '' OR
  EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN
  account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state
  NOT IN (:q0_12, :q0_13))) ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0);

SELECT :q0, COALESCE((SELECT 1 FROM account a WHERE a.state = :q0_0 AND a.kind = :q0_1 AND a.kind NOT IN
  (:q0_2, :q0_3) AND a.missing_since = :q0_4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE
  h.account = a.id AND h.from_at <= :q0_6 AND (h.until_at = 0 OR h.until_at > :q0_5 OR (a.handed_at > 0 AND
  h.until_at > a.handed_at)))) AND a.warned_step = :q0_7 AND a.warned_rule = :q0_8 AND a.handed_at > :q0_9 AND
  +a.idle_since < :q0_10 AND a.promised_at > :q0_11 AND a.promised_at <= :q0_12 AND (a.email <> '' OR
  a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox
  AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:q0_13, :q0_14))) ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1),
  0);

SELECT :q0, COALESCE((SELECT 1 FROM account a WHERE a.state = :q0_0 AND a.kind = :q0_1 AND a.kind NOT IN
  (:q0_2, :q0_3) AND a.missing_since = :q0_4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE
  h.account = a.id AND h.from_at <= :q0_6 AND (h.until_at = 0 OR h.until_at > :q0_5 OR (a.handed_at > 0 AND
  h.until_at > a.handed_at)))) AND a.warned_step = :q0_7 AND a.warned_rule = :q0_8 AND a.handed_at > :q0_9 AND
  +a.state_since < :q0_10 AND +a.idle_since < :q0_11 AND a.promised_at > :q0_12 AND a.promised_at <= :q0_13
  AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON
  o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation
  AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:q0_14, :q0_15))) ORDER BY a.state, a.warned_step,
  a.promised_at LIMIT 1), 0);

SELECT :q0, COALESCE((SELECT 1 FROM account a WHERE a.state = :q0_0 AND a.kind = :q0_1 AND a.warned_step =
  :q0_2 AND a.promised_at > :q0_3 AND a.promised_at <= :q0_4 ORDER BY a.state, a.warned_step, a.promised_at
  LIMIT 1), 0) UNION ALL SELECT :q1, COALESCE((SELECT 1 FROM account a WHERE a.state = :q1_0 AND a.kind =
  :q1_1 AND a.warned_step = :q1_2 AND a.idle_floor < :q1_3 AND a.idle_since < :q1_3 ORDER BY a.state,
  a.warned_step, a.kind, a.idle_floor LIMIT 1), 0) UNION ALL SELECT :q2, COALESCE((SELECT 1 FROM account a
  WHERE a.state = :q2_0 AND a.kind = :q2_1 AND a.warned_step = :q2_2 AND a.promised_at > :q2_3 AND
  a.promised_at > :q2_4 AND a.promised_at <= :q2_5 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0)
  UNION ALL SELECT :q3, COALESCE((SELECT 1 FROM account a WHERE a.state = :q3_0 AND a.kind = :q3_1 AND
  a.warned_step > :q3_2 AND a.promised_at > :q3_3 AND a.promised_at <= :q3_4 ORDER BY a.state, a.warned_step,
  a.promised_at LIMIT 1), 0) UNION ALL SELECT :q4, COALESCE((SELECT 1 FROM account a WHERE a.state = :q4_0 AND
  a.kind = :q4_1 AND a.warned_step = :q4_2 AND a.promised_at > :q4_3 AND a.promised_at <= :q4_4 ORDER BY
  a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q5, COALESCE((SELECT 1 FROM account a
  WHERE a.state = :q5_0 AND a.kind = :q5_1 AND a.warned_step > :q5_2 AND a.warned_step < :q5_3 AND
  a.promised_at > :q5_4 AND a.promised_at <= :q5_5 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0)
  UNION ALL SELECT :q6, COALESCE((SELECT 1 FROM account a WHERE a.state = :q6_0 AND a.kind = :q6_1 AND
  a.warned_step = :q6_2 AND a.promised_at > :q6_3 AND a.promised_at <= :q6_4 ORDER BY a.state, a.warned_step,
  a.promised_at LIMIT 1), 0) UNION ALL SELECT :q7, COALESCE((SELECT 1 FROM account a WHERE a.state = :q7_0 AND
  a.kind = :q7_1 AND a.warned_step > :q7_2 AND a.warned_step < :q7_3 AND a.promised_at > :q7_4 AND
  a.promised_at <= :q7_5 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q8,
  COALESCE((SELECT 1 FROM account a WHERE a.state = :q8_0 AND a.kind = :q8_1 AND a.warned_step = :q8_2 AND
  a.state_since < :q8_3 AND a.idle_floor < :q8_4 AND a.idle_since < :q8_4 ORDER BY a.state, a.warned_step,
  a.kind, a.idle_floor LIMIT 1), 0) UNION ALL SELECT :q9, COALESCE((SELECT 1 FROM account a WHERE a.state =
  :q9_0 AND a.kind = :q9_1 AND a.warned_step = :q9_2 AND a.promised_at > :q9_3 AND a.promised_at > :q9_4 AND
  a.promised_at <= :q9_5 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q10,
  COALESCE((SELECT 1 FROM account a WHERE a.state = :q10_0 AND a.kind = :q10_1 AND a.warned_step > :q10_2 AND
  a.promised_at > :q10_3 AND a.promised_at <= :q10_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1),
  0) UNION ALL SELECT :q11, COALESCE((SELECT 1 FROM account a WHERE a.state = :q11_0 AND a.kind = :q11_1 AND
  a.warned_step = :q11_2 AND a.promised_at > :q11_3 AND a.promised_at <= :q11_4 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q12, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q12_0 AND a.kind = :q12_1 AND a.warned_step > :q12_2 AND a.warned_step < :q12_3 AND a.promised_at
  > :q12_4 AND a.promised_at <= :q12_5 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL
  SELECT :q13, COALESCE((SELECT 1 FROM account a WHERE a.state = :q13_0 AND a.kind = :q13_1 AND a.warned_step
  = :q13_2 AND a.promised_at > :q13_3 AND a.promised_at <= :q13_4 ORDER BY a.state, a.warned_step,
  a.promised_at LIMIT 1), 0) UNION ALL SELECT :q14, COALESCE((SELECT 1 FROM account a WHERE a.state = :q14_0
  AND a.kind = :q14_1 AND a.warned_step > :q14_2 AND a.warned_step < :q14_3 AND a.promised_at > :q14_4 AND
  a.promised_at <= :q14_5 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q15,
  COALESCE((SELECT 1 FROM account a WHERE a.state = :q15_0 AND a.warned_step = :q15_1 AND a.state_since <
  :q15_2 ORDER BY a.state, a.warned_step, a.state_since LIMIT 1), 0) UNION ALL SELECT :q16, COALESCE((SELECT 1
  FROM account a WHERE a.state = :q16_0 AND a.warned_step = :q16_1 AND a.promised_at > :q16_2 AND
  a.promised_at > :q16_3 AND a.promised_at <= :q16_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1),
  0) UNION ALL SELECT :q17, COALESCE((SELECT 1 FROM account a WHERE a.state = :q17_0 AND a.warned_step >
  :q17_1 AND a.promised_at > :q17_2 AND a.promised_at <= :q17_3 ORDER BY a.state, a.warned_step, a.promised_at
  LIMIT 1), 0) UNION ALL SELECT :q18, COALESCE((SELECT 1 FROM account a WHERE a.state = :q18_0 AND
  a.warned_step = :q18_1 AND a.promised_at > :q18_2 AND a.promised_at <= :q18_3 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q19, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q19_0 AND a.warned_step > :q19_1 AND a.warned_step < :q19_2 AND a.promised_at > :q19_3 AND
  a.promised_at <= :q19_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q20,
  COALESCE((SELECT 1 FROM account a WHERE a.state = :q20_0 AND a.warned_step = :q20_1 AND a.state_since <
  :q20_2 ORDER BY a.state, a.warned_step, a.state_since LIMIT 1), 0) UNION ALL SELECT :q21, COALESCE((SELECT 1
  FROM account a WHERE a.state = :q21_0 AND a.warned_step = :q21_1 AND a.promised_at > :q21_2 AND
  a.promised_at > :q21_3 AND a.promised_at <= :q21_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1),
  0) UNION ALL SELECT :q22, COALESCE((SELECT 1 FROM account a WHERE a.state = :q22_0 AND a.warned_step >
  :q22_1 AND a.promised_at > :q22_2 AND a.promised_at <= :q22_3 ORDER BY a.state, a.warned_step, a.promised_at
  LIMIT 1), 0) UNION ALL SELECT :q23, COALESCE((SELECT 1 FROM account a WHERE a.state = :q23_0 AND
  a.warned_step = :q23_1 AND a.promised_at > :q23_2 AND a.promised_at <= :q23_3 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q24, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q24_0 AND a.warned_step > :q24_1 AND a.warned_step < :q24_2 AND a.promised_at > :q24_3 AND
  a.promised_at <= :q24_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0);

SELECT :q0, COALESCE((SELECT 1 FROM account a WHERE a.state = :q0_0 AND a.kind = :q0_1 AND a.warned_step =
  :q0_2 AND a.promised_at > :q0_3 AND a.promised_at <= :q0_4 ORDER BY a.state, a.warned_step, a.promised_at
  LIMIT 1), 0) UNION ALL SELECT :q1, COALESCE((SELECT 1 FROM account a WHERE a.state = :q1_0 AND a.kind =
  :q1_1 AND a.warned_step = :q1_2 AND a.promised_at > :q1_3 AND a.promised_at <= :q1_4 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q2, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q2_0 AND a.warned_step = :q2_1 AND a.promised_at > :q2_2 AND a.promised_at <= :q2_3 ORDER BY
  a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q3, COALESCE((SELECT 1 FROM account a
  WHERE a.state = :q3_0 AND a.warned_step = :q3_1 AND a.promised_at > :q3_2 AND a.promised_at <= :q3_3 ORDER
  BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q4, COALESCE((SELECT 1 FROM account
  a WHERE a.state = :q4_0 AND a.kind = :q4_1 AND a.warned_step = :q4_2 AND a.idle_floor < :q4_3 AND
  a.idle_since < :q4_3 ORDER BY a.state, a.warned_step, a.kind, a.idle_floor LIMIT 1), 0) UNION ALL SELECT
  :q5, COALESCE((SELECT 1 FROM account a WHERE a.state = :q5_0 AND a.kind = :q5_1 AND a.warned_step = :q5_2
  AND a.promised_at > :q5_3 AND a.promised_at > :q5_4 AND a.promised_at <= :q5_5 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q6, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q6_0 AND a.kind = :q6_1 AND a.warned_step > :q6_2 AND a.promised_at > :q6_3 AND a.promised_at <=
  :q6_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q7, COALESCE((SELECT 1
  FROM account a WHERE a.state = :q7_0 AND a.kind = :q7_1 AND a.warned_step = :q7_2 AND a.promised_at > :q7_3
  AND a.promised_at <= :q7_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q8,
  COALESCE((SELECT 1 FROM account a WHERE a.state = :q8_0 AND a.kind = :q8_1 AND a.warned_step > :q8_2 AND
  a.warned_step < :q8_3 AND a.promised_at > :q8_4 AND a.promised_at <= :q8_5 ORDER BY a.state, a.warned_step,
  a.promised_at LIMIT 1), 0) UNION ALL SELECT :q9, COALESCE((SELECT 1 FROM account a WHERE a.state = :q9_0 AND
  a.kind = :q9_1 AND a.warned_step = :q9_2 AND a.promised_at > :q9_3 AND a.promised_at <= :q9_4 ORDER BY
  a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q10, COALESCE((SELECT 1 FROM account a
  WHERE a.state = :q10_0 AND a.kind = :q10_1 AND a.warned_step > :q10_2 AND a.warned_step < :q10_3 AND
  a.promised_at > :q10_4 AND a.promised_at <= :q10_5 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1),
  0) UNION ALL SELECT :q11, COALESCE((SELECT 1 FROM account a WHERE a.state = :q11_0 AND a.kind = :q11_1 AND
  a.warned_step = :q11_2 AND a.promised_at > :q11_3 AND a.promised_at <= :q11_4 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q12, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q12_0 AND a.kind = :q12_1 AND a.warned_step > :q12_2 AND a.warned_step < :q12_3 AND a.promised_at
  > :q12_4 AND a.promised_at <= :q12_5 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL
  SELECT :q13, COALESCE((SELECT 1 FROM account a WHERE a.state = :q13_0 AND a.kind = :q13_1 AND a.warned_step
  = :q13_2 AND a.state_since < :q13_3 AND a.idle_floor < :q13_4 AND a.idle_since < :q13_4 ORDER BY a.state,
  a.warned_step, a.kind, a.idle_floor LIMIT 1), 0) UNION ALL SELECT :q14, COALESCE((SELECT 1 FROM account a
  WHERE a.state = :q14_0 AND a.kind = :q14_1 AND a.warned_step = :q14_2 AND a.promised_at > :q14_3 AND
  a.promised_at > :q14_4 AND a.promised_at <= :q14_5 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1),
  0) UNION ALL SELECT :q15, COALESCE((SELECT 1 FROM account a WHERE a.state = :q15_0 AND a.kind = :q15_1 AND
  a.warned_step > :q15_2 AND a.promised_at > :q15_3 AND a.promised_at <= :q15_4 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q16, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q16_0 AND a.kind = :q16_1 AND a.warned_step = :q16_2 AND a.promised_at > :q16_3 AND a.promised_at
  <= :q16_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q17,
  COALESCE((SELECT 1 FROM account a WHERE a.state = :q17_0 AND a.kind = :q17_1 AND a.warned_step > :q17_2 AND
  a.warned_step < :q17_3 AND a.promised_at > :q17_4 AND a.promised_at <= :q17_5 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q18, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q18_0 AND a.kind = :q18_1 AND a.warned_step = :q18_2 AND a.promised_at > :q18_3 AND a.promised_at
  <= :q18_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q19,
  COALESCE((SELECT 1 FROM account a WHERE a.state = :q19_0 AND a.kind = :q19_1 AND a.warned_step > :q19_2 AND
  a.warned_step < :q19_3 AND a.promised_at > :q19_4 AND a.promised_at <= :q19_5 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q20, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q20_0 AND a.kind = :q20_1 AND a.warned_step = :q20_2 AND a.promised_at > :q20_3 AND a.promised_at
  <= :q20_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q21,
  COALESCE((SELECT 1 FROM account a WHERE a.state = :q21_0 AND a.kind = :q21_1 AND a.warned_step > :q21_2 AND
  a.warned_step < :q21_3 AND a.promised_at > :q21_4 AND a.promised_at <= :q21_5 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q22, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q22_0 AND a.kind = :q22_1 AND a.warned_step = :q22_2 AND a.promised_at > :q22_3 AND a.promised_at
  <= :q22_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q23,
  COALESCE((SELECT 1 FROM account a WHERE a.state = :q23_0 AND a.kind = :q23_1 AND a.warned_step > :q23_2 AND
  a.warned_step < :q23_3 AND a.promised_at > :q23_4 AND a.promised_at <= :q23_5 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q24, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q24_0 AND a.warned_step = :q24_1 AND a.state_since < :q24_2 ORDER BY a.state, a.warned_step,
  a.state_since LIMIT 1), 0) UNION ALL SELECT :q25, COALESCE((SELECT 1 FROM account a WHERE a.state = :q25_0
  AND a.warned_step = :q25_1 AND a.promised_at > :q25_2 AND a.promised_at > :q25_3 AND a.promised_at <= :q25_4
  ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q26, COALESCE((SELECT 1 FROM
  account a WHERE a.state = :q26_0 AND a.warned_step > :q26_1 AND a.promised_at > :q26_2 AND a.promised_at <=
  :q26_3 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q27, COALESCE((SELECT 1
  FROM account a WHERE a.state = :q27_0 AND a.warned_step = :q27_1 AND a.promised_at > :q27_2 AND
  a.promised_at <= :q27_3 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q28,
  COALESCE((SELECT 1 FROM account a WHERE a.state = :q28_0 AND a.warned_step > :q28_1 AND a.warned_step <
  :q28_2 AND a.promised_at > :q28_3 AND a.promised_at <= :q28_4 ORDER BY a.state, a.warned_step, a.promised_at
  LIMIT 1), 0) UNION ALL SELECT :q29, COALESCE((SELECT 1 FROM account a WHERE a.state = :q29_0 AND
  a.warned_step = :q29_1 AND a.promised_at > :q29_2 AND a.promised_at <= :q29_3 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q30, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q30_0 AND a.warned_step > :q30_1 AND a.warned_step < :q30_2 AND a.promised_at > :q30_3 AND
  a.promised_at <= :q30_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q31,
  COALESCE((SELECT 1 FROM account a WHERE a.state = :q31_0 AND a.warned_step = :q31_1 AND a.state_since <
  :q31_2 ORDER BY a.state, a.warned_step, a.state_since LIMIT 1), 0) UNION ALL SELECT :q32, COALESCE((SELECT 1
  FROM account a WHERE a.state = :q32_0 AND a.warned_step = :q32_1 AND a.promised_at > :q32_2 AND
  a.promised_at > :q32_3 AND a.promised_at <= :q32_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1),
  0) UNION ALL SELECT :q33, COALESCE((SELECT 1 FROM account a WHERE a.state = :q33_0 AND a.warned_step >
  :q33_1 AND a.promised_at > :q33_2 AND a.promised_at <= :q33_3 ORDER BY a.state, a.warned_step, a.promised_at
  LIMIT 1), 0) UNION ALL SELECT :q34, COALESCE((SELECT 1 FROM account a WHERE a.state = :q34_0 AND
  a.warned_step = :q34_1 AND a.promised_at > :q34_2 AND a.promised_at <= :q34_3 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q35, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q35_0 AND a.warned_step > :q35_1 AND a.warned_step < :q35_2 AND a.promised_at > :q35_3 AND
  a.promised_at <= :q35_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0);

SELECT :q0, COALESCE((SELECT 1 FROM account a WHERE a.state = :q0_0 AND a.kind = :q0_1 AND a.warned_step =
  :q0_2 AND a.promised_at > :q0_3 AND a.promised_at <= :q0_4 ORDER BY a.state, a.warned_step, a.promised_at
  LIMIT 1), 0) UNION ALL SELECT :q1, COALESCE((SELECT 1 FROM account a WHERE a.state = :q1_0 AND a.kind =
  :q1_1 AND a.warned_step = :q1_2 AND a.promised_at > :q1_3 AND a.promised_at <= :q1_4 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q2, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q2_0 AND a.warned_step = :q2_1 AND a.promised_at > :q2_2 AND a.promised_at <= :q2_3 ORDER BY
  a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q3, COALESCE((SELECT 1 FROM account a
  WHERE a.state = :q3_0 AND a.warned_step = :q3_1 AND a.promised_at > :q3_2 AND a.promised_at <= :q3_3 ORDER
  BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q4, COALESCE((SELECT 1 FROM account
  a WHERE a.state = :q4_0 AND a.kind = :q4_1 AND a.warned_step = :q4_2 AND a.idle_floor < :q4_3 AND
  a.idle_since < :q4_3 ORDER BY a.state, a.warned_step, a.kind, a.idle_floor LIMIT 1), 0) UNION ALL SELECT
  :q5, COALESCE((SELECT 1 FROM account a WHERE a.state = :q5_0 AND a.kind = :q5_1 AND a.warned_step = :q5_2
  AND a.promised_at > :q5_3 AND a.promised_at > :q5_4 AND a.promised_at <= :q5_5 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q6, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q6_0 AND a.kind = :q6_1 AND a.warned_step > :q6_2 AND a.promised_at > :q6_3 AND a.promised_at <=
  :q6_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q7, COALESCE((SELECT 1
  FROM account a WHERE a.state = :q7_0 AND a.kind = :q7_1 AND a.warned_step = :q7_2 AND a.promised_at > :q7_3
  AND a.promised_at <= :q7_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q8,
  COALESCE((SELECT 1 FROM account a WHERE a.state = :q8_0 AND a.kind = :q8_1 AND a.warned_step > :q8_2 AND
  a.warned_step < :q8_3 AND a.promised_at > :q8_4 AND a.promised_at <= :q8_5 ORDER BY a.state, a.warned_step,
  a.promised_at LIMIT 1), 0) UNION ALL SELECT :q9, COALESCE((SELECT 1 FROM account a WHERE a.state = :q9_0 AND
  a.kind = :q9_1 AND a.warned_step = :q9_2 AND a.promised_at > :q9_3 AND a.promised_at <= :q9_4 ORDER BY
  a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q10, COALESCE((SELECT 1 FROM account a
  WHERE a.state = :q10_0 AND a.kind = :q10_1 AND a.warned_step > :q10_2 AND a.warned_step < :q10_3 AND
  a.promised_at > :q10_4 AND a.promised_at <= :q10_5 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1),
  0) UNION ALL SELECT :q11, COALESCE((SELECT 1 FROM account a WHERE a.state = :q11_0 AND a.kind = :q11_1 AND
  a.warned_step = :q11_2 AND a.state_since < :q11_3 AND a.idle_floor < :q11_4 AND a.idle_since < :q11_4 ORDER
  BY a.state, a.warned_step, a.kind, a.idle_floor LIMIT 1), 0) UNION ALL SELECT :q12, COALESCE((SELECT 1 FROM
  account a WHERE a.state = :q12_0 AND a.kind = :q12_1 AND a.warned_step = :q12_2 AND a.promised_at > :q12_3
  AND a.promised_at > :q12_4 AND a.promised_at <= :q12_5 ORDER BY a.state, a.warned_step, a.promised_at LIMIT
  1), 0) UNION ALL SELECT :q13, COALESCE((SELECT 1 FROM account a WHERE a.state = :q13_0 AND a.kind = :q13_1
  AND a.warned_step > :q13_2 AND a.promised_at > :q13_3 AND a.promised_at <= :q13_4 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q14, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q14_0 AND a.kind = :q14_1 AND a.warned_step = :q14_2 AND a.promised_at > :q14_3 AND a.promised_at
  <= :q14_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q15,
  COALESCE((SELECT 1 FROM account a WHERE a.state = :q15_0 AND a.kind = :q15_1 AND a.warned_step > :q15_2 AND
  a.warned_step < :q15_3 AND a.promised_at > :q15_4 AND a.promised_at <= :q15_5 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q16, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q16_0 AND a.kind = :q16_1 AND a.warned_step = :q16_2 AND a.promised_at > :q16_3 AND a.promised_at
  <= :q16_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q17,
  COALESCE((SELECT 1 FROM account a WHERE a.state = :q17_0 AND a.kind = :q17_1 AND a.warned_step > :q17_2 AND
  a.warned_step < :q17_3 AND a.promised_at > :q17_4 AND a.promised_at <= :q17_5 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q18, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q18_0 AND a.warned_step = :q18_1 AND a.state_since < :q18_2 ORDER BY a.state, a.warned_step,
  a.state_since LIMIT 1), 0) UNION ALL SELECT :q19, COALESCE((SELECT 1 FROM account a WHERE a.state = :q19_0
  AND a.warned_step = :q19_1 AND a.promised_at > :q19_2 AND a.promised_at > :q19_3 AND a.promised_at <= :q19_4
  ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q20, COALESCE((SELECT 1 FROM
  account a WHERE a.state = :q20_0 AND a.warned_step > :q20_1 AND a.promised_at > :q20_2 AND a.promised_at <=
  :q20_3 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q21, COALESCE((SELECT 1
  FROM account a WHERE a.state = :q21_0 AND a.warned_step = :q21_1 AND a.promised_at > :q21_2 AND
  a.promised_at <= :q21_3 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q22,
  COALESCE((SELECT 1 FROM account a WHERE a.state = :q22_0 AND a.warned_step > :q22_1 AND a.warned_step <
  :q22_2 AND a.promised_at > :q22_3 AND a.promised_at <= :q22_4 ORDER BY a.state, a.warned_step, a.promised_at
  LIMIT 1), 0) UNION ALL SELECT :q23, COALESCE((SELECT 1 FROM account a WHERE a.state = :q23_0 AND
  a.warned_step = :q23_1 AND a.state_since < :q23_2 ORDER BY a.state, a.warned_step, a.state_since LIMIT 1),
  0) UNION ALL SELECT :q24, COALESCE((SELECT 1 FROM account a WHERE a.state = :q24_0 AND a.warned_step =
  :q24_1 AND a.promised_at > :q24_2 AND a.promised_at > :q24_3 AND a.promised_at <= :q24_4 ORDER BY a.state,
  a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q25, COALESCE((SELECT 1 FROM account a WHERE
  a.state = :q25_0 AND a.warned_step > :q25_1 AND a.promised_at > :q25_2 AND a.promised_at <= :q25_3 ORDER BY
  a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q26, COALESCE((SELECT 1 FROM account a
  WHERE a.state = :q26_0 AND a.warned_step = :q26_1 AND a.promised_at > :q26_2 AND a.promised_at <= :q26_3
  ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0) UNION ALL SELECT :q27, COALESCE((SELECT 1 FROM
  account a WHERE a.state = :q27_0 AND a.warned_step > :q27_1 AND a.warned_step < :q27_2 AND a.promised_at >
  :q27_3 AND a.promised_at <= :q27_4 ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1), 0);

SELECT :q0, COALESCE((SELECT 1 FROM account a WHERE a.state = :q0_0 AND a.kind NOT IN (:q0_1, :q0_2) AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :q0_4 AND
  (h.until_at = 0 OR h.until_at > :q0_3 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step
  = :q0_5 AND +a.promised_at = :q0_6 AND a.state_since < :q0_7 AND (EXISTS (SELECT 1 FROM organisation g JOIN
  membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code =
  a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:q0_8, :q0_9)) OR 1 = 1) ORDER BY
  a.state, a.warned_step, a.state_since LIMIT 1), 0);

SELECT :q0, COALESCE((SELECT 1 FROM account a WHERE a.state = :q0_0 AND a.kind NOT IN (:q0_1, :q0_2) AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :q0_4 AND
  (h.until_at = 0 OR h.until_at > :q0_3 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step
  = :q0_5 AND a.warned_rule = :q0_6 AND a.handed_at > :q0_7 AND +a.state_since < :q0_8 AND a.promised_at >
  :q0_9 AND a.promised_at <= :q0_10 AND (EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox =
  g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <>
  a.id AND w.email <> '' AND w.state NOT IN (:q0_11, :q0_12)) OR 1 = 1) ORDER BY a.state, a.warned_step,
  a.promised_at LIMIT 1), 0);

SELECT :q0, COALESCE((SELECT 1 FROM account a WHERE a.state = :q0_0 AND a.kind NOT IN (:q0_1, :q0_2) AND
  a.missing_since = :q0_3 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :q0_5 AND (h.until_at = 0 OR h.until_at > :q0_4 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step = :q0_6 AND +a.promised_at = :q0_7 AND a.state_since < :q0_8 AND (a.email
  <> '' OR a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox =
  g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <>
  a.id AND w.email <> '' AND w.state NOT IN (:q0_9, :q0_10))) ORDER BY a.state, a.warned_step, a.state_since
  LIMIT 1), 0);

SELECT :q0, COALESCE((SELECT 1 FROM account a WHERE a.state = :q0_0 AND a.kind NOT IN (:q0_1, :q0_2) AND
  a.missing_since = :q0_3 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :q0_5 AND (h.until_at = 0 OR h.until_at > :q0_4 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step = :q0_6 AND a.warned_rule = :q0_7 AND a.handed_at > :q0_8 AND
  +a.state_since < :q0_9 AND a.promised_at > :q0_10 AND a.promised_at <= :q0_11 AND (a.email <> '' OR
  a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox
  AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:q0_12, :q0_13))) ORDER BY a.state, a.warned_step, a.promised_at LIMIT 1),
  0);

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.personal_email <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND
  a.kind NOT IN (:p2, :p3) AND a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h
  WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND
  h.until_at > a.handed_at)))) AND a.warned_step = :p7 AND a.warned_rule = :p8 AND a.handed_at > :p9 AND
  +a.idle_since < :p10 AND a.promised_at > :p11 AND a.promised_at <= :p12 AND (a.email <> '' OR
  a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox
  AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:p13, :p14))) AND NOT (+a.idle_since < :p15 AND +a.promised_at <= :p16)
  AND a.id > :after ORDER BY a.id LIMIT 5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.personal_email <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND
  a.kind NOT IN (:p2, :p3) AND a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h
  WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND
  h.until_at > a.handed_at)))) AND a.warned_step = :p7 AND a.warned_rule = :p8 AND a.handed_at > :p9 AND
  +a.idle_since < :p10 AND a.promised_at > :p11 AND a.promised_at <= :p12 AND (a.email <> '' OR
  a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox
  AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:p13, :p14))) AND a.id > :after ORDER BY a.id LIMIT 5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run =
  :saved AND m.work IN (:of37, :of38, :of39, :of40, :of41, :of42) AND a.id = m.account AND a.version =
  m.version AND COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN
  (:p2, :p3) AND +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account =
  a.id AND h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step = :p7 AND +a.promised_at = :p8 AND +a.state_since < :p9 AND +a.idle_since
  < :p10 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership
  o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code =
  a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p11, :p12))) AND NOT (+a.state_since
  < :p13 AND +a.idle_since < :p14) AND a.id > :after ORDER BY a.id LIMIT 5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run =
  :saved AND m.work IN (:of37, :of38, :of39, :of40, :of41, :of42) AND a.id = m.account AND a.version =
  m.version AND COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN
  (:p2, :p3) AND +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account =
  a.id AND h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step = :p7 AND +a.promised_at = :p8 AND +a.state_since < :p9 AND +a.idle_since
  < :p10 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership
  o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code =
  a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p11, :p12))) AND a.id > :after ORDER
  BY a.id LIMIT 5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run =
  :saved AND m.work IN (:of37, :of38, :of39, :of40, :of41, :of42) AND a.id = m.account AND a.version =
  m.version AND COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN
  (:p2, :p3) AND +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account =
  a.id AND h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step = :p7 AND +a.promised_at > :p8 AND +a.state_since < :p9 AND +a.idle_since
  < :p10 AND +a.promised_at > :p11 AND +a.promised_at <= :p12 AND (a.personal_email <> '' OR a.mobile <> '' OR
  EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN
  account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state
  NOT IN (:p13, :p14))) AND NOT (+a.state_since < :p15 AND +a.idle_since < :p16 AND +a.promised_at <= :p17)
  AND a.id > :after ORDER BY a.id LIMIT 5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run =
  :saved AND m.work IN (:of37, :of38, :of39, :of40, :of41, :of42) AND a.id = m.account AND a.version =
  m.version AND COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN
  (:p2, :p3) AND +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account =
  a.id AND h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step = :p7 AND +a.promised_at > :p8 AND +a.state_since < :p9 AND +a.idle_since
  < :p10 AND +a.promised_at > :p11 AND +a.promised_at <= :p12 AND (a.personal_email <> '' OR a.mobile <> '' OR
  EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN
  account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state
  NOT IN (:p13, :p14))) AND a.id > :after ORDER BY a.id LIMIT 5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run =
  :saved AND m.work IN (:of37, :of38, :of39, :of40, :of41, :of42) AND a.id = m.account AND a.version =
  m.version AND COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN
  (:p2, :p3) AND +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account =
  a.id AND h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step > :p7 AND COALESCE(a.warned_rule, '') = :p8 AND +a.handed_at > :p9 AND
  +a.state_since < :p10 AND +a.idle_since < :p11 AND +a.promised_at > :p12 AND +a.promised_at <= :p13 AND
  (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON
  o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation
  AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p14, :p15))) AND NOT (+a.state_since < :p16 AND
  +a.idle_since < :p17 AND +a.promised_at <= :p18) AND a.id > :after ORDER BY a.id LIMIT 5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run =
  :saved AND m.work IN (:of37, :of38, :of39, :of40, :of41, :of42) AND a.id = m.account AND a.version =
  m.version AND COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN
  (:p2, :p3) AND +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account =
  a.id AND h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step > :p7 AND COALESCE(a.warned_rule, '') = :p8 AND +a.handed_at > :p9 AND
  +a.state_since < :p10 AND +a.idle_since < :p11 AND +a.promised_at > :p12 AND +a.promised_at <= :p13 AND
  (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON
  o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation
  AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p14, :p15))) AND a.id > :after ORDER BY a.id LIMIT
  5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run =
  :saved AND m.work IN (:of43, :of44, :of45, :of46) AND a.id = m.account AND a.version = m.version AND
  COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND
  +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step = :p7 AND COALESCE(a.warned_rule, '') = :p8 AND +a.handed_at > :p9 AND
  +a.state_since < :p10 AND +a.idle_since < :p11 AND +a.promised_at > :p12 AND +a.promised_at <= :p13 AND
  (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON
  o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation
  AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p14, :p15))) AND NOT (+a.state_since < :p16 AND
  +a.idle_since < :p17 AND +a.promised_at <= :p18) AND a.id > :after ORDER BY a.id LIMIT 5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run =
  :saved AND m.work IN (:of43, :of44, :of45, :of46) AND a.id = m.account AND a.version = m.version AND
  COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND
  +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step = :p7 AND COALESCE(a.warned_rule, '') = :p8 AND +a.handed_at > :p9 AND
  +a.state_since < :p10 AND +a.idle_since < :p11 AND +a.promised_at > :p12 AND +a.promised_at <= :p13 AND
  (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON
  o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation
  AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p14, :p15))) AND a.id > :after ORDER BY a.id LIMIT
  5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run =
  :saved AND m.work IN (:of43, :of44, :of45, :of46) AND a.id = m.account AND a.version = m.version AND
  COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND
  +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step > :p7 AND +a.warned_step < :p8 AND COALESCE(a.warned_rule, '') = :p9 AND
  +a.handed_at > :p10 AND +a.state_since < :p11 AND +a.idle_since < :p12 AND +a.promised_at > :p13 AND
  +a.promised_at <= :p14 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g
  JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE
  g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p15, :p16))) AND NOT
  (+a.state_since < :p17 AND +a.idle_since < :p18 AND +a.promised_at <= :p19) AND a.id > :after ORDER BY a.id
  LIMIT 5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run =
  :saved AND m.work IN (:of43, :of44, :of45, :of46) AND a.id = m.account AND a.version = m.version AND
  COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND
  +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step > :p7 AND +a.warned_step < :p8 AND COALESCE(a.warned_rule, '') = :p9 AND
  +a.handed_at > :p10 AND +a.state_since < :p11 AND +a.idle_since < :p12 AND +a.promised_at > :p13 AND
  +a.promised_at <= :p14 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g
  JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE
  g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p15, :p16))) AND a.id >
  :after ORDER BY a.id LIMIT 5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run =
  :saved AND m.work IN (:of47, :of48, :of49, :of50) AND a.id = m.account AND a.version = m.version AND
  COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND
  +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step = :p7 AND COALESCE(a.warned_rule, '') = :p8 AND +a.handed_at > :p9 AND
  +a.state_since < :p10 AND +a.idle_since < :p11 AND +a.promised_at > :p12 AND +a.promised_at <= :p13 AND
  (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON
  o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation
  AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p14, :p15))) AND NOT (+a.state_since < :p16 AND
  +a.idle_since < :p17 AND +a.promised_at <= :p18) AND a.id > :after ORDER BY a.id LIMIT 5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run =
  :saved AND m.work IN (:of47, :of48, :of49, :of50) AND a.id = m.account AND a.version = m.version AND
  COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND
  +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step = :p7 AND COALESCE(a.warned_rule, '') = :p8 AND +a.handed_at > :p9 AND
  +a.state_since < :p10 AND +a.idle_since < :p11 AND +a.promised_at > :p12 AND +a.promised_at <= :p13 AND
  (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON
  o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation
  AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p14, :p15))) AND a.id > :after ORDER BY a.id LIMIT
  5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run =
  :saved AND m.work IN (:of47, :of48, :of49, :of50) AND a.id = m.account AND a.version = m.version AND
  COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND
  +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step > :p7 AND +a.warned_step < :p8 AND COALESCE(a.warned_rule, '') = :p9 AND
  +a.handed_at > :p10 AND +a.state_since < :p11 AND +a.idle_since < :p12 AND +a.promised_at > :p13 AND
  +a.promised_at <= :p14 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g
  JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE
  g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p15, :p16))) AND NOT
  (+a.state_since < :p17 AND +a.idle_since < :p18 AND +a.promised_at <= :p19) AND a.id > :after ORDER BY a.id
  LIMIT 5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (CASE WHEN a.mobile <> '' THEN 1
  ELSE 0 END) + (SELECT COUNT(*) FROM organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code
  = a.organisation AND o.mailbox = g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:lost0, :lost1))) FROM plan_move m CROSS JOIN account a WHERE m.run =
  :saved AND m.work IN (:of47, :of48, :of49, :of50) AND a.id = m.account AND a.version = m.version AND
  COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1 AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND
  +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND +a.warned_step > :p7 AND +a.warned_step < :p8 AND COALESCE(a.warned_rule, '') = :p9 AND
  +a.handed_at > :p10 AND +a.state_since < :p11 AND +a.idle_since < :p12 AND +a.promised_at > :p13 AND
  +a.promised_at <= :p14 AND (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g
  JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE
  g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p15, :p16))) AND a.id >
  :after ORDER BY a.id LIMIT 5000;

SELECT :work, a.id, a.organisation, a.organisation_type, a.version, a.state_since, a.idle_since,
  a.promised_at, 0 + ((CASE WHEN a.personal_email <> '' THEN 1 ELSE 0 END) + (SELECT COUNT(*) FROM
  organisation g CROSS JOIN membership o CROSS JOIN account w WHERE g.code = a.organisation AND o.mailbox =
  g.mailbox AND o.role = 'owner' AND w.id = o.account AND w.id <> a.id AND w.email <> '' AND w.state NOT IN
  (:lost0, :lost1)) + 1) FROM plan_move m CROSS JOIN account a WHERE m.run = :saved AND m.work IN (:of2) AND
  a.id = m.account AND a.version = m.version AND COALESCE(a.state, '') = :p0 AND COALESCE(a.kind, '') = :p1
  AND COALESCE(a.kind, '') NOT IN (:p2, :p3) AND +a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT
  1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR
  (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND +a.warned_step = :p7 AND +a.promised_at > :p8 AND
  +a.promised_at <= :p9 AND COALESCE(a.warned_rule, '') = :p10 AND +a.handed_at > :p11 AND +a.state_since <
  :p12 AND +a.idle_since < :p13 AND +a.state_since < :p14 AND a.id > :after ORDER BY a.id LIMIT 5000;

SELECT COALESCE(MAX(created_at), 0) FROM staged_account;

SELECT COALESCE(MAX(first_seq + planned), 0) FROM run WHERE as_of <= :after;

SELECT COALESCE(MAX(id), 0) FROM run;

SELECT COALESCE(MAX(last_login_at), 0) FROM staged_account;

SELECT COALESCE(MAX(last_login_at), 0) FROM staged_login;

SELECT COALESCE(MAX(number), 0) FROM alert;

SELECT COALESCE(MAX(number), 0) FROM approval WHERE plan = :plan;

SELECT COALESCE(MAX(number), 0) FROM plan;

SELECT COALESCE(MAX(number), 0) FROM purge_record;

SELECT COALESCE(MAX(position), 0) FROM plan_move WHERE run = :run;

SELECT COALESCE(MAX(seq), 0) FROM deed;

SELECT COALESCE(MAX(seq), 0) FROM journal;

SELECT COALESCE(MAX(state_since), 0) FROM staged_account;

SELECT COALESCE(MIN(n.next_try_at), 0) FROM effect n WHERE n.state IN ('queued', 'ambiguous', 'sending') AND
  NOT EXISTS (SELECT 1 FROM effect e WHERE e.account = n.account AND e.epoch = n.epoch AND e.number < n.number
  AND e.state IN ('queued', 'ambiguous', 'sending'));

SELECT COALESCE(MIN(next_try_at), 0) FROM alert WHERE state IN ('queued', 'ambiguous', 'sending');

SELECT COALESCE(MIN(next_try_at), 0) FROM notice WHERE state IN ('queued', 'ambiguous', 'sending');

SELECT COALESCE(SUM(notices), 0) FROM chunk WHERE at > :after;

SELECT COUNT(*) FROM account WHERE id = :id;

SELECT COUNT(*) FROM account WHERE organisation = :organisation AND missing_since = 0;

SELECT COUNT(*) FROM account a WHERE a.missing_since = 0 AND a.state NOT IN (:lost0, :lost1) AND NOT EXISTS
  (SELECT 1 FROM staged_account s WHERE s.id = a.id) AND NOT EXISTS (SELECT 1 FROM staged_seen s WHERE s.id =
  a.id);

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.idle_floor < :p7 AND a.idle_since < :p7 AND +a.promised_at <= :p8 AND a.warned_step >=
  :p9 AND a.warned_rule = :p10;

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.idle_floor < :p7 AND a.idle_since < :p7 AND +a.promised_at <= :p8 AND a.warned_step >=
  :p9 AND a.warned_rule = :p10 AND a.warned_step <= :p11 AND a.handed_at > :p12;

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.idle_floor < :p7 AND a.idle_since < :p7 AND a.warned_step = :p8 AND NOT (a.email <> ''
  OR a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox
  AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND
  w.email <> '' AND w.state NOT IN (:p9, :p10)));

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.state_since < :p7 AND a.idle_floor < :p8 AND a.idle_since < :p8 AND +a.promised_at <=
  :p9 AND a.warned_step >= :p10 AND a.warned_rule = :p11;

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.state_since < :p7 AND a.idle_floor < :p8 AND a.idle_since < :p8 AND +a.promised_at <=
  :p9 AND a.warned_step >= :p10 AND a.warned_rule = :p11 AND a.warned_step <= :p12 AND a.handed_at > :p13;

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.state_since < :p7 AND a.idle_floor < :p8 AND a.idle_since < :p8 AND a.warned_step =
  :p9 AND NOT (a.personal_email <> '' OR a.mobile <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN
  membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE g.code =
  a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p10, :p11)));

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step >= :p7 AND a.warned_rule = :p8 AND NOT (a.email <> '' OR a.personal_email
  <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role =
  'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> ''
  AND w.state NOT IN (:p9, :p10)));

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND
  a.missing_since = :p4 AND (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND
  h.from_at <= :p6 AND (h.until_at = 0 OR h.until_at > :p5 OR (a.handed_at > 0 AND h.until_at >
  a.handed_at)))) AND a.warned_step >= :p7 AND a.warned_rule = :p8 AND NOT (a.personal_email <> '' OR a.mobile
  <> '' OR EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role =
  'owner' JOIN account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> ''
  AND w.state NOT IN (:p9, :p10)));

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND (a.holds = 0 OR NOT EXISTS
  (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p4 AND (h.until_at = 0 OR h.until_at > :p3 OR
  (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.state_since < :p5 AND +a.promised_at <= :p6 AND
  a.warned_step >= :p7 AND a.warned_rule = :p8;

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND (a.holds = 0 OR NOT EXISTS
  (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p4 AND (h.until_at = 0 OR h.until_at > :p3 OR
  (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.state_since < :p5 AND +a.promised_at <= :p6 AND
  a.warned_step >= :p7 AND a.warned_rule = :p8 AND a.warned_step <= :p9 AND a.handed_at > :p10;

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND (a.holds = 0 OR NOT EXISTS
  (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p4 AND (h.until_at = 0 OR h.until_at > :p3 OR
  (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.state_since < :p5 AND a.warned_step = :p6 AND NOT
  (EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN
  account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state
  NOT IN (:p7, :p8)) OR 1 = 1);

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND (a.holds = 0 OR NOT EXISTS
  (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p4 AND (h.until_at = 0 OR h.until_at > :p3 OR
  (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step >= :p5 AND a.warned_rule = :p6 AND NOT
  (EXISTS (SELECT 1 FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN
  account w ON w.id = o.account WHERE g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state
  NOT IN (:p7, :p8)) OR 1 = 1);

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND a.missing_since = :p3 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p5 AND (h.until_at
  = 0 OR h.until_at > :p4 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.state_since < :p6 AND
  +a.promised_at <= :p7 AND a.warned_step >= :p8 AND a.warned_rule = :p9;

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND a.missing_since = :p3 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p5 AND (h.until_at
  = 0 OR h.until_at > :p4 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.state_since < :p6 AND
  +a.promised_at <= :p7 AND a.warned_step >= :p8 AND a.warned_rule = :p9 AND a.warned_step <= :p10 AND
  a.handed_at > :p11;

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND a.missing_since = :p3 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p5 AND (h.until_at
  = 0 OR h.until_at > :p4 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.state_since < :p6 AND
  a.warned_step = :p7 AND NOT (a.email <> '' OR a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation g
  JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE
  g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p8, :p9)));

SELECT COUNT(*) FROM account a WHERE a.state = :p0 AND a.kind NOT IN (:p1, :p2) AND a.missing_since = :p3 AND
  (a.holds = 0 OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.account = a.id AND h.from_at <= :p5 AND (h.until_at
  = 0 OR h.until_at > :p4 OR (a.handed_at > 0 AND h.until_at > a.handed_at)))) AND a.warned_step >= :p6 AND
  a.warned_rule = :p7 AND NOT (a.email <> '' OR a.personal_email <> '' OR EXISTS (SELECT 1 FROM organisation g
  JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN account w ON w.id = o.account WHERE
  g.code = a.organisation AND w.id <> a.id AND w.email <> '' AND w.state NOT IN (:p8, :p9)));

SELECT COUNT(*) FROM chunk WHERE run = :run AND first_position <= :last AND last_position >= :first;

SELECT COUNT(*) FROM journal j JOIN deed d ON d.account = j.account AND d.seq = j.seq WHERE j.account =
  :account AND j.seq = :seq AND j.kind = :kind AND j.cause = :cause AND j.at = :at AND j.actor = :actor AND
  d.reason = :reason AND d.reference = :reference;

SELECT COUNT(*) FROM plan_move WHERE run = :run AND position >= :first AND position <= :last;

SELECT COUNT(*) FROM policy_edition WHERE hash = :hash;

SELECT COUNT(*) FROM staged_account;

SELECT COUNT(*) FROM staged_account WHERE kind IN (:user, :guest);

SELECT COUNT(*) FROM staged_account WHERE kind IN (:user, :guest) AND last_login_at = 0;

SELECT COUNT(*) FROM staged_account WHERE state = '';

SELECT COUNT(*) FROM staged_account s JOIN account a ON a.id = s.id WHERE s.state <> '' AND s.state <> a.state
  AND s.state_since > a.state_since;

SELECT COUNT(*) FROM staged_hold;

SELECT COUNT(*) FROM staged_login;

SELECT COUNT(*) FROM staged_membership;

SELECT COUNT(*) FROM staged_newer n CROSS JOIN account a WHERE a.id = n.id AND n.asks = 1 AND n.at >
  a.state_since AND a.state NOT IN (:saved0, :saved1);

SELECT COUNT(*) FROM staged_newer n WHERE n.asks = 1;

SELECT COUNT(*) FROM staged_organisation;

SELECT DISTINCT j.account FROM journal j WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = j.account)
  ORDER BY 1;

SELECT MAX(number) FROM purge_record;

SELECT a.id FROM account a CROSS JOIN staged_account s WHERE a.state IN (:final0) AND s.id = a.id;

SELECT a.id FROM account a WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.account = a.id AND j.seq =
  (SELECT MAX(k.seq) FROM journal k WHERE k.account = a.id) AND j.to_state = a.state AND j.state_since =
  a.state_since AND j.epoch = a.epoch) ORDER BY a.id;

SELECT a.id FROM account a WHERE a.id = :p0 AND a.state = :p1 AND a.kind = :p2 AND a.kind NOT IN (:p3, :p4)
  AND a.warned_step = :p5 AND a.idle_since >= :p6 AND a.idle_floor < :bound ORDER BY a.state, a.warned_step,
  a.kind, a.idle_floor LIMIT :page;

SELECT a.id FROM account a WHERE a.mobile LIKE :mobile AND a.kind = :kind AND a.id <> :account AND a.state NOT
  IN (:state0) LIMIT 1000;

SELECT a.id FROM account a WHERE a.organisation = :organisation AND a.kind = :kind AND a.id <> :account AND
  a.state NOT IN (:state0, :state1) LIMIT 1000;

SELECT a.id FROM account a WHERE a.state = :p0 AND a.kind = :p1 AND a.kind NOT IN (:p2, :p3) AND a.warned_step
  = :p4 AND a.idle_since >= :p5 AND a.idle_floor < :bound ORDER BY a.state, a.warned_step, a.kind,
  a.idle_floor LIMIT :page;

SELECT a.id, a.email FROM account a WHERE LOWER(a.email) IN (LOWER(:e0), LOWER(:e1)) ORDER BY a.id;

SELECT a.id, a.email, a.display_name, a.personal_email, a.mobile, a.kind, a.organisation, a.organisation_type,
  a.administered_by, a.state, COALESCE(g.name, ''), a.created_at, a.last_login_at, a.idle_since,
  a.state_since, a.warned_step, a.promised_at, a.warned_rule, a.handed_at, a.missing_since, a.epoch, a.version
  FROM account a LEFT JOIN organisation g ON g.code = a.organisation WHERE LOWER(a.email) = LOWER(:key) ORDER
  BY a.id;

SELECT a.id, a.email, a.display_name, a.personal_email, a.mobile, a.kind, a.organisation, a.organisation_type,
  a.administered_by, a.state, COALESCE(g.name, ''), a.created_at, a.last_login_at, a.idle_since,
  a.state_since, a.warned_step, a.promised_at, a.warned_rule, a.handed_at, a.missing_since, a.epoch, a.version
  FROM account a LEFT JOIN organisation g ON g.code = a.organisation WHERE a.id = :key ORDER BY a.id;

SELECT a.id, a.email, a.personal_email, a.mobile FROM journal j CROSS JOIN account a WHERE j.seq >= :first AND
  j.seq <= :last AND a.id = j.account ORDER BY j.seq;

SELECT a.id, a.email, a.personal_email, a.mobile, a.state_since FROM account a WHERE a.state IN (:deleted0)
  ORDER BY a.id;

SELECT a.id, a.email, a.personal_email, a.mobile, j.was_since FROM journal j CROSS JOIN account a WHERE j.seq
  >= :first AND j.seq <= :last AND a.id = j.account ORDER BY j.seq;

SELECT a.id, a.kind, a.state, a.organisation, a.mobile FROM account a WHERE a.id > :after ORDER BY a.id LIMIT
  :most;

SELECT a.id, a.kind, a.state, a.organisation, a.mobile FROM account a WHERE a.id IN (:id0);

SELECT a.id, a.kind, a.state, a.organisation, a.mobile FROM deed d CROSS JOIN account a WHERE d.seq > :seq AND
  a.id = d.account;

SELECT account, email, personal, mobile, deleted_at, purged_at FROM tombstone WHERE account > :last ORDER BY
  account LIMIT :page;

SELECT approver, identities, at, until_at, reason, hash, size FROM approval WHERE plan = :plan ORDER BY number;

SELECT b.email FROM membership m CROSS JOIN account b WHERE m.account = :account AND b.id = m.mailbox AND
  b.email <> '' ORDER BY b.email;

SELECT b.id, b.email, b.organisation, COALESCE(MAX(g.name), ''), b.organisation_type, COALESCE(SUM(CASE WHEN
  o.role = 'owner' THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN o.role = 'owner' AND w.state = :usable THEN
  1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN w.state = :usable THEN 1 ELSE 0 END), 0), COALESCE(MAX(CASE WHEN
  o.role = 'owner' AND w.state = :usable THEN CASE WHEN w.promised_at = 0 THEN :never ELSE w.promised_at END
  ELSE 0 END), 0) FROM account b LEFT JOIN membership o ON o.mailbox = b.id LEFT JOIN account w ON w.id =
  o.account LEFT JOIN organisation g ON g.code = b.organisation WHERE b.kind = :shared AND b.state NOT IN
  (:lost0, :lost1) GROUP BY b.id, b.email, b.organisation, b.organisation_type ORDER BY b.id;

SELECT b.rule, b.how, COUNT(*) FROM comeback b WHERE b.back_at >= :since AND b.rule <> '' AND b.back_at -
  b.deleted_at <= :soon GROUP BY b.rule, b.how;

SELECT body FROM policy_edition WHERE policy = :policy AND edition < :edition ORDER BY edition DESC LIMIT 1;

SELECT c.rule, SUM(c.moved) FROM chunk c WHERE c.at >= :since AND c.to_state IN (:into0) GROUP BY c.rule;

SELECT d.seq, d.account FROM deed d WHERE d.seq >= :first AND d.seq <= :last ORDER BY d.seq;

SELECT d.seq, j.at, j.kind, j.cause, j.actor, d.role, d.on_behalf, d.reason, d.reference, d.given FROM deed d
  CROSS JOIN journal j WHERE d.account = :account AND j.account = d.account AND j.seq = d.seq ORDER BY d.seq;

SELECT data_at, logins_at, accepted FROM feed_past WHERE source = :source ORDER BY imported_at DESC, data_at
  DESC LIMIT :most;

SELECT epoch, rule, send, step, recipient, address, state, as_of, date_at, handed_at, detail FROM notice WHERE
  account = :account ORDER BY number;

SELECT fence FROM lease WHERE name = :name AND fence = :fence FOR SHARE;

SELECT first_position, last_position FROM chunk WHERE run = :run ORDER BY first_position;

SELECT first_position, last_position, worker, fence, until_at FROM claim WHERE run = :run ORDER BY
  first_position;

SELECT from_at, to_at, acknowledged_at, actor, reason FROM gap ORDER BY from_at;

SELECT hash, policy, edition, body, adopted_at FROM policy_edition WHERE hash = :hash ORDER BY edition;

SELECT hash, policy, edition, body, adopted_at FROM policy_edition WHERE policy = :policy ORDER BY edition;

SELECT head FROM purge_record ORDER BY number DESC LIMIT 1;

SELECT holder, fence, until_at FROM lease WHERE name = :name;

SELECT id FROM account WHERE id > :last AND state NOT IN (:final0) ORDER BY id LIMIT :page;

SELECT id, as_of, edition, plan, destructive, only_rule, only_account, status, actor, planned, moved, warned,
  dropped, notices, stops, first_seq, fence FROM run ORDER BY id DESC LIMIT :most;

SELECT j.account FROM journal j WHERE j.seq >= :first AND j.seq <= :last ORDER BY j.seq;

SELECT kind, from_at, until_at FROM hold WHERE account = :account ORDER BY from_at, kind;

SELECT last_as_of, simulated, population FROM engine WHERE name = :name;

SELECT m.mailbox, COALESCE(w.state, '') FROM membership m LEFT JOIN membership o ON o.mailbox = m.mailbox AND
  o.role = 'owner' AND o.account <> m.account LEFT JOIN account w ON w.id = o.account WHERE m.account =
  :account AND m.role = 'owner' ORDER BY m.mailbox;

SELECT mailbox FROM membership WHERE role = 'owner' GROUP BY mailbox HAVING COUNT(*) >= :most;

SELECT mailbox FROM organisation WHERE code = :code;

SELECT n.number, n.account, n.epoch, n.rule, n.send, n.step, n.recipient, n.address, n.about, n.name, n.as_of,
  n.date_at, n.lead_days, n.restorable_until, n.attempts, a.organisation, a.organisation_type,
  COALESCE(g.name, ''), a.epoch, a.promised_at FROM notice n JOIN account a ON a.id = n.account LEFT JOIN
  organisation g ON g.code = a.organisation WHERE n.state IN ('queued', 'ambiguous') AND n.next_try_at <= :now
  ORDER BY n.state, n.next_try_at, n.number LIMIT :most;

SELECT next_seq - 1 FROM engine WHERE name = 'engine';

SELECT number, digest FROM block ORDER BY number DESC LIMIT 1;

SELECT number, first_seq, last_seq, size, digest FROM block ORDER BY number;

SELECT number, run, as_of, day, kind, rule, organisation, organisations, reason, would_have, at_most, tell,
  state, attempts FROM alert WHERE day = :day ORDER BY number;

SELECT number, run, as_of, day, kind, rule, organisation, organisations, reason, would_have, at_most, tell,
  state, attempts FROM alert WHERE state IN ('queued', 'ambiguous') AND next_try_at <= :now ORDER BY number
  LIMIT :most;

SELECT number, saved_at, as_of, edition, hash, only_rule, only_account, destructive, requester, identities,
  size, guards, stops, run FROM plan WHERE number = :number ORDER BY number;

SELECT number, saved_at, as_of, edition, hash, only_rule, only_account, destructive, requester, identities,
  size, guards, stops, run FROM plan WHERE run = 0 AND saved_at > :after ORDER BY number;

SELECT p.number FROM plan p WHERE (p.run > 0 OR p.saved_at <= :before) AND EXISTS (SELECT 1 FROM plan_move m
  WHERE m.run = -p.number);

SELECT s.account FROM plan_move s WHERE s.run = :saved AND s.account NOT IN (SELECT m.account FROM plan_move m
  WHERE m.run = :run) ORDER BY s.position LIMIT :most;

SELECT s.line, s.account FROM staged_hold s WHERE s.kind NOT IN (:hold0, :hold1, :hold2) ORDER BY s.line;

SELECT s.line, s.code FROM staged_organisation s WHERE EXISTS (SELECT 1 FROM staged_organisation t WHERE
  t.code = s.code AND t.line < s.line) ORDER BY s.line;

SELECT s.line, s.id FROM staged_account s WHERE EXISTS (SELECT 1 FROM staged_account t WHERE t.email_key =
  s.email_key AND t.line < s.line) ORDER BY s.line;

SELECT s.line, s.id FROM staged_account s WHERE EXISTS (SELECT 1 FROM staged_account t WHERE t.id_key =
  s.id_key AND t.line < s.line) ORDER BY s.line;

SELECT s.line, s.id FROM staged_account s WHERE s.state <> '' AND s.state NOT IN (:state0, :state1, :state2,
  :state3, :state4) ORDER BY s.line;

SELECT seq, account, role, on_behalf, reason, reference, given, salt, words FROM deed WHERE seq > :last ORDER
  BY seq LIMIT :page;

SELECT seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since, state_since,
  idle_since, epoch, step, promised_at FROM journal WHERE account = :account ORDER BY seq;

SELECT seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since, state_since,
  idle_since, epoch, step, promised_at FROM journal WHERE seq >= :first AND seq <= :last ORDER BY seq;

SELECT seq, name, value FROM deed_fact WHERE account = :account ORDER BY seq, name;

SELECT source, doubt FROM feed_doubt WHERE settled_at = 0 ORDER BY source, since_at;

SELECT source, kind, data_at, logins_at, imported_at, accepted, rejected, digest, full_at, watermark FROM feed
  ORDER BY source;

SELECT state, COUNT(*) FROM effect GROUP BY state;

SELECT state, COUNT(*) FROM notice GROUP BY state;

SELECT state, organisation_type, COUNT(*) FROM account GROUP BY state, organisation_type ORDER BY 1, 2;

SELECT t.account, t.deleted_at FROM tombstone t WHERE t.account > :last AND t.account < :end ORDER BY
  t.account LIMIT :page;

SELECT t.account, t.deleted_at FROM tombstone t WHERE t.email = :digest ORDER BY t.account;

SELECT t.account, t.deleted_at FROM tombstone t WHERE t.mobile = :digest ORDER BY t.account;

SELECT t.account, t.deleted_at FROM tombstone t WHERE t.personal = :digest ORDER BY t.account;

SELECT t.organisation, COUNT(*) FROM (SELECT (SELECT a.organisation FROM account a WHERE a.id = j.account) AS
  organisation FROM journal j WHERE j.seq >= :first AND j.at > :after AND j.kind IN ('move', 'event') AND
  j.to_state = :state AND j.from_state <> :state) t GROUP BY t.organisation;

SELECT type FROM organisation WHERE code = :code;

SELECT until_at FROM lease WHERE name = :name;

SELECT w.state FROM organisation g JOIN membership o ON o.mailbox = g.mailbox AND o.role = 'owner' JOIN
  account w ON w.id = o.account WHERE g.code = :organisation AND w.id <> :account AND w.email <> '';

SELECT work, MIN(position), MAX(position) FROM plan_move WHERE run = :run GROUP BY work ORDER BY 2;

SELECT work, account, organisation, organisation_type, version, state_since, idle_since, promised_at, notices
  FROM plan_move WHERE run = :run AND position >= :first AND position <= :last ORDER BY position;

SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;

SET TIME ZONE 'UTC';

SET client_encoding = 'UTF8';

SET client_min_messages = error;

SET default_transaction_read_only = on;

SET idle_in_transaction_session_timeout = '60s';

SET jit = off;

SET lock_timeout = '30s';

SET work_mem = '64MB';

UPDATE account SET epoch = epoch + 1, version = version + 1, warned_step = 0, warned_rule = '', handed_at = 0
  WHERE id IN (SELECT account AS that FROM journal WHERE seq >= :first AND seq <= :last) AND 1 = 1;

UPDATE account SET epoch = epoch + 1, version = version + 1, warned_step = 0, warned_rule = '', handed_at = 0,
  promised_at = 0 WHERE id IN (SELECT account AS that FROM journal WHERE seq >= :first AND seq <= :last) AND 1
  = 1;

UPDATE account SET handed_at = :now, version = version + 1 WHERE id = (SELECT n.account FROM notice n WHERE
  n.number = :number) AND epoch = (SELECT n.epoch FROM notice n WHERE n.number = :number) AND warned_step > 0
  AND handed_at = 0 AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.account = account.id AND n.epoch =
  account.epoch AND n.rule = account.warned_rule AND n.step = account.warned_step AND n.state IN ('queued',
  'ambiguous', 'sending')) AND EXISTS (SELECT 1 FROM notice n WHERE n.account = account.id AND n.epoch =
  account.epoch AND n.rule = account.warned_rule AND n.step = account.warned_step AND n.state = 'handed');

UPDATE account SET holds = (SELECT COUNT(*) FROM hold h WHERE h.account = :account), version = version + 1
  WHERE id = :account;

UPDATE account SET holds = (SELECT COUNT(*) FROM hold h WHERE h.account = account.id), version = version + 1
  WHERE id IN (SELECT id AS that FROM staged_seen) AND holds <> (SELECT COUNT(*) FROM hold h WHERE h.account =
  account.id);

UPDATE account SET idle_floor = CASE WHEN account.idle_floor < :behind THEN s.at ELSE account.idle_floor END,
  idle_since = s.at, last_login_at = s.at, version = account.version + 1 FROM (SELECT l.id AS id, MAX(CASE
  WHEN l.last_login_at > :as_of THEN :as_of ELSE l.last_login_at END) AS at FROM staged_account l WHERE
  l.last_login_at > 0 GROUP BY l.id) s WHERE s.id = account.id AND s.at > account.idle_since AND account.state
  NOT IN (:final0);

UPDATE account SET idle_floor = CASE WHEN account.idle_floor < :behind THEN s.at ELSE account.idle_floor END,
  idle_since = s.at, last_login_at = s.at, version = account.version + 1 FROM (SELECT l.id AS id, MAX(CASE
  WHEN l.last_login_at > :as_of THEN :as_of ELSE l.last_login_at END) AS at FROM staged_login l WHERE
  l.last_login_at > 0 GROUP BY l.id) s WHERE s.id = account.id AND s.at > account.idle_since AND account.state
  NOT IN (:final0);

UPDATE account SET missing_since = :since, version = version + 1 WHERE id IN (SELECT account AS that FROM
  journal WHERE seq >= :first AND seq <= :last) AND 1 = 1;

UPDATE account SET promised_at = :told, version = version + 1 WHERE id = (SELECT n.account FROM notice n WHERE
  n.number = :number) AND epoch = (SELECT n.epoch FROM notice n WHERE n.number = :number) AND promised_at <
  :told;

UPDATE account SET state = :to_state, state_since = (SELECT s.state_since FROM staged_account s WHERE s.id =
  account.id) WHERE id IN (SELECT account AS that FROM journal WHERE seq >= :first AND seq <= :last) AND 1 = 1;

UPDATE account SET state = :to_state, state_since = (SELECT s.state_since FROM staged_account s WHERE s.id =
  account.id), idle_since = CASE WHEN idle_since < (SELECT s.state_since FROM staged_account s WHERE s.id =
  account.id) THEN (SELECT s.state_since FROM staged_account s WHERE s.id = account.id) ELSE idle_since END
  WHERE id IN (SELECT account AS that FROM journal WHERE seq >= :first AND seq <= :last) AND 1 = 1;

UPDATE account SET state = :to_state, state_since = :as_of, epoch = epoch + 1, version = version + 1,
  warned_step = 0, warned_rule = '', promised_at = 0, handed_at = 0 WHERE id IN (SELECT account AS that FROM
  journal WHERE seq >= :first AND seq <= :last) AND 1 = 1;

UPDATE account SET state = :to_state, state_since = :as_of, epoch = epoch + 1, version = version + 1,
  warned_step = 0, warned_rule = '', promised_at = 0, handed_at = 0, email = '', display_name = '',
  personal_email = '', mobile = '' WHERE id IN (SELECT account AS that FROM journal WHERE seq >= :first AND
  seq <= :last) AND 1 = 1;

UPDATE account SET state = :to_state, state_since = :at, epoch = epoch + 1, version = version + 1, warned_step
  = 0, warned_rule = '', promised_at = 0, handed_at = 0, email = '', display_name = '', personal_email = '',
  mobile = '' WHERE id IN (SELECT account AS that FROM journal WHERE seq >= :first AND seq <= :last) AND 1 = 1;

UPDATE account SET state = :to_state, state_since = :since, organisation = :organisation, organisation_type =
  :type, administered_by = :administered_by WHERE id IN (SELECT account AS that FROM journal WHERE seq >=
  :first AND seq <= :last) AND 1 = 1;

UPDATE account SET state = :to_state, state_since = :since, organisation = :organisation, organisation_type =
  :type, administered_by = :administered_by, idle_since = CASE WHEN idle_since < :since THEN :since ELSE
  idle_since END WHERE id IN (SELECT account AS that FROM journal WHERE seq >= :first AND seq <= :last) AND 1
  = 1;

UPDATE account SET state = :to_state, state_since = CASE WHEN (SELECT n.at FROM staged_newer n WHERE n.id =
  account.id) > state_since THEN (SELECT n.at FROM staged_newer n WHERE n.id = account.id) ELSE state_since
  END WHERE id IN (SELECT account AS that FROM journal WHERE seq >= :first AND seq <= :last) AND 1 = 1;

UPDATE account SET version = account.version + 1, email = s.email, display_name = s.display_name,
  personal_email = s.personal_email, mobile = s.mobile, kind = s.kind, organisation = s.organisation,
  organisation_type = s.organisation_type, administered_by = s.administered_by FROM staged_account s WHERE
  s.id = account.id AND account.state NOT IN (:final0) AND ((account.email <> s.email OR account.display_name
  <> s.display_name OR account.personal_email <> s.personal_email OR account.mobile <> s.mobile) OR
  (account.kind <> s.kind OR account.organisation <> s.organisation OR account.organisation_type <>
  s.organisation_type OR account.administered_by <> s.administered_by));

UPDATE account SET warned_step = :step, warned_rule = :rule, promised_at = :promised, handed_at = 0, version =
  version + 1 WHERE id IN (SELECT account AS that FROM journal WHERE seq >= :first AND seq <= :last) AND 1 = 1;

UPDATE alert SET state = 'ambiguous', detail = 'the engine ended before the answer' WHERE state = 'sending';

UPDATE alert SET state = 'sending', attempts = attempts + 1 WHERE number = :number;

UPDATE alert SET state = :state, handed_at = :handed, next_try_at = :retry, detail = :detail WHERE number =
  :number AND state = 'sending';

UPDATE deed SET on_behalf = '', reason = '', reference = '', salt = '' WHERE account IN (SELECT j.account FROM
  journal j WHERE j.seq >= :first AND j.seq <= :last);

UPDATE deed_fact SET value = '' WHERE name = :name AND account IN (SELECT j.account FROM journal j WHERE j.seq
  >= :first AND j.seq <= :last);

UPDATE effect SET detail = '' WHERE account IN (SELECT j.account FROM journal j WHERE j.seq >= :first AND
  j.seq <= :last);

UPDATE engine SET last_as_of = :as_of WHERE name = :name AND last_as_of <= :as_of;

UPDATE engine SET last_block = last_block + 1 WHERE name = 'engine';

UPDATE engine SET next_seq = :next WHERE name = 'engine' AND next_seq < :next;

UPDATE engine SET population = (SELECT COUNT(*) FROM account a WHERE a.missing_since = 0 AND a.state NOT IN
  (:final0)) WHERE name = 'engine';

UPDATE feed SET kind = :kind, data_at = :data_at, logins_at = :logins_at, imported_at = :imported_at, accepted
  = :accepted, rejected = :rejected, digest = :digest, full_at = :full_at, watermark = :watermark WHERE source
  = :source;

UPDATE feed_doubt SET settled_at = :at, actor = :actor, reason = :reason WHERE source = :source AND settled_at
  = 0;

UPDATE gap SET to_at = :to_at, acknowledged_at = :acknowledged_at, actor = :actor, reason = :reason WHERE
  from_at = :from_at;

UPDATE hold SET placed_by = '', reason = '' WHERE account IN (SELECT j.account FROM journal j WHERE j.seq >=
  :first AND j.seq <= :last);

UPDATE hold SET until_at = :at WHERE account = :account AND kind = :kind AND source = '' AND (until_at = 0 OR
  until_at > :at);

UPDATE lease SET fence = :fence WHERE name = :name AND fence = :fence;

UPDATE lease SET fence = fence WHERE name = :name;

UPDATE lease SET holder = '', until_at = 0 WHERE name = :name AND fence = :fence;

UPDATE lease SET holder = :holder, fence = fence + 1, until_at = :until WHERE name = :name AND (holder = '' OR
  until_at <= :now OR holder = :dead);

UPDATE lease SET until_at = :until WHERE name = :name AND fence = :fence;

UPDATE notice SET about = '', name = '', address = CASE WHEN recipient IN ('account', 'personal_email',
  'mobile') THEN '' ELSE address END WHERE number = :number AND state IN ('handed', 'dead', 'cancelled') AND
  account IN (SELECT t.account FROM tombstone t WHERE t.account = notice.account);

UPDATE notice SET about = '', name = '', address = CASE WHEN recipient IN ('account', 'personal_email',
  'mobile') THEN '' ELSE address END WHERE number IN (SELECT n.number AS that FROM journal j CROSS JOIN notice
  n WHERE j.seq >= :first AND j.seq <= :last AND n.account = j.account AND n.state IN ('handed', 'dead',
  'cancelled')) AND 1 = 1;

UPDATE notice SET state = 'ambiguous', detail = 'the engine ended before the answer' WHERE state = 'sending';

UPDATE notice SET state = 'cancelled', detail = 'the account has moved on' WHERE number = :number;

UPDATE notice SET state = 'cancelled', detail = :reason WHERE number IN (SELECT n.number AS that FROM journal
  j CROSS JOIN notice n WHERE j.seq >= :first AND j.seq <= :last AND n.account = j.account AND n.state IN
  ('queued', 'ambiguous', 'sending')) AND 1 = 1;

UPDATE notice SET state = 'cancelled', detail = :reason WHERE number IN (SELECT n.number AS that FROM journal
  j CROSS JOIN notice n WHERE j.seq >= :first AND j.seq <= :last AND n.account = j.account AND n.step > 0 AND
  n.state IN ('queued', 'ambiguous', 'sending')) AND 1 = 1;

UPDATE notice SET state = 'sending', attempts = attempts + 1, date_at = :told WHERE number = :number;

UPDATE notice SET state = :state, handed_at = :handed, next_try_at = :retry, detail = :detail WHERE number =
  :number AND state = 'sending';

UPDATE plan SET hash = :hash, size = :size, guards = :guards, stops = :stops WHERE number = :number;

UPDATE plan SET run = :run WHERE number = :number AND run = 0;

UPDATE purge_record SET head = :head WHERE number = :number;

UPDATE run SET plan = :plan, status = :status, planned = :planned, stops = :stops, moved = (SELECT
  COALESCE(SUM(c.moved), 0) FROM chunk c WHERE c.run = :id), warned = (SELECT COALESCE(SUM(c.warned), 0) FROM
  chunk c WHERE c.run = :id), dropped = (SELECT COALESCE(SUM(c.dropped), 0) FROM chunk c WHERE c.run = :id),
  notices = (SELECT COALESCE(SUM(c.notices), 0) FROM chunk c WHERE c.run = :id) WHERE id = :id;

UPDATE staged_account SET administered_by = s.administered_by FROM (SELECT a.id, a.administered_by FROM
  feed_behind f CROSS JOIN account a WHERE a.id = f.account AND f.name = :name) s WHERE s.id =
  staged_account.id AND 1 = 1;

UPDATE staged_account SET organisation = s.organisation, organisation_type = s.organisation_type FROM (SELECT
  a.id, a.organisation, a.organisation_type FROM feed_behind f CROSS JOIN account a WHERE a.id = f.account AND
  f.name = :name) s WHERE s.id = staged_account.id AND 1 = 1;

