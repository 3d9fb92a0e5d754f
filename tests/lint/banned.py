"""What no file may contain: hidden clocks, SQL's own idea of time, database names, sleeps, singletons, loose ends,
and files or functions that have grown too long. Each ban names the place where the thing belongs.
"""

import re
import sys

import tree as trees
from tree import Finding

SOURCE_LINES = 400
HEADER_LINES = 150
FUNCTION_LINES = 60

CLOCK_FILE = "adapters/daemon/system_clock.cpp"
CLOCK = re.compile(r"\b(?:system_clock|steady_clock|high_resolution_clock|utc_clock)\s*::\s*now\b|\bstd::time\s*\(|"
                   r"(?<![\w>.])(?:::)?time\s*\(\s*(?:nullptr|NULL|0|&)|\bgettimeofday\b|\bclock_gettime\b")
SQL_CLOCK = re.compile(r"\bnow\s*\(\s*\)|'now'|\bcurrent_(?:timestamp|date|time)\b|\butc_timestamp\b|"
                       r"\bgetdate\s*\(|\bsysdate\b", re.I)
SQL_DATES = re.compile(r"\bstrftime\b|\bdatetime\s*\(|\bfrom_unixtime\b|\bto_timestamp\b|\bdate_trunc\b", re.I)
DATABASE = re.compile(r"sqlite|postgres|mariadb|mysql", re.I)
DIALECTS = "adapters/sql/dialects.cpp"
SINGLETON = re.compile(r"(?:::|\bstatic\b[^;{}()]*\b)(?:[gG]et_?)?[iI]nstance\s*\(\s*\)")
LOOSE_END = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
SLEEP_CPP = re.compile(r"(?<![\w.>])(?:std::this_thread::|::)?(?:u|nano)?sleep(?:_for|_until)?\s*\(")
SLEEP_SCRIPT = re.compile(r"\btime\.sleep\s*\(|\basyncio\.sleep\s*\(|^\s*sleep\s+[\d.$]|[;&|]\s*sleep\s+[\d.$]|"
                          r"\bfrom time import.*\bsleep\b", re.M)

TEXT = (".h", ".cpp", ".sql", ".yaml", ".py", ".sh", ".cmake", ".txt", ".json")
FREE_OF_DATABASE_NAMES = (".h", ".cpp", ".yaml", ".txt", ".json", ".sql")


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def grep(pattern, path, text, message):
    return [Finding(path, line_of(text, m.start()), f"{m[0].strip()}: {message}") for m in pattern.finditer(text)]


def clocks(path, text):
    if path == CLOCK_FILE or path.startswith("tests/bench/"):
        return []
    return grep(CLOCK, path, trees.code_only(text), f"only {CLOCK_FILE} reads a clock; take an Instant")


def sql_clocks(path, text):
    """In SQL and in string literals. Views made for people may spell a stored instant, never read a clock."""
    # Views that people read show ISO text; how a database spells that is in the table of dialects.
    views = path == DIALECTS or (path.startswith("adapters/sql/schema/") and "views" in path)
    findings = []
    parts = [(1, re.sub(r"--[^\n]*", "", text))] if path.endswith(".sql") else trees.strings(text)
    for line, part in parts:
        for pattern in [SQL_CLOCK] if views else [SQL_CLOCK, SQL_DATES]:
            for match in pattern.finditer(part):
                findings.append(Finding(path, line + part.count("\n", 0, match.start()),
                                        f"{match[0]}: dates are computed in C++ and bound as parameters"))
    return findings


def database_names(path, text):
    if path.startswith(("adapters/sql/", "tests/", "packaging/")) or path.endswith(
            ("CMakeLists.txt", "CMakePresets.json")):
        return []
    return grep(DATABASE, path, text, "a database is named in adapters/sql only")


def sleeps(path, text):
    if trees.is_cpp(path):
        return grep(SLEEP_CPP, path, trees.code_only(text), "a test advances its clock, or waits for an event")
    return grep(SLEEP_SCRIPT, path, text, "a test waits for an event, with a bound")


