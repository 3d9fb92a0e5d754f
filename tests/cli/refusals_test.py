"""Bad input of every kind: the right exit code, a message that helps, and nothing on standard output."""

import os
import subprocess
import unittest

import databases
import support

NOBODY = 65534


class WithoutTrial(unittest.TestCase):
    def refused(self, code, message, *words, **more):
        done = support.run(*words, **more)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertIn(message, done.stderr)
        self.assertEqual(done.stdout, "")

    def test_usage(self):
        self.refused(64, "did you mean 'lapse plan'?", "paln")
        self.refused(64, "did you mean '--dry-run'?", "run", "--dryrun")
        self.refused(64, "'lapse help' lists the commands")
        self.refused(64, "ACCOUNT is missing", "explain")

    def test_a_named_configuration_that_is_missing(self):
        self.refused(78, "/nowhere/lapse.yaml:1:1: cannot be read: No such file or directory", "status")
        self.refused(78, "other.yaml:1:1: cannot be read", "status", "--config", "other.yaml")

    def test_help_and_version_need_nothing(self):
        for words in (["--help"], ["help"], ["run", "-h"], ["help", "run"], ["--version"]):
            done = support.run(*words)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertTrue(done.stdout)


class InATrial(support.Story):
    def refused(self, code, message, *words, **more):
        done = self.lapse(*words, expect=code, **more)
        self.assertIn(message, done.stderr)
        self.assertEqual(done.stdout, "")

    def test_a_configuration_that_others_can_write(self):
        os.chmod(self.config, 0o666)
        self.refused(78, f"chmod go-w {self.config}", "plan")

    def test_a_policy_that_others_can_write(self):
        os.chmod(self.path("policy/nas.yaml"), 0o664)
        self.refused(65, f"chmod go-w {self.path('policy/nas.yaml')}", "run")

    def test_a_configuration_with_an_unknown_key(self):
        self.replace("^rejects:", "rejcts:", "lapse.yaml")
        self.refused(78, "did you mean 'rejects'?", "plan")

    def test_a_policy_with_errors(self):
        self.replace("^    warn: ", "    warm: ", "policy/nas.yaml")
        self.refused(65, "did you mean 'warn'?", "run")
        problems = self.answer("check", expect=65)["problems"]
        self.assertIn("unknown key 'warm'", [problem["message"] for problem in problems])
        place = next(problem for problem in problems if "warm" in problem["message"])
        self.assertEqual((place["file"], place["column"]), (self.path("policy/nas.yaml"), 5))

    def test_a_policy_that_changed_without_a_new_edition(self):
        self.lapse("run", "-q", expect=(0, 3, 4))
        self.replace("after: 90 days since last_used", "after: 80 days since last_used", "policy/nas.yaml")
        self.refused(78, "a change needs a new number", "run")

    def test_a_template_that_shows_what_there_is_not(self):
        os.mkdir(self.path("texts"))
        self.write("Subject: Hello\n\nDear {{nmae}}, on {{date}}\n", "texts", "soon-inactive.txt")
        self.replace("^rejects:", "templates: texts\nrejects:", "lapse.yaml")
        self.refused(78, "nmae", "check")

    def test_missing_holidays(self):
        os.remove(self.path("holidays/england-and-wales.json"))
        self.refused(65, "england-and-wales.json:1:1: cannot be read", "check")

    def test_holidays_that_end_soon_are_a_warning(self):
        self.write('{"england-and-wales": {"events": [{"date": "2020-01-01"}]}}', "holidays/england-and-wales.json")
        self.assertIn("warning: the last holiday it knows is 2020-01-01", self.lapse("check").stderr)

    def test_another_instant_in_real_time(self):
        self.new_database("real")
        self.lapse("init")
        self.refused(64, "this database lives in real time", "run", "--as-of", "2026-01-05T06:30:00Z")
        self.lapse("run", "--dry-run", "--as-of", "2026-01-05T06:30:00Z", expect=(0, 4))

    def test_back_in_time(self):
        self.refused(64, "time does not go back", "run", "--as-of", "2025-01-05T06:30:00Z")

    def test_no_instant(self):
        self.refused(64, "'yesterday' is not an instant", "plan", "--as-of", "yesterday")

    def test_a_daemon_on_a_simulated_clock(self):
        self.refused(78, "this database has a simulated clock", "daemon")

    def test_no_database(self):
        missing = self.no_database("none")
        done = self.lapse("status", expect=(1, 69))
        self.assertIn(databases.name(missing), done.stderr)

    @unittest.skipUnless(databases.A_FILE, "the files of a server are its own")
    def test_a_database_that_cannot_be_written(self):
        self.replace("^tombstone_key_file: .*$", "", "lapse.yaml")  # that user may not read it either
        self.replace("^purge_record: .*$", "", "lapse.yaml")
        user = {"user": NOBODY} if os.geteuid() == 0 else {}
        if user and subprocess.run(["test", "-x", support.LAPSE], check=False, **user).returncode != 0:
            self.skipTest("another user cannot reach the binary")
        os.chmod(self.path("lapse.db"), 0o444)
        os.chmod(self.folder, 0o555)
        self.addCleanup(os.chmod, self.folder, 0o755)
        done = self.lapse("run", expect=(1, 69), **user)
        self.assertIn("lapse.db", done.stderr)

    def test_no_rule_and_no_account_of_that_name(self):
        self.refused(64, "did you mean 'mark-inactive'?", "replay", "missed", "mark-inactiv")
        self.refused(64, "no account has the id 'nobody'", "replay", "missed", "mark-inactive", "--account", "nobody")
        self.refused(64, "did you mean 'missed'?", "replay", "mised", "mark-inactive")

    def test_a_gap_is_acknowledged_with_a_reason(self):
        self.refused(64, "--reason", "acknowledge-gap")
        self.assertIn("no gap waits", self.lapse("acknowledge-gap", "--reason", "none").stdout)

    def test_a_long_pause_is_recorded_and_acknowledged(self):
        self.lapse("run", "-q", expect=(0, 3, 4))
        self.lapse("run", "-q", "--as-of", "2026-01-08T06:30:00Z", expect=(0, 3, 4))
        self.assertIn("gap", [gate["what"] for gate in self.answer("status")["gates"]])
        done = self.answer("acknowledge-gap", "--reason", "server moved")
        self.assertEqual([gap["from"] for gap in done["acknowledged"]], ["2026-01-05T06:30:00Z"])
        self.assertNotIn("gap", [gate["what"] for gate in self.answer("status")["gates"]])


