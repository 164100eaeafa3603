"""The directory beside Datasette: the same rows, the same facets, the same questions, in turn on the same machine.

    python -m tests.support.bench --sizes 1000,100000 --seconds 20 --databases sqlite,postgresql

Prints requests a second and the 95th percentile of the time to answer, and asserts nothing. Databases and Datasette's
environment are made in var/bench/ and var/datasette-venv/ and kept; delete them to have them made anew. With 100,000
practices that takes some minutes for each database.
"""

import argparse
import contextlib
import itertools
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote_plus

from practices.management.synthetic_words import WORDS as VOCABULARY
from tests.support import bench_datasette
from tests.support.bench_client import Reader
from tests.support.postgres import Server, private_server
from tests.support.real_site import BASE_DIR, START_SECONDS, environment, stop

CONNECTIONS = 4
ROUNDS = 4
WARM_UP = 16  # requests, so that every worker has read what it keeps
WORKERS = 2
# In turn, common in the texts and rarer: words that others have asked for before. The last question's are all new.
WORDS = ("hospital", "welding", "interview", "kitchen", "portfolio", "nurse", "accounting", "library")
COUNTRY = "NL"
NEW = tuple(" ".join(pair) for pair in itertools.permutations(VOCABULARY["en"].split(), 2))  # too many to be kept
QUESTIONS = ("facets", "facets, country", "facets, country, text", "facets, country, new text")


class Load(NamedTuple):
    """What a server did under load: the time of each answer, all in all for how long, and what went wrong."""

    times: list[float]
    seconds: float
    failures: int

    @property
    def a_second(self) -> float:
        return len(self.times) / self.seconds if self.seconds else 0.0

    @property
    def p95(self) -> float:
        """Return milliseconds."""
        return 1000 * statistics.quantiles(self.times, n=20)[-1] if len(self.times) > 1 else float("nan")


def texts(question: str) -> list[str]:
    """Return the words that a question looks for in turn; new ones in an order that tells nothing."""
    if "new text" in question:
        return [quote_plus(text) for text in random.Random(1).sample(NEW, len(NEW))]  # noqa: S311 no secret
    return list(WORDS) if "text" in question else []


def ours(question: str) -> list[str]:
    """Return the addresses of our page for a question."""
    address = f"/en/practices/?country={COUNTRY}" if "country" in question else "/en/practices/"
    return [f"{address}&q={text}" for text in texts(question)] or [address]


def theirs(question: str) -> list[str]:
    """Return the addresses of Datasette's page for a question."""
    address = bench_datasette.ADDRESS + (f"&country={COUNTRY}" if "country" in question else "")
    return [f"{address}&_search={text}" for text in texts(question)] or [address]


def settings(folder: Path, url: str) -> dict[str, str]:
    """Return the environment of the site on a database. No page is kept: each answer is made anew."""
    return {
        **environment(folder),
        "PAGE_CACHE": "False",
        **({"DATABASE_URL": url} if url else {}),
        "PYTHONPATH": str(BASE_DIR),
    }


def manage(folder: Path, url: str, *arguments: str) -> None:
    """Run a command of the site."""
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=BASE_DIR, env=settings(folder, url), check=True)


@contextlib.contextmanager
def postgres_server() -> Iterator[Server]:
    """Run a private PostgreSQL; afterwards signals stop the comparison again, which a server that ends makes deaf."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        with private_server() as server:
            yield server
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def fill(folder: Path, url: str, number: int) -> None:
    """Make a database with some synthetic practices, where it is not there yet."""
    done = folder / "filled"
    folder.mkdir(parents=True, exist_ok=True)
    manage(folder, url, "migrate", "--verbosity", "0")
    if not url and done.exists():
        return
    started = time.monotonic()
    manage(folder, url, "make_practices", str(number), "--verbosity", "0")
    print(f"  made {number} practices in {time.monotonic() - started:.0f} s", flush=True)
    manage(folder, url, "collectstatic", "--noinput", "--verbosity", "0")
    if not url:
        done.touch()


@contextlib.contextmanager
def server(command: list[str], cwd: Path, env: dict[str, str], log: Path, first: str) -> Iterator[int]:
    """Run a server that takes its port from "{port}", and give the port once the first address answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with log.open("wb") as output:
        process = subprocess.Popen(
            [part.format(port=port) for part in command], cwd=cwd, env=env, stdout=output, stderr=output
        )
    try:
        deadline = time.monotonic() + 4 * START_SECONDS
        while not answers(port, first):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[0]} did not start:\n{log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.2)
        yield port
    finally:
        stop(process)


