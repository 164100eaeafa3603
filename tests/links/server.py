"""Web servers for the link checker, with every fault that servers have: each answers what its path asks for."""

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

MEGABYTE = b"x" * 1024 * 1024


class Faulty(BaseHTTPRequestHandler):
    """Answers /STATUS with that status, and what else the names of the methods below say."""

    protocol_version = "HTTP/1.1"
    server: "FaultyServer"

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        self.server.note(self)
        name, _, rest = self.path.partition("?")[0].lstrip("/").partition("/")
        method = getattr(self, f"on_{name.replace('-', '_')}", None)
        if method:
            method(rest)
        else:
            self.say(int(name or 200))

    def say(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def on_to(self, rest: str) -> None:
        """/to/STATUS/ADDRESS: a redirect."""
        status, _, target = rest.partition("/")
        self.say(int(status), Location=target)

    def on_round(self, rest: str) -> None:
        self.say(302, Location="/round")

    def on_deeper(self, rest: str) -> None:
        """/deeper/N: ever on."""
        self.say(302, Location=f"/deeper/{int(rest or 0) + 1}")

    def on_no_head(self, rest: str) -> None:
        self.say(405 if self.command == "HEAD" else 200)

    def on_hangs_up_on_head(self, rest: str) -> None:
        if self.command == "HEAD":
            self.close_connection = True
        else:
            self.say(200)

    def on_silent(self, rest: str) -> None:
        self.server.stopped.wait(30)
        self.close_connection = True

    def on_trickle(self, rest: str) -> None:
        """Send a header line now and then, for ever."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(300):
            if self.server.stopped.wait(0.1):
                break
            self.wfile.write(f"X-{number}: more\r\n".encode())
            self.wfile.flush()
        self.close_connection = True

    def on_slow_body(self, rest: str) -> None:
        """Refuse HEAD, then send a body that takes minutes."""
        if self.command == "HEAD":
            self.say(405)
            return
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        while not self.server.stopped.wait(0.1):
            self.wfile.write(b"x")
            self.wfile.flush()

    def on_huge(self, rest: str) -> None:
        """Refuse HEAD, then send gigabytes."""
        if self.command == "HEAD":
            self.say(405)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(10**10))
        self.end_headers()
        try:
            for _number in range(10_000):
                self.wfile.write(MEGABYTE)
                self.server.megabytes += 1
        finally:
            self.close_connection = True

    def on_no_http(self, rest: str) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH\r\n")
        self.close_connection = True


class FaultyServer(ThreadingHTTPServer):
    """A server on an address of this machine that remembers what it was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), Faulty)
        self.stopped = threading.Event()
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.times: list[float] = []
        self.megabytes = 0

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: the checker hangs up on purpose."""

    def note(self, request: Faulty) -> None:
        self.asked.append((request.command, request.path))
        self.agents.add(request.headers.get("User-Agent", ""))
        self.times.append(time.monotonic())

    @property
    def origin(self) -> str:
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}"


@contextmanager
def serving(host: str = "127.0.0.1", certificate: Path | None = None) -> Iterator[FaultyServer]:
    """A running server; with a certificate it speaks TLS."""
    server = FaultyServer(host)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        server.server_close()


def make_certificate(folder: Path) -> Path:
    """Return a certificate with its key that nobody has signed."""
    path = folder / "own.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    subprocess.run([*command, "-keyout", str(path), "-out", str(folder / "cert.pem")], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (folder / "cert.pem").read_bytes())
    return path


def closed_port() -> int:
    """Return a port on which nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
