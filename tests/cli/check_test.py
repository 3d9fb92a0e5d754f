#!/usr/bin/env python3
"""What `lapse check` says of a policy before it is put in force, and against the edition that is."""

import datetime
import json
import re
import unittest

import support

SHORTER = "after: 30 days since last_used"


class Check(support.Story):
    def change(self, pattern, replacement):
        self.replace(pattern, replacement, "policy/nas.yaml")

    def problems(self, *options, expect=0):
        return self.answer("check", *options, expect=expect)["problems"]

    def test_the_trial_has_no_problem(self):
        self.assertEqual(self.problems(), [])

    def test_a_sentence_that_disagrees_is_refused_by_check_and_kept_by_a_run(self):
        self.change("not used for 90 days becomes", "not used for 80 days becomes")
        problem, = self.problems(expect=65)
        self.assertEqual((problem["severity"], problem["message"]),
                         ("error", "the sentence says '80 days', the rule does not"))
        self.lapse("plan", "-q")

    def test_a_warning_alone_is_no_error(self):
        self.change("A leaver with no new organisation", "A leaver, inactive or not,")
        problem, = self.problems()
        self.assertEqual(problem["severity"], "warning")
        done = self.lapse("check")
        self.assertIn(": warning: the sentence names 'inactive'", done.stderr)
        self.assertIn(": OK\n", done.stdout)

    def test_all_problems_come_at_once_and_in_the_order_of_the_file(self):
        self.change("not used for 90 days becomes", "not used for 80 days becomes")
        self.change("^    - { count: purged,", "    - { count: prged,")
        self.change("notice: 14 days", "notice: 14")
        self.change("^  look: every day", "  look: each day")
        problems = self.problems(expect=65)
        places = [(problem["line"], problem["column"]) for problem in problems]
        self.assertEqual(places, sorted(places))
        said = "\n".join(problem["message"] for problem in problems)
        for part in ("'each day at 06:30'", "80 days", "'14' is a number without a unit", "cannot count 'prged'"):
            self.assertIn(part, said)

    def test_a_window_that_never_opens(self):
        self.change("delete: Monday to Thursday", "delete: Tuesday")
        first = datetime.date(2020, 1, 7)
        days = [str(first + datetime.timedelta(weeks=week)) for week in range(52 * 30)]
        self.write(json.dumps({"england-and-wales": {"events": [{"date": day} for day in days]}}),
                   "holidays/england-and-wales.json")
        problem, = self.problems(expect=65)
        self.assertEqual(problem["message"], "this window never opens: all its days of a year are holidays")
        self.assertEqual((problem["line"], problem["column"]), (10, 11))

    def test_the_timeline(self):
        done = self.lapse("check", "--timeline")
        self.assertIn("    day  182  delete-inactive: inactive -> deleted\n", done.stdout)
        self.assertIn("  proved   no way leads to a destructive state without a warning\n", done.stdout)
        timeline = self.answer("check", "--timeline")["timeline"]
        self.assertIs(timeline["proved"], True)
        deleted, purged = timeline["endings"]
        self.assertEqual((deleted["alone"]["days"], purged["alone"]["days"]), (182, 213))
        self.assertEqual(deleted["decided"]["steps"][0]["by"], "leaver")
        self.assertGreater(deleted["at_the_latest"], 182)
        self.assertNotIn("timeline", self.answer("check"))

    def test_a_timeline_that_proves_too_little_is_a_story(self):
        self.change(r"^  leaver:  \{ from: \[active, inactive\], to: leaver,", "  leaver:  { from: inactive, to: deleted,")
        done = self.lapse("check", "--timeline", expect=65)
        self.assertIn("  NOT SO   no way leads to a destructive state without a warning\n"
                      "           an account becomes 'deleted' without a warning:\n"
                      "    day    0  last use, in active\n"
                      "    day   61  mark-inactive warns, 30 days before; again on day 77, 84 and 90\n"
                      "    day   91  mark-inactive: active -> inactive\n"
                      "    day   91  somebody decides: leaver: inactive -> deleted, by nas_team or local_admin\n",
                      done.stdout)
        answer = self.answer("check", "--timeline", expect=65)
        self.assertIs(answer["ok"], False)
        self.assertEqual([step["day"] for step in answer["timeline"]["unwarned"][0]["steps"]], [91, 91])

    def test_a_timeline_of_a_policy_alone(self):
        done = support.run("check", "--timeline", self.path("policy/nas.yaml"), cwd=self.path("feeds"),
                           environment={"LAPSE_CONFIG": ""})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("on day 185 at the latest", done.stdout)
        self.assertIn("no holidays are known", done.stderr)

    def test_a_policy_that_cannot_be_carried_out_has_no_timeline(self):
        self.change("^    warn: ", "    warm: ")
        self.assertNotIn("Timeline", self.lapse("check", "--timeline", expect=65).stdout)
        self.assertNotIn("timeline", self.answer("check", "--timeline", expect=65))

    def in_force(self):
        self.lapse("run", "-q", expect=(0, 3, 4))

    def test_the_edition_in_force_is_no_problem(self):
        self.in_force()
        self.assertEqual(self.problems("--connect"), [])

    def test_a_content_that_changed_without_a_new_edition(self):
        self.in_force()
        self.change('meaning: "in use"', 'meaning: "in good use"')
        problem, = self.problems("--connect", expect=65)
        self.assertEqual(problem["message"],
                         "edition 3 is in force with another content; a change needs a new number")
        self.assertEqual(problem["help"], "write 'edition: 4'")
        self.assertEqual(problem["line"], 3)
        self.assertEqual(self.problems(), [])  # without a database nobody knows

    def test_an_older_edition(self):
        self.in_force()
        self.change("^edition: 3", "edition: 2")
        problem, = self.problems("--connect", expect=65)
        self.assertEqual(problem["message"], "edition 3 is in force; this one is older")

    def test_a_period_that_gets_shorter_is_a_warning_with_the_accounts_it_moves(self):
        self.in_force()
        due = self.answer("status")["accounts"]
        self.change("^edition: 3", "edition: 4")
        self.change("not used for 90 days becomes", "not used for 30 days becomes")
        self.change("after: 90 days since last_used", SHORTER)
        problem, = self.problems("--connect")
        self.assertEqual(problem["severity"], "warning")
        said = re.fullmatch(r"a period of 'mark-inactive' gets shorter, 90 to 30 days since last_used: "
                            r"([0-9,]+) accounts come due by it today", problem["message"])
        self.assertTrue(said, problem["message"])
        number = int(said[1].replace(",", ""))
        self.assertGreater(number, 0)
        self.assertLess(number, sum(due.values()))

    def test_a_period_that_gets_longer_is_none(self):
        self.in_force()
        self.change("^edition: 3", "edition: 4")
        self.change("not used for 90 days becomes", "not used for 95 days becomes")
        self.change("after: 90 days since last_used", "after: 95 days since last_used")
        self.assertEqual(self.problems("--connect"), [])


if __name__ == "__main__":
    unittest.main()
