"""A throw-away MariaDB server."""

import os
import signal

import process
from server import PASSWORD, Server, program

# Debian's own choice, which lapse must not depend on; written out, because no configuration file is read.
STOCK = {"character-set-server": "utf8mb4", "collation-server": "utf8mb4_general_ci"}
FAST = {"innodb-flush-log-at-trx-commit": 2, "innodb-flush-method": "nosync", "debug-no-sync": "on"}


class MariaDB(Server):
    scheme = "mariadb"
    stops_by = signal.SIGTERM
    dies_by = "SIGKILL"

    def __init__(self, directory, *more, **options):
        super().__init__(directory, *more, **options)
        self.account = process.account_for_root("mysql", "nobody")

    @property
    def socket(self):
        return self._path("socket")

    def _create(self):
        administrator = self.account.pw_name if self.account else "root"
        process.run(self.account, program("mariadb-install-db"), "--no-defaults", f"--datadir={self.data}",
                    "--skip-test-db", "--skip-name-resolve", f"--auth-root-socket-user={administrator}",
                    *(f"--{name}={value}" for name, value in FAST.items()))

    def _prepare(self):
        super()._prepare()
        for name in ("tmp", "files"):
            process.own_folder(self._path(name), self.account)

    def _command(self, new):
        settings = {
            "datadir": self.data, "socket": self.socket, "pid-file": self._path("pid"), "tmpdir": self._path("tmp"),
            "bind-address": "127.0.0.1", "port": self.port, "ssl-cert": self._path("server.pem"),
            "ssl-key": self._path("server.key"), "secure-file-priv": self._path("files"),
            "innodb-buffer-pool-size": f"{self.memory_mb}M", **STOCK, **({} if self.durable else FAST),
            **({"init-file": self._first_statements()} if new else {}), **self.settings}
        return [program("mariadbd"), "--no-defaults", "--skip-name-resolve",
                *(f"--{name}={value}" for name, value in settings.items())]

    def _first_statements(self):
        password = PASSWORD.replace("\\", "\\\\").replace("'", "''")
        return process.own_file(self._path("first.sql"), self.account, f"""\
CREATE DATABASE lapse;
CREATE USER lapse@localhost, lapse@'127.0.0.1';
CREATE USER lapse_tcp@'%' IDENTIFIED BY '{password}' REQUIRE SSL;
GRANT ALL PRIVILEGES ON *.* TO lapse@localhost, lapse@'127.0.0.1', lapse_tcp@'%' WITH GRANT OPTION;
""")

    def _furnish(self):
        os.remove(self._path("first.sql"))
