"""What the lints share: the files of a tree as {path: text}, C++ without its comments, and the two ways to run.

A lint is a function tree -> [Finding]. It never opens a file, so its self test runs it on small trees in memory.
"""

import os
import re
import subprocess
import sys
from typing import NamedTuple

SKIPPED_FOLDERS = {".git", "build", "__pycache__", "trial"}


class Finding(NamedTuple):
    path: str
    line: int
    text: str


def paths(root):
    """Tracked and new files; without git, everything but build and trial folders."""
    git = subprocess.run(["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                         capture_output=True, check=False) if os.path.exists(os.path.join(root, ".git")) else None
    if git and git.returncode == 0:
        found = git.stdout.decode().split("\0")
        return sorted(p for p in set(found) if p and os.path.isfile(os.path.join(root, p)))
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = [f for f in folders if f not in SKIPPED_FOLDERS and not f.startswith("trial-")]
        found += [os.path.relpath(os.path.join(folder, f), root) for f in files]
    return sorted(found)


def read(root):
    tree = {}
    for path in paths(root):
        try:
            with open(os.path.join(root, path), encoding="utf-8") as file:
                tree[path] = file.read()
        except UnicodeDecodeError:
            pass  # no text, nothing to lint
    return tree


TOKEN = re.compile(r'''
    (?P<comment>//(?:\\\n|[^\n])*|/\*.*?\*/)
  | (?P<raw>(?:u8|[uUL])?R"(?P<mark>[^\s()\\]{0,16})\(.*?\)(?P=mark)")
  | (?P<string>"(?:\\.|[^"\\\n])*")
  | (?P<char>(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+')
''', re.S | re.X)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    """The same lines and columns, comments blanked."""
    return TOKEN.sub(lambda m: _blank(m[0]) if m["comment"] else m[0], text)


def code_only(text):
    """The same lines and columns, comments and the contents of literals blanked."""
    return TOKEN.sub(lambda m: _blank(m[0]) if m["comment"] else '"' + _blank(m[0][1:-1]) + '"', text)


def strings(text):
    """(line, content) of every string literal."""
    for match in TOKEN.finditer(text):
        if match["raw"] or match["string"]:
            yield text.count("\n", 0, match.start()) + 1, match[0]


def is_cpp(path):
    return path.endswith((".h", ".cpp"))


def main(lint, self_test, usage):
    """Exit 0: nothing found. 1: findings, one `path:line: text` each on stdout."""
    if len(sys.argv) != 2 or sys.argv[1] in ("-h", "--help"):
        print(usage.strip() + "\n\nusage: <this script> ROOT | --self-test")
        return 0 if len(sys.argv) == 2 else 64
    if sys.argv[1] == "--self-test":
        self_test()
        print("self test passed")
        return 0
    findings = sorted(set(lint(read(sys.argv[1]))))
    for finding in findings:
        print(f"{finding.path}:{finding.line}: {finding.text}")
    print(f"{len(findings)} findings" if findings else "clean")
    return 1 if findings else 0


def expect(lint, tree, *wanted):
    """Self tests: `lint` finds exactly these (path, line) in `tree`."""
    found = sorted({(f.path, f.line) for f in lint(tree)})
    assert found == sorted(wanted), f"\ntree   {tree}\nwanted {sorted(wanted)}\nfound  {lint(tree)}"
