-- Runs that took back what another run did, and why.

CREATE TABLE IF NOT EXISTS run_undo (
  run ${number} NOT NULL PRIMARY KEY,
  undone ${number} NOT NULL,
  reason ${text} NOT NULL
);
