"""A private PostgreSQL server for the tests: made, used and removed by one command.

    python tests/support/postgres.py run -- COMMAND...    runs COMMAND with DATABASE_URL set
    python tests/support/postgres.py where                prints the folder of the server's programs

The server lives in a temporary folder and listens on a free port of 127.0.0.1. It never syncs to disk: a crash may lose
everything, and nothing in it is worth keeping. Only the standard library is used, so any Python can run this file.
"""

import contextlib
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

USER = "skills2work"
PROGRAMS = ("initdb", "postgres", "psql")
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_connections=200")
START_SECONDS = 30
STOP_SECONDS = 20


class PostgresError(Exception):
    """Something the person at the keyboard can read and act on."""


class Stopped(Exception):  # noqa: N818 - not an error: someone asked to stop
    """A signal asked this program to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def find_programs(system: Path = Path("/usr/lib/postgresql")) -> Path:
    """Return the folder with the server's programs: the newest version under `system`, else from PATH."""
    versions = [path for path in system.glob("*/bin") if all((path / name).exists() for name in PROGRAMS)]
    if versions:
        return max(versions, key=lambda path: [int(part) for part in re.findall(r"\d+", path.parent.name)])
    found = shutil.which("initdb")
    if found and all((Path(found).resolve().parent / name).exists() for name in PROGRAMS):
        return Path(found).resolve().parent
    raise PostgresError("No PostgreSQL server found. On Debian: apt-get install --no-install-recommends postgresql")


def server_account() -> pwd.struct_passwd | None:
    """Return the account to run the server as, or None to stay who we are: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise PostgresError("PostgreSQL does not run as root, and there is no account postgres or nobody to use")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One server in one folder; `start` and `stop` it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = find_programs()
        self.account = server_account()
        self.password = secrets.token_urlsafe(16)
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgres://{USER}:{self.password}@127.0.0.1:{self.port}/{USER}"

    def start(self) -> None:
        self._make_cluster()
        for _attempt in range(3):  # another program may take the port between finding and using it
            self.port = free_port()
            if self._serve():
                self._query("postgres", f"CREATE DATABASE {USER}")
                return
        raise PostgresError(f"PostgreSQL did not start:\n{self._log()}")

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)  # "fast": ends the sessions, then itself
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(STOP_SECONDS)

    def _make_cluster(self) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password, encoding="ascii")
        if self.account:
            for path in (self.folder, secret):
                os.chown(path, self.account.pw_uid, self.account.pw_gid)
        command: list[str | Path] = [
            self.programs / "initdb",
            "--pgdata",
            self.folder / "data",
            "--username",
            USER,
            "--no-sync",
        ]
        command += ["--auth", "scram-sha-256", "--pwfile", secret, "--encoding", "UTF8", "--locale", "C.UTF-8"]
        made = self._start_as_account(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output, _ = made.communicate()
        if made.returncode:
            raise PostgresError(f"initdb failed:\n{output.decode(errors='replace')}")

    def _serve(self) -> bool:
        """Start the server and wait until it answers; False when it ended instead."""
        command: list[str | Path] = [
            self.programs / "postgres",
            "-D",
            self.folder / "data",
            "-h",
            "127.0.0.1",
            "-p",
            str(self.port),
        ]
        command += ["-k", self.folder]
        for setting in FAST:
            command += ["-c", setting]
        with (self.folder / "log").open("wb") as log:
            self.process = self._start_as_account(command, stdout=log, stderr=log)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                return False
            with contextlib.suppress(PostgresError):
                self._query("postgres", "SELECT 1")
                return True
            time.sleep(0.1)
        raise PostgresError(f"PostgreSQL did not answer within {START_SECONDS} seconds:\n{self._log()}")

    def _start_as_account(self, command: list[str | Path], stdout: object, stderr: object) -> subprocess.Popen[bytes]:
        """Start a program of the server in a session of its own, so that Ctrl-C reaches the tests first."""
        return subprocess.Popen(  # type: ignore[call-overload]
            command,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            cwd=self.folder,
            env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(self.folder), "LC_ALL": "C.UTF-8"},
            start_new_session=True,
            umask=0o077,
            **({"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []} if self.account else {}),
        )

    def _query(self, database: str, statement: str) -> None:
        command: list[str | Path] = [self.programs / "psql", "-X", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        command += ["-U", USER, "-d", database, "-c", statement]
        environment = {**os.environ, "PGPASSWORD": self.password, "PGCONNECT_TIMEOUT": "5"}
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        if done.returncode:
            raise PostgresError(done.stderr.decode(errors="replace"))

    def _log(self) -> str:
        log = self.folder / "log"
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:]) if log.exists() else ""


@contextlib.contextmanager
def private_server() -> Iterator[Server]:
    """A running server; stopped and removed in every case that leaves this program alive."""
    folder = Path(tempfile.mkdtemp(prefix="skills2work-postgres-"))
    try:
        server = Server(folder)
        try:
            server.start()
            yield server
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave a server behind
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str]) -> int:
    """Run the command beside a private server and return its exit code."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise Stopped(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    with private_server() as server:
        child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": server.url})
        try:
            return child.wait()
        except Stopped as stopped:
            if stopped.number != signal.SIGINT:  # Ctrl-C has reached the child already
                child.terminate()
            end(child)
            raise


def end(child: subprocess.Popen[bytes]) -> None:
    """Give the child time to end by itself, then end it."""
    try:
        child.wait(STOP_SECONDS)
    except (subprocess.TimeoutExpired, Stopped):
        child.kill()
        child.wait()


def main(arguments: list[str]) -> int:
    try:
        if arguments == ["where"]:
            print(find_programs())
            return 0
        if arguments[:2] == ["run", "--"] and arguments[2:]:
            return run(arguments[2:])
    except PostgresError as error:
        print(error, file=sys.stderr)
        return 1
    except FileNotFoundError as error:
        print(f"Cannot run {error.filename}: {error.strerror}", file=sys.stderr)
        return 127
    except Stopped as stopped:
        return 128 + stopped.number
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
