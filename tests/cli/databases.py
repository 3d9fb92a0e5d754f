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


def drop(database_url):
    if A_FILE:
        return
    statement = f"DROP DATABASE IF EXISTS {name(database_url)}"
    force = " WITH (FORCE)" if KIND == "postgresql" else ""
    try:
        client.query(_server(), statement + force + ";")
    except client.ClientError:  # force does not reach the server's own workers, which go by themselves
        client.query(_server(), statement + ";")


def execute(database_url, statements, folder):
    """Statements in SQL; a file is in the folder."""
    if not A_FILE:
        client.query(database_url, statements + ";")
        return
    with contextlib.closing(sqlite3.connect(os.path.join(folder, database_url.partition(":")[2]))) as connection:
        connection.executescript(statements)