def lengths(path, text):
    limit = HEADER_LINES if path.endswith(".h") else SOURCE_LINES
    lines = text.count("\n") + (not text.endswith("\n") and bool(text))
    findings = [Finding(path, 1, f"{lines} lines, at most {limit}: split it")] if lines > limit else []
    for start, end in functions(text):
        if end - start + 1 > FUNCTION_LINES:
            findings.append(Finding(path, start, f"function of {end - start + 1} lines, at most {FUNCTION_LINES}"))
    return findings


TYPE_HEAD = re.compile(r"^(?:template\s*<.*>\s*)?(?:typedef\s+)?(?:class|struct|union|enum)\b", re.S)


def kind_of(head):
    """What the block after `head` is: scope (namespace, type), function or other (table, enum, initialiser)."""
    head = " ".join(head.split())
    if re.search(r"\bnamespace\b(?:\s+[\w:]+)?$", head) or re.search(r'\bextern\s+"[^"]*"$', head):
        return "scope"
    flat = head
    while re.search(r"\([^()]*\)", flat):  # arguments may hold `=`, braces do not get here
        flat = re.sub(r"\([^()]*\)", "@", flat)
    if TYPE_HEAD.match(head) and "@" not in re.sub(r"alignas\s*@", "", flat):
        return "other" if re.search(r"\benum\b", head) else "scope"
    assigned = re.search(r"(?<![=!<>])=(?!=)", re.sub(r"\boperator\s*\S+", "", flat))
    return "function" if "@" in flat and not assigned else "other"


def functions(text):
    """(first line, last line) of function bodies with their heads, at namespace and class level; approximate.

    A file whose braces do not balance, through #if for instance, yields nothing.
    """
    code = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda m: re.sub(r"[^\n]", " ", m[0]),
                  trees.code_only(text), flags=re.M)
    found, stack, head_start, parens = [], [], 0, 0
    for i, c in enumerate(code):
        outside = not stack or stack[-1][0] == "scope"
        if c in "()":
            parens += (1 if c == "(" else -1) if outside else 0
        elif c == "{":
            kind = kind_of(code[head_start:i]) if outside and parens == 0 else "other"
            stack.append((kind, head_start, outside and parens == 0))
            if kind == "scope":
                head_start = i + 1
        elif c == "}":
            if not stack:
                return []
            kind, start, ends_a_head = stack.pop()
            following = code[i + 1:i + 200].lstrip()[:1]
            if ends_a_head and following not in (",", "{"):  # else a member initialiser: its function follows
                if kind == "function":
                    first = start + len(code[start:i]) - len(code[start:i].lstrip())
                    found.append((line_of(code, first), line_of(code, i)))
                head_start = i + 1
        elif c == ";" and outside and parens == 0:
            head_start = i + 1
        elif c == ":" and outside and re.search(r"\b(?:public|private|protected)\s*$", code[head_start:i]):
            head_start = i + 1
    return [] if stack else found


def lint(tree):
    findings = []
    for path, text in tree.items():
        if path.startswith("tests/lint/"):
            continue
        if path.endswith(TEXT):
            findings += grep(LOOSE_END, path, text, "finish it, or open an issue")
        if path.endswith(FREE_OF_DATABASE_NAMES):
            findings += database_names(path, text)
        if path.endswith((".h", ".cpp", ".sql")):
            findings += sql_clocks(path, text)
        if trees.is_cpp(path):
            findings += clocks(path, text) + lengths(path, text)
            findings += grep(SINGLETON, path, trees.code_only(text), "pass the object; wiring is in adapters/cli")
            findings += grep(re.compile(r"\bstrftime\b"), path, trees.code_only(text), "schedules prints instants")
        if path.startswith("tests/") and path.endswith((".h", ".cpp", ".py", ".sh")):
            findings += sleeps(path, text)
    return findings


