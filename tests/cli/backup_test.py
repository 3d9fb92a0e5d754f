#!/usr/bin/env python3
"""An older copy of the database is put back: the record of purges, which lies outside of it, says whom it brings back."""

import os
import shutil
import unittest

import databases
import support

REASON = ("--reason", "restored last month's backup, INC-7")


class Backup(support.Story):
    def setUp(self):
        super().setUp()
        self.copies = 0

    def copy(self):
        """What a backup of the database is, and nothing else of the trial."""
        if databases.A_FILE:
            self.copies += 1
            names = [name for name in os.listdir(self.folder) if name.startswith("lapse.db")]
            for name in names:
                shutil.copy(self.path(name), self.path(f"copy{self.copies}-{name}"))
            return names
        url = databases.url("copy")
        self.addCleanup(databases.drop, url)
        databases.copy(self.url(), url)
        return url

    def put_back(self, copy):
        if databases.A_FILE:
            for name in [name for name in os.listdir(self.folder) if name.startswith("lapse.db")]:
                os.remove(self.path(name))
            for name in copy:
                shutil.copy(self.path(f"copy1-{name}"), self.path(name))
        else:
            support.configure(self.config, copy)

    def url(self):
        return next(line.partition(": ")[2] for line in self.read("lapse.yaml").splitlines() if line.startswith("database: "))

    def night(self):
        self.lapse("run", "-q", expect=(0, 3, 4))

    def purge_somebody(self):
        """Nights until the first purge; returns the copy of the evening before, and the ids of those who are purged."""
        self.sql("UPDATE account SET state_since = state_since - 2592000, idle_since = idle_since - 2592000, idle_floor = 0"
                 " WHERE state = 'deleted'")
        self.night()
        copy = self.copy()
        for _ in range(30):
            self.night()
            if self.answer("status")["accounts"].get("purged", 0) > 0:
                break
        purged = self.answer("status")["accounts"]["purged"]
        self.assertGreater(purged, 0)
        return copy, purged

    def test_an_old_backup_stops_everything_until_its_people_are_purged_again(self):
        copy, purged = self.purge_somebody()
        self.assertEqual(self.read("purges.record").count("\npurged "), purged)
        self.assertNotIn("@", self.read("purges.record"))
        self.assertEqual(self.answer("verify")["findings"], [])
        self.assertIsNone(self.answer("status")["purge_record"])
        self.put_back(copy)

        mails = sorted(os.listdir(self.path("mail", "new")))
        for words in (("run",), ("import",), ("deliver",)):
            refused = self.lapse(*words, expect=4).stderr
            self.assertIn("this database is an older copy, or a new one", refused)
            self.assertIn("lapse purge-again --reason R", refused)
        self.assertIn("older copy", self.answer("status")["purge_record"])
        self.assertIn("attention: this database is an older copy", self.lapse("status").stdout)
        self.assertTrue(any("older copy" in one for one in self.answer("attention", expect=3)["attention"]))
        self.assertTrue(any("older copy" in one for one in self.answer("verify", expect=3)["findings"]))
        self.assertIn("record of purges cannot be used", self.lapse("check", "--connect", expect=69).stderr)

        named = self.answer("purge-again", "--dry-run")
        self.assertEqual((len(named["accounts"]), named["unknown"], named["dry_run"]), (purged, 0, True))
        self.assertEqual(self.answer("status")["accounts"].get("purged", 0), 0)
        self.assertIn("--reason", self.lapse("purge-again", expect=64).stderr)
        done = self.lapse("purge-again", *REASON)
        self.assertIn(f"purged again: {purged} account", done.stdout)
        for account in named["accounts"]:
            self.assertIn(f"  {account}\n", done.stdout)
            explained = self.answer("explain", account)
            self.assertEqual((explained["state"], explained["email"]), ("purged", ""))
            self.assertIn("erased again", explained["story"][-1])
        self.assertEqual(sorted(os.listdir(self.path("mail", "new"))), mails, "nobody is told")
        self.assertEqual(self.answer("verify")["findings"], [])
        self.assertIn("nobody has to be purged again", self.lapse("purge-again", *REASON).stdout)
        self.lapse("check", "--connect")
        self.night()
        self.assertEqual(self.answer("verify")["findings"], [])

    def test_a_new_database_recognises_them_all_the_same(self):
        _, purged = self.purge_somebody()
        if databases.A_FILE:
            self.put_back([])
        else:
            self.new_database("new")
        self.lapse("init", "--simulated-clock", "2026-02-05T00:00:00Z")
        self.assertIn("a new one", self.lapse("import", expect=4).stderr)
        done = self.answer("purge-again", *REASON)
        self.assertEqual((done["accounts"], done["unknown"]), ([], purged))
        imported = self.answer("import", expect=(0, 3))
        accounts = next(one for one in imported["imports"] if one["source"] == "accounts")
        self.assertEqual(accounts["result"]["recreated"], purged)

    def test_a_record_that_is_not_the_newest_is_refused(self):
        self.night()
        old = self.read("purges.record")
        self.purge_somebody()
        new = self.read("purges.record")
        self.write(old, "purges.record")
        self.assertIn("is not the record of this database, or an older copy of it", self.lapse("run", expect=4).stderr)
        os.remove(self.path("purges.record"))
        self.assertIn("put it back", self.lapse("run", expect=4).stderr)
        self.write(new.replace("run ", "run 1", 1), "purges.record")
        self.assertIn("is not as it was written", self.lapse("run", expect=78).stderr)
        self.write(new, "purges.record")
        self.night()
        self.replace("^purge_record: .*$", "", "lapse.yaml")
        self.assertIn("write 'purge_record: PATH'", self.lapse("run", expect=4).stderr)

    def test_a_record_that_is_lost_is_begun_anew(self):
        _, purged = self.purge_somebody()
        os.remove(self.path("purges.record"))
        self.assertIn("a new record of purges is begun", self.lapse("purge-again", "--begin-anew", *REASON).stdout)
        self.assertEqual(self.read("purges.record").count("\npurged "), purged)
        self.night()

    def test_whoever_cannot_read_the_key_is_told_so_and_finds_nothing_wrong(self):
        self.night()
        status = self.answer("status")
        self.assertEqual((status["purge_record_agrees"], status["purge_record"]), (True, None))
        os.rename(self.path("tombstone.key"), self.path("elsewhere.key"))
        status = self.answer("status")
        self.assertIsNone(status["purge_record_agrees"])
        self.assertIn("was not looked at", status["purge_record"])
        self.assertNotIn("attention: the record", self.lapse("status").stdout)
        self.assertNotIn("\nlapse_purge_record_agrees ", self.lapse("status", "--metrics").stdout)
        verified = self.answer("verify")
        self.assertEqual(verified["findings"], [])
        self.assertIn("was not looked at", verified["not_looked_at"])
        self.assertIn("was not looked", self.lapse("verify").stdout)

    def test_a_record_needs_its_key(self):
        self.replace("^tombstone_key_file: .*$", "", "lapse.yaml")
        self.assertIn("the record of purges has digests under a key", self.lapse("check", expect=78).stderr)
        self.replace("^purge_record: .*$", "tombstone_key_file: tombstone.key", "lapse.yaml")
        self.lapse("check")
        self.assertIn("purge_record: PATH", self.lapse("purge-again", "--dry-run", expect=78).stderr)


if __name__ == "__main__":
    unittest.main()
