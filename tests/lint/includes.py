"""Who may include whom: the table of ARCHITECTURE.md, checked.

Folders:      schedules <- rules <- engine <- adapters/*, never adapter to adapter; adapters/cli sees all and is
              seen by nobody. tests see everything.
Third party:  each library is known to the folders or files in LIBRARIES and to no other.
"""

import fnmatch
import re
import sys

import tree as trees
from tree import Finding

FOLDERS = {
    "schedules": {"schedules"},
    "rules": {"schedules", "rules"},
    "engine": {"schedules", "rules", "engine"},
}
CORE = {"schedules", "rules", "engine"}
EMBEDDED = {"adapters/sql", "adapters/cli"}  # the folders that link lapse::embedded

# header pattern -> file patterns that may include it; the first that matches the header decides.
LIBRARIES = [
    ("date/*", ["schedules/zone.cpp"]),
    ("yaml.h", ["rules/yaml.cpp"]),
    ("openssl/*", ["engine/digest.cpp"]),
    ("soci/*", ["adapters/sql/*"]),
    ("dlfcn.h", ["adapters/sql/driver_mariadb.cpp"]),
    ("libpq-fe.h", ["adapters/sql/driver_postgresql.cpp"]),
    ("sqlite3.h", ["adapters/sql/*"]),
    ("csv.h", ["adapters/sources/*"]),
    ("curl/*", ["adapters/notify/*"]),
    ("kainjow/*", ["adapters/notify/*", "adapters/report/*"]),
    ("xlsxwriter.h", ["adapters/report/*", "adapters/notify/*"]),
    ("boost/program_options*", ["adapters/cli/*"]),
    ("boost/asio*", ["adapters/daemon/*"]),
    ("boost/beast*", ["adapters/daemon/*"]),
    ("boost/system/*", ["adapters/daemon/*"]),
    ("systemd/*", ["adapters/daemon/*"]),
    ("spdlog/*", ["adapters/log/*"]),
    ("nlohmann/*", ["engine/report*.cpp", "engine/explain*.cpp", "adapters/*"]),
    ("fmt/*", ["rules/*", "engine/*", "adapters/*"]),
]

STANDARD = set("""
algorithm any array atomic barrier bit bitset charconv chrono cmath codecvt compare complex concepts
condition_variable coroutine deque exception execution filesystem format forward_list fstream functional future
initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory memory_resource
mutex new numbers numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore set
shared_mutex source_location span sstream stack stdexcept stop_token streambuf string string_view syncstream
system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector
version cassert cctype cerrno cfenv cfloat cinttypes climits clocale csetjmp csignal cstdarg cstddef cstdint cstdio
cstdlib cstring ctime cuchar cwchar cwctype
""".split())

SYSTEM = re.compile(r"(sys|netinet|arpa|net|linux)/[\w/]+\.h$|"
                    r"(unistd|fcntl|poll|pwd|grp|spawn|signal|errno|time|dirent|netdb|stdlib|stdio|string|termios)\.h$")

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:<([^>]+)>|"([^"]+)")', re.M)


def folder_of(path):
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "adapters" and len(parts) > 2 else parts[0]


def first_party(path, target):
    """What is wrong with `path` including our header `target`, or None."""
    source, aim = folder_of(path), folder_of(target)
    if aim == "embedded":
        return None if source in EMBEDDED else f"only {' and '.join(sorted(EMBEDDED))} see embedded files"
    if aim == "tests":
        return "tests are included by tests only"
    if source == aim:
        return None
    if aim == "adapters/cli":
        return "nobody includes adapters/cli"
    if source == "adapters/cli":
        return None
    if source in FOLDERS:
        return None if aim in FOLDERS[source] else f"{source} may include {', '.join(sorted(FOLDERS[source]))} only"
    if aim in CORE:
        return None
    return f"{source} may not include another adapter" if aim.startswith("adapters/") else f"no folder {aim}"


def third_party(path, header):
    """What is wrong with `path` including `header` from outside, or None."""
    for pattern, users in LIBRARIES:
        if fnmatch.fnmatchcase(header, pattern):
            if any(fnmatch.fnmatchcase(path, user) for user in users):
                return None
            return f"<{header}> belongs to {', '.join(users)}"
    if header in STANDARD:
        return None
    if SYSTEM.match(header):
        return None if path.startswith("adapters/") else f"<{header}>: system headers belong to adapters"
    return f"<{header}> is not in the table of allowed libraries (tests/lint/includes.py)"


