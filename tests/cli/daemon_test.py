"""The daemon as a service manager sees it: ready, at work, waiting, stopping."""

import os
import signal
import socket
import unittest

import support


class Daemon(support.Story):
    def setUp(self):
        super().setUp()
        self.new_database("real")
        self.lapse("init")
        self.manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.manager.close)
        self.manager.bind(self.path("notify"))
        self.manager.settimeout(support.TIMEOUT_S)

    def start_daemon(self):
        environment = {**os.environ, "NOTIFY_SOCKET": self.path("notify"), "WATCHDOG_USEC": "3600000000"}
        return self.start("daemon", environment=environment)

    def hear(self, beginning):
        while True:
            said = self.manager.recv(4096).decode()
            if said.startswith(beginning):
                return said

    def test_it_works_waits_and_ends_when_told(self):
        daemon = self.start_daemon()
        self.hear("WATCHDOG=1")
        self.hear("READY=1")
        self.hear("STATUS=at work")
        waits = self.hear("STATUS=waits until 20")
        self.assertIsNone(self.answer("status")["lease"], "no lease is held while it waits")
        daemon.send_signal(signal.SIGTERM)
        self.hear("STOPPING=1")
        _, messages = daemon.communicate(timeout=support.TIMEOUT_S)
        self.assertEqual(daemon.returncode, 0, messages)
        for event in ("daemon-started", "run-finished", "daemon-waits", "daemon-stopping"):
            self.assertIn(f"[{event}]", messages, waits)
        self.assertEqual(self.answer("verify")["findings"], [])

    def test_a_signal_in_the_first_round_is_served_at_once(self):
        daemon = self.start_daemon()
        self.hear("STATUS=at work")
        daemon.send_signal(signal.SIGTERM)
        self.hear("STOPPING=1")
        daemon.communicate(timeout=support.TIMEOUT_S)
        self.assertEqual(daemon.returncode, 0)
        self.assertIsNone(self.answer("status")["lease"])

    def test_what_a_person_has_to_mend_ends_it(self):
        self.replace("^    warn: ", "    warm: ", "policy/nas.yaml")
        daemon = self.start_daemon()
        daemon.communicate(timeout=support.TIMEOUT_S)
        self.assertEqual(daemon.returncode, 65)


if __name__ == "__main__":
    unittest.main()
