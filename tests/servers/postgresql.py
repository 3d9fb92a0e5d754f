"""A throw-away PostgreSQL server, and standbys of it."""

import glob
import os
import signal
import time

import client
import process
from server import PASSWORD, Server, program

# Its own order is that of a language, so that whoever leaves the order of texts to the server is found out.
LOCALE = ["--locale=C.UTF-8", "--encoding=UTF8", "--locale-provider=icu", "--icu-locale=en-GB"]
HOST_BASED_ACCESS = """\
local   all          postgres              trust
local   replication  postgres              trust
local   all          lapse                 trust
host    all          lapse   127.0.0.1/32  trust
hostssl all          all     127.0.0.1/32  scram-sha-256
"""


class PostgreSQL(Server):
    scheme = "postgresql"
    stops_by = signal.SIGINT
    dies_by = "SIGQUIT"

    def __init__(self, directory, *more, **options):
        super().__init__(directory, *more, **options)
        self.account = process.account_for_root("postgres")

    @property
    def socket(self):
        return self.directory

    @property
    def admin_url(self):
        """The superuser's, by the socket."""
        return self.url.replace("lapse@", "postgres@", 1)

    def standby(self, directory):
        """A started copy that follows this one, for reading until promote()."""
        other = PostgreSQL(directory, self.durable, self.memory_mb, self.time_zone, self.settings, self.certificates)
        process.own_folder(directory, self.account)
        process.run(self.account, binary("pg_basebackup"), "--pgdata", other.data, "--write-recovery-conf",
                    "--wal-method=stream", "--checkpoint=fast", "--no-sync", "--host", self.socket,
                    "--port", str(self.port), "--username=postgres")
        other.start()
        return other

    def catch_up(self, primary):
        """Returns when this standby shows everything that the primary has committed by now."""
        written = client.query(primary.admin_url, "SELECT pg_current_wal_flush_lsn()")
        deadline = time.monotonic() + process.READY_S
        while client.query(self.admin_url, f"SELECT pg_last_wal_replay_lsn() >= '{written}'") != "t":
            if time.monotonic() > deadline:
                raise process.ServerError(f"the standby in {self.directory} does not reach {written}")

    def promote(self):
        """Returns when this standby takes writes."""
        if client.query(self.admin_url, f"SELECT pg_promote(true, {process.READY_S})") != "t":
            raise process.ServerError(f"the standby in {self.directory} cannot be promoted")

    def _create(self):
        process.run(self.account, binary("initdb"), "--pgdata", self.data, "--username=postgres", *LOCALE,
                    "--auth=trust", "--no-sync")

    def _prepare(self):
        super()._prepare()
        process.own_file(self._path("pg_hba.conf"), self.account, HOST_BASED_ACCESS)

    def _command(self, _new):
        settings = {
            "listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": self.directory,
            "hba_file": self._path("pg_hba.conf"), "ssl": "on", "ssl_cert_file": self._path("server.pem"),
            "ssl_key_file": self._path("server.key"), "timezone": self.time_zone,
            "shared_buffers": f"{self.memory_mb}MB", **({} if self.durable else {"fsync": "off"}), **self.settings}
        return [binary("postgres"), "-D", self.data, *(word for name, value in settings.items()
                                                       for word in ("-c", f"{name}={value}"))]

    def _run(self, new):
        # The socket is called after the port. A URL without a port finds it under the usual one.
        usual = self._path(".s.PGSQL.5432")
        if os.path.islink(usual):
            os.remove(usual)
        os.symlink(f".s.PGSQL.{self.port}", usual)
        super()._run(new)

    def _furnish(self):
        password = PASSWORD.replace("'", "''")
        client.query(client.with_database(self.admin_url, "postgres"), f"""
            CREATE ROLE lapse LOGIN CREATEDB;
            CREATE ROLE lapse_tcp LOGIN CREATEDB PASSWORD '{password}' IN ROLE lapse;
            CREATE DATABASE lapse OWNER lapse""")


def binary(name):
    versions = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: float(path.split("/")[-2]))
    return program(name, *reversed(versions))
