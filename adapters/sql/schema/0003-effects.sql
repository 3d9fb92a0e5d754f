-- What moves ask to be done elsewhere. A table of its own: a night of many notices is not searched for a few effects.

CREATE TABLE effect (
  number ${number} NOT NULL PRIMARY KEY,
  account ${key} NOT NULL,
  epoch ${number} NOT NULL,
  rule ${key} NOT NULL,
  effect ${key} NOT NULL,
  from_state ${key} NOT NULL,
  to_state ${key} NOT NULL,
  since_at ${instant} NOT NULL,
  run ${number} NOT NULL,
  as_of ${instant} NOT NULL,
  state ${key} NOT NULL,
  attempts ${number} NOT NULL,
  next_try_at ${instant} NOT NULL,
  handed_at ${instant} NOT NULL,
  detail ${text} NOT NULL,
  UNIQUE (account, epoch, rule, effect)
);

CREATE INDEX effect_by_turn ON effect (state, next_try_at, number);

CREATE VIEW effect_for_people AS
  SELECT e.number, e.account, e.rule, e.effect, e.from_state, e.to_state, ${iso:e.since_at} AS since, e.state,
         e.attempts, ${iso:e.handed_at} AS handed, e.detail
  FROM effect e;
