"""The page cache in figures: a kept page beside an empty Django view, and 500 readers while an editor publishes.

    python -m tests.support.bench_cache --seconds 20 --readers 500 --load-seconds 60 --databases sqlite,postgresql

Prints and asserts nothing; what went wrong stands in its line. The client is wrk. The real content is loaded into
var/bench/real/ and kept there; delete the folder to have it loaded anew.
"""

import argparse
import contextlib
import http.client
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support.bench import manage, postgres_server, server
from tests.support.bench import settings as without_cache
from tests.support.real_site import BASE_DIR

ROUNDS = 5
WORKERS = 2
CONNECTIONS = 8
PAGE = "/en/practices/"
EDITED = "level2work"
PROBES = 40  # at most, to hear of every process after one edit
BROWSER = {
    "Accept-Encoding": "gzip",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
}
MIX = (
    *(
        "/en/",
        "/ar/",
        "/uk/",
        "/en/practices/",
        "/fr/practices/?country=NL",
        "/de/practices/?kind=mentoring&country=DE",
    ),
    *("/en/countries/", "/en/countries/netherlands/", "/sl/countries/slovenia/", "/en/right-to-work/", "/fa/refugees/"),
    *(
        "/en/employers/",
        "/en/stories/",
        "/en/network/organisations/",
        "/en/occupations/?q=nurse",
        "/en/search/?q=nurse",
    ),
    *("/en/pathway/?country=BE&status=refugees", "/en/about/", f"/en/practices/{EDITED}/", "/en/practices.json"),
)
GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "skills2work/running/gunicorn.py", "--log-level", "warning"]


class Run(NamedTuple):
    """What wrk said."""

    a_second: float
    failed: str


