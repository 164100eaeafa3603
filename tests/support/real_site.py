"""The site with its real content, served as in production by a gunicorn of its own, on SQLite in a folder of its own.

Nothing of it touches the database of the test run: tests there start empty and flush what they find.
"""

import contextlib
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.support.content_database import copy_to, share_lemmas

BASE_DIR = Path(__file__).resolve().parents[2]
START_SECONDS = 30
STOP_SECONDS = 10
# What the process environment may say about the site; the real site obeys none of it but VAR_DIR.
SETTING = re.compile(
    r"^(DATABASE_|SECRET_KEY|SITE_|PRODUCTION$|DEBUG$|ALLOWED_HOSTS$|VAR_DIR$|DJANGO_|GUNICORN_|PAGE_CACHE|CACHE_URL$)"
)


class RealSiteError(Exception):
    """The site could not be filled or started."""


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not SETTING.match(name)}
    return {**kept, "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "skills2work.settings"}


def fill(folder: Path) -> None:
    """Put the database with the real content and the static files into the folder."""
    share_lemmas(folder)
    copy_to(folder)
    command = [sys.executable, "-m", "tests.support.real_site_content"]
    done = subprocess.run(command, cwd=BASE_DIR, env=environment(folder), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RealSiteError(f"The site was not made ready:\n{done.stdout}{done.stderr}")


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a filled folder and give its origin, "http://127.0.0.1:PORT". Several servers may share a folder."""
    with socket.socket() as listener, tempfile.TemporaryFile() as log:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        number = listener.fileno()
        command = [sys.executable, "-m", "gunicorn", "tests.support.real_site_wsgi", "--bind", f"fd://{number}"]
        command += ["--workers", "1", "--threads", "4", "--log-level", "warning"]
        server = subprocess.Popen(
            command, cwd=BASE_DIR, env=environment(folder), pass_fds=[number], stdout=log, stderr=log
        )
        try:
            origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
            wait_for(f"{origin}/en/about/", server)
            yield origin
        except RealSiteError as error:
            log.seek(0)
            raise RealSiteError(f"{error}\n{log.read().decode(errors='replace')}") from error
        finally:
            stop(server)


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the address answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RealSiteError(f"gunicorn ended with {server.returncode}")
        try:
            urllib.request.urlopen(url, timeout=1).close()  # noqa: S310 the address is our own
        except urllib.error.HTTPError as error:
            raise RealSiteError(f"{url} answered {error.code}") from error
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RealSiteError(f"{url} did not answer within {START_SECONDS} seconds")


def stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@contextlib.contextmanager
def real_site(url: str = "") -> Iterator[str]:
    """Give the origin of a running site: the one at `url`, or one made for the occasion and removed afterwards."""
    if url:
        yield url.rstrip("/")
        return
    with tempfile.TemporaryDirectory(prefix="skills2work-site-") as folder:
        fill(Path(folder))
        with serve(Path(folder)) as origin:
            yield origin
