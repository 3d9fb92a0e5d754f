"""The database server is killed in the middle of a night, and comes back, or another takes over: the night ends by
itself, nothing is doubled, nothing is missing.
"""

import contextlib
import os
import select
import shutil
import socket
import socketserver
import sys
import threading
import time
import unittest

import databases
import support

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "servers"))
import client  # noqa: E402
import process  # noqa: E402
from mariadb import MariaDB  # noqa: E402
from postgresql import PostgreSQL  # noqa: E402

# When to kill: as soon as this counts something.
MOMENTS = {"planned": "SELECT COUNT(*) FROM run", "carried out": "SELECT COUNT(*) FROM chunk",
           "sent": "SELECT COUNT(*) FROM notice WHERE state = 'handed'"}
# What the night has changed, but for what a second attempt may.
OUTCOME = ("SELECT id, state, state_since, epoch, warned_step, promised_at FROM account ORDER BY id;"
           "SELECT account, kind, cause, from_state, to_state, step, promised_at FROM journal ORDER BY seq;"
           "SELECT account, epoch, rule, send, step, recipient, address, state FROM notice ORDER BY number;")


def new_server(directory, name):
    kind = PostgreSQL if databases.KIND == "postgresql" else MariaDB
    return kind(os.path.join(directory, name))


class Wire(socketserver.ThreadingTCPServer):
    """To a server, until something is said on it: then that connection is cut, and the next."""
    daemon_threads = True

    def __init__(self, server_port, cut_at):
        super().__init__(("127.0.0.1", 0), Connection)
        self.server_port, self.cut_at, self.cuts = server_port, cut_at, 0
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __exit__(self, *error):
        self.shutdown()
        super().__exit__(*error)


class Connection(socketserver.BaseRequestHandler):
    def handle(self):
        with socket.create_connection(("127.0.0.1", self.server.server_port)) as server:
            ends = {self.request: server, server: self.request}
            while True:
                for end in select.select(list(ends), [], [], support.TIMEOUT_S)[0]:
                    said = end.recv(1 << 16)
                    cut = self.server.cut_at in said
                    self.server.cuts += cut
                    if cut or not said:
                        return
                    ends[end].sendall(said)


class LostServer(support.Story):
    def setUp(self):
        super().setUp()
        self.stack = contextlib.ExitStack()
        self.addCleanup(self.stack.close)
        self.directory = self.stack.enter_context(process.new_directory())

    def use(self, url):
        """A new trial on that server, imported."""
        support.configure(self.config, url)
        self.lapse("init", "--simulated-clock", support.TRIAL_BEGINS)
        self.lapse("import", expect=(0, 3))

    def sent(self):
        return sorted(line for name in os.listdir(self.path("mail", "new"))
                      for line in self.read("mail", "new", name).splitlines() if line.startswith("Message-ID:"))

    def undisturbed(self, server):
        """What a night comes to when nobody kills anything."""
        self.use(server.plain_url)
        self.lapse("run", "-q", expect=(0, 3))
        return client.query(server.url, OUTCOME), self.sent()

    def begin_anew(self, server):
        client.query(client.with_database(server.url, "postgres" if databases.KIND == "postgresql" else "mysql"),
                     "DROP DATABASE lapse; CREATE DATABASE lapse;" if databases.KIND != "postgresql" else
                     "DROP DATABASE lapse;\nCREATE DATABASE lapse;")
        shutil.rmtree(self.path("mail"), ignore_errors=True)

    def await_moment(self, server, sql, run):
        deadline = time.monotonic() + support.TIMEOUT_S
        while run.poll() is None and client.query(server.url, sql) == "0":
            self.assertLess(time.monotonic(), deadline)

    def ends_as(self, run, expected, server):
        output = run.communicate(timeout=support.TIMEOUT_S)
        self.assertIn(run.returncode, (0, 3), output)
        outcome, sent = expected
        self.assertEqual(client.query(server.url, OUTCOME), outcome)
        self.assertEqual(self.sent(), sent)
        self.assertEqual(self.answer("verify")["findings"], [])
        return output[1]

    def test_a_server_that_is_killed_and_comes_back(self):
        server = self.stack.enter_context(new_server(self.directory, "one"))
        expected = self.undisturbed(server)
        self.assertGreater(len(expected[1]), 100)
        heard = ""
        for moment, sql in MOMENTS.items():
            with self.subTest(moment):
                self.begin_anew(server)
                self.use(server.plain_url)
                run = self.start("run")
                self.await_moment(server, sql, run)
                server.kill()
                server.start()
                heard += self.ends_as(run, expected, server)
        self.assertIn("connecting again", heard)

    @unittest.skipIf(databases.KIND != "postgresql", "several hosts are for postgresql")
    def test_a_standby_takes_over(self):
        first = self.stack.enter_context(new_server(self.directory, "first"))
        expected = self.undisturbed(first)
        self.begin_anew(first)
        second = first.standby(os.path.join(self.directory, "second"))
        self.stack.callback(second.stop)
        first.settings["synchronous_standby_names"] = "*"  # what is committed is on both
        first.restart()
        both = f"postgresql://lapse@127.0.0.1:{first.port},127.0.0.1:{second.port}/lapse?tls=off"
        self.use(both)
        run = self.start("run")
        self.await_moment(first, MOMENTS["carried out"], run)
        first.kill()
        second.promote()
        self.ends_as(run, expected, second)

    def test_a_wire_that_breaks_while_accounts_are_looked_up(self):
        server = self.stack.enter_context(new_server(self.directory, "one"))
        self.use(server.plain_url)
        addresses = client.query(server.url, "SELECT email FROM account WHERE state = 'active' ORDER BY id LIMIT 2;").split()
        self.write("account,reason\n" + "".join(f"{address},left\n" for address in addresses), "leavers.csv")
        wire = self.stack.enter_context(Wire(server.port, b"LOWER(a.email) IN"))
        support.configure(self.config, server.plain_url.replace(f":{server.port}", f":{wire.port}"))
        done = self.lapse("leaver", "--from", self.path("leavers.csv"), expect=69)
        self.assertEqual(wire.cuts, 2)  # it is looked once more
        self.assertIn("0 done, 0 refused, 2 not tried", done.stdout)
        self.assertIn("nothing was done", done.stdout)
        self.assertNotIn("not known", done.stdout)
        self.assertEqual(client.query(server.url, "SELECT COUNT(*) FROM deed;"), "0")


if __name__ == "__main__":
    unittest.main()
