"""`lapse test` as the owner of a policy uses it: the shipped stories, a wrong one, a gap in them, CI's file."""

import json
import os
import shutil
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

import support

POLICIES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "rules", "policies")


class PolicyTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="lapse-story-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        os.chmod(self.folder, 0o755)
        for name in ("nas.yaml", "nas.test.yaml"):
            shutil.copy(os.path.join(POLICIES, name), self.folder)
            os.chmod(os.path.join(self.folder, name), 0o644)

    def file(self, name="nas.test.yaml"):
        return os.path.join(self.folder, name)

    def change(self, what, to, name="nas.test.yaml"):
        with open(self.file(name), encoding="utf-8") as file:
            text = file.read()
        self.assertIn(what, text)
        with open(self.file(name), "w", encoding="utf-8") as file:
            file.write(text.replace(what, to, 1))

    def test_the_shipped_policy_does_what_its_stories_say(self):
        told = support.run("test", self.file(), "--json")
        self.assertEqual(told.returncode, 0, told.stdout)
        answer = json.loads(told.stdout)
        self.assertTrue(answer["ok"])
        self.assertGreaterEqual(len(answer["tests"]), 50)
        self.assertEqual(answer["not_seen"], [])

    def test_a_story_that_ends_otherwise_is_shown_with_the_reason(self):
        self.change("2026-04-01: { ann: active, sent", "2026-04-01: { ann: inactive, sent")
        junit = self.file("junit.xml")
        told = support.run("test", self.file(), "--run", "90 quiet days", "--junit", junit)
        self.assertEqual(told.returncode, 3, told.stderr)
        self.assertIn("FAILED  90 quiet days, 90 more, 30 to restore\n", told.stdout)
        self.assertIn("    expected: ann inactive\n    actual:   ann active\n  why:\n", told.stdout)
        self.assertIn("no   90 days since last used", told.stdout)
        self.assertIn("1 test, 1 failed; ", told.stdout)
        suite = ElementTree.parse(junit).getroot()
        self.assertEqual((suite.get("tests"), suite.get("failures")), ("1", "1"))
        self.assertIn("expected ann inactive, actual ann active", suite.find("testcase/failure").get("message"))

    def test_a_change_that_no_story_notices_is_named(self):
        with open(self.file(), "w", encoding="utf-8") as file:
            file.write("policy: nas.yaml\n"
                       "tests:\n"
                       "  - test: ninety days\n"
                       "    accounts: { ann: { last_used: 2026-01-01 10:00, created: 2024-05-01 } }\n"
                       "    expect: { 2026-04-01: { ann: active }, 2026-04-02: { ann: inactive } }\n")
        told = support.run("test", self.file(), "--mutate", "--json")
        self.assertEqual(told.returncode, 3, told.stderr)
        missed = json.loads(told.stdout)["not_noticed"]
        self.assertIn("rule delete-leaver, days in leaver: 31 instead of 30", missed)
        self.assertNotIn("rule mark-inactive, days since last_used: 91 instead of 90", missed)

    def test_a_wrong_file_and_a_wrong_policy_are_told_with_their_places(self):
        self.change("2026-04-02: { ann: inactive", "2026-04-02: { ann: inactiv")
        told = support.run("test", self.file())
        self.assertEqual(told.returncode, 65)
        self.assertIn("unknown state 'inactiv'", told.stderr)
        self.assertIn("help: did you mean 'inactive'?", told.stderr)
        self.change("after: 90 days since last_used", "after: 90 since last_used", "nas.yaml")
        told = support.run("test", self.file())
        self.assertEqual(told.returncode, 65)
        self.assertIn("nas.yaml:", told.stderr)

    def test_a_name_that_no_test_has_is_refused(self):
        told = support.run("test", self.file(), "--run", "no such thing")
        self.assertEqual(told.returncode, 64)
        self.assertIn("no test has 'no such thing' in its name", told.stderr)


if __name__ == "__main__":
    unittest.main()
