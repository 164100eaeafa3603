"""Debian's chromium for the browser tests, and a watch on what its pages do wrong."""

import os
import shutil
from typing import Any
from urllib.parse import urlsplit

from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Playwright, Request
from pytest_django.live_server_helper import LiveServer

from tests.support.page_types import PageType

ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # No name but ours resolves: a page that asks elsewhere fails at once, on every machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


class SiteServer(LiveServer):
    """pytest-django's live server without Django's own static handler: whitenoise answers, as in production."""

    def __init__(self, address: str) -> None:
        super().__init__(address, start=False)
        self.thread.static_handler = unchanged  # type: ignore[assignment]
        self.start()


def unchanged(application: WSGIHandler) -> WSGIHandler:
    return application


def find_chromium() -> str:
    """Return the path of chromium. Missing is an error, never a reason to skip."""
    path = shutil.which("chromium")
    if not path:
        raise RuntimeError("The browser tests need chromium. On Debian: apt-get install chromium")
    return path


def launch(playwright: Playwright) -> Browser:
    arguments = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS
    return playwright.chromium.launch(executable_path=find_chromium(), args=arguments)


class Watch:
    """Collects what a page should not do: errors in script or console, and requests to other hosts."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.complaints: list[str] = []
        self.pardoned: set[str] = set()  # addresses that are meant to answer with an error

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.complaints.append(f"script error: {error.error}"))
        context.on("request", self.on_request)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and message.location.get("url") not in self.pardoned:
            self.complaints.append(f"console: {message.text} ({message.location.get('url')})")

    def on_request(self, request: Request) -> None:
        if not self.is_own(request.url):
            self.complaints.append(f"request to another host: {request.url}")

    def is_own(self, url: str) -> bool:
        """True for the live server and for what never leaves the page."""
        parts = urlsplit(url)
        return parts.scheme in {"about", "blob", "data"} or f"{parts.scheme}://{parts.netloc}" == self.origin


class Visitor:
    """Opens pages, each in a fresh context; call it as open_page(path, ...)."""

    def __init__(self, browser: Browser, origin: str) -> None:
        self.browser = browser
        self.watch = Watch(origin)
        self.contexts: list[BrowserContext] = []

    def __call__(
        self,
        path: str,
        *,
        width: int = 1280,
        height: int = 800,
        scheme: str = "light",
        javascript: bool = True,
        status: int = 200,
        **options: Any,
    ) -> Page:
        """Return the page at `path`, which must answer with `status`. Further options are those of new_context()."""
        page = self.blank(width=width, height=height, scheme=scheme, javascript=javascript, **options)
        self.go(page, path, status=status)
        return page

    def go(self, page: Page, path: str, *, status: int = 200, method: str = "GET") -> None:
        """Send an open page to `path`, which must answer with `status`."""
        url = self.watch.origin + path
        if status >= 400:  # chromium reports the answer in the console, though it is the one asked for
            self.watch.pardoned.add(url)
        if method != "GET":
            page.route(url, lambda route: route.continue_(method=method))
        response = page.goto(path)
        if method != "GET":
            page.unroute(url)
        if response is None or response.status != status:
            raise AssertionError(f"{path} answered {response and response.status}, not {status}")

    def blank(
        self, *, width: int = 1280, height: int = 800, scheme: str = "light", javascript: bool = True, **options: Any
    ) -> Page:
        """Return an empty page in a context of its own; relative addresses go to the live server."""
        context = self.browser.new_context(
            base_url=self.watch.origin,
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            reduced_motion="reduce",  # otherwise a test would measure in the middle of a smooth scroll
            **options,
        )
        self.contexts.append(context)
        context.set_default_timeout(10_000)
        self.watch.follow(context)
        return context.new_page()

    def cookies(self) -> list[str]:
        """Return the names of all cookies that pages have set."""
        return [cookie.get("name", "") for context in self.contexts for cookie in context.cookies()]

    def leave(self) -> list[str]:
        """Close everything and return the complaints."""
        for context in self.contexts:
            try:
                context.close()
            except Error as error:  # the browser died: say so, but close the others
                self.watch.complaints.append(f"could not close: {error.message}")
        return self.watch.complaints


class Reader:
    """Reads one page after another in the same windows: one for each width, colour scheme, and script on or off.

    For tests that leave nothing behind. Call it as read(page_type, language="ar", width=360, scheme="dark").
    """

    def __init__(self, browser: Browser, origin: str) -> None:
        self.visitor = Visitor(browser, origin)
        self.windows: dict[tuple[int, str, bool, bool], Page] = {}

    def __call__(
        self,
        page_type: PageType,
        *,
        language: str = "en",
        width: int = 1280,
        scheme: str = "light",
        javascript: bool = True,
    ) -> Page:
        """Return the window with this page in it."""
        key = (width, scheme, javascript, page_type.has_cookie)
        if key not in self.windows:
            self.windows[key] = self.visitor.blank(width=width, scheme=scheme, javascript=javascript)
        page = self.windows[key]
        self.visitor.go(page, page_type.address(language), status=page_type.status, method=page_type.method)
        return page

    def cookies(self) -> list[str]:
        """Return the names of the cookies that no page may set; one with a form may set that of its token."""
        found = []
        for (*_size, has_form), page in self.windows.items():
            names = {cookie.get("name", "") for cookie in page.context.cookies()}
            found += sorted(names - ({"csrftoken"} if has_form else set()))
        return found

    def complaints(self) -> list[str]:
        """Return what went wrong since the last time, cookies included."""
        found = [*self.visitor.watch.complaints, *(f"cookie: {name}" for name in self.cookies())]
        self.visitor.watch.complaints.clear()
        return found
