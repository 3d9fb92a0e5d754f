"""The servers that the tests lean on: they come up, keep what they promise, and leave nothing behind."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest

import client
import process
from certificates import Certificates
from mariadb import MariaDB
from postgresql import PostgreSQL
from server import PASSWORD

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "servers.py")


def of_directory(directory):
    """The processes that have it in their command line."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError), open(f"/proc/{name}/cmdline", "rb") as command:
            if directory.encode() in command.read():
                found.append(int(name))
    return found


class Script(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="lapse servers ")
        self.addCleanup(holder.cleanup)
        self.state = os.path.join(holder.name, "state")
        self.addCleanup(self.run_script, "down")

    def run_script(self, verb, *options):
        done = subprocess.run([sys.executable, "-B", SCRIPT, verb, self.state, *options], capture_output=True,
                              text=True, timeout=300, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def read(self, name):
        with open(os.path.join(self.state, name), encoding="utf-8") as file:
            return file.read().rstrip("\n")

    def directory(self):
        return json.loads(self.read("running.json"))["directory"]

    def test_up_and_down(self):
        self.assertIn("ready", self.run_script("up"))
        directory = self.directory()
        self.assertEqual(len([name for name in os.listdir(self.state) if "-" in name]), 5)
        for database in ("postgresql", "mariadb"):
            for way, password in (("", None), ("-tcp", self.read("password")), ("-plain", None)):
                self.assertEqual(client.query(self.read(database + way), "SELECT 6 * 7;", password), "42", database + way)
        self.assertGreaterEqual(len(of_directory(directory)), 3)
        self.run_script("down")
        self.assertEqual(of_directory(directory), [])
        self.assertFalse(os.path.exists(directory))
        self.assertEqual(os.listdir(self.state), [])

    def test_up_again_takes_the_old_ones_down(self):
        self.run_script("up")
        first = self.directory()
        self.run_script("up", "--durable")
        self.assertEqual(of_directory(first), [])
        self.assertFalse(os.path.exists(first))
        self.assertEqual(client.query(self.read("postgresql"), "SHOW fsync"), "on")
        self.assertEqual(client.query(self.read("mariadb"), "SELECT @@innodb_flush_log_at_trx_commit"), "1")

    def test_they_end_with_their_lifetime_and_with_their_supervisor(self):
        for options, kill in ((["--lifetime", "1"], False), ([], True)):
            self.run_script("up", *options)
            directory = self.directory()
            processes = json.loads(self.read("running.json"))["processes"]
            if kill:
                os.kill(processes[0], signal.SIGKILL)
            for pid in processes:
                self.assertTrue(process.await_end(pid))
            self.assertEqual(of_directory(directory), [])

    def test_a_process_that_was_given_an_old_number_is_left_alone(self):
        with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as somebody:
            os.mkdir(self.state)
            with open(os.path.join(self.state, "running.json"), "w", encoding="utf-8") as file:
                json.dump({"directory": process.PREFIX + "gone", "processes": [somebody.pid]}, file)
            self.run_script("down")
            self.assertIsNone(somebody.poll())
            somebody.communicate(b"\n")
            self.assertEqual(somebody.returncode, 0)


class OneServer:
    """What both promise."""

    def setUp(self):
        directories = contextlib.ExitStack()
        self.addCleanup(directories.close)
        self.directory = directories.enter_context(process.new_directory())

    def server(self, name="server", **options):
        server = self.kind(os.path.join(self.directory, name), **options)
        self.addCleanup(server.stop)
        server.start()
        return server

    def refused(self, url, password=None):
        with self.assertRaises(client.ClientError) as refusal:
            client.query(url, "SELECT 1;", password)
        return str(refusal.exception)

    def test_tls_is_as_good_as_its_certificate(self):
        server = self.server()
        self.assertEqual(client.query(server.tcp_url, "SELECT 1;", PASSWORD), "1")
        self.assertIn("certificate", self.refused(server.tcp_url.replace("ca.pem", "wrong-ca.pem"), PASSWORD))
        self.refused(server.tcp_url.replace("tls_ca=", "tls=off&tls_ca="), PASSWORD)
        self.refused(server.tcp_url, PASSWORD + "!")
        other = Certificates(os.path.join(self.directory, "other"), ["DNS:elsewhere.example"])
        other_server = self.server("other-server", certificates=other)
        self.assertTrue(self.refused(other_server.tcp_url, PASSWORD))
        self.assertEqual(client.query(other_server.plain_url, "SELECT 1;"), "1")

    def test_a_killed_server_keeps_what_was_committed(self):
        server = self.server()
        server.query("CREATE TABLE kept (n INT); INSERT INTO kept VALUES (1), (2);")
        family = [server.pid, *process.children_of(server.pid)]
        server.kill()
        self.assertEqual(of_directory(self.directory), [])
        for pid in family:
            self.assertTrue(process.await_end(pid))
        self.refused(server.url)
        server.start()
        self.assertEqual(server.query("SELECT SUM(n) FROM kept;"), "3")
        server.restart()
        self.assertEqual(server.query("SELECT SUM(n) FROM kept;"), "3")

    def test_settings_are_read_at_every_start(self):
        server = self.server(memory_mb=64, time_zone="Asia/Kolkata", settings={"max_connections": 30})
        self.assertEqual(server.query(self.connections), "30")
        self.assertIn("05:30", server.query(self.local_offset))
        server.settings["max_connections"] = 31
        server.restart()
        self.assertEqual(server.query(self.connections), "31")

    def test_a_setting_that_there_is_not_is_told(self):
        with self.assertRaises(process.ServerError) as told:
            self.server(settings={"no_such_setting": 1})
        self.assertIn("no_such_setting", str(told.exception).replace("-", "_"))

    def test_databases_can_be_made(self):
        server = self.server()
        server.query("CREATE DATABASE one_more;")
        self.assertEqual(client.query(client.with_database(server.url, "one_more"), "SELECT 1;"), "1")
        server.query("DROP DATABASE one_more;")
        self.assertIn("one_more", self.refused(client.with_database(server.url, "one_more")))


class OnPostgreSQL(OneServer, unittest.TestCase):
    kind = PostgreSQL
    connections = "SHOW max_connections"
    local_offset = "SELECT to_char(now(), 'TZH:TZM')"

    def test_a_standby_follows_and_takes_over(self):
        primary = self.server()
        primary.query("CREATE TABLE told (n INT); INSERT INTO told VALUES (1);")
        standby = primary.standby(os.path.join(self.directory, "standby"))
        self.addCleanup(standby.stop)
        primary.query("INSERT INTO told VALUES (2)")
        standby.catch_up(primary)
        self.assertEqual(standby.query("SELECT SUM(n) FROM told"), "3")
        with self.assertRaisesRegex(client.ClientError, "read-only"):
            standby.query("INSERT INTO told VALUES (3)")
        primary.kill()
        standby.promote()
        standby.query("INSERT INTO told VALUES (3)")
        self.assertEqual(client.query(standby.tcp_url, "SELECT SUM(n) FROM told", PASSWORD), "6")

    def test_its_own_order_of_texts_is_not_that_of_bytes(self):
        self.assertEqual(self.server().query("SELECT 'a' < 'B', 'a' < 'B' COLLATE \"C\""), "t\tf")


class OnMariaDB(OneServer, unittest.TestCase):
    kind = MariaDB
    connections = "SELECT @@max_connections"
    local_offset = "SELECT TIMEDIFF(NOW(), UTC_TIMESTAMP())"

    def test_its_own_comparison_and_isolation_are_the_stock_ones(self):
        server = self.server()
        self.assertEqual(server.query("SELECT 'deleted' = 'DELETED ', 'jose' = 'josé';"), "1\t1")
        self.assertEqual(server.query("SELECT @@tx_isolation, @@sql_mode;").partition("\t")[0], "REPEATABLE-READ")


if __name__ == "__main__":
    unittest.main()
