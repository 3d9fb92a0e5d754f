"""Days of two weeks of the trial on hash partitions by account, of which a second PostgreSQL node holds half, end as they do on
ordinary tables: the statements that lapse sends need neither one node nor one table.

The second node is reached by postgres_fdw, which commits there and here one after the other. That is enough to try
statements, and too little to lean on: whoever dies between the two commits has half a transaction.
"""

import glob
import os
import shutil
import sys
import tempfile
import unittest
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path += [HERE, os.path.join(HERE, "..", "cli")]

import client  # noqa: E402
import process  # noqa: E402
import support  # noqa: E402
from postgresql import PostgreSQL  # noqa: E402

PARTITION_SQL = os.path.join(HERE, "..", "..", "packaging", "postgresql", "partition.sql")
PARTITIONS = 4
AWAY = (1, 3)  # on the second node
KEYS = {"account": "id", "activity_gap": "account, from_at", "deed": "seq", "effect": "number",
        "hold": "account, kind, from_at, source",
        "journal": "seq", "notice": "number", "plan_move": "run, position", "staged_account": "line", "staged_hold": "line",
        "staged_login": "line, id", "staged_newer": "id", "staged_seen": "id"}
WHOLE = {"block": "number", "chunk": "run, first_position", "engine": "name", "feed": "source",
         "organisation": "code", "membership": "mailbox, account, role", "run": "id"}
NIGHTS_BEFORE = ("2026-01-05", "2026-01-06")  # then the tables are split, with all that is in them
NIGHTS_AFTER = ("2026-01-07", "2026-01-13", "2026-01-14")
# Compiling takes longer than the queries for which it is meant here: the planner expects much of foreign tables.
SETTINGS = {"jit": "off"}


class Trial:
    """A copy of the trial's folder with a database on a server."""

    def __init__(self, pristine, folder, url):
        shutil.copytree(pristine, folder)
        self.config = os.path.join(folder, "lapse.yaml")
        self.url = url
        support.configure(self.config, url)

    def lapse(self, *words, expect=(0, 3, 4)):
        done = support.run(*words, "--config", self.config)
        assert done.returncode in expect, f"lapse {words}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return done.stdout

    def nights(self, days):
        for day in days:
            self.lapse("run", "-q", "--as-of", f"{day}T10:00:00Z")
            self.lapse("acknowledge-gap", "--reason", "the test leaves days out")

    def rows(self, table):
        key = {**KEYS, **WHOLE}[table]
        return client.query(self.url, f"SELECT * FROM {table} ORDER BY {key}").splitlines()


def create_database(node, name, like=""):
    client.query(node.url, f"CREATE DATABASE {name} {like}")
    return client.with_database(node.url, name)


def partition(url, number):
    """As the page says that a person does it."""
    with open(PARTITION_SQL, encoding="utf-8") as file:
        client.query(url, f"\\set partitions {number}\n{file.read()}")


def link(node, url, other):
    """Makes the second node known to the database as `second`."""
    client.query(url.replace("lapse@", "postgres@", 1), f"""
        CREATE EXTENSION postgres_fdw;
        CREATE SERVER second FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '{other.socket}', port '{other.port}',
          dbname 'lapse', fetch_size '10000', batch_size '1000', use_remote_estimate 'true');
        GRANT USAGE ON FOREIGN SERVER second TO lapse;
        CREATE USER MAPPING FOR lapse SERVER second OPTIONS (user 'lapse', password_required 'false');""")


def send_away(url, other, table, remainder):
    """The partition, with its rows, becomes a table of the second node."""
    part = f"{table}_{remainder}"
    client.query(other.url, f"CREATE TABLE {part} (LIKE {table} INCLUDING ALL)")
    client.query(url, f"""
        BEGIN;
        ALTER TABLE {table} DETACH PARTITION {part};
        ALTER TABLE {part} RENAME TO leaving;
        CREATE FOREIGN TABLE {part} PARTITION OF {table} FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {remainder})
          SERVER second;
        INSERT INTO {table} SELECT * FROM leaving;
        DROP TABLE leaving;
        COMMIT;
        ANALYZE {table};""")


