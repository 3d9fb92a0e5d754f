-- Views with readable instants, for people who open the database with their own tools. The engine reads none of them.

DROP VIEW IF EXISTS account_for_people;
CREATE VIEW account_for_people AS
  SELECT a.id, a.email, a.display_name, a.kind, a.organisation, a.state, ${iso:a.state_since} AS state_since,
         ${iso:a.idle_since} AS last_used, ${iso:a.promised_at} AS promised, a.warned_step, a.epoch
  FROM account a;
DROP VIEW IF EXISTS journal_for_people;
CREATE VIEW journal_for_people AS
  SELECT j.seq, ${iso:j.at} AS at, j.account, j.kind, j.cause, j.from_state, j.to_state, j.step,
         ${iso:j.promised_at} AS promised, j.actor, j.run
  FROM journal j;
DROP VIEW IF EXISTS notice_for_people;
CREATE VIEW notice_for_people AS
  SELECT n.number, n.account, n.rule, n.send, n.step, n.recipient, n.address, ${iso:n.date_at} AS date, n.state,
         n.attempts, ${iso:n.handed_at} AS handed, n.detail
  FROM notice n;
