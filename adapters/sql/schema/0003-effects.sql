-- What moves ask to be done elsewhere. A table of its own: a night of many notices is not searched for a few effects.

CREATE TABLE IF NOT EXISTS effect (
  number ${number} NOT NULL PRIMARY KEY,
  account ${key} NOT NULL,
  epoch ${number} NOT NULL,
  rule ${word} NOT NULL,
  effect ${word} NOT NULL,
  from_state ${word} NOT NULL,
  to_state ${word} NOT NULL,
  since_at ${instant} NOT NULL,
  run ${number} NOT NULL,
  as_of ${instant} NOT NULL,
  state ${word} NOT NULL,
  attempts ${number} NOT NULL,
  next_try_at ${instant} NOT NULL,
  handed_at ${instant} NOT NULL,
  detail ${text} NOT NULL,
  UNIQUE (account, epoch, rule, effect)
);

CREATE INDEX IF NOT EXISTS effect_by_turn ON effect (state, next_try_at, number);

DROP VIEW IF EXISTS effect_for_people;
CREATE VIEW effect_for_people AS
  SELECT e.number, e.account, e.rule, e.effect, e.from_state, e.to_state, ${iso:e.since_at} AS since, e.state,
         e.attempts, ${iso:e.handed_at} AS handed, e.detail
  FROM effect e;