class Sources(support.Story):
    def outcome(self, source, answer):
        return next(one for one in answer["sources"] if one["source"] == source)

    def test_a_source_that_the_configuration_does_not_have(self):
        done = self.lapse("import", "account", expect=64)
        self.assertIn("did you mean 'accounts'?", done.stderr)

    def test_a_missing_file_does_not_keep_the_others_out(self):
        os.remove(self.path("feeds/organisations.csv"))
        done = self.lapse("import", "organisations", "logins", expect=3)
        self.assertIn("organisations.csv", done.stderr)
        self.assertIn("logins", done.stdout)

    def test_a_run_goes_on_without_a_source(self):
        for name in self.feeds("logins"):
            os.remove(self.path("feeds", name))
        done = self.lapse("run", expect=(3, 4))
        self.assertIn("source logins", done.stderr)
        self.assertEqual(self.answer("status")["last_as_of"], "2026-01-05T06:30:00Z")

    def test_a_file_that_ends_inside_a_quoted_field_is_not_used_at_all(self):
        name = os.path.join("feeds", self.feeds("accounts")[0])
        self.write(self.read(name) + '"A9', name)
        done = self.lapse("import", "accounts", expect=3)
        self.assertIn("not", done.stdout)
        self.assertIn(os.path.basename(name), done.stderr)

    def test_a_file_of_which_most_is_missing_is_stopped_by_the_guard(self):
        name = os.path.join("feeds", self.feeds("accounts")[0])
        self.write("".join(self.read(name).splitlines(keepends=True)[:100]), name)
        done = self.lapse("import", "accounts", expect=4)
        self.assertIn("would vanish", done.stderr)

    def test_a_bad_row_is_rejected_and_kept_for_a_person(self):
        name = os.path.join("feeds", self.feeds("logins")[0])
        self.write(self.read(name) + "A1,yesterday\n", name)
        done = self.lapse("import", "logins", expect=3)
        self.assertIn("rejected", done.stdout)
        rejects = os.listdir(self.path("rejects"))
        self.assertEqual(len(rejects), 1)
        self.assertIn("yesterday", self.read("rejects", rejects[0]))
        self.assertEqual(os.stat(self.path("rejects", rejects[0])).st_mode & 0o077, 0)

    def test_check_names_a_database_that_cannot_be_without_repeating_its_password(self):
        for url, says in (("postgresql://lapse:hunter2@db/x", "a password has no place in a URL"),
                          ("mariadb://lapse@far/x?tls=off", "tls=off is for this machine only"),
                          ("oracle:x", "is not known")):
            self.replace("^database: .*$", f'database: "{url}"', "lapse.yaml")
            done = self.lapse("check", expect=78)
            self.assertIn("lapse.yaml:2:11: ", done.stderr)
            self.assertIn(says, done.stderr)
            self.assertNotIn("hunter2", done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
