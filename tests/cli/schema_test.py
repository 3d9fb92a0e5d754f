#!/usr/bin/env python3
"""The JSON Schema of a policy: it fits what the parser reads, and refuses nothing that the parser takes."""

import glob
import json
import os
import re
import unittest

import jsonschema
import yaml

import support

SOURCE = os.environ["LAPSE_SOURCE_DIR"]
UNKNOWN = "zzzzzzzz"

WITH_ANY = "only: [kind is user, any: [mobile is missing, personal_email is missing]]"

# A place of every kind of mapping that a policy has, in the shipped one; and where it is in the schema.
PLACES = [
    [],
    ["calendar"],
    ["states", "active"],
    ["events", "restore"],
    ["events", "restore", "tell"],
    ["facts"],
    ["holds", "legal"],
    ["rules", 0],
    ["rules", 0, "warn"],
    ["rules", 0, "tell", 1],
    ["rules", 0, "only", 1],
    ["guards"],
    ["guards", "limits", 0],
    ["guards", "when_over"],
    ["guards", "when_shortened"],
    ["trust"],
    ["trust", "logins"],
    ["trust", "clock"],
    ["routes", "otherwise"],
]

# One change of the shipped policy each, which both have to refuse.
BROKEN = [
    ("^edition: 3", "edition: three"),
    ("^edition: 3", "edition: 0"),
    ("^timezone: .*$", ""),
    ("^policy: ", "polic: "),
    ("look: every day at 06:30", "look: each day at 06:30"),
    ("look: every day at 06:30", "look: every day at 24:30"),
    ("delete: Monday to Thursday", "delete: Monday until Thursday"),
    ('meaning: "in use"', "mening: in use"),
    ("destructive: yes }", "destructive: maybe }"),
    ("from: leaver, to: active, by", "from: leaver, into: active, by"),
    ("unique: mobile", "unique: email"),
    ("at_most: 10 user accounts per organisation", "at_most: 10 accounts"),
    ("within: 720 hours in deleted", "within: 30 days in deleted"),
    ("latest of last_login", "latest of last_signin"),
    ("never_touch: .kind is service or break_glass.", "never_touch: [kind is servant]"),
    (r"only: \[kind is user\]", "only: [kind is user, any: []]"),
    (r"only: \[kind is user\]", "only: [mobile is 07700900000]"),
    (r"only: \[kind is user\]", "only: [created is 2024-01-01]"),
    (r"only: \[kind is user\]", "only: [created is before 1 January 2024]"),
    ("^  leaver:  {", "  Leaver: {"),
    ("at_most: 18 months", "at_most: 18"),
    ("until: released", "until: forgotten"),
    ("    says: A user account.*\n", ""),
    ("after: 90 days since last_used", "after: 90 since last_used"),
    ("after: 90 days since last_used", "after: 3 months since last_used"),
    ("after: 90 days since last_used", "after: []"),
    ("    warn: ", "    warm: "),
    (r"days_before: \[30, 14, 7, 1\]", "days_before: [0]"),
    (r"to: \[personal_email, mobile, site_owner\]", "to: [personal_email, mobil]"),
    ("notice: 7 days", "notice: 7"),
    ("count: vanished, at_most: 0.5 percent", "count: vanished, at_most: 0.5"),
    ("per: 7 days", "per: week"),
    ("approvers: 2", "approvers: 0"),
    ("do: stop the rule", "do: nothing"),
    ("fresh_warnings: yes", "fresh_warnings: often"),
    ("60 percent of usual", "60 percent"),
    ("agree_with_database: 60 seconds", "agree_with_database: 60"),
    ("by: organisation_type", "by: size"),
    (r"  otherwise: .*\n?", ""),
    ("team: duty-team@nas.example", "team: duty-team"),
]


class Yaml12(yaml.SafeLoader):
    """As editors read: yes and no are words."""


Yaml12.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def shipped():
    with open(os.path.join(SOURCE, "rules/policies/nas.yaml"), encoding="utf-8") as file:
        return file.read()


def changed(pattern, replacement):
    text, count = re.subn(pattern, replacement, shipped(), count=1, flags=re.M)
    assert count == 1, pattern
    return text


def blocks_of_readme():
    with open(os.path.join(SOURCE, "rules/README.md"), encoding="utf-8") as file:
        return "".join(re.findall(r"^```yaml\n(.*?)^```$", file.read(), flags=re.M | re.S))


