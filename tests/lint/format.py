"""Every C++ file is formatted as .clang-format says. To repair: clang-format-19 -i FILE...

Without clang-format 19 the check is skipped (exit 77), but never on a build machine (CI=true).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

import tree as trees

SKIPPED = 77


def tool():
    for name in ("clang-format-19", "clang-format"):
        path = shutil.which(name)
        if path and re.search(r"version 19\.", subprocess.run([path, "--version"], capture_output=True, text=True,
                                                              check=True).stdout):
            return path
    return None


def unformatted(clang_format, root, files):
    if not files:
        return []
    run = subprocess.run([clang_format, "--dry-run", "-Werror", "--style=file", *files], cwd=root,
                         capture_output=True, text=True, check=False)
    named = sorted(set(re.findall(r"^([^\s:]+):\d+:\d+: error:", run.stderr, re.M)))
    if run.returncode and not named:
        sys.exit(run.stderr)
    return named


def self_test(clang_format):
    with tempfile.TemporaryDirectory() as root:
        for name, text in [(".clang-format", "BasedOnStyle: Google\n"), ("good.cpp", "int a = 1;\n"),
                           ("bad.cpp", "int   a=1 ;\n")]:
            with open(os.path.join(root, name), "w", encoding="utf-8") as file:
                file.write(text)
        assert unformatted(clang_format, root, ["good.cpp", "bad.cpp"]) == ["bad.cpp"]
    print("self test passed")


def main():
    if len(sys.argv) != 2:
        print(__doc__.strip() + "\n\nusage: format.py ROOT | --self-test")
        return 64
    clang_format = tool()
    if not clang_format:
        print("clang-format 19 is missing: apt-get install clang-format-19")
        return 1 if os.environ.get("CI") == "true" else SKIPPED
    if sys.argv[1] == "--self-test":
        self_test(clang_format)
        return 0
    files = [path for path in trees.paths(sys.argv[1]) if trees.is_cpp(path)]
    bad = unformatted(clang_format, sys.argv[1], files)
    if bad:
        print("not formatted:\n  " + "\n  ".join(bad) + "\nrepair: clang-format-19 -i " + " ".join(bad))
    else:
        print(f"{len(files)} files are formatted")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
