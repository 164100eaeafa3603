"""Where the questions of the present request go, and the router by which Django asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from skills2work.databases.addresses import PRIMARY, REPLICA

_chosen: ContextVar[str] = ContextVar("database_to_read", default=PRIMARY)


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    """Send questions to a database; what is written goes to the primary all the same."""
    token = _chosen.set(alias)
    try:
        yield
    finally:
        _chosen.reset(token)


def read_from_primary() -> None:
    """Send all further questions of this request to the primary."""
    _chosen.set(PRIMARY)


def chosen() -> str:
    """Return where questions go at present."""
    return _chosen.get()


class Router:
    """Sends questions to where this request reads, and everything else to the primary."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """Return the database of this request."""
        return chosen()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """Return the primary."""
        return PRIMARY

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """Allow any: all databases hold the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """Let migrations change no replica: it follows."""
        return False if db.startswith(REPLICA) else None