def answers(port: int, address: str) -> bool:
    reader = Reader(port)
    try:
        return reader.fetch(address) == HTTPStatus.OK
    except OSError:
        return False
    finally:
        reader.close()


def load(port: int, turn: Iterator[str], seconds: float, least: int = 0) -> Load:
    """Ask for pages over some connections at once, for some seconds and at least some pages."""
    lock = threading.Lock()
    times: list[float] = []
    failed: list[str] = []
    started = time.monotonic()

    def ask() -> None:
        reader = Reader(port)
        while time.monotonic() < started + seconds or len(times) < least:
            with lock:
                address = next(turn)
            before = time.perf_counter()
            try:
                good = reader.fetch(address) == HTTPStatus.OK
            except OSError:
                reader.close()
                good = False
            if not good:
                failed.append(address)
                if len(failed) > 100:
                    return
                continue
            times.append(time.perf_counter() - before)
        reader.close()

    threads = [threading.Thread(target=ask) for _connection in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(times, time.monotonic() - started, len(failed))


def together(loads: list[Load]) -> Load:
    return Load(
        [each for one in loads for each in one.times],
        sum(one.seconds for one in loads),
        sum(one.failures for one in loads),
    )


def compare(number: int, database: str, folder: Path, url: str, seconds: float, questions: list[str]) -> None:
    """Serve both, ask both in turn, and print a line for each question."""
    gunicorn = [sys.executable, "-m", "gunicorn", "skills2work.wsgi", "--bind", "127.0.0.1:{port}"]
    gunicorn += ["--workers", str(WORKERS), "--threads", "4", "--log-level", "warning"]
    site = server(gunicorn, BASE_DIR, settings(folder, url), folder / "gunicorn.log", ours("facets")[0])
    datasette = bench_datasette.command(folder)
    other = server(datasette, folder, dict(os.environ), folder / "datasette.log", bench_datasette.ADDRESS)
    with site as our_port, other as their_port:
        for question in questions:
            our_turn, their_turn = itertools.cycle(ours(question)), itertools.cycle(theirs(question))
            load(our_port, our_turn, 0, WARM_UP)
            pairs = [
                (
                    load(our_port, our_turn, seconds / ROUNDS),
                    load(their_port, their_turn, seconds / ROUNDS),
                )
                for _round in range(ROUNDS)
            ]
            mine, its = together([pair[0] for pair in pairs]), together([pair[1] for pair in pairs])
            ratio = statistics.median(a.a_second / b.a_second if b.a_second else float("inf") for a, b in pairs)
            failures = f"  failed: {mine.failures}, {its.failures}" if mine.failures or its.failures else ""
            print(
                f"{number:7} {database:10} {question:25} {mine.a_second:8.1f} {mine.p95:8.0f} "
                f"{its.a_second:11.1f} {its.p95:8.0f} {ratio:7.1f} {os.getloadavg()[0]:6.1f}{failures}",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare the directory with Datasette on the same rows.")
    parser.add_argument("--sizes", default="1000,100000", help="numbers of practices")
    parser.add_argument("--seconds", type=float, default=20, help="for each server and question")
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--pages", default="|".join(QUESTIONS), help="which of them, with | between")
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("VAR_DIR", BASE_DIR / "var")))
    options = parser.parse_args()
    questions = options.pages.split("|")
    if unknown := {*questions} - {*QUESTIONS}:
        parser.error(f"--pages knows {', '.join(map(repr, QUESTIONS))}, not {', '.join(map(repr, sorted(unknown)))}")
    options.folder = options.folder.resolve()
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(143))  # the servers are stopped on the way out
    bench_datasette.install(options.folder)
    print(f"{CONNECTIONS} connections, {WORKERS} workers of ours, {os.cpu_count()} processors; p95 in milliseconds;")
    print("ratio: median of the rounds; load: of the machine over the last minute")
    head = ("rows", "database", "page", "ours/s", "p95", "Datasette/s", "p95", "ratio", "load")
    print("{:>7} {:10} {:25} {:>8} {:>8} {:>11} {:>8} {:>7} {:>6}".format(*head), flush=True)
    for number in map(int, options.sizes.split(",")):
        folder = options.folder / "bench" / str(number)
        fill(folder, "", number)
        bench_datasette.fill(folder)
        for database in options.databases.split(","):
            if database == "sqlite":
                compare(number, database, folder, "", options.seconds, questions)
                continue
            with postgres_server() as postgres:
                fill(folder, postgres.url, number)
                postgres._query("skills2work", "VACUUM ANALYZE")
                compare(number, database, folder, postgres.url, options.seconds, questions)


if __name__ == "__main__":
    main()
