"""A policy in a folder: one policy to everybody who reads it, and every mistake in the file where it is."""

import os
import unittest

import support


class PolicyFolder(support.Story):
    def setUp(self):
        super().setUp()
        whole = self.read("policy", "nas.yaml")
        first, second = whole.index("\nrules:\n") + 1, whole.index("\nguards:") + 1
        self.write(whole[:first] + whole[second:], "policy", "nas.yaml")
        self.write(whole[first:second], "policy", "rules.yaml")
        self.replace("^policy: policy/nas.yaml", "policy: policy", "lapse.yaml")

    def test_a_night_goes_by_all_files_and_their_tests_are_none_of_them(self):
        self.assertIn("nas.test.yaml", os.listdir(self.path("policy")))
        self.assertIn(": OK\n", self.lapse("check").stdout)
        self.replace("^edition: 3", "edition: 4", "policy", "nas.yaml")  # the trial went by one file
        self.lapse("run", "-q", expect=(0, 4))
        self.lapse("plan", "-q")
        # The edition that is kept knows all of them: a change in any needs a new number.
        self.replace("after: 90 days since last_used", "after: 91 days since last_used", "policy", "rules.yaml")
        changed = self.lapse("run", "-q", expect=78)
        self.assertIn("write 'edition: 5'", changed.stderr)

    def test_a_mistake_is_shown_in_its_file(self):
        self.replace("^    notice: 7 days", "    notice: 7", "policy", "rules.yaml")
        told = self.lapse("check", expect=65).stderr
        self.assertRegex(told, r"policy/rules\.yaml:\d+:13: '7' is a number without a unit\n +\d+ \|     notice: 7\n")

    def test_a_rule_in_two_files_is_shown_with_both_places(self):
        self.write("rules:\n" + self.read("policy", "rules.yaml").split("rules:\n")[1], "policy", "more.yaml")
        told = self.lapse("check", expect=65).stderr
        self.assertIn("policy/rules.yaml", told)
        self.assertIn("policy/more.yaml", told)

    def test_a_folder_that_others_may_write_is_refused(self):
        os.chmod(self.path("policy"), 0o777)
        told = self.lapse("plan", expect=65).stderr
        self.assertIn("the folder of the policy can be written by its group or others", told)
        self.assertIn("chmod go-w", told)


if __name__ == "__main__":
    unittest.main()
