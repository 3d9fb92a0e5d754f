"""A plan is saved, refused, approved, applied and applied again, with the real binary.

Several people are told apart in tests/engine/approval_test.cpp. Here root speaks for others, as sudo does; anybody else
stays one person, and is refused.
"""

import glob
import os
import unittest

import support

SPEAKS_FOR_OTHERS = os.getuid() < 1000
FIRST_NIGHT = "2026-01-05T06:30:00Z"


def as_person(uid):
    return {"SUDO_UID": str(uid)}


class Approvals(support.Story):
    def only_one_notice_a_day(self):
        self.replace("50 notices or 5 percent", "1 notices or 0.001 percent", "policy/nas.yaml")
        self.replace("^edition: 3$", "edition: 4", "policy/nas.yaml")

    def refused(self, code, message, *words, **more):
        done = self.lapse(*words, expect=code, **more)
        self.assertIn(message, done.stderr)
        self.assertEqual(done.stdout, "")

    def save(self, *words, uid=2000, expect=(0, 4)):
        return self.answer("plan", "--save", "--rule", "mark-inactive", *words, expect=expect,
                           environment=as_person(uid))

    def answer(self, *words, expect=0, **more):
        import json
        return json.loads(self.lapse(*words, "--json", expect=expect, **more).stdout)

    def test_what_a_guard_stopped_is_told_and_passes_with_the_approval_of_others(self):
        self.only_one_notice_a_day()
        night = self.lapse("run", expect=4)
        self.assertIn("lapse plan --save --rule mark-inactive", night.stdout)
        self.assertIn("lapse plan --save --rule mark-inactive", night.stderr)
        stopped = {one["rule"]: one for one in self.answer("status")["stopped"]}
        self.assertEqual(stopped["mark-inactive"]["told"], "handed")
        self.assertIn("lapse approve", stopped["mark-inactive"]["to_pass"])
        alerts = [text for text in self.mails() if "A guard of nas-account-lifecycle stopped" in text]
        self.assertEqual(len(alerts), len(stopped))
        self.assertTrue(all("duty-manager@nhs.example" in text for text in alerts))
        self.lapse("run", "--as-of", "2026-01-05T06:31:00Z", "-q", expect=4)
        self.assertEqual(len([text for text in self.mails() if "A guard of" in text]), len(alerts))

        plan = self.save("--as-of", "2026-01-05T06:32:00Z", expect=4)
        name = plan["saved"]["plan"]
        self.assertEqual(name, "P1")
        self.refused(4, "0 of the 2 approvals", "apply", name, "--as-of", "2026-01-05T06:33:00Z")
        self.refused(4, "0 of the 2 approvals", "apply", name, "--as-of", "2026-01-05T06:33:00Z", "--dry-run")
        self.refused(77, "nobody approves what they asked for", "approve", name, "--reason", "me", environment=as_person(2000))
        self.refused(64, "--reason", "approve", name)
        self.refused(64, "no plan is saved as P9", "approve", "P9", "--reason", "x")
        self.refused(64, "is no name of a saved plan", "apply", "mark-inactive")
        if not SPEAKS_FOR_OTHERS:
            self.refused(77, "nobody approves what they asked for", "approve", name, "--reason", "x", environment=as_person(2001))
            return
        first = self.answer("approve", name, "--reason", "a site closes", environment=as_person(2001))
        self.assertEqual((first["approvals"], first["approvers"]), (1, 2))
        self.refused(77, "somebody else", "approve", name, "--reason", "again", environment=as_person(2001))
        done = self.lapse("approve", name, "--reason", "a site closes", environment=as_person(2002))
        self.assertIn("it has 2 of 2 approvals", done.stdout)
        self.assertIn("2 of 2 approvals: lapse apply P1", self.lapse("status").stdout)

        applied = self.answer("apply", name, "--as-of", "2026-01-05T06:34:00Z")
        self.assertEqual(applied["application"]["accounts"], plan["saved"]["accounts"])
        self.assertEqual(applied["run"]["warned"], plan["saved"]["accounts"])
        self.assertTrue(applied["application"]["approved_past"])
        self.assertEqual(self.answer("status")["plans"], [])
        self.assertEqual(self.answer("verify")["findings"], [])

    def test_an_approval_ends_with_the_clock(self):
        if not SPEAKS_FOR_OTHERS:
            self.refused(64, "no plan is saved as P1", "approve", "P1", "--reason", "x")
            return
        self.only_one_notice_a_day()
        self.lapse("run", "-q", expect=4)
        name = self.save()["saved"]["plan"]
        for uid in (2001, 2002):
            self.lapse("approve", name, "--reason", "x", environment=as_person(uid))
        self.lapse("run", "--as-of", "2026-01-06T06:29:00Z", "-q", expect=4)
        self.refused(4, "0 of the 2 approvals", "apply", name, "--as-of", "2026-01-06T06:30:00Z")

    def test_who_signed_in_drops_out_by_name_and_a_second_apply_says_so(self):
        plan = self.save("--as-of", FIRST_NIGHT)
        accounts = [line["account"] for line in plan["warnings"]]
        self.assertGreater(len(accounts), 2)
        with open(self.path("feeds", "logins-2026-01-05.csv"), "w", encoding="utf-8") as file:
            file.write(f"id,last_login_at\n{accounts[1]},2026-01-05T06:00:00Z\n")
        self.sql(f"UPDATE account SET version = version + 1 WHERE id = '{accounts[0]}'")
        before = self.answer("verify"), self.answer("status")["runs"], self.answer("status")["plans"]
        tried = self.answer("apply", "p1", "--as-of", FIRST_NIGHT, "--dry-run")
        self.assertEqual([line["account"] for line in tried["warnings"]], accounts[1:])
        self.assertEqual((tried["application"]["dropped_out"], tried["application"]["dropped"]), (1, accounts[:1]))
        said = self.lapse("apply", "P1", "--as-of", FIRST_NIGHT, "--dry-run", "-v").stdout
        self.assertIn(f"plan P1: {len(accounts) - 1} of {len(accounts)} accounts would be carried out\n"
                      f"  mark-inactive warns {len(accounts) - 1}\n", said)
        self.assertIn(f"1 account would drop out: changed since, or not due any more:\n    {accounts[0]}\n", said)
        self.assertEqual((self.answer("verify"), self.answer("status")["runs"], self.answer("status")["plans"]), before)
        self.sql(f"UPDATE account SET version = version - 1 WHERE id = '{accounts[0]}'")
        done = self.lapse("apply", "p1", "--as-of", FIRST_NIGHT, "-v", expect=(0, 3))
        self.assertIn(f"1 account dropped out: changed since, or not due any more:\n    {accounts[1]}\n", done.stdout)
        self.assertEqual(self.answer("status")["runs"][0]["warned"], len(accounts) - 1)
        self.assertIn("nothing was done now", self.lapse("apply", "P1", "--dry-run").stdout)
        again = self.lapse("apply", "P1")
        self.assertIn("plan P1 was applied before, by run 1; nothing was done now", again.stdout)
        self.assertEqual(len(self.answer("status")["runs"]), 1)
        self.refused(1, "was carried out already", "approve", "P1", "--reason", "late", environment=as_person(2001))

    def test_a_dry_run_is_refused_where_no_night_may_begin(self):
        name = self.save("--as-of", FIRST_NIGHT)["saved"]["plan"]
        apply = ("apply", name, "--no-import", "--as-of", FIRST_NIGHT)
        self.lapse(*apply, "--dry-run")
        configuration = self.read("lapse.yaml")
        self.replace("^purge_record: .*$", "", "lapse.yaml")
        for how in ((), ("--dry-run",)):
            self.refused(4, "the configuration names none", *apply, *how)
        self.write(configuration, "lapse.yaml")
        self.lapse("run", "--no-import", "--as-of", "2026-01-05T06:31:00Z", "-q", expect=(0, 3))
        for how in ((), ("--dry-run",)):
            self.refused(64, "time does not go back", *apply, *how)

    def test_a_dry_run_is_refused_by_a_clock_that_went_back(self):
        self.new_database("real-time")
        self.lapse("init")
        name = self.save()["saved"]["plan"]
        self.lapse("apply", name, "--dry-run")
        self.sql("UPDATE engine SET last_as_of = 9999999999")
        for how in ((), ("--dry-run",)):
            self.refused(1, "time went backwards", "apply", name, "--no-import", *how)

    def test_a_plan_that_is_saved_is_only_written_down(self):
        self.save()
        self.assertEqual(self.answer("status")["runs"], [])
        self.assertFalse(os.path.exists(self.path("mail")))
        self.refused(64, "did you mean 'mark-inactive'?", "plan", "--save", "--rule", "mark-inactve")
        self.refused(64, "leave out --save", "plan", "--save", "--policy", "policy/nas.yaml")

    def mails(self):
        texts = []
        for name in glob.glob(self.path("mail", "new", "*")):
            with open(name, encoding="utf-8") as file:
                texts.append(file.read())
        return texts


if __name__ == "__main__":
    unittest.main()
