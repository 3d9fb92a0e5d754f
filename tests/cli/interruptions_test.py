"""Two at once, and a signal in the middle: neither loses nor doubles anything."""

import os
import signal
import unittest

import support


class Interruptions(support.Story):
    def test_a_second_run_is_told_who_holds_the_lease(self):
        with support.silent_mail_server(self) as server:
            first = self.start("run", "-q")
            connection, _ = server.accept()  # the first is delivering now, under the lease
            second = self.lapse("run", expect=75)
            self.assertIn(f" {first.pid}' until ", second.stderr)
            self.assertIn(f" {first.pid}", self.answer("status")["lease"]["holder"])
            first.send_signal(signal.SIGTERM)
            connection.close()
            first.communicate(timeout=support.TIMEOUT_S)
        self.assertIsNone(self.answer("status")["lease"])

    def test_a_run_that_is_told_to_stop_finishes_what_it_has_in_hand(self):
        with support.silent_mail_server(self) as server:
            run = self.start("run")
            connection, _ = server.accept()
            run.send_signal(signal.SIGTERM)
            connection.close()
            run.communicate(timeout=support.TIMEOUT_S)
            self.assertEqual(run.returncode, 3)
            queue = self.answer("status")["queue"]
            self.assertEqual(queue["handed"], 0)
            self.assertGreater(queue["queued"], 0)
        self.replace(r"^  channel: smtp$", "  channel: file", "lapse.yaml")
        self.lapse("run", "-q", expect=(0, 3, 4))
        self.lapse("run", "-q", expect=(0, 3, 4))
        status = self.answer("status")
        self.assertEqual(status["queue"]["queued"], 0)
        self.assertEqual(len(os.listdir(self.path("mail", "new"))), status["queue"]["handed"])
        self.assertEqual(self.answer("verify")["findings"], [])

    def test_a_holder_that_was_asleep_past_its_lease_writes_nothing_when_it_wakes_up(self):
        with support.silent_mail_server(self) as server:
            first = self.start("run", "-q")
            connection, _ = server.accept()  # it is delivering now
            first.send_signal(signal.SIGSTOP)
            self.sql("UPDATE lease SET until_at = 1")  # a minute goes by
            self.replace(r"^  channel: smtp$", "  channel: file", "lapse.yaml")
            self.lapse("run", "-q", expect=(0, 3, 4))
            before = self.answer("verify"), self.answer("status")["queue"], self.answer("status")["runs"]
            first.send_signal(signal.SIGCONT)
            connection.close()
            _, says = first.communicate(timeout=support.TIMEOUT_S)
        self.assertEqual(first.returncode, 75, says)
        self.assertIn("another engine has taken over", says)
        self.assertEqual(before, (self.answer("verify"), self.answer("status")["queue"], self.answer("status")["runs"]))


if __name__ == "__main__":
    unittest.main()
