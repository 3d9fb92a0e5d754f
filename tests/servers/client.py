"""SQL by the databases' own command-line clients, for the URLs that lapse is configured with."""

import contextlib
import os
import subprocess
import urllib.parse

CLIENT_S = 120


class ClientError(Exception):
    """What the client said."""


def with_database(url, name):
    """The same server, another database."""
    return urllib.parse.urlsplit(url)._replace(path="/" + name).geturl()


@contextlib.contextmanager
def holding(url, select):
    """A transaction that has selected one row at least for update, for as long as the block lasts."""
    command, environment = _command(url, None)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as child:
        child.stdin.write(f"BEGIN;\n{select}\n")
        child.stdin.flush()
        if not child.stdout.readline():
            raise ClientError("there is no such row")
        try:
            yield
        finally:
            child.stdin.close()
            child.wait(CLIENT_S)


def query(url, sql, password=None, seconds=CLIENT_S):
    """Runs statements; what they select comes back as text: a line for each row, columns apart by a tab."""
    command, environment = _command(url, password)
    done = subprocess.run(command, input=sql, capture_output=True, text=True, timeout=seconds, check=False,
                          env=environment)
    if done.returncode != 0:
        raise ClientError(done.stderr.strip())
    return done.stdout.rstrip("\n")


def _command(url, password):
    parts = urllib.parse.urlsplit(url)
    options = dict(urllib.parse.parse_qsl(parts.query))
    command, secrets = {"postgresql": _psql, "mariadb": _mariadb}[parts.scheme](parts, options, password)
    return command, {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", **secrets}


def _psql(parts, options, password):
    target = {"PGHOST": options.get("socket") or parts.hostname, "PGPORT": str(parts.port or 5432),
              "PGUSER": parts.username, "PGDATABASE": parts.path[1:]}
    if "socket" in options or options.get("tls") == "off":
        target["PGSSLMODE"] = "disable"
    else:
        target.update(PGSSLMODE="verify-full", PGSSLROOTCERT=options["tls_ca"])
    if password is not None:
        target["PGPASSWORD"] = password
    return ["psql", "-X", "-q", "-At", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-w", "-f", "-"], target


def _mariadb(parts, options, password):
    command = ["mariadb", "--no-defaults", "--batch", "--unbuffered", "--skip-column-names", "--default-character-set=utf8mb4",
               f"--user={parts.username}"]
    if "socket" in options:
        command += [f"--socket={options['socket']}"]
    else:
        command += ["--protocol=tcp", f"--host={parts.hostname}", f"--port={parts.port or 3306}"]
        command += (["--skip-ssl"] if options.get("tls") == "off" else
                    ["--ssl", "--ssl-verify-server-cert", f"--ssl-ca={options['tls_ca']}"])
    return [*command, parts.path[1:]], {} if password is None else {"MYSQL_PWD": password}
