"""Keeps the link checker out of private networks: a name is resolved once, checked, and that very address is called.

So neither a name that points inside, nor a redirect, nor a name whose answer changes between check and call (DNS
rebinding) gets the checker to ask a machine that is not public.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore

NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Inside(Exception):  # noqa: N818 the name says what it is
    """A host is not public, so it is not called."""


class NoName(Exception):  # noqa: N818 the same
    """No host has this name."""


def is_public(text: str) -> bool:
    """Say whether an IP address is public: not private, loopback, link-local, multicast or reserved."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped or address in NAT64:  # the same machine by another way
            return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        inner = address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None and not is_public(str(inner)):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


async def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host. Raises NoName where there are none."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoName(host) from error
    return list(dict.fromkeys(str(row[4][0]) for row in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections to public addresses only; TLS still asks for the certificate of the host's name."""

    def __init__(self, *, allow_private: bool = False) -> None:
        self.allow_private = allow_private
        self.real = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 httpcore calls it so
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of the host that answers. Raises Inside where none of them is public."""
        allowed = [one for one in await resolve(host, port) if self.allow_private or is_public(one)]
        if not allowed:
            raise Inside(host)
        problem: Exception | None = None
        for address in allowed[:3]:
            try:
                return await self.real.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem or Inside(host)

    async def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore.AsyncNetworkStream:
        """Refuse: nothing on this machine is a page."""
        raise Inside("a socket of this machine")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)
