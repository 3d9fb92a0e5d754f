"""What the servers have in common: where they are, who may come, what they promise."""

import os
import shutil
from urllib.parse import quote

import client
import process
from certificates import Certificates

PASSWORD = 'it\'s a "pass\\word'  # of lapse_tcp: whoever quotes badly will stumble over it


class Server:
    """A server with the database `lapse`, in a directory of its own: see process.new_directory.

    durable     False: what was committed survives a killed server, but not a power cut, and that is fast
    memory_mb   its cache
    time_zone   the server's own; no test may depend on it
    settings    more of its settings by name, read at every start

    Who may come: `lapse` by the socket and from 127.0.0.1, without a password; `lapse_tcp` from 127.0.0.1 by TLS,
    with PASSWORD. Both may create databases.
    """

    scheme = ""
    folder_in_url = ""
    stops_by = 0
    dies_by = ""

    def __init__(self, directory, durable=False, memory_mb=128, time_zone="UTC", settings=None, certificates=None):
        self.directory = directory
        self.durable = durable
        self.memory_mb = memory_mb
        self.time_zone = time_zone
        self.settings = dict(settings or {})
        self.certificates = certificates
        self.data = os.path.join(directory, "data")
        self.port = process.free_port()
        self.daemon = None

    @property
    def url(self):
        return f"{self.scheme}://lapse@/lapse?socket={quote(self.socket)}"

    @property
    def tcp_url(self):
        return f"{self.scheme}://lapse_tcp@localhost:{self.port}/lapse?tls_ca={quote(self.certificates.ca)}"

    @property
    def plain_url(self):
        return f"{self.scheme}://lapse@127.0.0.1:{self.port}/lapse?tls=off"

    @property
    def pid(self):
        return self.daemon.pid if self.daemon else None

    def start(self):
        """Returns when it takes connections. The first start makes the database."""
        new = not os.path.exists(self.data)
        self._prepare()
        if new:
            self._create()
        try:
            self._run(new)
        except process.ServerError:
            if not new:
                raise
            self.port = process.free_port()  # somebody else may have been given it meanwhile
            self._run(new)

    def stop(self):
        """What is in hand is broken off, what is committed is written."""
        if self.daemon:
            self.daemon.stop(self.stops_by)
            self.daemon = None

    def kill(self):
        if self.daemon:
            self.daemon.kill()
            self.daemon = None

    def restart(self):
        self.stop()
        self.start()

    def query(self, sql):
        return client.query(self.url, sql)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def _prepare(self):
        process.own_folder(self.directory, self.account)
        if not self.certificates:
            self.certificates = Certificates(os.path.join(self.directory, "tls"))
        for name, path in (("server.pem", self.certificates.server), ("server.key", self.certificates.server_key)):
            with open(path, encoding="utf-8") as file:
                process.own_file(self._path(name), self.account, file.read())

    def _run(self, new):
        self.daemon = process.Daemon(self._command(new), self.account, self.directory, self.time_zone, self.dies_by)
        if new:
            try:
                self._furnish()
            except BaseException:
                self.kill()
                raise

    def _path(self, name):
        return os.path.join(self.directory, name)


def program(name, *folders):
    found = shutil.which(name, path=os.pathsep.join([*folders, "/usr/sbin", "/usr/bin"]))
    if not found:
        raise process.ServerError(f"{name} is missing: packaging/install-dependencies test")
    return found
