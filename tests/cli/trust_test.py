#!/usr/bin/env python3
"""What an operator reads when a feed or a clock is not to be believed, and how it ends."""

import csv
import io
import os
import re
import unittest

import support


class Feeds(support.Story):
    def accounts(self):
        name = os.path.join("feeds", self.feeds("accounts")[0])
        rows = list(csv.DictReader(io.StringIO(self.read(name))))
        return name, rows

    def write_rows(self, name, rows):
        text = io.StringIO()
        writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        self.write(text.getvalue(), name)

    def one_logins_file(self, rows):
        """A logins source that is one whole file, instead of one per day."""
        self.write("id,last_login_at\n" + "".join(f"{account},{at}\n" for account, at in rows), "feeds", "all-logins.csv")
        if "all-logins" not in self.read("lapse.yaml"):
            self.replace(r"logins-\{date\}\.csv", "all-logins.csv", "lapse.yaml")

    def everybody(self, at, most=10**6):
        _, rows = self.accounts()
        return [(row["id"], at) for row in rows if row["kind"] == "user"][:most]

    def gates(self):
        return [gate for gate in self.answer("status")["gates"] if gate["what"] == "feed"]

    def test_a_truncated_login_export(self):
        self.one_logins_file(self.everybody("2026-01-04T20:00:00Z"))
        self.lapse("import", "logins")
        self.one_logins_file(self.everybody("2026-01-05T05:00:00Z", most=40))
        done = self.lapse("run", expect=(3, 4))
        self.assertRegex(re.sub(r"\s+", " ", done.stdout), r"not believed: it has 40 rows where [\d,]+ are usual")
        self.assertIn("marking and destructive steps wait: source logins is not believed", re.sub(r"\s+", " ", done.stdout))
        self.assertIn("[source-doubted]", done.stderr)
        self.assertIn("not believed: it has 40 rows", self.lapse("status").stdout)
        self.assertIn("nobody is marked for want of use", self.lapse("status").stdout)
        self.assertTrue(self.gates()[0]["marking"])
        plan = self.answer("plan", expect=(0, 4))
        self.assertEqual([move for move in plan["moves"] if move["rule"] in ("mark-inactive", "delete-inactive")], [])
        self.assertIn("Marking and destructive steps wait", self.lapse("plan", expect=(0, 4)).stdout)
        self.assertIn("believed: source logins", self.lapse("believe", "logins", "--reason", "half is closed").stdout)
        self.assertEqual(self.gates(), [])
        self.assertIn("is not in doubt", self.lapse("believe", "logins", "--reason", "again").stdout)

    def test_an_export_in_which_nobody_ever_signed_in(self):
        name, rows = self.accounts()
        self.lapse("import", "accounts")
        before = self.answer("status")["accounts"]
        self.write_rows(name, [{**row, "last_login_at": ""} for row in rows])
        report = self.answer("import", "accounts", expect=3)["imports"][0]
        self.assertIn("have no last sign-in in it", report["doubt"])
        self.assertEqual((report["result"]["events"], report["result"]["vanished"]), (0, 0))
        self.assertEqual(self.answer("status")["accounts"], before)
        self.assertIn("lapse believe accounts", self.gates()[0]["says"])
        self.write_rows(name, rows)
        self.assertIsNone(self.answer("import", "accounts", expect=(0, 3))["imports"][0]["doubt"])
        self.assertEqual(self.gates(), [])

    def test_dates_of_1970_and_2099(self):
        self.one_logins_file(self.everybody("2026-01-04T20:00:00Z", most=200))
        self.lapse("import", "logins", expect=(0, 3))
        wrong = self.everybody("1970-01-01T00:00:00Z", most=3) + self.everybody("2099-01-01T00:00:00Z", most=6)[3:]
        self.one_logins_file(wrong + self.everybody("2026-01-04T22:00:00Z", most=200)[6:])
        report = self.answer("import", "logins", expect=3)["imports"][0]
        self.assertEqual(report["rejected"], 6)
        self.assertIn("6 rows of 200 have dates that cannot be", report["doubt"])
        self.one_logins_file(self.everybody("1970-01-01T00:00:00Z", most=200))
        done = self.lapse("import", "logins", expect=4)
        self.assertIn("200 for dates that cannot be; nothing was imported", re.sub(r"\s+", " ", done.stdout))

    def test_a_login_feed_that_has_grown_old(self):
        self.lapse("run", "-q", expect=(0, 3, 4))
        for day in ("2026-01-08T06:30:00Z", "2026-01-09T06:30:00Z", "2026-02-20T06:30:00Z"):
            done = self.lapse("run", "--as-of", day, expect=(3, 4))
        text = re.sub(r"\s+", " ", done.stdout)
        self.assertIn("marking and destructive steps wait: the feed of logins is stale", text)
        self.assertRegex(text, r"[1-9][\d,]* warned")
        moved = [move["rule"] for move in self.answer("plan", expect=(0, 4))["moves"]]
        self.assertNotIn("mark-inactive", moved)

    def test_nobody_is_believed_without_a_reason(self):
        self.assertIn("--reason", self.lapse("believe", "logins", expect=64).stderr)
        self.assertIn("did you mean 'logins'?", self.lapse("believe", "login", "--reason", "r", expect=64).stderr)


