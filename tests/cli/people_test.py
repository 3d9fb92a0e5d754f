#!/usr/bin/env python3
"""A day of the service desk: somebody leaves, joins, is held, comes back too late; a file of many; and who may do it."""

import csv
import unittest

import support

BEGINS = 1767571200  # 2026-01-05T00:00:00Z, where the trial's clock stands
HOUR = 3600
REASON = ("--reason", "asked on the telephone", "--reference", "INC-7")


class People(support.Story):
    def rows(self, kind):
        with open(self.path("feeds", self.feeds(kind)[0]), encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def users(self, count):
        """Users who are in use, of a site that has a shared mailbox, each with a number of their own."""
        sites = {site["code"]: site for site in self.rows("organisations") if site["mailbox"]}
        found = [one for one in self.rows("accounts") if one["kind"] == "user" and one["state"] in ("", "active")
                 and one["mobile"] and one["organisation"] in sites]
        return found[:count]

    def small_site(self, without):
        """One with room for another account."""
        people = [one["organisation"] for one in self.rows("accounts") if one["kind"] == "user"]
        return next(site["code"] for site in self.rows("organisations")
                    if people.count(site["code"]) < 5 and site["code"] != without)

    def mailbox(self, organisation):
        return next(site["mailbox"] for site in self.rows("organisations") if site["code"] == organisation)

    def delete(self, account, hours_ago):
        """As a rule would have done it."""
        self.sql(f"UPDATE account SET state = 'deleted', state_since = {BEGINS - hours_ago * HOUR} WHERE id = '{account}'")

    def line(self, *words, expect=0):
        answer = self.answer(*words, expect=expect)
        self.assertEqual(len(answer["lines"]), 1)
        return answer["lines"][0]

    def whats(self, line):
        return [denial["what"] for denial in line["denials"]]

    def test_somebody_leaves_and_joins(self):  # E4, E6, E22
        ann = self.users(1)[0]
        before = self.answer("explain", ann["email"])
        tried = self.lapse("leaver", ann["email"], "--dry-run", *REASON).stdout
        self.assertIn("would be: active -> leaver", tried)
        self.assertEqual(self.answer("explain", ann["id"])["state"], "active")

        done = self.lapse("leaver", ann["email"], *REASON, "--on-behalf", "the manager").stdout
        self.assertIn("done: active -> leaver", done)
        self.assertIn("in the role: nas_team", done)
        again = self.lapse("leaver", ann["id"], *REASON, expect=1)
        self.assertEqual(again.stdout, "")
        self.assertIn("refused: the account is leaver", again.stderr)

        site = self.small_site(ann["organisation"])
        same = self.line("join", ann["id"], "--new-organisation", ann["organisation"], *REASON, expect=1)
        self.assertIn("same organisation", self.whats(same))
        self.assertEqual((same["outcome"], same["from"]), ("refused", "leaver"))
        joined = self.line("join", ann["id"], "--new-organisation", site, *REASON)
        self.assertEqual((joined["outcome"], joined["from"], joined["to"], joined["organisation"]),
                         ("done", "leaver", "active", site))
        after = self.answer("explain", ann["id"])
        left, came = after["deeds"]
        self.assertEqual((left["name"], left["role"], left["on_behalf"], left["reason"], left["reference"]),
                         ("leaver", "nas_team", "the manager", "asked on the telephone", "INC-7"))
        self.assertEqual((came["kind"], came["given"]), ("event", f"new_organisation={site}"))
        self.assertEqual((came["facts"]["organisation"], came["facts"]["new_organisation"]), (ann["organisation"], site))
        told = " ".join(self.lapse("explain", ann["id"]).stdout.split())
        self.assertIn("as nas_team, on behalf of the manager, because: asked on the telephone (INC-7)", told)
        for fact in ("email", "display_name", "kind", "created"):
            self.assertEqual(after[fact], before[fact])
        self.assertEqual(self.answer("verify")["findings"], [])

    def test_warnings_that_wait_are_cancelled(self):  # E4
        users = {one["id"] for one in self.users(1000)}
        warned = next(line["account"] for line in self.answer("plan", expect=(0, 4))["warnings"] if line["account"] in users)
        self.lapse("run", "-q", expect=(0, 3, 4))
        self.sql("UPDATE notice SET state = 'queued', handed_at = 0 WHERE step > 0")
        line = self.line("leaver", warned, *REASON)
        self.assertTrue(line["cancelled"])
        self.assertLessEqual({"rule", "send", "step", "to"}, line["cancelled"][0].keys())

    def test_a_hold_and_its_release(self):  # A2, E25
        ann = self.users(1)[0]["id"]
        self.assertEqual(self.whats(self.line("hold", ann, "under_query", *REASON, expect=1)), ["too long"])
        held = self.line("hold", ann, "under_query", "--until", "2026-01-20", *REASON)
        self.assertEqual(held["until"], "2026-01-21T00:00:00Z")  # that day is covered
        again = self.lapse("hold", ann, "under_query", "--until", "2026-01-20", *REASON, expect=1)
        self.assertIn("nothing to do", again.stderr)
        self.assertEqual([hold["kind"] for hold in self.answer("explain", ann)["holds"]], ["under_query"])
        self.assertIn("hold under_query released", self.lapse("release", ann, "under_query", *REASON).stdout)
        self.assertEqual(self.whats(self.line("release", ann, "under_query", *REASON, expect=1)), ["no hold"])
        unknown = self.lapse("hold", ann, "parking", *REASON, expect=1)
        self.assertIn("the policy has no hold 'parking'", unknown.stderr)

    def test_status_shows_an_undo_as_one(self):
        self.lapse("run", "-q", expect=(0, 3, 4))
        self.lapse("undo", "1", "--reason", "the feed was wrong, INC-9", expect=(0, 3))
        undo, run = self.answer("status")["runs"]
        self.assertEqual(undo["took_back"], {"run": 1, "reason": "the feed was wrong, INC-9"})
        self.assertIsNone(run["took_back"])
        said = " ".join(self.lapse("status").stdout.split())
        self.assertIn(f"took back run 1: {undo['moved']} moves, {undo['warned']} warnings by uid ", said)
        self.assertIn("because: the feed was wrong, INC-9", said)

    def test_a_restore_in_time_and_one_too_late(self):  # E10, E11
        ann, bob = self.users(2)
        self.delete(ann["id"], hours_ago=719)
        self.delete(bob["id"], hours_ago=720)
        late = self.lapse("restore", bob["id"], "--email-address", bob["email"], "--mobile-number", bob["mobile"],
                          "--shared-mailbox", self.mailbox(bob["organisation"]), *REASON, expect=1)
        self.assertIn("this was possible until 2026-01-05", late.stderr)
        self.assertIn("apply for a new account", late.stderr)
        wrong = self.line("restore", ann["id"], "--email-address", "eve@nhs.example", "--mobile-number", "07700 900999",
                          *REASON, expect=1)
        self.assertEqual(self.whats(wrong).count("does not match"), 2)
        self.assertIn("missing shared_mailbox", self.whats(wrong))
        back = self.line("restore", ann["id"], "--email-address", ann["email"].upper(), "--mobile-number", ann["mobile"],
                         "--shared-mailbox", self.mailbox(ann["organisation"]), "--override", "room is made", *REASON)
        self.assertEqual((back["outcome"], back["to"]), ("done", "active"))

    def test_a_second_account_stands_in_the_way(self):  # E12
        ann, bob = self.users(2)
        self.sql(f"UPDATE account SET mobile = '+44 7700 900123' WHERE id = '{bob['id']}'")
        self.sql(f"UPDATE account SET mobile = '07700900123' WHERE id = '{ann['id']}'")
        self.lapse("leaver", ann["id"], *REASON)
        site = self.small_site(ann["organisation"])
        order = ("join", ann["id"], "--new-organisation", site, *REASON)
        line = self.line(*order, expect=1)
        self.assertEqual(self.whats(line), ["duplicate mobile"])
        self.assertIn(f"account {bob['id']} ", line["denials"][0]["says"])
        done = self.line(*order, "--override", "mother and daughter")
        self.assertEqual([one["what"] for one in done["overridden"]], ["duplicate mobile"])

    def test_a_file_with_a_bad_line(self):
        ann, bob, cat = self.users(3)
        self.write("account,reason,reference\n"
                   f"{ann['id']},left,INC-1\n"
                   "nobody@nhs.example,left,INC-2\n"
                   f"{bob['email']},,INC-3\n"
                   f"{cat['email']},left,INC-4\n", "leavers.csv")
        file = self.path("leavers.csv")
        tried = self.lapse("leaver", "--from", file, "--dry-run", expect=3).stdout
        self.assertIn("2 would be done, 2 refused", tried)
        self.assertEqual(self.answer("explain", ann["id"])["state"], "active")
        done = self.answer("leaver", "--from", file, expect=3)
        self.assertEqual(done["totals"], {"done": 2, "refused": 2, "not_tried": 0})
        self.assertEqual([(line["line"], line["outcome"]) for line in done["lines"]],
                         [(2, "done"), (3, "refused"), (4, "refused"), (5, "done")])
        self.assertEqual([self.whats(line) for line in done["lines"]],
                         [[], ["unknown account"], ["missing reason"], []])
        again = self.lapse("leaver", "--from", file, "--reason", "left", expect=3).stdout  # for bob, who had none
        self.assertIn("1 done, 3 refused", again)
        self.assertIn("line 2: ", again)
        self.assertEqual(self.answer("verify")["findings"], [])

    def test_a_file_that_cannot_be_read_changes_nothing(self):
        ann = self.users(1)[0]
        self.write(f"account,resaon\n{ann['id']},left\n", "leavers.csv")
        done = self.lapse("leaver", "--from", self.path("leavers.csv"), expect=1)
        self.assertIn("unknown column 'resaon'; did you mean 'reason'?", done.stderr)
        self.assertIn("no-such.csv", self.lapse("leaver", "--from", self.path("no-such.csv"), expect=1).stderr)
        self.assertEqual(self.answer("explain", ann["id"])["state"], "active")

    def test_who_has_no_role_is_refused(self):
        ann = self.users(1)[0]["id"]
        config = self.read("lapse.yaml")
        self.replace(r"^  nas_team: .*$", "  nas_team: [no-such-group]", "lapse.yaml")
        refused = self.lapse("leaver", ann, "--role", "nas_team", *REASON, expect=77)
        self.assertIn("leaver is for nas_team (group no-such-group)", refused.stderr)
        self.assertEqual(self.line("leaver", ann, "--dry-run", *REASON)["role"], "local_admin")
        self.write(config.partition("roles:")[0], "lapse.yaml")
        refused = self.lapse("leaver", ann, *REASON, expect=77)
        self.assertIn("write 'roles: { nas_team: [GROUP] }' in the configuration", refused.stderr)
        self.assertEqual(self.whats(self.line("leaver", ann, *REASON, expect=77)), ["not permitted"])
        self.assertEqual(self.answer("explain", ann)["state"], "active")

    def test_a_policy_without_the_event(self):
        ann = self.users(1)[0]["id"]
        self.replace("^  restore: ", "  revive: ", "policy", "nas.yaml")
        done = self.lapse("restore", ann, *REASON, expect=1)
        self.assertIn("has no event 'restore', which 'lapse restore' is for", done.stderr)

    def test_what_is_missing_is_said(self):
        self.assertIn("which account?", self.lapse("leaver", *REASON, expect=64).stderr)
        self.assertIn("which account, and which hold?", self.lapse("hold", "A1", *REASON, expect=64).stderr)
        self.assertIn("--reason", self.lapse("leaver", "A1", expect=64).stderr)
        self.assertIn("no account has the id", self.lapse("leaver", "A1", *REASON, expect=1).stderr)


if __name__ == "__main__":
    unittest.main()
