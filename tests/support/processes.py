"""Processes of the site for tests of how it is run: commands, and a gunicorn with the settings of production."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BASE_DIR = Path(__file__).resolve().parents[2]
START_SECONDS = 40
# What the process environment may say about the site; these processes are told everything themselves.
SETTING = re.compile(
    r"^(DATABASE_|SECRET_KEY|SITE_|PRODUCTION$|DEBUG$|ALLOWED_HOSTS$|VAR_DIR$|DJANGO_|GUNICORN_|LOG_|METRICS_|SENTRY_"
    r"|READS_|BEHIND_PROXY|WEB_CONCURRENCY|PROMETHEUS_)"
)


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """Return the environment of a process whose data are in a folder."""
    kept = {name: value for name, value in os.environ.items() if not SETTING.match(name)}
    return {**kept, "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "skills2work.settings", **variables}


def start(folder: Path, *command: str, **variables: str) -> subprocess.Popen[str]:
    """Start a Python program of the site; its output and errors come out of one pipe."""
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=BASE_DIR,
        env=environment(folder, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run(folder: Path, *command: str, **variables: str) -> tuple[int, str]:
    """Run a Python program of the site to its end; return its exit code and what it wrote."""
    program = start(folder, *command, **variables)
    written, _ = program.communicate(timeout=300)
    return program.returncode, written


def manage(folder: Path, *arguments: str, **variables: str) -> tuple[int, str]:
    """Run a command of manage.py."""
    return run(folder, "manage.py", *arguments, **variables)


def prepare(folder: Path, **variables: str) -> Path:
    """Make an empty database in a folder, and the static files that pages name; return the folder."""
    code, written = manage(folder, "migrate", "--verbosity", "0", **variables)
    made = BASE_DIR / "var" / "static"
    if (made / "staticfiles.json").exists():
        (folder / "static").symlink_to(made)
    elif code == 0:
        code, written = manage(folder, "collectstatic", "--noinput", "--verbosity", "0")
    if code:
        raise RuntimeError(written)
    return folder


@dataclass
class Server:
    """A running gunicorn."""

    origin: str
    port: int
    master: subprocess.Popen[bytes]
    log_file: Path

    @property
    def log(self) -> str:
        """Return what it has written."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    def get(self, path: str, **headers: str) -> Any:
        """Ask for a page, whatever the status of the answer."""
        asked = urllib.request.Request(self.origin + path, headers=headers)  # noqa: S310 the address is our own
        try:
            return urllib.request.urlopen(asked, timeout=30)  # noqa: S310
        except urllib.error.HTTPError as error:
            return error

    def workers(self) -> list[int]:
        """Return the ids of its workers."""
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children")
        return [int(number) for number in children.read_text(encoding="ascii").split()]


@contextlib.contextmanager
def served(folder: Path, application: str = "skills2work.wsgi", workers: int = 1, **variables: str) -> Iterator[Server]:
    """Serve the site as `make run` does, on a port of its own, until the end of the block."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        number, port = listener.fileno(), listener.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "--config", "skills2work/running/gunicorn.py", application]
        command += ["--bind", f"fd://{number}", "--workers", str(workers)]
        log_file = folder / f"gunicorn-{port}.log"
        with log_file.open("wb") as log:
            master = subprocess.Popen(
                command, cwd=BASE_DIR, env=environment(folder, **variables), pass_fds=[number], stdout=log, stderr=log
            )
        server = Server(f"http://127.0.0.1:{port}", port, master, log_file)
        try:
            wait_until(lambda: server.get("/healthz").status == 200, f"gunicorn did not answer:\n{log_file}")
            yield server
        finally:
            end(master)


def end(program: subprocess.Popen[Any]) -> None:
    """End a program, in peace if it can."""
    program.terminate()
    try:
        program.wait(15)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()


def wait_until(is_so: Any, otherwise: str, seconds: float = START_SECONDS) -> None:
    """Return as soon as something is so. Raises TimeoutError that says what did not happen."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if is_so():
                return
        time.sleep(0.05)
    raise TimeoutError(otherwise)
