"""The shared cache with a real server: what one process keeps others get, and nobody notices when it is gone."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from skills2work.caching import stores
from skills2work.caching.pages import Page
from skills2work.caching.stores import Memory, Shared, Store

SERVER = shutil.which("redis-server") or shutil.which("valkey-server")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SERVER is None, reason="needs redis-server or valkey-server (Debian: apt install redis-server)"),
]


class Server:
    """A server without a disk, on a port of its own."""

    def __init__(self) -> None:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.start()

    def start(self) -> None:
        assert SERVER is not None
        command = [SERVER, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError("the server did not start")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server(monkeypatch) -> Iterator[Server]:
    monkeypatch.setattr(stores, "REST", 0.2)
    running = Server()
    yield running
    running.stop()


def store(server: Server) -> Store:
    """Return the store of one more process."""
    return Store(Memory(1 << 20), Shared(f"redis://127.0.0.1:{server.port}/0"))


def page(stamp: str) -> Page:
    return Page(stamp, {"content-type": ("Content-Type", "text/html")}, b"x" * 300, False, True, time.time())


def test_what_one_process_keeps_another_gets(server):
    kept = page("one")
    store(server).put("/en/", kept)
    assert store(server).get("/en/", "one") == kept


def test_a_page_of_an_older_stamp_is_no_hit_and_stays_as_the_last(server):
    store(server).put("/en/", page("one"))
    other = store(server)
    assert other.get("/en/", "two") is None
    last = other.last("/en/")
    assert last is not None
    assert last.stamp == "one"


def test_while_the_server_is_gone_a_process_has_its_own_pages_and_then_shares_again(server):
    first, second = store(server), store(server)
    first.put("/en/", page("one"))
    server.stop()
    assert first.get("/en/", "one") is not None
    assert second.get("/en/", "one") is None
    second.put("/en/about/", page("one"))  # no error
    server.start()
    time.sleep(0.3)
    second.put("/en/about/", page("one"))
    assert first.get("/en/about/", "one") is not None


def test_nobody_waits_long_for_a_server_that_is_frozen(server):
    asking = store(server)
    asking.put("/en/", page("one"))
    os.kill(server.process.pid, signal.SIGSTOP)
    fresh = store(server)
    started = time.monotonic()
    assert fresh.get("/en/", "one") is None
    assert fresh.get("/en/", "one") is None  # left alone now
    assert time.monotonic() - started < 10 * stores.SECONDS_TO_ANSWER
    os.kill(server.process.pid, signal.SIGCONT)