class Corrections(support.Story):
    def test_one_person_asks_and_does_not_approve(self):
        account = self.answer("plan", expect=(0, 4))["warnings"][0]["account"]
        created = self.answer("explain", account)["created"]
        asked = self.lapse("correct", account, "--last-used", created, "--reason", "a monitor signed in")
        self.assertIn("correction 1 waits: 1 account, sha256:", asked.stdout)
        self.assertIn("lapse correct --approve 1 --reason REASON", asked.stdout)
        refused = self.lapse("correct", "--approve", "1", "--reason", "it is so", expect=77)
        self.assertIn("another person has to approve it", refused.stderr)
        self.assertNotEqual(self.answer("explain", account)["last_used"], created)
        self.sql("UPDATE correction SET asked_by = 'uid 1 (jo)'")
        done = self.answer("correct", "--approve", "1", "--reason", "looked at the logs")
        self.assertEqual((done["state"], done["accounts"], done["left_alone"]), ("done", 1, []))
        explained = self.answer("explain", account)
        self.assertEqual(explained["last_used"], created)
        self.assertIn("correction (number 1)", explained["story"][-1])
        self.assertEqual(self.answer("verify")["findings"], [])

    def test_a_file_of_them_is_taken_whole_or_not_at_all(self):
        warned = [line["account"] for line in self.answer("plan", expect=(0, 4))["warnings"][:2]]
        created = [self.answer("explain", account)["created"] for account in warned]
        self.write("id,last_used\n" + "".join(f"{a},{at}\n" for a, at in zip(warned, created)), "wrong.csv")
        asked = self.answer("correct", "--from", self.path("wrong.csv"), "--reason", "a monitor signed in")
        self.assertEqual((asked["correction"], asked["state"], asked["accounts"]), (1, "waits", 2))
        self.write(f"id,last_used\n{warned[0]},{created[0]}\n{warned[1]},yesterday\n", "wrong.csv")
        refused = self.lapse("correct", "--from", self.path("wrong.csv"), "--reason", "r", expect=64)
        self.assertIn("wrong.csv:3: ", refused.stderr)

    def test_what_is_missing_is_asked_for(self):
        self.assertIn("--reason", self.lapse("correct", "A000001", expect=64).stderr)
        self.assertIn("--last-used", self.lapse("correct", "A000001", "--reason", "r", expect=64).stderr)
        self.assertIn("--from FILE", self.lapse("correct", "--reason", "r", expect=64).stderr)
        self.assertIn("there is no correction 9", self.lapse("correct", "--approve", "9", "--reason", "r", expect=64).stderr)


class Clocks(support.Story):
    """The trial's database, made to live in real time."""

    def live(self, last_as_of):
        self.sql(f"UPDATE engine SET simulated = 0, last_as_of = {last_as_of}")

    def test_a_last_run_that_has_not_come(self):
        self.live(2153728800)  # in 2038
        done = self.lapse("run", expect=1)
        self.assertIn("time went backwards: the last pass was at 2038-", done.stderr)
        self.assertIn("lapse acknowledge-gap --clock-was-ahead --reason REASON", done.stderr)
        self.lapse("import", expect=1)
        self.assertIn("time went backwards", self.lapse("status").stdout)
        self.assertIn("--clock-was-ahead too", self.lapse("acknowledge-gap", "--reason", "r", expect=64).stderr)
        done = self.lapse("acknowledge-gap", "--clock-was-ahead", "--reason", "clock chip")
        self.assertIn("runs go on from here", done.stdout)
        self.assertNotIn("time went backwards", self.lapse("run", expect=(3, 4)).stderr)
        self.lapse("acknowledge-gap", "--clock-was-ahead", "--reason", "again", expect=64)

    def test_a_long_gap_is_a_pause_or_a_jump(self):
        self.live(1700000000)
        done = self.lapse("run", expect=(1, 3, 4))
        if done.returncode == 1:  # no time server here
            self.assertIn("no time server vouches for the clock of this machine", done.stderr)
            self.assertEqual(self.answer("status")["last_as_of"], "2023-11-14T22:13:20Z")
        self.lapse("acknowledge-gap", "--reason", "the trial was asleep")
        self.lapse("run", expect=(3, 4))
        self.assertNotIn("gap", [gate["what"] for gate in self.answer("status")["gates"]])


if __name__ == "__main__":
    unittest.main()
