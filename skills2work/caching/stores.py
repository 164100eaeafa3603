"""Where finished pages are kept: in this process, and, where CACHE_URL says so, in Redis or Valkey beside it.

One page an address, with its stamp inside. A page of an older stamp is never a hit, but it stays until its successor
comes: that is what readers get while the database is gone. A cache that cannot be reached is a miss, never an error.
"""

import logging
import threading
import time
from collections import OrderedDict
from hashlib import blake2b

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from skills2work.caching.pages import Page

SHARE_OF_ONE = 16  # no page takes more than this part of the room
SECONDS_TO_ANSWER = 0.25
REST = 5.0  # seconds without asking a cache that did not answer
KEPT = 7 * 24 * 3600
PREFIX = "skills2work:page:"

logger = logging.getLogger(__name__)


class Memory:
    """The pages that this process asked for last, within a number of bytes."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.used = 0
        self.pages: OrderedDict[str, Page] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, address: str) -> Page | None:
        """Return the page kept for an address, of whatever stamp."""
        with self.lock:
            page = self.pages.get(address)
            if page is not None:
                self.pages.move_to_end(address)
            return page

    def put(self, address: str, page: Page) -> None:
        """Keep a page in the place of its predecessor; those asked for longest ago make room."""
        if page.size > self.room // SHARE_OF_ONE:
            return
        with self.lock:
            before = self.pages.pop(address, None)
            self.used += page.size - (before.size if before else 0)
            self.pages[address] = page
            while self.used > self.room:
                _address, oldest = self.pages.popitem(last=False)
                self.used -= oldest.size


class Shared:
    """Pages in Redis or Valkey, for all processes. It should have a limit and drop what was used longest ago."""

    def __init__(self, url: str) -> None:
        self.client = redis.Redis.from_url(
            url,
            socket_timeout=SECONDS_TO_ANSWER,
            socket_connect_timeout=SECONDS_TO_ANSWER,
            retry=Retry(NoBackoff(), 1),  # once: a connection that was kept may have been closed
        )
        self.asked_again_at = 0.0

    @staticmethod
    def key(address: str) -> str:
        return PREFIX + blake2b(address.encode(), digest_size=16).hexdigest()

    def get(self, address: str) -> Page | None:
        """Return the page kept for an address; None also where the cache does not answer or holds nonsense."""
        if time.monotonic() < self.asked_again_at:
            return None
        try:
            data = self.client.get(self.key(address))
            return Page.from_bytes(data) if isinstance(data, bytes) else None
        except redis.RedisError as error:
            self.rest(error)
        except (TypeError, ValueError):
            logger.warning("The shared cache holds something that is no page")
        return None

    def put(self, address: str, page: Page) -> None:
        """Keep a page, if the cache answers."""
        if time.monotonic() < self.asked_again_at:
            return
        try:
            self.client.set(self.key(address), page.to_bytes(), ex=KEPT)
        except redis.RedisError as error:
            self.rest(error)

    def rest(self, error: redis.RedisError) -> None:
        """Leave a cache alone for a while that did not answer."""
        self.asked_again_at = time.monotonic() + REST
        logger.warning("The shared cache does not answer (%s); pages do without it", type(error).__name__)


class Store:
    """The pages of one process, and behind them those of all processes where there is a shared cache."""

    def __init__(self, memory: Memory, shared: Shared | None = None) -> None:
        self.memory, self.shared = memory, shared

    def get(self, address: str, stamp: str) -> Page | None:
        """Return the page of an address under a stamp."""
        page = self.memory.get(address)
        if page is not None and page.stamp == stamp:
            return page
        page = self.shared.get(address) if self.shared else None
        if page is None or page.stamp != stamp:
            return None
        self.memory.put(address, page)
        return page

    def put(self, address: str, page: Page) -> None:
        """Keep a page."""
        self.memory.put(address, page)
        if self.shared:
            self.shared.put(address, page)

    def last(self, address: str) -> Page | None:
        """Return the newest page kept for an address, however old it is."""
        own = self.memory.get(address)
        others = self.shared.get(address) if self.shared else None
        return max(filter(None, (own, others)), key=lambda page: page.kept_at, default=None)


def store_from_settings() -> Store:
    """Return a new store as PAGE_CACHE_MB and CACHE_URL say."""
    shared = Shared(settings.CACHE_URL) if settings.CACHE_URL else None
    return Store(Memory(settings.PAGE_CACHE_MB * 1024 * 1024), shared)
