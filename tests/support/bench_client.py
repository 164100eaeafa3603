"""A reader that costs next to nothing itself: one connection, one request after the other, answers read and dropped.

`http.client` takes half a millisecond for each answer, on the processors that the servers need.
"""

import re
import socket

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
PIECE = 1 << 18


class Reader:
    """Keeps one connection to a server on this machine and opens it again where the server has closed it."""

    def __init__(self, port: int, timeout: float = 120) -> None:
        self.port, self.timeout = port, timeout
        self.socket: socket.socket | None = None

    def close(self) -> None:
        """Close the connection."""
        if self.socket is not None:
            self.socket.close()
            self.socket = None

    def fetch(self, address: str) -> int:
        """Ask for an address and read the whole answer; return its status. Raises OSError."""
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), self.timeout)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
        head, _end, body = self.until(b"", b"\r\n\r\n").partition(b"\r\n\r\n")
        if length := LENGTH.search(head):
            missing = int(length[1]) - len(body)
            while missing > 0:
                missing -= len(self.more())
        elif CHUNKED.search(head):
            while not body.endswith(b"\r\n0\r\n\r\n"):
                body = body[-8:] + self.more()
        if CLOSES.search(head):
            self.close()
        return int(head.split(b" ", 2)[1])

    def until(self, begun: bytes, end: bytes) -> bytes:
        """Read until an end was read."""
        while end not in begun:
            begun += self.more()
        return begun

    def more(self) -> bytes:
        """Read what has come. Raises OSError where the server has closed the connection."""
        assert self.socket is not None
        piece = self.socket.recv(PIECE)
        if not piece:
            raise ConnectionError("the server has closed the connection in the middle of an answer")
        return piece
