-- What else is known of a deed, by name: where the account was and where it went (organisation, administered_by, and new_ of
-- both where they changed), and the reason for what was done although another account spoke against it (override).

CREATE TABLE IF NOT EXISTS deed_fact (
  seq ${number} NOT NULL,
  account ${key} NOT NULL,
  name ${word} NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (account, seq, name)
);

DROP VIEW IF EXISTS deed_for_people;
CREATE VIEW deed_for_people AS
  SELECT d.seq, ${iso:j.at} AS at, d.account, j.kind, j.cause, j.from_state, j.to_state, j.actor, d.role, d.on_behalf,
         d.reason, d.reference, d.given
  FROM deed d JOIN journal j ON j.account = d.account AND j.seq = d.seq;
