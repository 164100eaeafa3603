"""What each type of page weighs on the wire, on a first visit.

python -m tests.support.weights [--url URL] [--language CODE]

Without --url it fills and serves the site with its real content itself.
"""

import argparse
import urllib.request
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.support.browser import Visitor, launch
from tests.support.page_types import READING_PAGES, PageType
from tests.support.real_site import real_site

# Browsers fetch these after the page, or not at all: they are weighed by themselves.
EXTRAS = """() => [...document.querySelectorAll("link[rel~=icon], link[rel=manifest]")].map(link => link.href)"""


class Weight(NamedTuple):
    """What one page weighs: bytes of the HTML as sent, of everything with headers, and the number of requests."""

    html: int
    total: int
    requests: int


def weigh(browser: Browser, origin: str, page_type: PageType, language: str = "en") -> Weight:
    """Load a page into an empty cache and add up what came over the wire."""
    visitor = Visitor(browser, origin)
    page = visitor.blank(width=360)
    received: dict[str, int] = {}  # bytes by request
    addresses: dict[str, str] = {}
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")

    def on_response(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["response"]["url"]

    def on_finished(event: dict[str, Any]) -> None:
        received[event["requestId"]] = int(event["encodedDataLength"])

    network.on("Network.responseReceived", on_response)
    network.on("Network.loadingFinished", on_finished)
    visitor.go(page, page_type.address(language))
    extras = set(page.evaluate(EXTRAS))
    sizes = [size for request, size in received.items() if addresses.get(request) not in extras]
    sizes += [fetched(url)[1] for url in extras]
    html = fetched(page.url)[0]
    visitor.leave()
    return Weight(html, sum(sizes), len(sizes))


def fetched(url: str) -> tuple[int, int]:
    """Return the bytes of a body as the server sends it to a browser, without and with its headers."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip, deflate, br"})  # noqa: S310 our own
    with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
        body = len(response.read())
        return body, body + len(str(response.headers).encode())


def main() -> None:
    parser = argparse.ArgumentParser(description="Print what each type of page weighs on the wire.")
    parser.add_argument("--url", default="", help="a running site; without it one is made")
    parser.add_argument("--language", default="en")
    options = parser.parse_args()
    with real_site(options.url) as origin, sync_playwright() as playwright:
        browser = launch(playwright)
        print(f"First visit, language {options.language}: bytes on the wire")
        print(f"{'page type':24} {'HTML':>7} {'all':>7}  requests")
        for page_type in READING_PAGES:
            weight = weigh(browser, origin, page_type, options.language)
            print(f"{page_type.name:24} {weight.html:7} {weight.total:7}  {weight.requests:8}")
        browser.close()


if __name__ == "__main__":
    main()
