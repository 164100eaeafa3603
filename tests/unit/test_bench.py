"""The comparison with Datasette can be stopped at any time, and knows which pages it is asked for."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.support import bench, bench_cache
from tests.support.processes import BASE_DIR


def test_after_a_postgresql_server_has_ended_signals_are_heard_again(monkeypatch):
    @contextmanager
    def server():
        yield "server"
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # as the real one, so that nothing is left behind

    monkeypatch.setattr(bench, "private_server", server)
    before = signal.getsignal(signal.SIGTERM)
    with bench.postgres_server() as found:
        assert found == "server"
    assert signal.getsignal(signal.SIGTERM) == before


def test_an_unknown_page_is_refused_before_anything_is_made(tmp_path):
    command = [sys.executable, "-m", "tests.support.bench", "--pages", "facets|nonsense", "--folder", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "nonsense" in done.stderr
    assert not any(tmp_path.iterdir())


def test_nothing_is_kept_while_the_directory_is_compared(tmp_path):
    assert bench.settings(tmp_path, "")["PAGE_CACHE"] == "False"


def test_the_report_of_the_client_is_read():
    report = (
        "  4100 requests in 2.00s\n  Socket errors: connect 0, read 3, write 0, timeout 1\nRequests/sec:   2050.25\n"
    )
    assert bench_cache.read(report) == (2050.25, "Socket errors: connect 0, read 3, write 0, timeout 1")
    assert bench_cache.read("Requests/sec: 10.00\n").failed == ""


@pytest.mark.parametrize("name", ["bench", "bench_cache", "lighthouse", "screenshots", "weights"])
def test_the_commands_that_measure_start_without_any_settings(name):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO_")}
    command = [sys.executable, "-m", f"tests.support.{name}", "--help"]
    done = subprocess.run(command, cwd=BASE_DIR, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
