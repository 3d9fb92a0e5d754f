"""What lapse says about the database and the mail server: `check --connect`, and the database in `status`."""

import contextlib
import os
import socket
import time
import unittest

import databases
import support

import client
import process
from mariadb import MariaDB
from postgresql import PostgreSQL

WAIT_S = 60
PRODUCTS = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "mariadb": "MariaDB"}


class Connections(support.Story):
    def connection(self, what="database", expect=0):
        return next(one for one in self.answer("check", "--connect", expect=expect)["connections"]
                    if one["what"] == what)

    def unusable(self, message):
        done = self.lapse("check", "--connect", expect=69)
        self.assertIn("database cannot be used: ", done.stderr)
        self.assertIn(message, done.stderr)
        self.assertIn("lapse.yaml: OK", done.stdout)
        self.assertFalse(self.connection(expect=69)["usable"])
        self.assertIs(self.answer("check", "--connect", expect=69)["ok"], False)

    def test_a_database_that_can_be_used(self):
        done = self.lapse("check", "--connect")
        self.assertIn(f"database: {PRODUCTS[databases.KIND]} ", done.stdout)
        self.assertIn(", alone, schema current, may be written\n", done.stdout)
        self.assertEqual(done.stderr, "")
        connection = self.connection()
        self.assertIs(connection["usable"], True)
        self.assertEqual(connection["warnings"], [])
        self.assertEqual(connection["database"]["role"], "alone")

    @unittest.skipUnless(databases.KIND == "postgresql", "only there a story can set the server's clock")
    def test_the_service_desk_waits_for_clocks_that_agree(self):
        account = self.answer("plan", expect=(0, 4))["warnings"][0]["account"]
        self.sql("UPDATE engine SET simulated = 0, last_as_of = 0")
        self.sql("CREATE FUNCTION clock_timestamp() RETURNS timestamptz LANGUAGE sql"
                 " RETURN pg_catalog.clock_timestamp() - interval '2 hours'")
        self.sql("DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET search_path = public, pg_catalog'; END $$")
        refused = self.lapse("leaver", account, "--reason", "left", expect=1)
        self.assertIn("is 2 hours ahead of that of the database server", refused.stderr)
        self.assertIn("set right the clock that is wrong", refused.stderr)
        self.sql("DROP FUNCTION clock_timestamp()")
        self.lapse("leaver", account, "--reason", "left")

    def test_without_the_option_nothing_is_opened(self):
        self.no_database("none")
        self.assertNotIn("connections", self.answer("check"))

    def test_looking_changes_nothing(self):
        before = self.answer("verify"), self.answer("status")["accounts"]
        self.lapse("check", "--connect")
        self.assertEqual((self.answer("verify"), self.answer("status")["accounts"]), before)

    def test_an_invalid_policy_is_told_beside_the_database_and_decides_the_exit_code(self):
        self.replace("^    warn: ", "    warm: ", "policy/nas.yaml")
        self.assertTrue(self.connection(expect=65)["usable"])

    def test_no_database(self):
        self.no_database("none")
        self.unusable("there is no " if databases.A_FILE else "there is no such database")

    def test_a_database_without_the_schema(self):
        self.new_database("bare")
        if databases.A_FILE:
            open(self.path("bare.db"), "x", encoding="utf-8").close()
        self.unusable("the schema is not up to date; run 'lapse init'")

    @unittest.skipIf(databases.A_FILE, "a file has no server")
    def test_a_server_that_is_down(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        support.configure(self.config, f"{databases.KIND}://lapse@127.0.0.1:{port}/lapse?tls=off")
        self.unusable("cannot be reached")

    @unittest.skipIf(databases.A_FILE, "a file has no password")
    def test_a_wrong_password(self):
        with open(os.path.join(os.environ["LAPSE_TEST_SERVERS"], databases.KIND + "-tcp"), encoding="utf-8") as file:
            url = file.read().strip()
        self.write("open sesame\n", "password")
        os.chmod(self.path("password"), 0o600)
        support.configure(self.config, f"{url}\ndatabase_password_file: password")
        self.unusable("check 'database_password'")
        self.assertNotIn("sesame", self.lapse("check", "--connect", expect=69).stderr)

    @unittest.skipUnless(databases.KIND == "postgresql", "needs a user who takes a privilege from himself")
    def test_a_user_who_may_not_write(self):
        url = self.read("lapse.yaml").partition("\ndatabase: ")[2].partition("\n")[0]
        client.query(url, "REVOKE INSERT ON journal FROM lapse")
        self.unusable("permission denied for table journal")

    @unittest.skipUnless(databases.A_FILE and os.geteuid() != 0, "root may write everywhere")
    def test_a_file_that_cannot_be_written(self):
        os.chmod(self.path("lapse.db"), 0o444)
        self.unusable("cannot be written")

    def test_a_mail_server_that_is_down(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        self.replace(r"^  channel: file.*$",
                     f"  channel: smtp\n  smtp: {{ host: 127.0.0.1, port: {port}, tls: none }}", "lapse.yaml")
        done = self.lapse("check", "--connect", expect=69)
        self.assertIn(f"mail server cannot be used: 127.0.0.1:{port}: ", done.stderr)
        self.assertIn("database: ", done.stdout)


class Status(support.Story):
    def test_the_database_in_text(self):
        short = self.lapse("status").stdout
        self.assertIn(f"\ndatabase: {PRODUCTS[databases.KIND]} ", short)
        self.assertNotIn("account account_by_floor", short)
        self.assertIn("account account_by_floor", self.lapse("status", "-v").stdout)

    def test_the_database_in_json(self):
        database = self.answer("status")["database"]
        self.assertEqual(database["product"], PRODUCTS[databases.KIND])
        self.assertEqual((database["role"], database["writable"], database["replicas"]), ("alone", True, []))
        self.assertGreater(database["bytes"], 0)
        self.assertIn("account", [table["name"] for table in database["tables"]])
        self.assertIn("account_by_floor", [index["name"] for index in database["indexes"]])
        self.assertEqual(database["attention"], [])


class Replicated(support.Story):
    """With servers of their own."""

    def setUp(self):
        super().setUp()
        with contextlib.ExitStack() as stack:
            self.directory = stack.enter_context(process.new_directory())
            self.addCleanup(stack.pop_all().close)

    def use(self, url):
        support.configure(self.config, url)

    def database(self):
        return self.answer("status")["database"]

    def await_database(self, is_so):
        """`status` again and again, until it is so or time is up."""
        deadline = time.monotonic() + WAIT_S
        while not is_so(database := self.database()):
            self.assertLess(time.monotonic(), deadline, database)
        return database


@unittest.skipUnless(databases.KIND == "postgresql", "of PostgreSQL")
class OnAStandby(Replicated):
    def setUp(self):
        super().setUp()
        self.primary = PostgreSQL(os.path.join(self.directory, "primary"))
        self.primary.start()
        self.addCleanup(self.primary.stop)
        self.use(self.primary.plain_url)
        self.lapse("init")
        self.standby = self.primary.standby(os.path.join(self.directory, "standby"))
        self.addCleanup(self.standby.stop)
        self.standby.catch_up(self.primary)

    def both(self):
        other = f",127.0.0.1:{self.standby.port}/"
        self.use(self.primary.plain_url.replace("/lapse?", other + "lapse?"))

    def may_see_replicas(self):
        client.query(self.primary.admin_url, "GRANT pg_monitor TO lapse")

    def test_the_standby_tells_its_role_and_lag_and_cannot_be_used(self):
        self.use(self.standby.plain_url)
        database = self.await_database(lambda database: database["lag_seconds"] == 0)
        self.assertEqual((database["role"], database["writable"], database["follows"]), ("standby", False, True))
        self.assertEqual(database["attention"],
                         ["this is a standby, which takes no changes: name the primary in 'database'"])
        done = self.lapse("check", "--connect", expect=69)
        self.assertIn("name the primary in 'database'", done.stderr)
        self.primary.stop()
        database = self.await_database(lambda database: not database["follows"])
        self.assertIn("this standby does not follow its primary", database["attention"])

    def test_what_is_hidden_from_the_user_is_not_known(self):
        database = self.database()
        self.assertEqual(database["role"], "primary")
        self.assertEqual([replica["state"] for replica in database["replicas"]], [None])
        self.assertEqual(database["attention"], [])
        self.assertIn({"what": "replicas", "why": "needs the role pg_monitor"}, database["not_known"])

    def test_the_primary_tells_of_its_replica_and_warns_of_a_failover_that_could_lose_something(self):
        self.may_see_replicas()
        database = self.await_database(lambda database: database["replicas"][0]["lag_bytes"] == 0)
        replica = database["replicas"][0]
        self.assertEqual((replica["state"], replica["follows"], replica["synchronous"], replica["lag_seconds"]),
                         ("streaming", True, False, 0))
        self.assertEqual(database["attention"], [])
        self.both()
        self.assertIn("set synchronous_standby_names", "".join(self.database()["attention"]))
        self.assertIn("warning: a failover could lose", self.lapse("check", "--connect").stderr)
        client.query(self.primary.admin_url, "ALTER SYSTEM SET synchronous_standby_names = '*'")
        client.query(self.primary.admin_url, "SELECT pg_reload_conf()")
        database = self.await_database(lambda database: database["replicas"][0]["synchronous"])
        self.assertEqual(database["attention"], [])

    def test_a_replica_that_is_gone_leaves_its_slot(self):
        self.may_see_replicas()
        client.query(self.primary.admin_url, "SELECT pg_create_physical_replication_slot('db2', true)")
        attention = self.await_database(lambda database: len(database["replicas"]) == 2)["attention"]
        self.assertEqual(attention, ["replica db2 does not follow: disconnected"])
        self.both()
        self.standby.stop()
        self.await_database(lambda database: [one["name"] for one in database["replicas"]] == ["db2"])


@unittest.skipUnless(databases.KIND == "mariadb", "of MariaDB")
class OnAReplica(Replicated):
    def server(self, number, **settings):
        server = MariaDB(os.path.join(self.directory, str(number)),
                         settings={"server-id": number, "log-bin": "log", **settings})
        server.start()
        self.addCleanup(server.stop)
        return server

    def test_both_tell_their_role(self):
        primary = self.server(1)
        log, position = primary.query("SHOW MASTER STATUS;").split("\t")[:2]
        self.use(primary.url)
        self.lapse("init")
        replica = self.server(2, **{"read-only": 1})
        replica.query(f"""CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = {primary.port},
                          MASTER_USER = 'lapse', MASTER_LOG_FILE = '{log}', MASTER_LOG_POS = {position};
                          START SLAVE;""")
        database = self.await_database(lambda database: [one["follows"] for one in database["replicas"]] == [True])
        self.assertEqual((database["role"], database["writable"], database["attention"]), ("primary", True, []))
        self.use(replica.url)
        there = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'lapse' AND table_name = 'migration';"
        migrations = "SELECT COUNT(*) FROM migration;"
        deadline = time.monotonic() + WAIT_S
        while replica.query(there) != "1" or replica.query(migrations) != primary.query(migrations):
            self.assertLess(time.monotonic(), deadline)
        database = self.await_database(lambda database: database["lag_seconds"] == 0)
        self.assertEqual((database["role"], database["writable"], database["follows"]), ("standby", False, True))
        self.lapse("check", "--connect", expect=69)
        replica.query("STOP SLAVE SQL_THREAD;")
        self.assertIn("this standby does not follow its primary", self.database()["attention"])


if __name__ == "__main__":
    unittest.main()
