"""A page that many ask for at once is made once: the others wait for it and share it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from skills2work.caching.pages import Page

PATIENCE = 20.0  # seconds; then whoever waits makes the page after all


class Flight:
    """One page in the making."""

    def __init__(self) -> None:
        self.landed = threading.Event()
        self.page: Page | None = None


class Flights:
    """The pages that this process is making, by address and stamp.

    Who shares a page has read the same stamp before as the one who makes it: nobody gets a page older than her request.
    """

    def __init__(self) -> None:
        self.flying: dict[tuple[str, str], Flight] = {}
        self.lock = threading.Lock()

    def shared(self, address: str, stamp: str) -> Page | None:
        """Wait for the page if somebody is making it; None where nobody is, or where it is for one reader only."""
        with self.lock:
            flight = self.flying.get((address, stamp))
        if flight is None:
            return None
        flight.landed.wait(PATIENCE)
        return flight.page

    @contextmanager
    def making(self, address: str, stamp: str) -> Iterator[Flight]:
        """Make a page; what is set as the flight's page in this block is what the others get."""
        flight = Flight()
        with self.lock:
            self.flying.setdefault((address, stamp), flight)
        try:
            yield flight
        finally:
            with self.lock:
                if self.flying.get((address, stamp)) is flight:
                    del self.flying[(address, stamp)]
            flight.landed.set()
