"""A night of some 20,000 warnings that `lapse work` shares: the workers are at it while the engine that leads is held up,
and whoever is killed leaves its part to the others. It ends as the night of one engine does.
"""

import signal
import time
import unittest

import databases
import support

import client  # noqa: E402  (databases.py has made it known)

# Everybody has been quiet for long, and may be told so in one night.
QUIET = "UPDATE account SET idle_floor = 0, idle_since = idle_since - 7776000 WHERE state = 'active'"
# What the carrying out has changed; the delivery is cut short, or it would take as long as all else.
OUTCOME = ("SELECT id, state, state_since, epoch, warned_step, warned_rule FROM account ORDER BY id;"
           "SELECT seq, account, kind, cause, run, from_state, to_state, step, promised_at FROM journal ORDER BY seq;"
           "SELECT number, account, epoch, rule, send, step, recipient, address FROM notice ORDER BY number;")
CHUNKS = "SELECT COUNT(*) FROM chunk WHERE run = (SELECT MAX(id) FROM run)"
FIRST = "SELECT MIN(id) FROM account WHERE state = 'active' AND kind = 'user' AND warned_step = 0;"

# Of those who are connected to this database: who came last, but for who asks.
NEWEST_SESSION = {
    "postgresql": "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'lapse'"
                  " ORDER BY backend_start DESC LIMIT 1;",
    "mariadb": "SELECT MAX(id) FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID();"}
END_SESSION = {"postgresql": "SELECT pg_terminate_backend({});", "mariadb": "KILL {};"}


class SharedNight(support.Story):
    def setUp(self):
        super().setUp()
        self.replace("at_most: 50 notices or 5 percent,  ", "at_most: 100000 notices or 5 percent,", "policy", "nas.yaml")
        self.replace("^edition: 3", "edition: 4", "policy", "nas.yaml")
        self.sql(QUIET)

    def url(self):
        return next(line for line in self.read("lapse.yaml").splitlines() if line.startswith("database: "))[10:]

    def ask(self, sql):
        return client.query(self.url(), sql)

    def until(self, sql, value):
        """Somebody else brings it about."""
        deadline = time.monotonic() + support.TIMEOUT_S
        while int(self.ask(sql + ";")) < value:
            self.assertLess(time.monotonic(), deadline, f"{sql} does not come to {value}")

    def ended(self, process, code=0):
        out, says = process.communicate(timeout=support.TIMEOUT_S)
        self.assertEqual(process.returncode, code, says)
        return out

    def finished(self, leader):
        self.until("SELECT COUNT(*) FROM run WHERE status = 'finished'", 1)
        leader.send_signal(signal.SIGTERM)
        self.ended(leader, 3)

    def night_of_one(self):
        """In a copy; then what it left."""
        alone = databases.url("alone")
        self.addCleanup(databases.drop, alone)
        databases.copy(self.url(), alone)
        mine = self.url()
        support.configure(self.config, alone)
        self.finished(self.start("run", "-q", "--no-import"))
        outcome = self.ask(OUTCOME)
        support.configure(self.config, mine)
        return outcome

    def as_that_of_one(self, outcome):
        self.assertEqual(self.answer("verify")["findings"], [])
        self.assertEqual(self.ask(OUTCOME).splitlines(), outcome.splitlines())

    def test_workers_go_on_while_the_engine_that_leads_is_held_up(self):
        outcome = self.night_of_one()
        first = self.ask(FIRST)
        with client.holding(self.url(), f"SELECT id FROM account WHERE id = '{first}' FOR UPDATE;"):
            leader = self.start("run", "-q", "--no-import")
            workers = [self.start("work", "--wait", "60s") for _ in range(2)]
            self.until(CHUNKS, 3)  # of four: the first is the leader's, which cannot change its first account
            self.assertIsNone(leader.poll())
        for worker in workers:
            self.assertIn("all of it is carried out", self.ended(worker))
        self.finished(leader)
        self.as_that_of_one(outcome)

    def test_what_a_killed_worker_had_claimed_is_taken_over(self):
        outcome = self.night_of_one()
        first, last = self.ask(FIRST), self.ask("SELECT MAX(id) FROM account WHERE state = 'active' AND kind = 'user';")
        with client.holding(self.url(), f"SELECT id FROM account WHERE id IN ('{first}', '{last}') FOR UPDATE;"):
            leader = self.start("run", "-q", "--no-import")
            worker = self.start("work", "--wait", "60s")
            self.until("SELECT COUNT(*) FROM claim WHERE first_position > 1", 1)
            self.until(CHUNKS, 2)
            worker.send_signal(signal.SIGKILL)
            self.ended(worker, -signal.SIGKILL)
        self.sql("UPDATE claim SET until_at = 1 WHERE first_position > 1")  # a minute goes by
        self.finished(leader)
        self.as_that_of_one(outcome)

    def test_a_worker_that_was_stopped_with_its_claim_wakes_up_to_find_it_done(self):
        outcome = self.night_of_one()
        first, last = self.ask(FIRST), self.ask("SELECT MAX(id) FROM account WHERE state = 'active' AND kind = 'user';")
        with client.holding(self.url(), f"SELECT id FROM account WHERE id IN ('{first}', '{last}') FOR UPDATE;"):
            leader = self.start("run", "-q", "--no-import")
            self.until("SELECT COUNT(*) FROM claim", 1)
            worker = self.start("work", "--wait", "60s")
            self.until("SELECT COUNT(*) FROM claim WHERE first_position > 1", 1)
            session = self.ask(NEWEST_SESSION[databases.KIND])
            self.until(CHUNKS, 2)  # the last of its chunks waits for its account, in the midst of a transaction
            worker.send_signal(signal.SIGSTOP)
        self.ask(END_SESSION[databases.KIND].format(session))  # a minute goes by: the server waits no longer
        self.sql("UPDATE claim SET until_at = 1 WHERE first_position > 1")
        self.finished(leader)
        worker.send_signal(signal.SIGCONT)
        self.ended(worker)
        self.as_that_of_one(outcome)

    def test_a_worker_that_is_told_to_stop_leaves_after_its_chunk(self):
        outcome = self.night_of_one()
        first = self.ask(FIRST)
        with client.holding(self.url(), f"SELECT id FROM account WHERE id = '{first}' FOR UPDATE;"):
            leader = self.start("run", "-q", "--no-import")
            worker = self.start("work", "--wait", "60s")
            self.until(CHUNKS, 3)  # it waits for the rest, which the leader has claimed
            worker.send_signal(signal.SIGTERM)
            self.assertIn("interrupted on request", self.ended(worker, 3))
        self.finished(leader)
        self.as_that_of_one(outcome)

    def test_without_a_run_there_is_nothing_to_do(self):
        self.assertEqual(self.lapse("work").stdout, "no run is being carried out\n")
        self.assertIsNone(self.answer("work", "--wait", "1s")["work"])
        self.assertIn("write it like 90s, 10m or 2h", self.lapse("work", "--wait", "soon", expect=64).stderr)


if __name__ == "__main__":
    unittest.main()
