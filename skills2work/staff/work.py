"""My work: what needs somebody today, kind by kind, each with what to do about it. Page and weekly letter share it.

The floor above registers kinds of its own (`register`); who may see what is asked of `rights.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

SHOWN = 8  # entries of a kind; the list has them all


@dataclass(frozen=True)
class Entry:
    """One thing to do: what, where it is dealt with, and what else there is to say."""

    title: str
    address: str
    note: str = ""
    confirm: str = ""  # where "Still correct" is sent to
    uses: tuple[tuple[str, str], ...] = ()  # titles and addresses of the entries that it is about


@dataclass(frozen=True)
class Task:
    """One kind of thing to do, in words with its number, with the first of them and the list of all."""

    name: str
    told: str
    number: int
    action: str  # what the link to the list says
    address: str
    entries: list[Entry] = field(default_factory=list)
    orders: tuple[tuple[str, str, bool], ...] = ()  # label, address and whether it is the present one
    note: str = ""  # what else there is to say of all of them


Kind = Callable[[Any, str], Task | None]
kinds: list[Kind] = []


def register(kind: Kind) -> Kind:
    """Let a kind of work appear for everybody it concerns. It gets a user and an order; None: nothing to do."""
    if kind not in kinds:
        kinds.append(kind)
    return kind


def tasks_of(user: Any, order: str = "") -> list[Task]:
    """Return what needs somebody, the most urgent kind first; a bounded number of queries."""
    found = (kind(user, order) for kind in kinds)
    return [task for task in found if task is not None and task.number]
