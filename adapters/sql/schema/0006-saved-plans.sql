-- Plans that people look at, approve and have carried out. Their rows stand in plan_move under the negative number of the
-- plan; who they are about, and the versions seen, is there. What was approved stays on record when the rows are gone.

CREATE TABLE IF NOT EXISTS plan (
  number ${number} NOT NULL PRIMARY KEY,
  saved_at ${instant} NOT NULL,
  as_of ${instant} NOT NULL,
  edition ${key} NOT NULL,
  hash ${key} NOT NULL,
  only_rule ${word} NOT NULL,
  only_account ${key} NOT NULL,
  destructive ${number} NOT NULL,
  requester ${text} NOT NULL,
  identities ${text} NOT NULL,
  size ${number} NOT NULL,
  guards ${body} NOT NULL,
  stops ${body} NOT NULL,
  run ${number} NOT NULL
);

CREATE TABLE IF NOT EXISTS approval (
  plan ${number} NOT NULL,
  number ${number} NOT NULL,
  approver ${text} NOT NULL,
  identities ${text} NOT NULL,
  at ${instant} NOT NULL,
  until_at ${instant} NOT NULL,
  reason ${text} NOT NULL,
  hash ${key} NOT NULL,
  size ${number} NOT NULL,
  PRIMARY KEY (plan, number)
);

-- That a guard stopped a rule: on its way to whoever the policy names, and for `lapse status`.

CREATE TABLE IF NOT EXISTS alert (
  number ${number} NOT NULL PRIMARY KEY,
  run ${number} NOT NULL,
  as_of ${instant} NOT NULL,
  day ${number} NOT NULL,
  kind ${word} NOT NULL,
  rule ${word} NOT NULL,
  organisation ${key} NOT NULL,
  organisations ${number} NOT NULL,
  reason ${text} NOT NULL,
  would_have ${number} NOT NULL,
  at_most ${number} NOT NULL,
  tell ${word} NOT NULL,
  state ${word} NOT NULL,
  attempts ${number} NOT NULL,
  next_try_at ${instant} NOT NULL,
  handed_at ${instant} NOT NULL,
  detail ${text} NOT NULL,
  UNIQUE (day, kind, rule)
);

CREATE INDEX IF NOT EXISTS alert_by_turn ON alert (state, next_try_at);

DROP VIEW IF EXISTS approval_for_people;
CREATE VIEW approval_for_people AS
  SELECT p.number, ${iso:p.saved_at} AS saved, p.requester, p.only_rule, p.size, p.run, b.approver,
         ${iso:b.at} AS approved, ${iso:b.until_at} AS valid_until, b.reason
  FROM plan p LEFT JOIN approval b ON b.plan = p.number;