def wrk(port: int, seconds: float, connections: int, paths: tuple[str, ...], headers: dict[str, str]) -> Run:
    """Ask for some addresses in turn over some connections."""
    script = "\n".join(
        [
            "local paths = {" + ", ".join(f'"{path}"' for path in paths) + "}",
            "local turn = 0",
            *(f"wrk.headers[{name!r}] = {value!r}" for name, value in headers.items()),
            "local made = {}",
            "init = function() math.randomseed(os.time())",
            "  for i, path in ipairs(paths) do made[i] = wrk.format('GET', path) end",
            "  turn = math.random(#made) end",
            "request = function() turn = turn % #made + 1; return made[turn] end",
        ]
    )
    command = [
        "wrk",
        f"-t{min(2, connections)}",
        f"-c{connections}",
        f"-d{max(1, round(seconds))}s",
        "--timeout",
        "30s",
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:  # each thread of wrk reads it
        file.write(script)
        file.flush()
        command += ["-s", file.name, f"http://127.0.0.1:{port}/"]
        return read(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def read(text: str) -> Run:
    """Return what matters of wrk's report."""
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    failed = re.findall(r"(?:Non-2xx or 3xx responses|Socket errors): .*", text)
    return Run(float(rate.group(1)) if rate else 0.0, "; ".join(failed))


def workers(parent: int) -> list[int]:
    """Return the processes that a gunicorn has started."""
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def processor_seconds(pids: list[int]) -> float:
    """Return the time of the processor that some processes have used."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def megabytes(pids: list[int]) -> float:
    """Return the memory of some processes."""
    kilobytes = [re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()) for pid in pids]
    return sum(int(found.group(1)) for found in kilobytes if found) / 1024


def parent_of(port: int) -> int:
    """Return the gunicorn that listens on a port: the one of ours whose command line names it."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"127.0.0.1:{port}".encode() in (folder / "cmdline").read_bytes() and workers(int(folder.name)):
                return int(folder.name)
    raise RuntimeError(f"nobody listens on {port}")


@contextlib.contextmanager
def gunicorn(application: str, env: dict[str, str], log: Path, first: str) -> Iterator[int]:
    command = [*GUNICORN, application, "--bind", "127.0.0.1:{port}", "--workers", str(WORKERS)]
    with server(command, BASE_DIR, env, log, first) as port:
        yield port


def fetch(port: int, path: str, headers: dict[str, str]) -> tuple[http.client.HTTPResponse, bytes]:
    """Ask for an address over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def measure_pages(folder: Path, env: dict[str, str], database: str, seconds: float) -> None:
    """Print a line for each kind of answer, with its ratio to the empty view."""
    made_anew = {**env, "PAGE_CACHE": "False"}
    with (
        gunicorn("tests.support.bench_site_wsgi", env, folder / "cached.log", PAGE) as port,
        gunicorn("tests.support.bench_site_wsgi", made_anew, folder / "uncached.log", PAGE) as anew,
    ):
        wrk(port, 2, CONNECTIONS, (PAGE,), BROWSER)
        answer, body = fetch(port, PAGE, BROWSER)
        _plain, html = fetch(port, PAGE, {})
        style = re.search(rb'href="(/static/css/site[^"]*)"', html)
        unchanged = {**BROWSER, "If-None-Match": answer.headers["ETag"]}
        of_empty_view = {**os.environ, "EMPTY_VIEW_BYTES": str(len(body)), "PYTHONPATH": str(BASE_DIR)}
        kinds = [
            ("kept page", port, PAGE, BROWSER),
            ("unchanged (304)", port, PAGE, unchanged),
            ("static file", port, style.group(1).decode() if style else "/static/", BROWSER),
            ("page made anew", anew, PAGE, BROWSER),
        ]
        with gunicorn("tests.support.empty_view_wsgi", of_empty_view, folder / "empty.log", "/") as empty:
            each = seconds / ROUNDS
            for name, target, path, headers in kinds:
                rounds = [
                    (measured(target, each, path, headers), measured(empty, each, "/", BROWSER))
                    for _round in range(ROUNDS)
                ]
                rate = statistics.median(mine.a_second for (mine, _cost), _other in rounds)
                ratio = statistics.median(mine.a_second / its.a_second for (mine, _mine), (its, _its) in rounds)
                cost = statistics.median(its / mine for (_mine, mine), (_its, its) in rounds)
                failed = "; ".join({mine.failed for (mine, _cost), _other in rounds} - {""})
                line = (
                    f"{database:10} {name:18} {rate:9.0f} {ratio:11.2f} {cost:13.2f} {os.getloadavg()[0]:6.1f} {failed}"
                )
                print(line.rstrip(), flush=True)
    print(f"{database:10} queries for a kept page: {queries(env)}; its bytes: {len(body)}", flush=True)


def measured(port: int, seconds: float, path: str, headers: dict[str, str]) -> tuple[Run, float]:
    """Return what a server did, and the time of the processor it took for each answer."""
    pids = workers(parent_of(port))
    before = processor_seconds(pids)
    run = wrk(port, seconds, CONNECTIONS, (path,), headers)
    answers = run.a_second * max(1, round(seconds))
    return run, max(processor_seconds(pids) - before, 0.01) / max(answers, 1)


COUNT = f"""
import django
django.setup()
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
settings.ALLOWED_HOSTS = ["testserver"]
client = Client()
client.get({PAGE!r})
with CaptureQueriesContext(connection) as captured:
    assert client.get({PAGE!r}).headers["Cache-Status"].endswith("hit")
print(len(captured))
"""


def queries(env: dict[str, str]) -> str:
    """Return how many queries a kept page takes."""
    done = subprocess.run(
        [sys.executable, "-c", COUNT], cwd=BASE_DIR, env=env, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


class Probe(threading.Thread):
    """Asks for the edited page after each edit, until every process has answered; counts what shows an older edit."""

    def __init__(self, port: int, lines: Iterator[str], processes: int) -> None:
        super().__init__(daemon=True)
        self.port, self.lines, self.processes = port, lines, processes
        self.edits = self.stale = self.probes = self.failures = self.incomplete = 0
        self.newest = 0

    def listen(self) -> None:
        """Take down the number of each edit as it is saved."""
        for line in self.lines:
            self.newest = int(line)
            self.edits += 1

    def run(self) -> None:
        """Look after each edit; with so many readers one look may take longer than the next edit needs."""
        threading.Thread(target=self.listen, daemon=True).start()
        looked = 0
        while True:
            if self.newest == looked:
                time.sleep(0.01)
                continue
            looked = self.newest
            seen: set[str] = set()
            for _probe in range(PROBES):
                seen |= self.look()
                if len(seen) >= self.processes:
                    break
            else:
                self.incomplete += 1

    def look(self) -> set[str]:
        """Ask once; return the process that answered."""
        least = self.newest  # saved before we ask
        try:
            answer, body = fetch(self.port, f"/en/practices/{EDITED}/", {})
        except (OSError, http.client.HTTPException):
            self.failures += 1
            return set()
        self.probes += 1
        shown = re.search(rb"Summary of edit (\d{6})\.", body)
        self.stale += shown is None or int(shown.group(1)) < least
        return {answer.headers["X-Process"]}


def measure_load(folder: Path, env: dict[str, str], database: str, readers: int, seconds: float) -> None:
    """Print what many readers at once get while an editor publishes every second."""
    with gunicorn("tests.support.bench_site_wsgi", env, folder / "load.log", PAGE) as port:
        pids = workers(parent_of(port))
        wrk(port, 5, CONNECTIONS, MIX, BROWSER)
        with contextlib.ExitStack() as stack:
            editor = subprocess.Popen(
                [sys.executable, "-m", "tests.support.bench_editor", EDITED],
                cwd=BASE_DIR,
                env=env,
                stdout=subprocess.PIPE,
                text=True,
            )
            stack.callback(editor.terminate)
            assert editor.stdout is not None
            probe = Probe(port, iter(editor.stdout.readline, ""), len(pids))
            probe.start()
            memory: list[float] = []
            began = time.monotonic()
            watching = threading.Event()

            def watch() -> None:
                while not watching.wait(1):
                    memory.append(megabytes(pids))

            watcher = threading.Thread(target=watch)
            watcher.start()
            run = wrk(port, seconds, readers, MIX, BROWSER)
            took = time.monotonic() - began
            watching.set()
            watcher.join()
        with gunicorn(
            "tests.support.empty_view_wsgi", {**os.environ, "EMPTY_VIEW_BYTES": "8000"}, folder / "empty.log", "/"
        ) as it:
            beside = wrk(it, min(seconds, 10), readers, ("/",), BROWSER)
        same = set(pids) == set(workers(parent_of(port)))
    quarters = [f"{memory[place]:.0f}" for place in (0, *(len(memory) * part // 4 - 1 for part in (1, 2, 3, 4)))]
    ratio = run.a_second / beside.a_second
    said = [
        f"{readers} readers for {took:.0f} s, {len(MIX)} pages, {len(pids)} processes: {run.a_second:.0f} a second",
        f"ratio to the empty view {ratio:.2f}; errors: {run.failed or 'none'}",
        f"{probe.edits} edits, {probe.probes} looks at the edited page: {probe.stale} stale, {probe.failures} failed",
        f"edits not seen on every process within {PROBES} looks: {probe.incomplete}",
        f"memory of the processes at the start and after each quarter: {' '.join(quarters)} MB",
        f"the same processes to the end: {'yes' if same else 'no'}; load {os.getloadavg()[0]:.1f}",
    ]
    for line in said:
        print(f"{database:10} {line}", flush=True)


def fill(folder: Path, url: str) -> None:
    """Load the real content where it is not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    manage(folder, url, "migrate", "--verbosity", "0")
    with (folder / "content.log").open("wb") as log:
        command = [sys.executable, "manage.py", "load_content", "--if-empty"]
        subprocess.run(command, cwd=BASE_DIR, env=without_cache(folder, url), stdout=log, check=True)
    manage(folder, url, "collectstatic", "--noinput", "--verbosity", "0")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the page cache and many readers at once.")
    parser.add_argument("--seconds", type=float, default=20, help="for each kind of answer")
    parser.add_argument("--readers", type=int, default=500)
    parser.add_argument("--load-seconds", type=float, default=60)
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--only", choices=["pages", "load"], help="one of the two parts")
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("VAR_DIR", BASE_DIR / "var")))
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(143))  # the servers are stopped on the way out
    folder = (options.folder / "bench" / "real").resolve()
    print(
        f"page cache: {WORKERS} workers, {os.cpu_count()} processors; ratios to an equally large view of plain Django:"
    )
    print("of answers a second, and of the processor's time for an answer (1 = as much as the empty view)")
    print(
        "{:10} {:18} {:>9} {:>11} {:>13} {:>6}".format(
            "database", "answer", "a second", "ratio", "ratio of time", "load"
        )
    )

    def both(database: str, url: str) -> None:
        fill(folder, url)
        env = {**without_cache(folder, url), "PAGE_CACHE": "True"}
        if options.only != "load":
            measure_pages(folder, env, database, options.seconds)
        if options.only != "pages":
            measure_load(folder, env, database, options.readers, options.load_seconds)

    for database in options.databases.split(","):
        if database == "sqlite":
            both(database, "")
            continue
        with postgres_server() as postgres:
            both(database, postgres.url)


if __name__ == "__main__":
    main()
