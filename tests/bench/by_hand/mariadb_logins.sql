-- A day's sign-ins as a good engineer would bring them in by hand: load the file, raise what is lower, once per account.

SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin;
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;
CREATE TEMPORARY TABLE signed_in (id VARCHAR(254), at BIGINT) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
LOAD DATA LOCAL INFILE '${file}' INTO TABLE signed_in FIELDS TERMINATED BY ',';
UPDATE (SELECT id, MAX(at) AS at FROM signed_in GROUP BY id) s STRAIGHT_JOIN account a ON a.id = s.id
  SET a.idle_since = s.at, a.last_login_at = s.at, a.version = a.version + 1
  WHERE s.at > a.idle_since AND a.state <> 'purged';
