"""Visits addresses: a few at a time, one a host with a pause, following redirects step by step within a time limit."""

import asyncio
import ssl
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpcore
import httpx

from skills2work.links.guard import GuardedBackend, Inside, NoName
from skills2work.links.outcomes import FINE, Outcome, of_status

MOST_REDIRECTS = 10
PERMANENT = {301, 308}
# What servers answer to HEAD that know it badly: the page is asked for before anybody is accused.
ASK_AGAIN_FROM = 400


@dataclass(frozen=True)
class Visit:
    """What came of one address."""

    url: str
    outcome: Outcome
    status: int | None = None
    final_url: str = ""  # where the redirects led, if there were any
    moved_to: str = ""  # where those led that hold for good


@dataclass(frozen=True)
class Manners:
    """How the checker behaves."""

    agent: str
    at_once: int = 4
    pause: float = 1.0  # seconds between two requests to one host
    limit: float = 20.0  # seconds for one answer, redirects counted one by one
    allow_private: bool = False


class GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport, with connections that only lead to public addresses."""

    def __init__(self, manners: Manners) -> None:
        context = httpx.create_ssl_context(trust_env=False)
        super().__init__(verify=context, http1=True, http2=True, trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            http1=True,
            http2=True,
            max_connections=manners.at_once * 2,
            max_keepalive_connections=0,  # each host is asked once or twice
            network_backend=GuardedBackend(allow_private=manners.allow_private),
        )


@dataclass
class Turnstile:
    """Lets one request a host through at a time, and the next one after a pause."""

    pause: float
    locks: dict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    free_at: dict[str, float] = field(default_factory=dict)

    @asynccontextmanager
    async def through(self, host: str) -> AsyncIterator[None]:
        """Wait for this host's turn."""
        loop = asyncio.get_running_loop()
        async with self.locks[host]:
            await asyncio.sleep(max(0.0, self.free_at.get(host, 0.0) - loop.time()))
            try:
                yield
            finally:
                self.free_at[host] = loop.time() + self.pause


class Visitor:
    """Visits addresses with one client."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.turnstile = Turnstile(manners.pause)
        self.client = httpx.AsyncClient(
            transport=GuardedTransport(manners),
            headers={"user-agent": manners.agent, "accept": "*/*"},
            timeout=manners.limit,
            follow_redirects=False,
            trust_env=False,
        )

    async def visit(self, url: str) -> Visit:
        """Return what came of an address. Raises nothing: whatever goes wrong is an outcome."""
        try:
            return await self.follow(url)
        except Exception as error:  # noqa: BLE001 one odd server must not end the work
            return Visit(url, outcome_of(error))

    async def follow(self, url: str) -> Visit:
        """Ask for an address, and for where it leads."""
        here, moved_to, for_good = httpx.URL(url), "", True
        for _step in range(MOST_REDIRECTS + 1):
            status, location = await self.ask(here)
            if not location:
                final = str(here) if str(here) != url else ""
                outcome = of_status(status)
                if outcome in FINE and moved_to:
                    outcome = Outcome.MOVED
                return Visit(url, outcome, status, final, moved_to if outcome in FINE else "")
            here = here.join(location).copy_with(fragment=None)
            for_good = for_good and status in PERMANENT
            moved_to = str(here) if for_good else moved_to
        return Visit(url, Outcome.LOOP, status, str(here))

    async def ask(self, url: httpx.URL) -> tuple[int, str]:
        """Return status and redirect of one address: HEAD first, GET where HEAD is not answered well."""
        try:
            status, location = await self.request("HEAD", url)
        except (httpx.RemoteProtocolError, httpx.ReadError):
            return await self.request("GET", url)
        return await self.request("GET", url) if status >= ASK_AGAIN_FROM else (status, location)

    async def request(self, method: str, url: httpx.URL) -> tuple[int, str]:
        """Return status and redirect. The body is never read, however long it is or slowly it comes."""
        async with (
            self.turnstile.through(url.host),
            asyncio.timeout(self.manners.limit),
            self.client.stream(method, url) as response,
        ):
            return response.status_code, response.headers.get("location", "") if response.is_redirect else ""

    async def visit_all(self, urls: Iterable[str], results: "asyncio.Queue[Visit]") -> None:
        """Visit many addresses, so many hosts at once, and put each visit into a queue."""
        hosts: dict[str, list[str]] = defaultdict(list)
        for url in urls:
            hosts[host_of(url)].append(url)
        places = asyncio.Semaphore(self.manners.at_once)

        async def one_host(addresses: list[str]) -> None:
            async with places:
                for address in addresses:
                    await results.put(await self.visit(address))

        async with self.client:
            await asyncio.gather(*(one_host(addresses) for addresses in hosts.values()))


def host_of(url: str) -> str:
    """Return the host of an address; empty for what is no address."""
    try:
        return httpx.URL(url).host
    except (httpx.InvalidURL, TypeError):
        return ""


def causes(error: BaseException | None) -> list[BaseException]:
    """Return an error with all that led to it."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def outcome_of(error: BaseException) -> Outcome:
    """Return what an error says of an address."""
    all_causes = causes(error)

    def has(*kinds: Any) -> bool:
        return any(isinstance(one, kinds) for one in all_causes)

    if has(Inside):
        return Outcome.INSIDE
    if has(NoName):
        return Outcome.NO_NAME
    if has(ssl.SSLError):
        return Outcome.BAD_TLS
    if has(TimeoutError, httpx.TimeoutException):
        return Outcome.TIMEOUT
    if has(httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError, UnicodeError):
        return Outcome.NO_ADDRESS
    return Outcome.NO_ANSWER


def visits(urls: Iterable[str], manners: Manners) -> Iterable[Visit]:
    """Yield what came of each address, as it comes. The database may be used between two of them."""
    wanted = list(urls)
    with asyncio.Runner() as runner:
        results: asyncio.Queue[Visit] = asyncio.Queue()

        async def start() -> "asyncio.Task[None]":
            return asyncio.ensure_future(Visitor(manners).visit_all(wanted, results))

        async def next_result(task: "asyncio.Task[None]") -> Visit:
            waiting = asyncio.ensure_future(results.get())
            done, _pending = await asyncio.wait({waiting, task}, return_when=asyncio.FIRST_COMPLETED)
            if waiting not in done and task.done():
                task.result()  # raises what went wrong with the work as a whole
            return await waiting

        task = runner.run(start())
        for _number in wanted:
            yield runner.run(next_result(task))
        runner.run(finish(task))


async def finish(task: "asyncio.Task[None]") -> None:
    """Let the client close its connections."""
    await task