def lint(tree):
    findings = []
    for path, text in tree.items():
        if not trees.is_cpp(path) or path.startswith("tests/"):
            continue
        for match in INCLUDE.finditer(trees.without_comments(text)):
            outside, own = match[1], match[2]
            if own is None:
                problem = third_party(path, outside)
            elif own.startswith("embedded/") or own in tree:
                problem = first_party(path, own)
            else:
                problem = f'"{own}" is no file of ours; write ours from the root, others in <>'
            if problem:
                findings.append(Finding(path, text.count("\n", 0, match.start(0) + len(match[0])) + 1, problem))
    return findings


def self_test():
    headers = {h: "" for h in ["schedules/day.h", "rules/model.h", "engine/ports.h", "adapters/sql/store.h",
                               "adapters/log/log.h", "adapters/cli/commands.h", "tests/fakes.h"]}

    def include(path, line):
        return lambda: trees.expect(lint, headers | {path: f"// first\n\n#include {line}\n"}, *wanted)

    allowed = [
        ("rules/a.cpp", '"schedules/day.h"'), ("engine/a.cpp", '"rules/model.h"'), ("engine/a.h", "<vector>"),
        ("adapters/sql/a.cpp", '"engine/ports.h"'), ("adapters/cli/a.cpp", '"adapters/sql/store.h"'),
        ("adapters/sql/a.cpp", '"adapters/sql/store.h"'), ("tests/x_test.cpp", '"adapters/cli/commands.h"'),
        ("schedules/zone.cpp", "<date/tz.h>"), ("rules/yaml.cpp", "<yaml.h>"), ("rules/a.cpp", "<fmt/format.h>"),
        ("adapters/sql/a.cpp", "<soci/soci.h>"), ("adapters/cli/a.cpp", "<boost/program_options.hpp>"),
        ("engine/report_json.cpp", "<nlohmann/json.hpp>"), ("adapters/cli/a.cpp", "<unistd.h>"),
        ("adapters/sql/a.cpp", '"embedded/files.h"'), ("tests/a_test.cpp", "<soci/soci.h>"),
        ("adapters/daemon/a.cpp", "<boost/asio/steady_timer.hpp>"), ("engine/digest.cpp", "<openssl/evp.h>"),
    ]
    refused = [
        ("schedules/a.cpp", '"rules/model.h"'), ("rules/a.h", '"engine/ports.h"'),
        ("engine/a.cpp", '"adapters/sql/store.h"'), ("adapters/sql/a.cpp", '"adapters/log/log.h"'),
        ("adapters/sql/a.cpp", '"adapters/cli/commands.h"'), ("engine/a.cpp", '"tests/fakes.h"'),
        ("schedules/a.cpp", "<date/tz.h>"), ("rules/parse.cpp", "<yaml.h>"), ("schedules/a.cpp", "<fmt/core.h>"),
        ("engine/a.cpp", "<soci/soci.h>"), ("adapters/sources/a.cpp", "<soci/soci.h>"), ("adapters/sql/a.cpp", "<curl/curl.h>"),
        ("adapters/notify/a.cpp", "<boost/asio.hpp>"), ("adapters/sql/a.cpp", "<spdlog/spdlog.h>"),
        ("adapters/daemon/a.cpp", "<boost/program_options.hpp>"), ("engine/pass.cpp", "<openssl/evp.h>"),
        ("engine/pass.cpp", "<nlohmann/json.hpp>"), ("engine/a.cpp", "<sys/socket.h>"), ("rules/a.cpp", "<absl/x.h>"),
        ("rules/a.cpp", '"model.h"'), ("adapters/notify/a.cpp", '"embedded/files.h"'),
        ("engine/a.cpp", "<boost/thread.hpp>"),
    ]
    for path, line in allowed:
        wanted = []
        include(path, line)()
    for path, line in refused:
        wanted = [(path, 3)]
        include(path, line)()
    trees.expect(lint, {"engine/a.cpp": "/* no more:\n#include <soci/soci.h>\n*/\n"})


if __name__ == "__main__":
    sys.exit(trees.main(lint, self_test, __doc__))
