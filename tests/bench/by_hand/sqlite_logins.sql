-- A day's sign-ins as a good engineer would bring them in by hand: load the file, raise what is lower, once per account.

.mode csv
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA cache_size = -8192;
CREATE TEMP TABLE signed_in (id TEXT, at BIGINT);
.import ${file} signed_in
UPDATE account SET idle_since = s.at, last_login_at = s.at, version = account.version + 1
  FROM (SELECT id, MAX(CAST(at AS INTEGER)) AS at FROM signed_in GROUP BY id) s
  WHERE account.id = s.id AND s.at > account.idle_since AND account.state <> 'purged';
