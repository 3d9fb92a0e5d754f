#!/usr/bin/env python3
"""Throw-away PostgreSQL and MariaDB servers for the tests.

usage: servers.py up STATE_DIR [--durable] [--lifetime SECONDS]   starts both, anew if they run already
       servers.py down STATE_DIR                                  ends both and removes all they wrote

STATE_DIR then holds, one thing in a file:
  postgresql        mariadb         URL of the database `lapse`, by the socket
  postgresql-tcp    mariadb-tcp     URL by TLS, for a user who needs the password
  postgresql-plain  mariadb-plain   URL by TCP on the loopback, without TLS
  ca.pem  wrong-ca.pem  password    who signed the server's certificate, who did not, the password and a newline
They end by themselves after the lifetime, two hours if it is not given.
"""

import argparse
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys

import process
from certificates import Certificates
from mariadb import MariaDB
from postgresql import PostgreSQL
from server import PASSWORD

LIFETIME_S = 2 * 60 * 60
ENDINGS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGALRM)
RUNNING = "running.json"  # the directory, and the processes that have it in their command line
READY = "ready"
FILES = [RUNNING, "log", "ca.pem", "wrong-ca.pem", "password",
         *(name + way for name in ("postgresql", "mariadb") for way in ("", "-tcp", "-plain"))]


def up(state, durable, lifetime):
    down(state)
    os.makedirs(state, exist_ok=True)
    directory = process.make_directory()
    command = [sys.executable, "-B", os.path.abspath(__file__), "supervise", state, directory, "--lifetime",
               str(lifetime), *(["--durable"] if durable else [])]
    with open(os.path.join(state, "log"), "wb") as log:
        supervisor = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True,
                                      start_new_session=True)
    with supervisor.stdout:
        said = supervisor.stdout.read().splitlines()  # it closes it when it is ready, and lives on
    print("\n".join(said))
    if said[-1:] == [READY]:
        return 0
    with open(os.path.join(state, "log"), encoding="utf-8") as log:
        print(log.read(), file=sys.stderr)
    down(state)
    return 1


def down(state):
    try:
        with open(os.path.join(state, RUNNING), encoding="utf-8") as file:
            running = json.load(file)
    except FileNotFoundError:
        return 0
    directory = running["directory"]
    supervisor, *servers = running["processes"]
    end(supervisor, directory, signal.SIGTERM)
    for pid in (supervisor, *servers):
        end(pid, directory, signal.SIGKILL)
    if directory.startswith(process.PREFIX):
        shutil.rmtree(directory, ignore_errors=True)
    for name in FILES:
        with contextlib.suppress(FileNotFoundError):
            os.remove(os.path.join(state, name))
    print(f"ended the servers of {directory}")
    return 0


def end(pid, directory, with_signal):
    """Only if that process is still the one that was noted."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        with open(f"/proc/{pid}/cmdline", "rb") as command:
            if directory.encode() not in command.read():
                return
        os.kill(pid, with_signal)
        process.await_end(pid)


def supervise(state, directory, durable, lifetime):
    """The parent of both servers. Whatever ends it, ends them."""
    for ending in ENDINGS:
        signal.signal(ending, lambda *_: sys.exit(0))
    note(state, directory, [])
    servers = []
    try:
        certificates = Certificates(os.path.join(directory, "tls"))
        servers += [PostgreSQL(os.path.join(directory, "pg"), durable, certificates=certificates),
                    MariaDB(os.path.join(directory, "my"), durable, certificates=certificates)]
        for server in servers:
            server.start()
            write_urls(state, server)
            print(f"{server.scheme}: process {server.pid}, port {server.port}, {server.url}", flush=True)
        note(state, directory, [server.pid for server in servers])
        write(state, "password", PASSWORD + "\n")
        for name in (certificates.ca, certificates.wrong_ca):
            shutil.copy(name, state)
        signal.alarm(lifetime)
        print(READY, flush=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
        signal.sigwait(ENDINGS)
    finally:
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
        for server in servers:
            server.stop()
        shutil.rmtree(directory, ignore_errors=True)


def note(state, directory, servers):
    write(state, RUNNING, json.dumps({"directory": directory, "processes": [os.getpid(), *servers]}))


def write_urls(state, server):
    for way, url in (("", server.url), ("-tcp", server.tcp_url), ("-plain", server.plain_url)):
        write(state, server.scheme + way, url + "\n")


def write(state, name, text):
    path = os.path.join(state, name)
    with open(path + ".new", "w", encoding="utf-8", opener=lambda new, flags: os.open(new, flags, 0o600)) as file:
        file.write(text)
    os.rename(path + ".new", path)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("verb", choices=["up", "down", "supervise"])
    parser.add_argument("state", type=os.path.abspath)
    parser.add_argument("directory", nargs="?")
    parser.add_argument("--durable", action="store_true")
    parser.add_argument("--lifetime", type=int, default=LIFETIME_S)
    asked = parser.parse_args()
    if asked.verb == "up":
        return up(asked.state, asked.durable, asked.lifetime)
    if asked.verb == "down":
        return down(asked.state)
    return supervise(asked.state, asked.directory, asked.durable, asked.lifetime)


if __name__ == "__main__":
    sys.exit(main())
