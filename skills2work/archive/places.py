"""Where each address of the site lies in the archive, and how one file there names another."""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlencode, urlsplit

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation

from skills2work import languages
from skills2work.archive.kept import Pairs, kept_of

URLS = "skills2work.archive.urls"
ORIGIN = "https://archive.invalid"  # the site while an archive is made; stands in no file of it
STATIC = "static/"
DATA = "data/"
INDEX = "index.html"
WORDS = "q"  # the parameter that a search is asked with
# The same document in every language: it stands in the first one only.
ONCE = frozenset({"directory-jsonld"})
# Shown at the addresses of others: whoever changes the language there begins at its first page.
ERRORS = frozenset({"archive-missing", "archive-gone"})


class Place(NamedTuple):
    """A page of the archive: its path on the site and the question it answers."""

    path: str
    pairs: Pairs = ()

    @property
    def address(self) -> str:
        """Return the address by which the walk knows the page."""
        return f"{self.path}?{urlencode(self.pairs)}" if self.pairs else self.path

    @property
    def asked(self) -> str:
        """Return the question that makes the page, as a query string."""
        match = match_of(self.path)
        return urlencode(kept_of(match.url_name or "").asked_with(self.pairs)) if match else ""

    @property
    def file(self) -> str:
        """Return the file of the page. A dot stands in no slug: a filter never takes the place of a record."""
        path = unquote(self.path).lstrip("/")
        parts = [f"{name}.{quote(value, safe='')}" for name, value in self.pairs]
        if path.endswith("/") or not path:
            return path + "".join(f"{part}/" for part in parts) + INDEX
        stem, dot, ending = path.rpartition(".")
        return ".".join(filter(None, [stem, *parts])) + dot + ending if parts else path


def place_of(address: str) -> Place:
    """Return the place that an address of the walk names."""
    path, _mark, query = address.partition("?")
    return Place(path, tuple(parse_qsl(query, keep_blank_values=True)))


@lru_cache(maxsize=100_000)
def match_of(path: str) -> ResolverMatch | None:
    """Return what answers a path; None for a path that the site does not know."""
    code = path.split("/")[1] if path.count("/") > 1 else ""
    with translation.override(code if code in languages.LANGUAGE_CODES else settings.LANGUAGE_CODE):
        try:
            return resolve(path, URLS)
        except Resolver404:
            return None


def needs_server(match: ResolverMatch) -> bool:
    """Say whether a page is a form to be sent, or what follows one."""
    name = match.url_name or ""
    return bool(getattr(match.func, "takes_post", False)) or name == "join" or name.endswith("-sent")


@lru_cache(maxsize=4)
def places_in(codes: tuple[str, ...]) -> "Places":
    """Return the places of an archive in some languages, the same for all its pages: they remember what they found."""
    return Places(codes)


class End(NamedTuple):
    """What a link leads to: a file and what follows its name, and the page that it is; a static file is no page."""

    file: str = ""
    after: str = ""
    page: str = ""


class Places:
    """What an archive in some languages holds, and what of it comes nearest to an address."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        self.nearest = lru_cache(maxsize=200_000)(self.find)
        self.end_of = lru_cache(maxsize=50_000)(self.end)

    def find(self, address: str, code: str = "") -> Place | None:
        """Return the page that comes nearest to an address, for a reader of a language; None for an unknown address."""
        parts = urlsplit(address)
        path, first = parts.path, parts.path.split("/")[1] if "/" in parts.path else ""
        match = match_of(path)
        if match is None or "admin" in match.namespaces:
            return None
        if first in languages.LANGUAGE_CODES:
            wanted = self.codes[0] if match.url_name in ONCE else first
            if wanted not in self.codes:
                wanted = code or self.codes[0]
            path = f"/{wanted}/{path.removeprefix(f'/{first}/')}"
        if match.url_name in ERRORS:
            return Place(f"/{path.split('/')[1]}/")
        if needs_server(match):
            return Place(path)
        name = match.url_name or ""
        kept = kept_of(name.removesuffix("-json")) if name.endswith("-json") else kept_of(name)
        pairs = kept.nearest(parse_qsl(parts.query))
        if name.endswith(("-json", "-csv", "-atom")):  # data lie there as a whole, JSON in pages
            asked = dict(parse_qsl(parts.query)).keys() - {"page"}
            pairs = pairs[:1] if name.endswith("-json") and not asked and pairs[:1] and pairs[0][0] == "page" else ()
        return Place(path, pairs)

    def end(self, address: str, code: str) -> End:
        """Return what a link from a page in a language leads to; an empty one for an unknown address."""
        parts = urlsplit(address)
        mark = f"#{parts.fragment}" if parts.fragment else ""
        if parts.path.startswith((f"/{STATIC}", f"/{DATA}")):
            return End(parts.path[1:], mark)
        found = self.nearest(f"{parts.path}?{parts.query}" if parts.query else parts.path, code)
        if found is None:
            return End()
        words = parse_qs(parts.query).get(WORDS, [""])[0]
        if words and not found.pairs:  # a list with words is what a search finds
            found, mark = Place(f"/{code}/search/"), f"?{WORDS}={quote(words)}"
        return End(found.file, mark, found.address)


@lru_cache(maxsize=50_000)
def steps_to(file: str) -> tuple[str, ...]:
    """Return the folders on the way to a file from the top, and its name, as links write them."""
    return tuple(quote(file, safe="/~%").split("/"))


def relative(source: str, target: str) -> str:
    """Return how the file `source` names the file `target`."""
    folders, way = steps_to(source)[:-1], steps_to(target)
    shared = 0
    for here, there in zip(folders, way[:-1], strict=False):
        if here != there:
            break
        shared += 1
    return "/".join((*[".."] * (len(folders) - shared), *way[shared:]))
