#!/usr/bin/env python3
"""Sources that are tables of another database, of the kind that the trial itself is on."""

import csv
import datetime
import unittest

import databases
from support import Story

ROWS_PER_INSERT = 1000
FIRST_CHANGE = datetime.datetime(2025, 12, 1, 9, 0)
COLUMNS = ("staff_no", "mail", "called", "sort", "site", "site_type", "joined", "seen", "changed_at")
MAP = ("{ id: staff_no, email: mail, display_name: called, kind: sort, organisation: site, "
       "organisation_type: site_type, created_at: joined, last_login_at: seen }")


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def seconds(instant):
    return int(datetime.datetime.fromisoformat(instant.replace("Z", "+00:00")).timestamp()) if instant else "NULL"


class ForeignTables(Story):
    def setUp(self):
        super().setUp()
        self.url = databases.url("hr")
        databases.create(self.url)
        self.addCleanup(databases.drop, self.url)
        kind = "TEXT" if databases.A_FILE else "TIMESTAMP(6) NULL" if databases.KIND == "mariadb" else "TIMESTAMP"
        self.sql(f"CREATE TABLE staff (staff_no VARCHAR(40), mail VARCHAR(254), called VARCHAR(200), sort VARCHAR(20), "
                 f"site VARCHAR(40), site_type VARCHAR(40), joined {kind}, seen BIGINT, changed_at {kind})")

    def sql(self, statements):
        databases.execute(self.url, statements, self.folder)

    def hire_everybody(self):
        """The people of the trial, each changed a minute after the one before."""
        with open(self.path("feeds", self.feeds("accounts")[0]), encoding="utf-8", newline="") as file:
            people = list(csv.DictReader(file))
        values = []
        for number, person in enumerate(people):
            joined = person["created_at"].replace("T", " ").rstrip("Z")
            changed = FIRST_CHANGE + datetime.timedelta(minutes=number)
            row = [person["id"], person["email"], person["display_name"], person["kind"], person["organisation"],
                   person["organisation_type"], joined]
            values.append("(" + ", ".join(map(quoted, row)) + f", {seconds(person['last_login_at'])}, '{changed}')")
        for first in range(0, len(values), ROWS_PER_INSERT):
            self.sql(f"INSERT INTO staff ({', '.join(COLUMNS)}) VALUES " +
                     ", ".join(values[first:first + ROWS_PER_INSERT]))
        self.last_change = FIRST_CHANGE + datetime.timedelta(minutes=len(people))
        return people

    def source(self, name, settings):
        self.replace(rf"^  - {{ name: {name},.*$",
                     f"  - {{ name: {name}, feed: {name}, kind: sql, database: \"{self.url}\", {settings} }}",
                     "lapse.yaml")

    def imported(self, name, expect=0):
        return self.answer("import", name, expect=expect)["imports"][0]

    def test_accounts_by_their_changes_and_now_and_then_all_of_them(self):
        people = self.hire_everybody()
        self.source("accounts", f"table: staff, map: {MAP}, zone: UTC, watermark: changed_at, full: every day")
        first = self.imported("accounts")
        self.assertEqual((first["changes_only"], first["rows"], first["rejected"]), (False, len(people), 0))
        self.assertEqual((first["result"]["arrived"], first["result"]["vanished"]), (0, 0))
        self.assertTrue(first["file"].endswith(", table staff"), first["file"])

        again = self.imported("accounts")
        self.assertTrue(again["changes_only"])
        self.assertEqual(again["rows"], 121, "what changed in the last two hours is read again")

        gone, moved = people[0]["id"], people[1]["id"]
        self.sql(f"DELETE FROM staff WHERE staff_no = '{gone}'")
        self.sql(f"UPDATE staff SET mail = 'moved@nhs.example', changed_at = '{self.last_change}' "
                 f"WHERE staff_no = '{moved}'")
        changes = self.imported("accounts")
        self.assertTrue(changes["changes_only"])
        self.assertEqual((changes["result"]["changed"], changes["result"]["vanished"]), (1, 0))
        self.assertIn("moved@nhs.example", self.lapse("explain", moved).stdout)

        for _ in range(3):  # until tomorrow morning
            self.lapse("run", "-q", expect=(0, 3, 4))
        self.assertEqual(self.answer("verify")["findings"], [])
        self.assertIn("6 January 2026: missing from accounts", self.lapse("explain", gone).stdout)

    def test_a_source_that_is_read_differently_is_read_as_a_whole(self):
        self.hire_everybody()
        self.source("accounts", f"table: staff, map: {MAP}, zone: UTC, watermark: changed_at")
        self.imported("accounts")
        query = "query: \"SELECT * FROM staff WHERE sort <> 'nobody'\""
        self.source("accounts", f"{query}, map: {MAP}, zone: UTC, watermark: changed_at")
        self.assertFalse(self.imported("accounts")["changes_only"])

    def test_sign_ins_by_a_query(self):
        people = self.hire_everybody()
        self.sql(f"UPDATE staff SET seen = 1767561420 WHERE staff_no = '{people[0]['id']}'")
        query = "query: \"SELECT staff_no AS id, seen AS last_login_at FROM staff WHERE seen > 0\""
        self.source("logins", query)
        seen = sum(1 for person in people[1:] if person["last_login_at"]) + 1
        self.assertEqual(self.imported("logins")["rows"], seen)
        self.assertIn("4 January 2026 21:17", self.lapse("explain", people[0]["id"]).stdout)

    def test_what_is_wrong_with_a_table_is_said_and_the_other_sources_are_tried(self):
        self.source("accounts", "table: nobody")
        self.source("logins", "table: staff")
        outcomes = {one["source"]: one for one in self.answer("import", expect=3)["imports"]}
        self.assertIn("nobody", outcomes["accounts"]["problem"])
        self.assertIn("column 'id' is missing; the table has: staff_no, mail", outcomes["logins"]["problem"])
        self.assertTrue(outcomes["organisations"]["used"] or outcomes["organisations"]["unchanged_since"])

    def test_an_empty_table_is_refused(self):
        self.source("accounts", f"table: staff, map: {MAP}, zone: UTC, watermark: changed_at")
        self.assertIn("has no rows", self.imported("accounts", expect=3)["problem"])


if __name__ == "__main__":
    unittest.main()
