-- The first schema. ${instant}, ${number}, ${key}, ${word}, ${text} and ${body} are types of the dialect.
--
-- Not every database takes back a CREATE when a transaction fails: each statement may find its work done already.
-- Nothing is NULL: 0 is "never" for an instant, '' is "none" for a text. A statement ends in a semicolon at the end of
-- a line.

CREATE TABLE IF NOT EXISTS account (
  id ${key} NOT NULL PRIMARY KEY,
  email ${key} NOT NULL,
  display_name ${text} NOT NULL,
  personal_email ${key} NOT NULL,
  mobile ${key} NOT NULL,
  kind ${word} NOT NULL,
  organisation ${key} NOT NULL,
  organisation_type ${word} NOT NULL,
  administered_by ${word} NOT NULL,
  created_at ${instant} NOT NULL,
  last_login_at ${instant} NOT NULL,
  idle_since ${instant} NOT NULL,
  state ${word} NOT NULL,
  state_since ${instant} NOT NULL,
  epoch ${number} NOT NULL,
  version ${number} NOT NULL,
  warned_step ${number} NOT NULL,
  warned_rule ${word} NOT NULL,
  promised_at ${instant} NOT NULL,
  handed_at ${instant} NOT NULL,
  holds ${number} NOT NULL,
  missing_since ${instant} NOT NULL
)${busy};

CREATE INDEX IF NOT EXISTS account_by_idle ON account (state, warned_step, kind, idle_since);
CREATE INDEX IF NOT EXISTS account_by_state ON account (state, warned_step, state_since);
CREATE INDEX IF NOT EXISTS account_by_promise ON account (state, warned_step, promised_at);

CREATE TABLE IF NOT EXISTS organisation (
  code ${key} NOT NULL PRIMARY KEY,
  type ${word} NOT NULL,
  name ${text} NOT NULL,
  town ${text} NOT NULL,
  mailbox ${key} NOT NULL
);

CREATE TABLE IF NOT EXISTS membership (
  mailbox ${key} NOT NULL,
  account ${key} NOT NULL,
  role ${word} NOT NULL,
  PRIMARY KEY (mailbox, account, role)
);

CREATE INDEX IF NOT EXISTS membership_by_account ON membership (account, role);

CREATE TABLE IF NOT EXISTS hold (
  account ${key} NOT NULL,
  kind ${word} NOT NULL,
  source ${word} NOT NULL,
  placed_by ${text} NOT NULL,
  reason ${text} NOT NULL,
  from_at ${instant} NOT NULL,
  until_at ${instant} NOT NULL,
  PRIMARY KEY (account, kind, from_at, source)
);

CREATE TABLE IF NOT EXISTS activity_gap (
  account ${key} NOT NULL,
  from_at ${instant} NOT NULL,
  to_at ${instant} NOT NULL,
  PRIMARY KEY (account, from_at)
);

CREATE TABLE IF NOT EXISTS journal (
  seq ${number} NOT NULL PRIMARY KEY,
  at ${instant} NOT NULL,
  account ${key} NOT NULL,
  kind ${word} NOT NULL,
  cause ${word} NOT NULL,
  edition ${key} NOT NULL,
  run ${number} NOT NULL,
  actor ${text} NOT NULL,
  from_state ${word} NOT NULL,
  to_state ${word} NOT NULL,
  was_since ${instant} NOT NULL,
  state_since ${instant} NOT NULL,
  idle_since ${instant} NOT NULL,
  epoch ${number} NOT NULL,
  step ${number} NOT NULL,
  promised_at ${instant} NOT NULL
);

CREATE INDEX IF NOT EXISTS journal_by_account ON journal (account, seq);

CREATE TABLE IF NOT EXISTS block (
  number ${number} NOT NULL PRIMARY KEY,
  first_seq ${number} NOT NULL,
  last_seq ${number} NOT NULL,
  size ${number} NOT NULL,
  digest ${key} NOT NULL
);

CREATE TABLE IF NOT EXISTS notice (
  number ${number} NOT NULL PRIMARY KEY,
  account ${key} NOT NULL,
  epoch ${number} NOT NULL,
  rule ${word} NOT NULL,
  send ${word} NOT NULL,
  step ${number} NOT NULL,
  recipient ${word} NOT NULL,
  address ${key} NOT NULL,
  about ${key} NOT NULL,
  name ${text} NOT NULL,
  run ${number} NOT NULL,
  as_of ${instant} NOT NULL,
  date_at ${instant} NOT NULL,
  lead_days ${number} NOT NULL,
  restorable_until ${instant} NOT NULL,
  state ${word} NOT NULL,
  attempts ${number} NOT NULL,
  next_try_at ${instant} NOT NULL,
  handed_at ${instant} NOT NULL,
  detail ${text} NOT NULL,
  UNIQUE (account, epoch, rule, step, send, recipient, address)
);

CREATE INDEX IF NOT EXISTS notice_by_turn ON notice (state, next_try_at, number);

CREATE TABLE IF NOT EXISTS policy_edition (
  hash ${key} NOT NULL PRIMARY KEY,
  policy ${word} NOT NULL,
  edition ${number} NOT NULL,
  body ${body} NOT NULL,
  adopted_at ${instant} NOT NULL
);

CREATE TABLE IF NOT EXISTS run (
  id ${number} NOT NULL PRIMARY KEY,
  as_of ${instant} NOT NULL,
  edition ${key} NOT NULL,
  plan ${key} NOT NULL,
  destructive ${number} NOT NULL,
  only_rule ${word} NOT NULL,
  only_account ${key} NOT NULL,
  status ${word} NOT NULL,
  actor ${text} NOT NULL,
  planned ${number} NOT NULL,
  moved ${number} NOT NULL,
  warned ${number} NOT NULL,
  dropped ${number} NOT NULL,
  notices ${number} NOT NULL,
  stops ${number} NOT NULL,
  first_seq ${number} NOT NULL,
  fence ${number} NOT NULL
);

