"""The comparison with Datasette can be stopped at any time, and knows which pages it is asked for."""

import signal
import subprocess
import sys
from contextlib import contextmanager

from tests.support import bench


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
