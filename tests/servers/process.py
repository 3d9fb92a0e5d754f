"""A database server as a child of this process: who it runs as, when it is ready, how it ends.

A server never outlives the thread that started it: the kernel ends it then. Every wait has a bound.
"""

import contextlib
import os
import pwd
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time

READY_S = 60
END_S = 60
PREFIX = "/tmp/lapse-servers."  # short, because the path of a socket may have 107 characters only


class ServerError(Exception):
    """A server does not do what it was told to; says what it wrote."""


@contextlib.contextmanager
def new_directory():
    """A directory for servers, that they can reach whoever they run as; gone at the end."""
    directory = make_directory()
    try:
        yield directory
    finally:
        shutil.rmtree(directory)


def make_directory():
    directory = tempfile.mkdtemp(prefix=os.path.basename(PREFIX), dir=os.path.dirname(PREFIX))
    if os.geteuid() == 0:
        os.chmod(directory, 0o711)
    return directory


def account_for_root(*names):
    """The first of these accounts, when this is root, as whom no database server runs; otherwise None."""
    if os.geteuid() != 0:
        return None
    for name in names:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise ServerError(f"root cannot run a database server, and there is no account {' or '.join(names)}")


def give(path, account):
    if account:
        os.chown(path, account.pw_uid, account.pw_gid)


def own_folder(path, account):
    os.makedirs(path, mode=0o700, exist_ok=True)
    give(path, account)
    return path


def own_file(path, account, text):
    with open(path, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(text)
    give(path, account)
    return path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def as_account(account, *options):
    identity = [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--init-groups"] if account else []
    return ["setpriv", *identity, *options, "--"] if identity or options else []


def environment(time_zone="UTC"):
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "TZ": time_zone}


def run(account, *command):
    """A command that prepares a server, to its end."""
    done = subprocess.run([*as_account(account), *command], cwd="/", env=environment(), capture_output=True, text=True,
                          timeout=READY_S, check=False)
    if done.returncode != 0:
        raise ServerError(f"{command[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")


class Daemon:
    """One running server. Its directory gets `log`, and `notify`, the socket on which it says that it is ready."""

    def __init__(self, command, account, directory, time_zone, dies_by):
        self.log = os.path.join(directory, "log")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify, open(self.log, "ab") as log:
            address = os.path.join(directory, "notify")
            with contextlib.suppress(FileNotFoundError):
                os.remove(address)
            notify.bind(address)
            os.chmod(address, 0o777)
            self.process = subprocess.Popen(
                [*as_account(account, f"--pdeathsig={dies_by}"), *command], cwd="/", stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, env={**environment(time_zone), "NOTIFY_SOCKET": address})
            try:
                self._await_ready(notify)
            except BaseException:
                self.kill()
                raise

    @property
    def pid(self):
        return self.process.pid

    def running(self):
        return self.process.poll() is None

    def stop(self, with_signal):
        """Whoever does not end in time is killed."""
        if self.running():
            self.process.send_signal(with_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(END_S)
        self.kill()

    def kill(self):
        """At once, and all its processes, as a power cut would: none of them writes another byte."""
        if not self.running():
            return
        os.kill(self.pid, signal.SIGSTOP)
        os.waitid(os.P_PID, self.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)  # from here on it makes no children
        children = children_of(self.pid)
        for pid in [self.pid, *children]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(END_S)
        for pid in children:
            await_end(pid)

    def _await_ready(self, notify):
        ended = os.pidfd_open(self.pid)
        deadline = time.monotonic() + READY_S
        try:
            while True:
                heard, _, _ = select.select([notify, ended], [], [], max(0, deadline - time.monotonic()))
                if notify in heard:
                    if b"READY=1" in notify.recv(4096).split(b"\n"):
                        return
                else:
                    raise ServerError(f"{self.process.args} is not ready:\n{self._end_of_log()}")
        finally:
            os.close(ended)

    def _end_of_log(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.read()[-4000:]


def children_of(parent):
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError), open(f"/proc/{name}/stat", encoding="utf-8") as stat:
            if int(stat.read().rpartition(")")[2].split()[1]) == parent:
                found.append(int(name))
    return found


def await_end(pid):
    """True when the process, anybody's child, is gone within the bound."""
    try:
        ended = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([ended], [], [], END_S)[0])
    finally:
        os.close(ended)
