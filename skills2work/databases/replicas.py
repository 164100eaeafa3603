"""Which replicas may be read from: those that answer, follow, and are not too far behind.

Each process asks every server once a second how far it is, in a thread for each: no request waits for that. How far
behind a replica is, is measured by what the primary had written when: clocks do not matter, nor whether anybody writes.
"""

import contextlib
import logging
import os
import random
import socket
import threading
import time
from collections import deque
from typing import Any
from weakref import WeakSet

from django.conf import settings
from django.db import Error, connections
from django.db.backends.signals import connection_created

from skills2work.databases.addresses import PRIMARY, REPLICA

EVERY = 1.0  # seconds between two questions to a server
SILENCE = 4.0  # seconds without an answer after which a replica counts as gone
START_SECONDS = 2.0  # that a process waits for the first answers before it takes requests
UNASKED = "not asked yet"
REST = 2.0  # seconds that a replica is left alone after a question to it has failed
POSITION = """
    SELECT pg_is_in_recovery(), pg_wal_lsn_diff(
        CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, '0/0')::bigint
"""

logger = logging.getLogger(__name__)


class Replica:
    """What this process knows of one replica."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.state = UNASKED
        self.answered_at = time.monotonic()
        self.rests_until = 0.0
        self.in_use: WeakSet[Any] = WeakSet()  # connections of psycopg, this process's own

    def is_usable(self) -> bool:
        """Say whether readers may be sent there."""
        return self.state == "follows" and not self.is_silent() and time.monotonic() >= self.rests_until

    def is_silent(self) -> bool:
        """Say whether it has owed an answer for too long."""
        return time.monotonic() - self.answered_at > SILENCE

    def becomes(self, state: str) -> None:
        """Note how it is, and tell the log where that has changed."""
        if state != self.state:
            logger.warning("Database %s %s (before: %s)", self.alias, state, self.state)
            self.state = state

    def heard(self, state: str) -> None:
        """Note an answer."""
        self.answered_at = time.monotonic()
        self.becomes(state)

    def give_up(self) -> None:
        """Wake whoever still waits for a server that is silent: their requests go to the primary."""
        self.becomes("does not answer")
        for connection in list(self.in_use):
            with contextlib.suppress(Exception), socket.socket(fileno=os.dup(connection.fileno())) as wire:
                wire.shutdown(socket.SHUT_RDWR)


class Replicas:
    """All replicas, and the threads that ask them and the primary."""

    def __init__(self, aliases: list[str]) -> None:
        self.known = {alias: Replica(alias) for alias in aliases}
        self.written: deque[tuple[float, int]] = deque(maxlen=600)  # when the primary was how far
        self.process = 0
        self.lock = threading.Lock()
        self.stopped = threading.Event()
        self.threads: list[threading.Thread] = []

    def choose(self) -> str:
        """Return a replica to read from, any of those that may be; else the primary."""
        if self.process != os.getpid():  # threads do not live on in a process that was forked
            self.start()
        usable = [replica.alias for replica in self.known.values() if replica.is_usable()]
        return random.choice(usable) if usable else PRIMARY  # noqa: S311 nothing secret about it

    def start(self) -> None:
        """Begin to ask the servers."""
        with self.lock:
            if self.process == os.getpid() or not self.known:
                return
            self.process = os.getpid()
            self.stopped.clear()
            self.threads = [
                threading.Thread(target=self.watch, args=(alias,), name=f"watch over {alias}", daemon=True)
                for alias in (PRIMARY, *self.known)
            ]
            for thread in self.threads:
                thread.start()

    def start_and_wait(self, seconds: float = START_SECONDS) -> None:
        """Begin to ask, and return when every replica has answered or failed once, or the time is over."""
        self.start()
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and any(replica.state == UNASKED for replica in self.known.values()):
            time.sleep(0.01)

    def stop(self) -> None:
        """End the threads."""
        self.stopped.set()
        for thread in self.threads:
            thread.join()
        self.process = 0

    def watch(self, alias: str) -> None:
        """Ask one server again and again, over a connection of its own."""
        connection: Any = connections[alias].copy()
        while not self.stopped.is_set():
            self.ask(alias, connection)
            if alias == PRIMARY:
                self.give_up_silent_ones()
            self.stopped.wait(EVERY)
        connection.close()

    def ask(self, alias: str, connection: Any) -> None:
        """Ask one server how far it is."""
        replica = self.known.get(alias)
        try:
            with connection.cursor() as cursor:
                cursor.execute(POSITION)
                follows, position = cursor.fetchone()
        except Error:
            connection.close()
            if replica is not None:
                replica.heard("does not answer")
            return
        if replica is None:
            self.written.append((time.monotonic(), position))
        elif not follows:
            replica.heard("was promoted and follows no more")
        else:
            behind = self.seconds_behind(position)
            replica.heard("follows" if behind <= settings.REPLICA_MAX_LAG else "is behind")

    def seconds_behind(self, position: int | None) -> float:
        """Return for how long the primary has had something that a replica has not; none while nobody knows better."""
        for moment, written in list(self.written):
            if position is None or position < written:
                return time.monotonic() - moment
        return 0.0

    def give_up_silent_ones(self) -> None:
        """Look for replicas that take questions and give no answers."""
        for replica in self.known.values():
            if replica.is_silent():
                replica.give_up()

    def failed(self, alias: str) -> None:
        """Note that a question to a replica failed: nobody else is sent there until it has answered again."""
        replica = self.known[alias]
        replica.rests_until = time.monotonic() + REST
        replica.becomes("does not answer")

    def note_connection(self, connection: Any, **_kwargs: Any) -> None:
        """Remember a new connection, to be able to cut it."""
        replica = self.known.get(connection.alias)
        if replica is not None:
            replica.in_use.add(connection.connection)


replicas = Replicas([alias for alias in settings.DATABASES if alias.startswith(REPLICA)])
if replicas.known:
    connection_created.connect(replicas.note_connection, dispatch_uid="skills2work.databases.replicas")