class Schema(support.Story):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        done = support.run("schema")
        assert done.returncode == 0, done.stderr
        cls.schema = json.loads(done.stdout)
        cls.validator = jsonschema.Draft7Validator(cls.schema)

    def errors(self, policy):
        return [f"{list(error.absolute_path)}: {error.message}" for error in self.validator.iter_errors(policy)]

    def check(self, text, expect):
        self.write(text, "policy/nas.yaml")
        return self.answer("check", expect=expect)["problems"]

    def test_it_is_a_schema(self):
        jsonschema.Draft7Validator.check_schema(self.schema)
        self.assertEqual(self.schema["$schema"], "http://json-schema.org/draft-07/schema#")

    def test_the_shipped_policies_and_that_of_the_manual_pass(self):
        files = [file for file in sorted(glob.glob(os.path.join(SOURCE, "rules/policies/*.yaml"))) if not file.endswith(".test.yaml")]
        self.assertTrue(files)
        texts = {"README.md": blocks_of_readme()}
        for path in files:
            with open(path, encoding="utf-8") as file:
                texts[path] = file.read()
        for path, text in texts.items():
            for loader in (Yaml12, yaml.SafeLoader):
                with self.subTest(path=path, loader=loader.__name__):
                    self.assertEqual(self.errors(yaml.load(text, loader)), [])

    def test_what_the_language_has_passes(self):
        for pattern, replacement in (
                (r"only: \[kind is user\]", WITH_ANY),
                (r"only: \[kind is user\]", "only: [created is not before 2024-01-01, organisation is missing]"),
                ("when: sole_owner is yes", "when: [sole_owner is yes, kind is user]"),
                ("^  leaver:  {", "  moved-away:  {"),
                (r"warn: (\{.*soon-inactive.*\})$", r"warn: [\1, { days_before: 3, send: soon-inactive, to: team }]"),
                ("count: purged,   at_most: 10 accounts or 0.5 percent",
                 'count: purged, accept_large: "meant", at_most: 20 percent')):
            with self.subTest(replacement=replacement):
                text = changed(pattern, replacement)
                self.assertEqual(self.errors(yaml.load(text, Yaml12)), [])
                self.assertEqual(self.check(text, 0), [])

    def test_what_is_broken_is_refused_by_both(self):
        for pattern, replacement in BROKEN:
            with self.subTest(replacement=replacement or pattern):
                text = changed(pattern, replacement)
                self.assertTrue(self.errors(yaml.load(text, Yaml12)))
                self.assertTrue(self.check(text, 65))

    def test_the_keys_are_those_of_the_parser(self):
        for place in PLACES:
            with self.subTest(place=place):
                policy = yaml.load(changed(r"only: \[kind is user\]", WITH_ANY), yaml.BaseLoader)
                mapping = policy
                for step in place:
                    mapping = mapping[step]
                mapping[UNKNOWN] = "1"
                problem, = [one for one in self.check(json.dumps(policy, indent=1), 65) if UNKNOWN in one["message"]]
                self.assertEqual(problem["message"], f"unknown key '{UNKNOWN}'")
                known = problem["help"].removeprefix("known here: ").split(", ")
                self.assertEqual(sorted(self.schema_at(place)["properties"]), sorted(known))

    def test_every_mapping_of_the_schema_has_its_place(self):
        seen = {json.dumps(self.schema_at(place)["properties"], sort_keys=True) for place in PLACES}
        seen.add(json.dumps(self.schema["properties"]["events"]["properties"], sort_keys=True))
        seen.add(json.dumps(self.schema["properties"]["routes"]["properties"], sort_keys=True))
        for properties in self.mappings(self.schema):
            self.assertIn(json.dumps(properties, sort_keys=True), seen)

    def test_every_key_is_explained(self):
        for properties in self.mappings(self.schema):
            for key, value in properties.items():
                self.assertTrue(value.get("description"), key)

    def schema_at(self, place):
        """The mapping that the schema has for this place of a policy."""
        schema = self.schema
        for step in place:
            if isinstance(step, int):
                continue  # a list, or the one value that stands for it
            schema = schema.get("properties", {}).get(step, schema.get("additionalProperties"))
            schema = self.mapping_in(schema) or schema
        return schema

    def mapping_in(self, schema):
        """The mapping among what may stand in one place."""
        if "properties" in schema or "additionalProperties" in schema:
            return schema
        return next((found for found in map(self.mapping_in, schema.get("anyOf", [])) if found), None)

    def mappings(self, schema):
        if isinstance(schema, list):
            for item in schema:
                yield from self.mappings(item)
        elif isinstance(schema, dict):
            if schema.get("type") == "object" and "properties" in schema:
                yield schema["properties"]
            for value in schema.values():
                yield from self.mappings(value)

    def test_the_trial_names_the_schema_beside_its_policy(self):
        policy = self.read("policy/nas.yaml")
        modeline = "# yaml-language-server: $schema=policy.schema.json\n"
        self.assertEqual(policy, modeline + shipped())
        self.assertEqual(json.loads(self.read("policy/policy.schema.json")), self.schema)


if __name__ == "__main__":
    unittest.main()
