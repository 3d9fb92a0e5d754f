"""The trial of README, from init to the proof that the journal is whole."""

import os
import tempfile
import unittest

import support

PLAN_KEYS = {"format_version", "as_of", "policy", "plan", "guards", "moves", "warnings", "stopped", "totals"}


class Trial(support.Story):
    def test_a_trial_is_complete_and_closed_to_others(self):
        for name in ("lapse.yaml", "policy/nas.yaml", "policy/nas.test.yaml", "holidays/england-and-wales.json", "feeds/organisations.csv"):
            self.assertTrue(os.path.isfile(self.path(name)), name)
            self.assertEqual(os.stat(self.path(name)).st_mode & 0o022, 0, name)
        self.assertIn("OK", self.lapse("check").stdout)

    def test_a_trial_is_written_under_a_loose_umask_too(self):
        with tempfile.TemporaryDirectory() as holder:
            made = support.run("init", "--sample", os.path.join(holder, "t"), umask=0)
            self.assertEqual(made.returncode, 0, made.stderr)
            checked = support.run("check", "--config", os.path.join(holder, "t", "lapse.yaml"))
            self.assertEqual(checked.returncode, 0, checked.stderr)

    def test_a_trial_needs_an_empty_directory(self):
        made = support.run("init", "--sample", self.folder)
        self.assertEqual(made.returncode, 1)
        self.assertIn("is not empty", made.stderr)

    def test_init_again_changes_nothing(self):
        self.assertIn("nothing to do", self.lapse("init").stdout)
        self.assertEqual(self.answer("init")["migrations"], [])

    def test_the_plan_has_the_keys_of_its_contract(self):
        plan = self.answer("plan", expect=(0, 4))
        self.assertLessEqual(PLAN_KEYS, plan.keys())
        self.assertEqual(plan["policy"]["name"], "nas-account-lifecycle")
        self.assertRegex(plan["policy"]["hash"], "^sha256:[0-9a-f]{64}$")
        self.assertRegex(plan["plan"], "^sha256:[0-9a-f]{64}$")
        self.assertEqual(plan["as_of"], "2026-01-05T06:30:00Z")
        for lines in (plan["moves"], plan["warnings"]):
            order = [(line["account"], line["rule"]) for line in lines]
            self.assertEqual(order, sorted(order))
        self.assertEqual(len(plan["moves"]), sum(plan["totals"]["moves"].values()))
        self.assertEqual(len(plan["warnings"]), sum(plan["totals"]["warnings"].values()))
        self.assertTrue(plan["warnings"], "the trial has somebody to warn on its first night")

    def test_a_plan_writes_nothing(self):
        before = self.state()
        first = self.lapse("plan", expect=(0, 4)).stdout
        self.assertEqual(self.lapse("run", "--dry-run", expect=(0, 4)).stdout, first)
        self.assertEqual(self.state(), before)
        self.assertFalse(os.path.exists(self.path("mail")))

    def state(self):
        status = self.answer("status")
        del status["database"]  # the server's own statistics move by themselves
        return status

    def test_several_nights(self):
        looked_at = []
        for _ in range(5):
            self.lapse("run", "-q", expect=(0, 3, 4))
            looked_at.append(self.answer("status")["last_as_of"])
        self.assertEqual(looked_at, ["2026-01-05T06:30:00Z", "2026-01-05T10:00:00Z", "2026-01-06T06:30:00Z",
                                     "2026-01-06T10:00:00Z", "2026-01-07T06:30:00Z"])
        self.assertTrue(os.listdir(self.path("mail", "new")), "somebody was told")
        status = self.answer("status")
        self.assertEqual([run["status"] for run in status["runs"]], ["finished"] * 5)
        self.assertIsNone(status["lease"])
        self.assertEqual(self.answer("verify")["findings"], [])
        self.assertIn("next look: 2026-01-07T10:00:00Z", self.lapse("status").stdout)

    def test_a_run_that_is_repeated_at_the_same_instant_does_nothing_more(self):
        self.lapse("run", "-q", expect=(0, 3, 4))
        mails = sorted(os.listdir(self.path("mail", "new")))
        again = self.answer("plan", "--as-of", "2026-01-05T06:30:00Z", expect=(0, 4))
        self.assertEqual(again["warnings"], [])
        self.lapse("run", "-q", "--as-of", "2026-01-05T06:30:00Z", expect=(0, 3, 4))
        self.assertEqual(sorted(os.listdir(self.path("mail", "new"))), mails)

    def test_an_account_is_explained_by_id_and_by_address(self):
        account = self.answer("plan", expect=(0, 4))["warnings"][0]["account"]
        answer = self.answer("explain", account)
        self.assertLessEqual({"account", "state", "since", "rules", "next"}, answer.keys())
        row = next(line for line in self.read("feeds", self.feeds("accounts")[0]).splitlines()
                   if line.startswith(account + ","))
        self.assertEqual(self.lapse("explain", row.split(",")[1]).stdout, self.lapse("explain", account).stdout)

    def test_nobody_is_explained_with_help(self):
        done = self.lapse("explain", "nobody@nhs.example", expect=3)
        self.assertEqual(done.stdout, "")
        self.assertIn("no account has the id or the e-mail address 'nobody@nhs.example'", done.stderr)

    def test_a_missed_rule_is_an_ordinary_plan_for_that_rule(self):
        plan = self.answer("replay", "missed", "mark-inactive", "--dry-run", expect=(0, 4))
        rules = {line["rule"] for line in plan["moves"] + plan["warnings"]}
        self.assertLessEqual(rules, {"mark-inactive"})
        self.lapse("replay", "missed", "mark-inactive", "-q", expect=(0, 4))
        again = self.answer("replay", "missed", "mark-inactive", "--dry-run", expect=(0, 4))
        self.assertEqual(again["warnings"], [])

    def test_deliver_has_nothing_left_after_a_run(self):
        self.lapse("run", "-q", expect=(0, 3, 4))
        self.assertEqual(self.answer("deliver")["delivery"]["handed"], 0)


if __name__ == "__main__":
    unittest.main()