def self_test():
    expect = lambda tree, *wanted: trees.expect(lint, tree, *wanted)
    for line in ["auto t = std::chrono::system_clock::now();", "auto t = std::time(nullptr);", "t = ::time(nullptr);",
                 "clock_gettime(CLOCK_REALTIME, &t);", "auto t = std::chrono::steady_clock::now();", "time(NULL);",
                 'sql << "SELECT now()";', 'sql << "select CURRENT_TIMESTAMP";', "// works on SQLite only",
                 'f("strftime(1)");', "Log::instance().info();",
                 "static Log& instance();", "// TODO later", 'open("mysql://");', "std::strftime(a, b, c, d);"]:
        expect({"engine/a.cpp": f"int a;\n{line}\n"}, ("engine/a.cpp", 2))
    for line in ["clock.now();", "clock->time(0);", "// system_clock::now() is banned", "int runtime(int x);",
                 'f("system_clock::now");', "auto s = span.time(0);", 'f("known() facts");', "x = due_time(0);"]:
        expect({"engine/a.cpp": f"int a;\n{line}\n"})
    expect({CLOCK_FILE: "auto t = std::chrono::system_clock::now();\n"})
    expect({"adapters/sql/schema/0001-base.sql": "-- no now()\nselect strftime('%s', 'now');\n"},
           ("adapters/sql/schema/0001-base.sql", 2))
    expect({"adapters/sql/schema/0002-views.sql": "select strftime('%Y', state_since, 'unixepoch');\n"})
    expect({"adapters/sql/schema/0002-views.sql": "select strftime('%Y', 'now');\n"},
           ("adapters/sql/schema/0002-views.sql", 1))
    expect({DIALECTS: 'f("strftime(c)");\n'})
    expect({"adapters/sql/dialects.cpp": 'f("sqlite");\n', "README.md": "SQLite\n", "packaging/test": "sqlite3\n"})
    for path, line in [("tests/a_test.cpp", "std::this_thread::sleep_for(1s);"), ("tests/a_test.cpp", "sleep(1);"),
                       ("tests/cli/a_test.py", "time.sleep(1)"), ("tests/cli/a.sh", "true; sleep 1")]:
        expect({path: line + "\n"}, (path, 1))
    expect({"engine/a.h": "\n" * 151, "engine/b.h": "\n" * 150, "engine/a.cpp": "\n" * 401}, ("engine/a.h", 1),
           ("engine/a.cpp", 1))
    self_test_functions()


def self_test_functions():
    body = "  f(\"}\");  // {\n" * 59

    def starts(text):
        return [start for start, end in functions(text) if end - start + 1 > FUNCTION_LINES]

    assert starts("namespace a {\nint f(X x = {}) {\n" + body + "}\n}\n") == [2]
    assert starts("namespace {\nvoid f() {\n" + body[:len(body) // 59 * 58] + "}\n}\n") == []
    assert starts("struct A {\n  int b = 1;\n public:\n  void f() const {\n" + body + "  }\n};\n") == [4]
    assert starts("A::A(int x) : a_{x}, b_{x} {\n" + body + "}\nvoid g() {}\n") == [1]
    assert starts("template <class T>\nvoid f(T t) {\n" + body + "}\n") == [1]
    assert starts("TEST_CASE(\"long\") {\n" + body + "}\n") == [1]
    assert starts("bool operator==(A a, A b) {\n" + body + "}\n") == [1]
    assert starts("inline constexpr std::array kTable{\n" + "  Row{f(1), 2},\n" * 90 + "};\n") == []
    assert starts("const std::vector<Row> kTable = {\n" + "  Row{f(1), 2},\n" * 90 + "};\n") == []
    assert starts("constexpr auto kText = R\"(\n" + "{(\n" * 90 + ")\";\nint f() { return 1; }\n") == []
    assert starts("#if A\nvoid f() {\n#else\nvoid f(int) {\n#endif\n" + body + "}\n") == []  # unbalanced: no verdict


if __name__ == "__main__":
    sys.exit(trees.main(lint, self_test, __doc__))
