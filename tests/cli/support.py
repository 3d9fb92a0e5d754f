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
    """A trial after init and import into a file, shared by all tests of a process and changed by none."""
    folder = tempfile.mkdtemp(prefix="lapse-story-")
    os.chmod(folder, 0o755)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    trial = os.path.join(folder, "trial")
    made = run("init", "--sample", trial)
    assert made.returncode == 0, made.stderr
    imported = run("import", "--config", os.path.join(trial, "lapse.yaml"))
    assert imported.returncode in (0, 3), imported.stderr
    return trial


class Story(unittest.TestCase):
    """Each test has a copy of the trial of its own."""

    def setUp(self):
        holder = tempfile.mkdtemp(prefix="lapse-story-")
        os.chmod(holder, 0o755)
        self.addCleanup(shutil.rmtree, holder, ignore_errors=True)
        self.folder = os.path.join(holder, "trial")
        shutil.copytree(pristine_trial(), self.folder)
        self.config = self.path("lapse.yaml")
        if not databases.A_FILE:
            os.remove(self.path("lapse.db"))
            self.new_database("trial")
            self.lapse("init", "--simulated-clock", TRIAL_BEGINS)
            self.lapse("import", expect=(0, 3))

    def new_database(self, purpose):
        """Configures a new, empty database in place of the trial's."""
        url = self.no_database(purpose)
        databases.create(url)
        self.addCleanup(databases.drop, url)

    def no_database(self, purpose):
        """Configures a database that does not exist."""
        url = databases.url(purpose)
        self.replace("^database: .*$", f"database: {url}", "lapse.yaml")
        return url

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
