"""Many things a few at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Thing = TypeVar("Thing")


def in_batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """Return things in lists of a size, the last one shorter (`itertools.batched` of Python 3.12)."""
    waiting = iter(things)
    while batch := list(islice(waiting, size)):
        yield batch