CREATE TABLE IF NOT EXISTS plan_move (
  run ${number} NOT NULL,
  position ${number} NOT NULL,
  work ${number} NOT NULL,
  account ${key} NOT NULL,
  organisation ${key} NOT NULL,
  organisation_type ${word} NOT NULL,
  version ${number} NOT NULL,
  state_since ${instant} NOT NULL,
  idle_since ${instant} NOT NULL,
  promised_at ${instant} NOT NULL,
  notices ${number} NOT NULL,
  PRIMARY KEY (run, position)
);

CREATE TABLE IF NOT EXISTS chunk (
  run ${number} NOT NULL,
  first_position ${number} NOT NULL,
  last_position ${number} NOT NULL,
  rule ${word} NOT NULL,
  to_state ${word} NOT NULL,
  at ${instant} NOT NULL,
  moved ${number} NOT NULL,
  warned ${number} NOT NULL,
  dropped ${number} NOT NULL,
  notices ${number} NOT NULL,
  PRIMARY KEY (run, first_position)
);

CREATE TABLE IF NOT EXISTS claim (
  run ${number} NOT NULL,
  first_position ${number} NOT NULL,
  last_position ${number} NOT NULL,
  worker ${text} NOT NULL,
  fence ${number} NOT NULL,
  until_at ${instant} NOT NULL,
  PRIMARY KEY (run, first_position)
);

CREATE TABLE IF NOT EXISTS feed (
  source ${word} NOT NULL PRIMARY KEY,
  kind ${word} NOT NULL,
  data_at ${instant} NOT NULL,
  logins_at ${instant} NOT NULL,
  imported_at ${instant} NOT NULL,
  accepted ${number} NOT NULL,
  rejected ${number} NOT NULL,
  digest ${key} NOT NULL,
  full_at ${instant} NOT NULL,
  watermark ${key} NOT NULL
);

CREATE TABLE IF NOT EXISTS engine (
  name ${word} NOT NULL PRIMARY KEY,
  last_as_of ${instant} NOT NULL,
  simulated ${number} NOT NULL,
  population ${number} NOT NULL,
  next_seq ${number} NOT NULL,
  last_block ${number} NOT NULL
);

CREATE TABLE IF NOT EXISTS gap (
  from_at ${instant} NOT NULL PRIMARY KEY,
  to_at ${instant} NOT NULL,
  acknowledged_at ${instant} NOT NULL,
  actor ${text} NOT NULL,
  reason ${text} NOT NULL
);

CREATE TABLE IF NOT EXISTS lease (
  name ${word} NOT NULL PRIMARY KEY,
  holder ${text} NOT NULL,
  fence ${number} NOT NULL,
  until_at ${instant} NOT NULL
);

CREATE TABLE IF NOT EXISTS staged_account (
  line ${number} NOT NULL,
  id ${key} NOT NULL,
  id_key ${key} NOT NULL,
  email ${key} NOT NULL,
  email_key ${key} NOT NULL,
  display_name ${text} NOT NULL,
  personal_email ${key} NOT NULL,
  mobile ${key} NOT NULL,
  kind ${word} NOT NULL,
  organisation ${key} NOT NULL,
  organisation_type ${word} NOT NULL,
  administered_by ${word} NOT NULL,
  created_at ${instant} NOT NULL,
  last_login_at ${instant} NOT NULL,
  state ${word} NOT NULL,
  state_since ${instant} NOT NULL
);

CREATE TABLE IF NOT EXISTS staged_login (
  line ${number} NOT NULL,
  id ${key} NOT NULL,
  last_login_at ${instant} NOT NULL
);

CREATE TABLE IF NOT EXISTS staged_organisation (
  line ${number} NOT NULL,
  code ${key} NOT NULL,
  type ${word} NOT NULL,
  name ${text} NOT NULL,
  town ${text} NOT NULL,
  mailbox ${key} NOT NULL
);

CREATE TABLE IF NOT EXISTS staged_membership (
  line ${number} NOT NULL,
  mailbox ${key} NOT NULL,
  account ${key} NOT NULL,
  role ${word} NOT NULL
);

CREATE TABLE IF NOT EXISTS staged_hold (
  line ${number} NOT NULL,
  account ${key} NOT NULL,
  kind ${word} NOT NULL,
  placed_by ${text} NOT NULL,
  reason ${text} NOT NULL,
  from_at ${instant} NOT NULL,
  until_at ${instant} NOT NULL
);

CREATE TABLE IF NOT EXISTS staged_seen (
  id ${key} NOT NULL
);

CREATE INDEX IF NOT EXISTS staged_account_by_id ON staged_account (id);
CREATE INDEX IF NOT EXISTS staged_account_by_id_key ON staged_account (id_key, line);
CREATE INDEX IF NOT EXISTS staged_account_by_email ON staged_account (email_key, line);
CREATE INDEX IF NOT EXISTS staged_login_by_id ON staged_login (id, last_login_at);
CREATE INDEX IF NOT EXISTS staged_organisation_by_code ON staged_organisation (code);
CREATE INDEX IF NOT EXISTS staged_membership_by_all ON staged_membership (mailbox, account, role);
CREATE INDEX IF NOT EXISTS staged_seen_by_id ON staged_seen (id);

DELETE FROM engine;
DELETE FROM lease;
INSERT INTO engine (name, last_as_of, simulated, population, next_seq, last_block) VALUES ('engine', 0, 0, 0, 1, 0);
INSERT INTO lease (name, holder, fence, until_at) VALUES ('engine', '', 0, 0);
