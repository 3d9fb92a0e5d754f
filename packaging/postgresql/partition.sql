-- Makes hash partitions by account of the tables that grow with the accounts.
--
--   psql -X -v partitions=8 -f partition.sql DATABASE     as the owner of the tables, with every engine stopped
--
-- On a database that 'lapse init' has made, empty or full: what is in the tables stays, in one transaction, and needs
-- their room once more until it is done. Doing it again changes nothing; another number needs a new database.
--
-- A partition has all constraints of the table that it is a part of; the whole has none, for a unique number without
-- the account is more than hash partitions can promise. Numbers of the plan and of the journal are given under the
-- lease, one writer at a time, and those of notices come from them; 'lapse verify' would find one that is given twice. Everything else that is unique has the
-- account in it, and is as unique as before.
\set ON_ERROR_STOP on
\if :{?partitions}
\else
  \set partitions 8
\endif
BEGIN;
SELECT set_config('lapse.partitions', :'partitions', true) \g /dev/null
DO $$
DECLARE
  part record;
  view record;
  lookup text;
  modulus integer := current_setting('lapse.partitions');
BEGIN
  CREATE TEMPORARY TABLE kept_view ON COMMIT DROP AS
    SELECT viewname AS name, definition FROM pg_views WHERE schemaname = current_schema() AND viewname LIKE '%\_for\_people';
  FOR view IN SELECT name FROM kept_view LOOP
    EXECUTE format('DROP VIEW %I', view.name);
  END LOOP;
  FOR part IN
    SELECT t.name, t.key, COALESCE((SELECT ' WITH (' || array_to_string(reloptions, ', ') || ')' FROM pg_class
                                    WHERE oid = to_regclass(t.name)), '') AS stored
    FROM (VALUES
      ('account', 'id'), ('activity_gap', 'account'), ('deed', 'account'), ('deed_fact', 'account'), ('effect', 'account'), ('hold', 'account'),
      ('journal', 'account'), ('notice', 'account'), ('plan_move', 'account'), ('staged_account', 'id'), ('staged_hold', 'account'),
      ('staged_login', 'id'), ('staged_seen', 'id')) AS t (name, key)
    WHERE (SELECT relkind FROM pg_class WHERE oid = to_regclass(t.name)) = 'r'
  LOOP
    EXECUTE format('ALTER TABLE %I RENAME TO %I', part.name, part.name || '_whole');
    EXECUTE format('CREATE TABLE %I (LIKE %I) PARTITION BY HASH (%I)', part.name, part.name || '_whole', part.key);
    FOR remainder IN 0 .. modulus - 1 LOOP
      EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)%s', part.name || '_' || remainder,
                     part.name || '_whole', part.stored);
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES WITH (MODULUS %s, REMAINDER %s)', part.name,
                     part.name || '_' || remainder, modulus, remainder);
    END LOOP;
    EXECUTE format('INSERT INTO %I SELECT * FROM %I', part.name, part.name || '_whole');
    EXECUTE format('DROP TABLE %I', part.name || '_whole');
  END LOOP;
  FOR view IN SELECT name, definition FROM kept_view LOOP
    EXECUTE format('CREATE VIEW %I AS %s', view.name, view.definition);
  END LOOP;
END
$$;
COMMIT;
ANALYZE;
