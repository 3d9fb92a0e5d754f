"""What the story tests share: the binary in $LAPSE, a trial that is made once and copied, ways to change it."""

import atexit
import contextlib
import functools
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import unittest

import databases

LAPSE = os.environ["LAPSE"]
TIMEOUT_S = 300
TRIAL_BEGINS = "2026-01-05T00:00:00Z"


def run(*words, **more):
    environment = {**os.environ, **more.pop("environment", {})}
    environment.setdefault("LAPSE_CONFIG", "/nowhere/lapse.yaml")
    return subprocess.run([LAPSE, *words], capture_output=True, text=True, timeout=TIMEOUT_S, check=False,
                          env=environment, **more)


@functools.lru_cache(maxsize=None)
def pristine_trial():
    """A trial after init and import, and the URL of its database: shared by all tests of a process, changed by none."""
    folder = tempfile.mkdtemp(prefix="lapse-story-")
    os.chmod(folder, 0o755)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    trial = os.path.join(folder, "trial")
    config = os.path.join(trial, "lapse.yaml")
    made = run("init", "--sample", trial)
    assert made.returncode == 0, made.stderr
    url = "sqlite:lapse.db" if databases.A_FILE else on_the_server(config)
    imported = run("import", "--config", config)
    assert imported.returncode in (0, 3), imported.stderr
    return trial, url


def on_the_server(config):
    """Gives the trial a database there instead of its file."""
    url = databases.url("pristine")
    databases.create(url)
    atexit.register(databases.drop, url)
    os.remove(os.path.join(os.path.dirname(config), "lapse.db"))
    configure(config, url)
    made = run("init", "--simulated-clock", TRIAL_BEGINS, "--config", config)
    assert made.returncode == 0, made.stderr
    return url


def configure(config, database_url):
    with open(config, encoding="utf-8") as file:
        text = file.read()
    with open(config, "w", encoding="utf-8") as file:
        file.write(re.sub("^database: .*$", f"database: {database_url}", text, count=1, flags=re.M))


class Story(unittest.TestCase):
    """Each test has a copy of the trial of its own."""

    def setUp(self):
        holder = tempfile.mkdtemp(prefix="lapse-story-")
        os.chmod(holder, 0o755)
        self.addCleanup(shutil.rmtree, holder, ignore_errors=True)
        self.folder = os.path.join(holder, "trial")
        trial, database = pristine_trial()
        shutil.copytree(trial, self.folder)
        self.config = self.path("lapse.yaml")
        if not databases.A_FILE:
            mine = self.no_database("trial")
            self.addCleanup(databases.drop, mine)
            databases.copy(database, mine)

    def no_database(self, purpose):
        """Configures a database that does not exist."""
        url = databases.url(purpose)
        configure(self.config, url)
        return url

    def new_database(self, purpose):
        """Configures a new, empty database."""
        url = self.no_database(purpose)
        self.addCleanup(databases.drop, url)
        databases.create(url)

    def sql(self, statement):
        """Into the trial's database, past lapse."""
        url = re.search("^database: (.*)$", self.read("lapse.yaml"), flags=re.M)[1]
        databases.execute(url, statement, self.folder)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def lapse(self, *words, expect=0, **more):
        done = run(*words, "--config", self.config, **more)
        expected = expect if isinstance(expect, tuple) else (expect,)
        self.assertIn(done.returncode, expected, f"lapse {words}: {done.stdout[-2000:]}\n{done.stderr[-4000:]}")
        return done

    def answer(self, *words, expect=0):
        answer = json.loads(self.lapse(*words, "--json", expect=expect).stdout)
        self.assertEqual(answer["format_version"], "1.0")
        return answer

    def read(self, *names):
        with open(self.path(*names), encoding="utf-8") as file:
            return file.read()

    def write(self, text, *names):
        with open(self.path(*names), "w", encoding="utf-8") as file:
            file.write(text)

    def replace(self, pattern, replacement, *names):
        text, count = re.subn(pattern, replacement, self.read(*names), count=1, flags=re.M)
        self.assertEqual(count, 1, f"{pattern} is not in {names}")
        self.write(text, *names)

    def feeds(self, kind):
        return sorted(name for name in os.listdir(self.path("feeds")) if name.startswith(kind))

    def start(self, *words, environment=None):
        return subprocess.Popen([LAPSE, *words, "--config", self.config], stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, env=environment)


@contextlib.contextmanager
def silent_mail_server(story):
    """The trial sends to a server that takes the connection and says nothing: whoever delivers waits, at work."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(TIMEOUT_S)
        port = server.getsockname()[1]
        story.replace(r"^  channel: file.*$",
                      f"  channel: smtp\n  smtp: {{ host: 127.0.0.1, port: {port}, tls: none }}", "lapse.yaml")
        yield server
