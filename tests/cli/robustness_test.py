#!/usr/bin/env python3
"""What happens to ops on bad nights: kill -9, a full disk, missed nights, an export that does not come."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import unittest

import support

WAKE_UPS = ["2026-01-05T06:30:00Z", "2026-01-06T06:30:00Z", "2026-01-12T06:30:00Z", "2026-01-12T10:00:00Z",
            "2026-01-13T06:30:00Z", "2026-01-13T10:00:00Z"]


class Robustness(support.Story):
    def rows(self, sql, folder=None):
        with sqlite3.connect(os.path.join(folder or self.folder, "lapse.db")) as database:
            return database.execute(sql).fetchall()

    def life(self, folder=None):
        return (self.rows("SELECT id, state, state_since, epoch, warned_step, warned_rule, promised_at, handed_at"
                          " FROM account ORDER BY id", folder),
                self.rows("SELECT account, epoch, rule, send, step, recipient, address, state, date_at FROM notice"
                          " ORDER BY account, epoch, rule, send, step, recipient, address", folder),
                self.rows("SELECT account, kind, cause, from_state, to_state, at, step, promised_at FROM journal"
                          " ORDER BY account, epoch, seq", folder))

    def night(self, at):
        if at.startswith("2026-01-12T06"):
            self.lapse("acknowledge-gap", "--reason", "nobody looked for some nights", expect=(0, 3))
        self.lapse("run", "-q", "--as-of", at, expect=(0, 3, 4))
        if at.startswith("2026-01-12T06"):
            self.lapse("acknowledge-gap", "--reason", "nobody looked for some nights", expect=(0, 3))

    def kill_a_run(self, at, seconds):
        run = self.start("run", "-q", "--as-of", at)
        try:
            run.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.communicate()

    def test_killed_at_any_moment_a_run_ends_as_if_nothing_had_been(self):
        undisturbed = self.path("..", "undisturbed")
        shutil.copytree(self.folder, undisturbed)
        dice = random.Random(20260105)
        for at in WAKE_UPS:
            for _ in range(4):
                self.kill_a_run(at, dice.uniform(0.01, 0.9))
            self.night(at)  # a killed engine's lease is free at once: its process is gone
        killed = self.life()
        self.assertEqual(self.answer("verify")["findings"], [])
        messages = sorted(os.listdir(self.path("mail", "new")))
        self.config = os.path.join(undisturbed, "lapse.yaml")
        for at in WAKE_UPS:
            self.night(at)
        for one, other in zip(killed, self.life(undisturbed)):
            self.assertEqual(one, other)
        self.assertEqual(messages, sorted(os.listdir(os.path.join(undisturbed, "mail", "new"))))

    def test_a_disk_that_fills_up_loses_nothing(self):
        undisturbed = self.path("..", "undisturbed")
        shutil.copytree(self.folder, undisturbed)
        size = os.path.getsize(self.path("lapse.db"))

        def little_room():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size // 8, size // 8))

        full = self.lapse("run", "-q", "--as-of", WAKE_UPS[0], expect=69, preexec_fn=little_room)
        self.assertIn("lapse.db: ", full.stderr)
        self.assertEqual(self.answer("verify")["findings"], [])
        self.night(WAKE_UPS[0])
        after = self.life()
        self.config = os.path.join(undisturbed, "lapse.yaml")
        self.night(WAKE_UPS[0])
        for one, other in zip(after, self.life(undisturbed)):
            self.assertEqual(one, other)

    def test_every_sign_in_file_since_the_last_import_is_read(self):
        self.lapse("run", "-q", "--as-of", "2026-01-06T06:30:00Z", expect=(0, 3, 4))
        imports = self.answer("run", "--as-of", "2026-01-10T06:30:00Z", expect=(0, 3, 4))["imports"]
        read = [os.path.basename(one["file"]) for one in imports if one["source"] == "logins" and one["used"]]
        self.assertEqual(read, [f"logins-2026-01-{day}.csv" for day in ("07", "08", "09", "10")])
        again = self.answer("run", expect=(0, 3, 4))["imports"]
        self.assertNotIn("accounts", [one["source"] for one in again if one["used"]])

    def test_a_source_that_fails_closes_the_gates(self):
        os.remove(self.path("feeds", "holds.csv"))
        night = self.answer("run", "--as-of", "2026-01-05T10:30:00Z", expect=3)
        told = [one["says"] for one in night["obstacles"]]
        self.assertTrue(any("source holds could not be imported" in says for says in told), told)


if __name__ == "__main__":
    unittest.main()
