"""Processes that share the work: each with a connection of its own to the database."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from typing import Any, Protocol

from django.db import connections


class Helpers(Protocol):
    """Who does work: here, or in other processes."""

    def each(self, work: Callable[..., Any], items: Iterable[Any]) -> Iterator[Any]:
        """Yield what becomes of each item, in any order; items are taken while there is room."""


class Here:
    """Works in this process alone."""

    def each(self, work: Callable[..., Any], items: Iterable[Any]) -> Iterator[Any]:
        yield from map(work, items)


class Others:
    """Some processes."""

    def __init__(self, pool: ProcessPoolExecutor, number: int) -> None:
        self.pool, self.number = pool, number

    def each(self, work: Callable[..., Any], items: Iterable[Any]) -> Iterator[Any]:
        waiting: set[Future[Any]] = set()
        supply = iter(items)
        ended = False
        while True:
            while not ended and len(waiting) < self.number * 2:
                try:
                    waiting.add(self.pool.submit(work, next(supply)))
                except StopIteration:
                    ended = True
            if not waiting:
                # What was yielded last may have brought new items.
                return
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
            ended = False


def begin() -> None:
    """Leave the parent's connections to the parent."""
    for connection in connections.all(initialized_only=True):
        connection.connection = None


@contextmanager
def helpers(number: int) -> Iterator[Helpers]:
    """Give who does work: this process, or several."""
    if number <= 1:
        yield Here()
        return
    connections.close_all()
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(number, mp_context=context, initializer=begin) as pool:
        yield Others(pool, number)
