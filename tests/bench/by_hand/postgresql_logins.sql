-- A day's sign-ins as a good engineer would bring them in by hand: load the file, raise what is lower, once per account.

SET jit = off;
SET work_mem = '128MB';
SET temp_buffers = '64MB';
BEGIN;
CREATE TEMP TABLE signed_in (id text COLLATE "C", at bigint);
\copy signed_in FROM '${file}' WITH (FORMAT csv)
ANALYZE signed_in;
UPDATE account SET idle_since = s.at, last_login_at = s.at, version = account.version + 1
  FROM (SELECT id, MAX(at) AS at FROM signed_in GROUP BY id) s
  WHERE account.id = s.id AND s.at > account.idle_since AND account.state <> 'purged';
COMMIT;
