"""Making a page of the site one of the archive: its addresses become relative, what needs a server goes."""

import html
import json
import re
from collections.abc import Callable
from urllib.parse import quote, urljoin

from skills2work.archive.places import INDEX, ORIGIN, STATIC, Place, Places, relative

# Templates escape quotes: what looks like an attribute is one.
ATTRIBUTE = re.compile(r'(\s(?:href|src|action|content)=)"([^"]*)"')
FORM = re.compile(r'<form\b[^>]*?\saction="([^"]*)"[^>]*>.*?</form>', re.DOTALL)
# In search engines only full addresses count; readers have the menu of languages.
IN_OTHER_LANGUAGES = re.compile(r'<link rel="alternate"\s+hreflang="[^"]*"\s+href="[^"]*">\s*')
INDENTED = re.compile(r"\n\s+")
AS_TYPED = ("<pre", "<textarea")
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Rewriter:
    """Rewrites one file, and remembers where it leads to: pages in `pages`, static files in `statics`."""

    def __init__(self, places: Places, place: Place, base: str = "", top: str | None = None) -> None:
        self.places, self.place, self.base, self.top = places, place, base, top
        self.site = base or ORIGIN
        self.here = f"{place.path}?{place.asked}" if place.asked else place.path
        code = place.path.split("/")[1]
        self.code = code if code in places.codes else places.codes[0]
        self.pages: set[str] = set()
        self.statics: set[str] = set()

    def file_of(self, address: str) -> tuple[str, str]:
        """Return the file that an address leads to and what follows its name; two empty texts for an unknown one."""
        end = self.places.end_of(address, self.code)
        if end.page:
            self.pages.add(end.page)
        elif end.file.startswith(STATIC):
            self.statics.add(end.file)
        return end.file, end.after

    def link(self, value: str) -> str:
        """Return an address of the site as this file names it; any other address as it is."""
        if value.startswith("/") and not value.startswith("//"):
            file, after = self.file_of(value)
        elif value.startswith(f"{self.site}/"):
            return self.absolute(value.removeprefix(self.site))
        elif not value or value.startswith(("#", "//")) or SCHEME.match(value):
            return value
        else:
            here = self.place.path if value.startswith("?") else self.here
            file, after = self.file_of(here + value if value.startswith("?") else urljoin(here, value))
        return f"{self.named(file)}{after}" if file else value

    def absolute(self, value: str) -> str:
        """Return what the page at a path is called from anywhere: with the archive's own address where it has one."""
        file, after = self.file_of(value)
        if not file:
            return f"{self.base}{value}"
        if self.base:
            return f"{self.base}/{quote(file.removesuffix(INDEX) if file.endswith(f'/{INDEX}') else file)}{after}"
        return f"{self.named(file)}{after}"

    def named(self, file: str) -> str:
        """Return how this file names another one: from here, or from the top of the host."""
        return relative(self.place.file, file) if self.top is None else f"{self.top}/{quote(file)}"

    def attribute(self, match: re.Match[str]) -> str:
        """Return an attribute with its address rewritten."""
        name, value = match.group(1), html.unescape(match.group(2))
        if name.endswith("content=") and not value.startswith(f"{self.site}/"):
            return match.group(0)
        return f'{name}"{html.escape(self.link(value))}"'

    def form(self, match: re.Match[str]) -> str:
        """Return a form that looks for words, sent to the search of the archive; nothing of any other form."""
        search = f"/{self.code}/search/"
        path = html.unescape(match.group(1)).partition("?")[0]
        if path == search:
            return match.group(0)
        return match.group(0).replace(match.group(1), search, 1) if path.endswith("/occupations/") else ""

    def page(self, text: str) -> str:
        """Return the text of a page for the archive, without what only makes its source look well: a fifth of it."""
        if not any(tag in text for tag in AS_TYPED):
            text = INDENTED.sub("\n", text)
        if not self.base:
            text = IN_OTHER_LANGUAGES.sub("", text)
        return self.everywhere(ATTRIBUTE.sub(self.attribute, FORM.sub(self.form, text)))

    def everywhere(self, text: str, escaped: Callable[[str], str] = str) -> str:
        """Return a text of any kind with the full addresses of the site rewritten, in data as in pages."""
        pattern = rf"{re.escape(self.site)}((?:/[^\s\"'<>,\\]*)?)"
        return re.sub(pattern, lambda match: escaped(self.absolute(match.group(1) or "/")), text)

    def manifest(self, text: str) -> str:
        """Return the description for a phone's home screen, whose addresses begin with a slash."""

        def rewritten(value: object) -> object:
            if isinstance(value, dict):
                return {name: rewritten(one) for name, one in value.items()}
            if isinstance(value, list):
                return [rewritten(one) for one in value]
            return self.link(value) if isinstance(value, str) and value.startswith("/") else value

        return json.dumps(rewritten(json.loads(text)), ensure_ascii=False)
