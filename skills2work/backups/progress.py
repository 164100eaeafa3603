"""How far long work is: a line that counts on where somebody looks, a line now and then where it goes into a log."""

import time
from typing import Any, Protocol

PAUSE = 0.2  # seconds between two changes of the line


class Output(Protocol):
    """Where lines go: a file, or what Django gives its commands."""

    def write(self, text: str, /) -> Any: ...

    def flush(self) -> Any: ...


class Progress:
    """Counts towards a total and says so."""

    def __init__(self, out: Output, what: str, total: int) -> None:
        self.out, self.what, self.total = out, what, total
        self.done = 0
        self.said, self.tenth = time.monotonic(), 0
        self.is_watched = bool(getattr(out, "isatty", bool)())

    def add(self, number: int = 1) -> None:
        """Count some more."""
        self.done += number
        if self.is_watched and (time.monotonic() - self.said >= PAUSE or self.done >= self.total):
            self.said = time.monotonic()
            self.out.write(f"\r{self.line()}" + ("\n" if self.done >= self.total else ""))
            self.out.flush()
        elif not self.is_watched and self.done * 10 // max(self.total, 1) > self.tenth:
            self.tenth = self.done * 10 // max(self.total, 1)
            self.out.write(f"{self.line()}\n")

    def line(self) -> str:
        """Return how far it is."""
        return f"{self.what}: {self.done}/{self.total} ({self.done * 100 // max(self.total, 1)} %)"
