"""Where a story's trial keeps its accounts: $LAPSE_TEST_DATABASE is sqlite (a file, if it is not set), or the server
of that name whose URL is in the folder $LAPSE_TEST_SERVERS (see tests/servers).
"""

import contextlib
import itertools
import os
import sqlite3
import sys

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "servers"))
import client  # noqa: E402

KIND = os.environ.get("LAPSE_TEST_DATABASE", "sqlite")
A_FILE = KIND == "sqlite"
COUNTER = itertools.count()


def _server():
    with open(os.path.join(os.environ["LAPSE_TEST_SERVERS"], KIND), encoding="utf-8") as file:
        return file.read().strip()


def url(purpose):
    """Of a database that nobody else has. It does not exist."""
    if A_FILE:
        return f"sqlite:{purpose}.db"
    return client.with_database(_server(), f"story_{os.getpid()}_{next(COUNTER)}_{purpose}")


def name(database_url):
    return database_url.partition("?")[0].rpartition("/")[2].rpartition(":")[2]


def create(database_url):
    """What init does not do: on a server, the database is there, empty."""
    if not A_FILE:
        client.query(_server(), f"CREATE DATABASE {name(database_url)};")


def copy(source_url, target_url):
    """Creates one on the server with all that is in another, which nobody is using."""
    if KIND == "postgresql":
        client.query(_server(), f"CREATE DATABASE {name(target_url)} TEMPLATE {name(source_url)};")
    else:
        create(target_url)
        client.query(target_url, "SET foreign_key_checks = 0;\n" + "\n".join(_remake(source_url)))


def _remake(source_url):
    """The statements that make its tables, rows and views once more."""
    kinds = dict(line.split("\t") for line in client.query(source_url, "SHOW FULL TABLES;").splitlines())
    tables = [table for table, kind in kinds.items() if kind == "BASE TABLE"]
    views = [view for view in kinds if view not in tables]
    shown = client.query(source_url, "".join(f"SHOW CREATE TABLE {table};" for table in tables + views))
    for line in shown.splitlines():
        yield line.split("\t")[1].replace("\\n", "\n").replace("\\\\", "\\") + ";"
    for table in tables:
        yield f"INSERT INTO {table} SELECT * FROM {name(source_url)}.{table};"


def drop(database_url):
    """Fails when somebody is still using it."""
    if not A_FILE:
        client.query(_server(), f"DROP DATABASE IF EXISTS {name(database_url)};")


def execute(database_url, statements, folder):
    """Statements in SQL; a file is in the folder."""
    if not A_FILE:
        client.query(database_url, statements + ";")
        return
    with contextlib.closing(sqlite3.connect(os.path.join(folder, database_url.partition(":")[2]))) as connection:
        connection.executescript(statements)
