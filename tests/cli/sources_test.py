#!/usr/bin/env python3
"""Sources of other kinds than CSV, from the configuration to the accounts."""

import json
import unittest

from support import Story


class Sources(Story):
    def source(self, line):
        self.replace(r"^  - \{ name: (logins|entra),.*$", f"  - {line}", "lapse.yaml")

    def test_sign_ins_of_an_entra_export_are_taken_once_and_again_when_the_source_is_read_differently(self):
        ids = [line.split(",")[0] for line in self.read("feeds", self.feeds("accounts")[0]).splitlines()[1:4]]
        users = [
            {"id": ids[0], "signInActivity": {"lastSuccessfulSignInDateTime": "2026-01-04T21:17:00.1234567Z"}},
            {"id": ids[1], "signInActivity": {"lastSignInDateTime": "2026-01-05T08:00:00Z"}},
            {"id": ids[2]},
        ]
        self.write(json.dumps({"value": users}), "feeds", "users.json")
        self.source("{ name: entra, feed: logins, kind: json, format: entra, file: feeds/users.json }")
        imported = self.answer("import", "entra")["imports"][0]
        self.assertEqual((imported["rows"], imported["rejected"]), (1, 0))
        self.assertIsNotNone(self.answer("import", "entra")["imports"][0]["unchanged_since"])
        self.assertIn("4 January 2026 21:17", self.lapse("explain", ids[0]).stdout)

        self.source("{ name: entra, feed: logins, kind: json, format: entra, file: feeds/users.json, zone: UTC }")
        self.assertIsNone(self.answer("import", "entra")["imports"][0]["unchanged_since"])

    def test_an_export_with_attempts_only_is_refused_with_what_to_export_instead(self):
        self.write("id,lastSignInDateTime\nA1,2026-01-05T08:00:00Z\n", "feeds", "users.csv")
        self.source("{ name: entra, feed: logins, kind: csv, format: entra, file: feeds/users.csv }")
        refused = self.answer("import", "entra", expect=3)["imports"][0]
        self.assertIn("counts failed attempts to sign in; export lastSuccessfulSignInDateTime", refused["problem"])


if __name__ == "__main__":
    unittest.main()
