"""A server that hands the first screen of pages on in pieces, as a bad connection does."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from threading import Thread
from urllib.parse import urlsplit

PIECES = 120  # more than the first screen holds; what comes after them is left out
PAUSE = 0.02  # seconds between two pieces: longer than a frame, so that the browser draws each
# Pieces end where something ends: a text that is cut in the middle moves in any browser.
ENDS = re.compile(rb"</(?:li|p|h1|h2|th|td|tr|label|summary|select|details|form|div|nav)>")


def pieces(page: bytes) -> Iterator[bytes]:
    """Cut a page: what stands before the body with its first element, then one element after the other."""
    begin = 0
    for end in islice(ENDS.finditer(page, page.find(b"<body")), PIECES):
        yield page[begin : end.end()]
        begin = end.end()


@contextmanager
def trickling(origin: str) -> Iterator[str]:
    """Serve all that `origin` serves, pages in pieces; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            connection = HTTPConnection(urlsplit(origin).netloc, timeout=30)
            connection.request("GET", self.path, headers={"Accept-Encoding": "identity"})
            answer = connection.getresponse()
            body, kind = answer.read(), answer.headers["Content-Type"]
            connection.close()
            self.send_response(answer.status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            for piece in pieces(body) if "html" in kind else [body]:
                self.wfile.write(piece)
                time.sleep(PAUSE if "html" in kind else 0)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
