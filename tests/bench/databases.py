"""The databases of the bench: a full one is kept, and each contestant gets a copy of it that nobody has touched.

What a database tells of itself: `written()` bytes of its write-ahead log, `cpu()` seconds of its server and `executed()`
milliseconds of its statements (PostgreSQL: without their planning), all since some moment that never changes while it
runs; None where no server tells.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "servers"))
import client  # noqa: E402
import process  # noqa: E402
from mariadb import MariaDB as MariaDBServer  # noqa: E402
from postgresql import PostgreSQL as PostgreSQLServer  # noqa: E402

FILLED = ("account", "journal", "notice", "organisation", "membership", "block")


class Database:
    def __init__(self, durable):
        self.durable = durable

    def prepare(self, script):
        subprocess.run(self.by_hand(script), check=True, stdout=subprocess.DEVNULL)

    def tidy(self):
        """What its changes still owe the server: dead rows and their index entries."""

    def flush(self):
        """The copy's own pages must not be written in somebody's time, where time matters."""
        if self.durable:
            os.sync()


class Sqlite(Database):
    name = "sqlite"

    def __init__(self, folder, memory_mb, durable):
        super().__init__(durable)
        self.master = os.path.join(folder, "master.db")
        self.copy = os.path.join(folder, "copy.db")
        self.url = "sqlite:" + self.copy
        self.master_url = "sqlite:" + self.master

    def empty(self):
        drop(self.master)

    def settle(self):
        pass

    def fresh(self, script):
        drop(self.copy)
        shutil.copyfile(self.master, self.copy)
        if script:
            self.prepare(script)
        self.flush()

    def by_hand(self, *scripts):
        return ["sqlite3", "-bail", self.copy, *(f".read {script}" for script in scripts)]

    def written(self):
        return None

    def cpu(self):
        return 0.0

    def executed(self):
        return None

    def statements(self):
        return []

    def close(self):
        pass


def drop(path):
    for end in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            os.remove(path + end)


class PostgreSQL(Database):
    name = "postgresql"

    def __init__(self, folder, memory_mb, durable):
        super().__init__(durable)
        self.server = PostgreSQLServer(os.path.join(folder, "pg"), durable, memory_mb, settings={
            "max_wal_size": "4GB", "checkpoint_timeout": "30min", "effective_io_concurrency": 100,
            "effective_cache_size": f"{3 * memory_mb}MB", "autovacuum": "off",
            "shared_preload_libraries": "pg_stat_statements", "pg_stat_statements.track": "all",
            "pg_stat_statements.track_planning": "on", "track_io_timing": "on"})
        self.server.start()
        self.admin = client.with_database(self.server.admin_url, "postgres")
        self.master_url = client.with_database(self.server.url, "master")
        self.url = client.with_database(self.server.url, "copy")
        self.ask("CREATE EXTENSION pg_stat_statements")

    def ask(self, sql, database="postgres"):
        return client.query(client.with_database(self.admin, database), sql, seconds=3600)

    def empty(self):
        for name in ("copy", "master"):
            self.ask(f"DROP DATABASE IF EXISTS {name}")
        self.ask("CREATE DATABASE master OWNER lapse")

    def settle(self):
        self.ask("VACUUM (ANALYZE)", "master")
        self.ask("CHECKPOINT")

    def fresh(self, script):
        self.ask("DROP DATABASE IF EXISTS copy")
        self.ask("CREATE DATABASE copy OWNER lapse TEMPLATE master STRATEGY file_copy")
        if script:
            self.prepare(script)
        self.ask("CHECKPOINT")
        self.server.stop()  # nobody finds pages in its memory that another would have to read
        self.flush()
        self.server.start()
        self.ask("SELECT pg_stat_statements_reset()")

    def by_hand(self, *scripts):
        return ["psql", "-X", "-q", "-h", self.server.socket, "-U", "lapse", "-d", "copy", "-v", "ON_ERROR_STOP=1",
                *(word for script in scripts for word in ("-f", script))]

    def tidy(self):
        self.ask("VACUUM account", "copy")

    def written(self):
        return int(self.ask("SELECT pg_current_wal_insert_lsn() - '0/0'"))

    def cpu(self):
        return cpu_of_family(self.server.pid)

    def executed(self):
        return float(self.ask("SELECT COALESCE(SUM(total_exec_time), 0) FROM pg_stat_statements JOIN pg_database d"
                              " ON d.oid = dbid WHERE datname = 'copy'"))

    def statements(self):
        """Of the last contestant: milliseconds, calls, rows, planning ms, MiB of log, text; the slowest first."""
        answer = self.ask("""
            SELECT round(total_exec_time + total_plan_time), calls, rows, round(total_plan_time), wal_bytes / 1048576,
              shared_blks_hit, shared_blks_read, round(blk_read_time), regexp_replace(query, '\\s+', ' ', 'g')
            FROM pg_stat_statements JOIN pg_database d ON d.oid = dbid WHERE datname = 'copy'
            ORDER BY total_exec_time + total_plan_time DESC LIMIT 40""")
        return [line.split("\t") for line in answer.splitlines()]

    def close(self):
        self.server.stop()


class MariaDB(Database):
    name = "mariadb"

    def __init__(self, folder, memory_mb, durable):
        super().__init__(durable)
        # Through the page cache, so that a fresh copy is as warm as on the others.
        self.server = MariaDBServer(os.path.join(folder, "my"), durable, memory_mb, settings={
            "innodb-log-file-size": "4G" if memory_mb > 512 else "256M",
            "innodb-flush-method": "fsync" if durable else "nosync", "innodb-io-capacity": 2000,
            "innodb-max-dirty-pages-pct": 90, "innodb-buffer-pool-load-at-startup": "OFF", "performance-schema": "ON"})
        self.kept = os.path.join(folder, "kept")
        self.server.start()
        self.url = client.with_database(self.server.url, "bench")
        self.master_url = self.url

    def ask(self, sql):
        return client.query(self.server.url, sql, seconds=3600)

    def empty(self):
        shutil.rmtree(self.kept, ignore_errors=True)
        self.ask("DROP DATABASE IF EXISTS bench; CREATE DATABASE bench")

    def settle(self):
        self.ask("ANALYZE TABLE " + ", ".join("bench." + table for table in FILLED))
        self.ask("SET GLOBAL innodb_fast_shutdown = 0")  # nothing is left to purge or to merge in somebody's time
        self.server.stop()
        copy_tree(self.server.data, self.kept)

    def fresh(self, script):
        self.server.stop()
        shutil.rmtree(self.server.data, ignore_errors=True)
        copy_tree(self.kept, self.server.data)
        if script:
            self.server.start()
            self.prepare(script)
            self.server.stop()
        self.flush()
        self.server.start()

    def tidy(self):
        deadline = time.monotonic() + 600
        while int(self.ask("SHOW GLOBAL STATUS LIKE 'Innodb_history_list_length'").split("\t")[1]) > 1000:
            if time.monotonic() > deadline:
                sys.exit("MariaDB does not come to an end with its purging")
            self.ask("DO SLEEP(0.1)")

    def by_hand(self, *scripts):
        return ["mariadb", "--no-defaults", "--local-infile=1", "--user=lapse", f"--socket={self.server.socket}",
                "bench", "-e", "\n".join(f"source {script}" for script in scripts)]

    def written(self):
        return int(self.ask("SHOW GLOBAL STATUS LIKE 'Innodb_os_log_written'").split("\t")[1])

    def cpu(self):
        return cpu_of_family(self.server.pid)

    def executed(self):
        return float(self.ask("SELECT COALESCE(SUM(SUM_TIMER_WAIT), 0) / 1e9 FROM"
                              " performance_schema.events_statements_summary_by_digest WHERE SCHEMA_NAME = 'bench'"))

    def statements(self):
        answer = self.ask("""
            SELECT ROUND(SUM_TIMER_WAIT / 1e9), COUNT_STAR, SUM_ROWS_AFFECTED, 0, 0, SUM_ROWS_EXAMINED, 0, 0, DIGEST_TEXT
            FROM performance_schema.events_statements_summary_by_digest WHERE SCHEMA_NAME = 'bench'
            ORDER BY SUM_TIMER_WAIT DESC LIMIT 40""")
        return [line.split("\t") for line in answer.splitlines()]

    def close(self):
        self.server.stop()


def copy_tree(source, target):
    subprocess.run(["cp", "-a", "--reflink=auto", source, target], check=True)


def cpu_of_family(pid):
    """Of a server and its processes, those that have ended included, in seconds."""
    ticks = 0
    for member in [pid, *process.children_of(pid)]:
        with contextlib.suppress(FileNotFoundError), open(f"/proc/{member}/stat", encoding="utf-8") as stat:
            fields = stat.read().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15] if member == pid else fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


KINDS = {kind.name: kind for kind in (Sqlite, PostgreSQL, MariaDB)}
