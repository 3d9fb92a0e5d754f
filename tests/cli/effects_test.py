"""A directory in a database of its own follows the moves: what the policy asks for happens there, and stays right."""

import contextlib
import json
import os
import sqlite3
import unittest

import support

DISABLE = 'UPDATE mailbox SET enabled = 0, why = :rule, told = told + 1 WHERE id = :account'
ENABLE = 'UPDATE mailbox SET enabled = 1, why = :rule, told = told + 1 WHERE id = :account'
EFFECTS = f"""
effects:
  disable-mailbox: {{ kind: sql, database: "sqlite:directory.db", statement: "{DISABLE}" }}
  enable-mailbox: {{ kind: sql, database: "sqlite:directory.db", statement: "{ENABLE}" }}
"""


class Effects(support.Story):
    def ask_for_effects(self, configured=EFFECTS):
        self.replace(r"^    to: inactive$", "    to: inactive\n    do: disable-mailbox", "policy", "nas.yaml")
        self.replace(r"^(  login: .*to: active) \}", r"\1, do: enable-mailbox }", "policy", "nas.yaml")
        self.replace(r"^edition: \d+", "edition: 99", "policy", "nas.yaml")
        self.write(self.read("lapse.yaml") + configured, "lapse.yaml")

    def make_directory(self):
        with contextlib.closing(sqlite3.connect(self.path("lapse.db"))) as accounts:
            ids = accounts.execute("SELECT id FROM account").fetchall()
        with contextlib.closing(sqlite3.connect(self.path("directory.db"))) as directory:
            directory.execute("CREATE TABLE mailbox (id TEXT PRIMARY KEY, enabled INTEGER, why TEXT, told INTEGER)")
            directory.executemany("INSERT INTO mailbox VALUES (?, 1, '', 0)", ids)
            directory.commit()

    def in_directory(self, where):
        with contextlib.closing(sqlite3.connect(self.path("directory.db"))) as directory:
            return sorted(directory.execute(f"SELECT id FROM mailbox WHERE {where}").fetchall())

    def moved(self, to):
        """Whom mark-inactive moved, or a sign-in: a row each."""
        with contextlib.closing(sqlite3.connect(self.path("lapse.db"))) as accounts:
            return sorted(accounts.execute("SELECT account FROM journal WHERE to_state = ? AND from_state <> to_state"
                                           " AND cause IN ('mark-inactive', 'login')", [to]).fetchall())

    def back(self):
        """Who was made inactive, and is active again."""
        with contextlib.closing(sqlite3.connect(self.path("lapse.db"))) as accounts:
            return accounts.execute("SELECT id FROM account WHERE state = 'active'").fetchall()

    def run_until_somebody_is_inactive(self):
        for _ in range(60):
            self.lapse("run", "-q", expect=(0, 3, 4, 69))
            if self.moved("inactive"):
                return
        self.fail("nobody became inactive in 60 nights")

    def test_the_directory_follows_each_move_once(self):
        self.make_directory()
        self.ask_for_effects()
        self.assertIn("OK", self.lapse("check").stdout)
        self.run_until_somebody_is_inactive()
        gone, back = self.moved("inactive"), self.moved("active")
        self.assertEqual(self.in_directory("enabled = 0"), gone)
        self.assertEqual(self.in_directory("told > 0"), sorted(gone + back))
        self.assertEqual(self.in_directory("told > 1"), [])
        self.lapse("deliver")
        self.assertEqual(self.in_directory("told > 1"), [])
        status = self.answer("status")
        self.assertEqual(status["effects"]["handed"], len(gone + back))
        self.assertEqual(status["effects"]["queued"], 0)
        effect = self.answer("explain", gone[0][0])["effects"][0]
        self.assertEqual((effect["effect"], effect["rule"], effect["state"], effect["detail"]),
                         ("disable-mailbox", "mark-inactive", "handed", "changed 1 row"))
        self.assertRegex(effect["key"], "^[0-9a-f]{32}$")
        self.assertRegex(self.lapse("explain", gone[0][0]).stdout, r"Done elsewhere\n.*disable-mailbox for inactive")
        mode = sqlite3.connect(self.path("directory.db")).execute("PRAGMA journal_mode").fetchone()[0]
        self.assertEqual(mode, "delete", "somebody else's database stays as it was set up")

    def test_a_directory_that_is_away_holds_up_no_night_and_is_caught_up_with(self):
        self.ask_for_effects()
        self.run_until_somebody_is_inactive()
        gone, back = self.moved("inactive"), self.moved("active")
        status = self.answer("status")
        self.assertEqual(status["effects"]["queued"], len(gone + back))
        self.assertIn("there is no database", self.answer("explain", gone[0][0])["effects"][0]["detail"])
        self.make_directory()
        for _ in range(4):  # who has waited longest is tried again after six hours
            self.lapse("run", "-q", expect=(0, 3, 4))
        self.assertLessEqual(set(gone), set(self.in_directory("told > 0")))
        self.assertEqual(self.in_directory("enabled = 0"), sorted(set(self.moved("inactive")) - set(self.back())))
        self.assertEqual(self.answer("status")["effects"]["queued"], 0)

    def test_a_plan_says_what_it_would_do_elsewhere(self):
        self.make_directory()
        self.ask_for_effects()
        told = []
        for _ in range(60):
            plan = self.answer("plan", expect=(0, 4))
            if plan["totals"]["moves"]["mark-inactive"]:
                break
            self.lapse("run", "-q", expect=(0, 3, 4))
            told = self.in_directory("told > 0")
        count = plan["totals"]["moves"]["mark-inactive"]
        self.assertEqual(plan["effects"],
                         [{"rule": "mark-inactive", "effect": "disable-mailbox", "accounts": count}])
        self.assertIn("does disable-mailbox for each account moved", self.lapse("plan", expect=(0, 4)).stdout)
        self.assertEqual(self.in_directory("told > 0"), told)

    def test_commands_follow_too(self):
        script = self.path("follow")
        self.write('#!/bin/sh\necho "$1 $LAPSE_RULE $LAPSE_TO" >> "$2"\ncat >> "$2.json"\n', "follow")
        os.chmod(script, 0o755)
        command = f'{{ kind: command, command: ["{script}", "{{account}}", "{self.path("log")}"], timeout: 20 seconds }}'
        self.ask_for_effects(f"\neffects:\n  disable-mailbox: {command}\n  enable-mailbox: {command}\n")
        self.run_until_somebody_is_inactive()
        gone, back = self.moved("inactive"), self.moved("active")
        self.assertEqual(sorted(self.read("log").splitlines()),
                         sorted([f"{account} mark-inactive inactive" for (account,) in gone] +
                                [f"{account} login active" for (account,) in back]))
        told = [json.loads(line) for line in self.read("log.json").splitlines()]
        self.assertEqual(sorted((one["account"],) for one in told), sorted(gone + back))

    def test_an_effect_that_is_not_configured_is_a_mistake_with_its_place(self):
        self.ask_for_effects(EFFECTS.replace("  disable-mailbox", "  disable-mailbx"))
        refused = self.lapse("check", expect=78)
        self.assertRegex(refused.stderr, r"nas.yaml:\d+:9: the effect 'disable-mailbox' is not configured")
        self.assertIn("did you mean 'disable-mailbx'?", refused.stderr)
        self.lapse("run", expect=78)

    def test_mistakes_in_the_configuration_of_effects_are_found(self):
        def complaint(effect):
            self.write(pristine + f"\neffects:\n  x: {effect}\n", "lapse.yaml")
            return self.lapse("check", expect=78).stderr

        pristine = self.read("lapse.yaml")
        sql = '{{ kind: sql, database: "sqlite:directory.db", statement: "{}" }}'
        for statement, says in [
                ("UPDATE mailbox SET enabled = 0 WHERE id = :acount", "has no parameter ':acount'"),
                ("UPDATE mailbox SET enabled = 0", "would do the same to everybody"),
                ("DELETE FROM a WHERE id = :account; DROP TABLE a", "is one statement"),
                ("UPDATE a SET b = ':account'", "would do the same to everybody"),
                ("UPDATE a SET b = 1 -- WHERE id = :account", "has a comment"),
                ("UPDATE a SET b = 'c WHERE id = :account", "quote that does not end")]:
            self.assertIn(says, complaint(sql.format(statement)), statement)
        hook = '{{ kind: webhook, url: "{}", timeout: {} }}'
        self.assertIn("is not encrypted", complaint(hook.format("http://hr.example/hook", "10 seconds")))
        self.assertIn("has a user in it", complaint(hook.format("https://me:pw@hr.example/", "10 seconds")))
        self.assertIn("is not a time from 1 to 30", complaint(hook.format("https://hr.example/", "10")))
        self.assertIn("is not a time from 1 to 30", complaint(hook.format("https://hr.example/", "31 seconds")))
        self.assertIn("unknown key 'secert'",
                      complaint('{ kind: webhook, url: "https://hr.example/", timeout: 1 second, secert: a }'))
        self.assertIn("cannot be 'sq1'", complaint("{ kind: sq1 }"))
        command = '{{ kind: command, command: {}, timeout: 1 second }}'
        self.assertIn("is no absolute path", complaint(command.format("[disable]")))
        self.assertIn("is no parameter", complaint(command.format('[/bin/true, "{acount}"]')))
        self.assertIn("there is no program", complaint(command.format("[/nowhere/disable]")))


if __name__ == "__main__":
    unittest.main()