def keep_some_accounts(folder):
    """One in twelve of the trial's: foreign partitions are slow."""
    for path in glob.glob(os.path.join(folder, "feeds", "accounts-*.csv")):
        with open(path, encoding="utf-8") as file:
            header, *rows = file.readlines()
        with open(path, "w", encoding="utf-8") as file:
            file.writelines([header] + [row for row in rows if zlib.crc32(row.partition(",")[0].encode()) % 12 == 0])


class TwoNodes(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        directory = cls.enterClassContext(process.new_directory())
        cls.first = cls.enterClassContext(PostgreSQL(os.path.join(directory, "1"), settings=SETTINGS))
        cls.second = cls.enterClassContext(PostgreSQL(os.path.join(directory, "2"), settings=SETTINGS))
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory(prefix="lapse-two-nodes-"))
        cls.usual, cls.local, cls.spread = cls.three_trials()
        for trial in (cls.usual, cls.local, cls.spread):
            trial.nights(NIGHTS_AFTER)

    @classmethod
    def three_trials(cls):
        """Equal after some nights; then one stays as it is, one is partitioned, one of these on two nodes."""
        pristine = os.path.join(cls.folder, "pristine")
        made = support.run("init", "--sample", pristine)
        assert made.returncode == 0, made.stderr
        keep_some_accounts(pristine)
        usual = Trial(pristine, os.path.join(cls.folder, "usual"), create_database(cls.first, "usual"))
        usual.lapse("init", "--simulated-clock", support.TRIAL_BEGINS)
        usual.nights(NIGHTS_BEFORE)
        local, spread = (Trial(os.path.join(cls.folder, "usual"), os.path.join(cls.folder, name),
                               create_database(cls.first, name, "TEMPLATE usual")) for name in ("local", "spread"))
        second = Trial(pristine, os.path.join(cls.folder, "second"), cls.second.url)
        second.lapse("init")
        for trial in (local, spread):
            partition(trial.url, PARTITIONS)
        link(cls.first, spread.url, cls.second)
        for table in KEYS:
            for remainder in AWAY:
                send_away(spread.url, cls.second, table, remainder)
        return usual, local, spread

    def test_everything_is_as_on_ordinary_tables(self):
        for trial in (self.local, self.spread):
            for table in (*KEYS, *WHOLE):
                with self.subTest(database=trial.url, table=table):
                    self.assertEqual(trial.rows(table), self.usual.rows(table))

    def test_the_weeks_had_something_of_everything(self):
        kinds = client.query(self.spread.url, "SELECT DISTINCT kind FROM journal ORDER BY kind").split()
        self.assertLessEqual({"arrive", "event", "move", "warn"}, set(kinds))
        for table in ("account", "journal", "notice", "activity_gap"):
            for remainder in range(PARTITIONS):
                here = client.query(self.spread.url, f"SELECT COUNT(*) FROM {table}_{remainder}")
                self.assertGreater(int(here), 0, f"{table}_{remainder}")
                if remainder in AWAY:
                    away = client.query(self.second.url, f"SELECT COUNT(*) FROM {table}_{remainder}")
                    self.assertEqual(away, here)

    def test_the_journal_is_whole(self):
        for trial in (self.local, self.spread):
            trial.lapse("verify", expect=(0,))

    def test_what_is_unique_stays_unique_on_every_node(self):
        columns = client.query(self.usual.url, """SELECT string_agg(column_name, ', ' ORDER BY ordinal_position)
            FROM information_schema.columns WHERE table_name = 'notice' AND column_name <> 'number'""")
        for trial in (self.local, self.spread):
            added = client.query(trial.url, f"""WITH again AS (INSERT INTO notice (number, {columns})
                SELECT number + 1000000, {columns} FROM notice ON CONFLICT DO NOTHING RETURNING 1)
                SELECT COUNT(*) FROM again""")
            self.assertEqual(added, "0", "a notice was written a second time")

    def test_a_second_time_changes_nothing(self):
        before = self.local.rows("account")
        partition(self.local.url, PARTITIONS)
        self.assertEqual(self.local.rows("account"), before)

    def test_people_find_their_views_again(self):
        for view in ("account_for_people", "journal_for_people", "notice_for_people"):
            count = f"SELECT COUNT(*) FROM {view}"
            self.assertEqual(client.query(self.spread.url, count), client.query(self.usual.url, count))


if __name__ == "__main__":
    unittest.main()
