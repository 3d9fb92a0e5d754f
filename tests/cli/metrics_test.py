#!/usr/bin/env python3
"""lapse status --metrics: the text format of Prometheus, read by a strict parser; and the file for node_exporter."""

import os
import re
import stat
import unittest

import support

NAME = r"[a-z][a-z0-9_]*"
HELP = re.compile(rf"# HELP ({NAME}) (\S.*)")
TYPE = re.compile(rf"# TYPE ({NAME}) (gauge|counter)")
LABEL = re.compile(rf'({NAME})="((?:[^"\\\n]|\\["\\n])*)"(,|$)')
SAMPLE = re.compile(rf"({NAME})(?:\{{(.*)\}})? (-?[0-9]+)")


def parse(text):
    """{(name, ((label, value), ...)): number}. Whatever the format does not allow, or the house does not, is an AssertionError."""
    assert text.endswith("\n"), "the last line has no end"
    samples, types, current = {}, {}, None
    lines = text[:-1].split("\n")
    while lines:
        line = lines.pop(0)
        if line.startswith("# HELP"):
            current, words = HELP.fullmatch(line).groups()
            assert words.endswith(".") and current not in types, line
            typed = TYPE.fullmatch(lines.pop(0))
            assert typed and typed[1] == current, line
            types[current] = typed[2]
            assert current.startswith("lapse_"), current
            assert (typed[2] == "counter") == current.endswith("_total"), current
            continue
        name, labels, number = SAMPLE.fullmatch(line).groups()
        assert name == current, f"{name} stands apart from its HELP and TYPE"
        key = (name, tuple(sorted(parse_labels(labels or ""))))
        assert key not in samples, f"{line} is there twice"
        samples[key] = int(number)
    return samples, types


def parse_labels(text):
    at, labels = 0, []
    while at < len(text):
        found = LABEL.match(text, at)
        assert found, f"{text} has no label at {at}"
        labels.append((found[1], found[2]))
        at = found.end()
    assert len(dict(labels)) == len(labels), f"a label of {text} is there twice"
    return labels


class Metrics(support.Story):
    def metrics(self):
        return parse(self.lapse("status", "--metrics").stdout)

    def test_the_numbers_are_those_of_status(self):
        self.lapse("run", "-q", expect=(0, 3, 4))
        samples, _ = self.metrics()
        status = self.answer("status")
        for state, accounts in status["accounts"].items():
            self.assertEqual(samples["lapse_accounts", (("state", state),)], accounts)
        for state, notices in status["queue"].items():
            self.assertEqual(samples["lapse_notices", (("state", state),)], notices)
        run = status["runs"][0]
        self.assertGreater(run["warned"], 0)
        for figure in ("moved", "warned", "dropped"):
            self.assertEqual(samples[f"lapse_last_run_{figure}_accounts", ()], run[figure])
        self.assertEqual(samples["lapse_last_finished_run_timestamp_seconds", ()], 1767594600)  # 2026-01-05T06:30:00Z
        for feed in status["feeds"]:
            labels = (("feed", feed["feed"]), ("source", feed["source"]))
            self.assertEqual(samples["lapse_feed_rows", labels], feed["rows"])
            self.assertEqual(samples["lapse_feed_believed", labels], int(feed["doubt"] is None))
        closed = {gate["what"] for gate in status["gates"]}
        for gate in ("window", "feed", "gap", "clock"):
            self.assertEqual(samples["lapse_gate_closed", (("gate", gate),)], int(gate in closed))
        self.assertEqual(samples["lapse_purge_record_agrees", ()], 1)

    def test_names_are_the_same_before_the_first_run(self):
        _, before = self.metrics()
        self.lapse("run", "-q", expect=(0, 3, 4))
        self.assertEqual(self.metrics()[1], before)

    def test_nobody_is_named(self):  # INV20
        self.lapse("run", "-q", expect=(0, 3, 4))
        text = self.lapse("status", "--metrics").stdout
        self.assertNotIn("@", text)
        account = self.answer("plan", expect=(0, 4))
        for line in account["warnings"] + account["moves"]:
            self.assertNotIn(line["account"], text)

    def test_a_file_is_replaced_as_a_whole_and_can_be_read_by_others(self):
        folder = self.path("metrics")
        os.mkdir(folder)
        file = os.path.join(folder, "lapse.prom")
        for _ in range(2):
            done = self.lapse("status", "--metrics-file", file, umask=0o077)
            self.assertEqual(done.stdout, "")
            self.assertEqual(os.listdir(folder), ["lapse.prom"])
            self.assertEqual(stat.S_IMODE(os.stat(file).st_mode), 0o644)
            with open(file, encoding="utf-8") as written:
                parse(written.read())

    def test_a_file_that_cannot_be_written_is_said_so(self):
        done = self.lapse("status", "--metrics-file", self.path("no", "such.prom"), expect=1)
        self.assertIn("cannot be written", done.stderr)
        self.assertIn("leave out --json", self.lapse("status", "--metrics", "--json", expect=64).stderr)

    def test_the_parser_is_strict(self):
        good = "# HELP lapse_a It is.\n# TYPE lapse_a gauge\n"
        parse(good + 'lapse_a{b="c\\"\\\\\\n",d=""} 1\n')
        for bad in ('lapse_a{b="c} 1\n', 'lapse_a{b="c",b="d"} 1\n', 'lapse_a{b="\\x"} 1\n', "lapse_b 1\n", "lapse_a 1",
                    "lapse_a 1\nlapse_a 2\n", "lapse_a one\n", "# TYPE lapse_a gauge\n"):
            with self.assertRaises((AssertionError, AttributeError), msg=bad):
                parse(good + bad)
        with self.assertRaises(AssertionError):
            parse(good.replace("gauge", "counter"))


if __name__ == "__main__":
    unittest.main()
