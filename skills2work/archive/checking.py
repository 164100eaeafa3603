"""No dead link: every page of an archive is read again, and what it names must lie there."""

import html
import posixpath
import re
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from skills2work.archive.helpers import Helpers
from skills2work.archive.nginx import GONE, MISSING
from skills2work.archive.places import INDEX
from skills2work.batches import in_batches

LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')
AT_ONCE = 100


def dead_links(name: str, folder: Path, base: str) -> list[str]:
    """Return what a page names within the archive and what does not lie there."""
    text = (folder / name).read_text(encoding="utf-8")
    dead = []
    for value in dict.fromkeys(LINK.findall(text)):
        link = html.unescape(value)
        from_top = bool(base) and link.startswith(f"{base}/")
        if from_top:
            link = link.removeprefix(base)
        elif is_shown_anywhere(name) and link.startswith("/"):
            from_top, link = True, link.removeprefix(urlsplit(base).path)
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path:
            continue
        path = parts.path.lstrip("/") if from_top else posixpath.join(posixpath.dirname(name), parts.path)
        target = posixpath.normpath(unquote(path)) if path else "."
        leaves = target.startswith("..") or (parts.path.startswith("/") and not from_top)
        if leaves or not lies_there(folder / target):
            dead.append(f"{name} -> {html.unescape(value)}")
    return dead


def is_shown_anywhere(name: str) -> bool:
    """Say whether a page is one for errors, which hosts show at any address and which names all from the top."""
    return name.rpartition("/")[2] in {MISSING, GONE}


def lies_there(path: Path) -> bool:
    """Say whether a host has something for a path."""
    return path.is_file() or (path / INDEX).is_file()


def check_some(names: list[str], folder: Path, base: str) -> list[str]:
    """Return the dead links of some pages."""
    return [dead for name in names for dead in dead_links(name, folder, base)]


def check(folder: Path, base: str, helpers: Helpers) -> tuple[int, list[str]]:
    """Return how many pages an archive has, and its dead links."""
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*.html")]
    found: list[str] = []
    for dead in helpers.each(partial(check_some, folder=folder, base=base), in_batches(names, AT_ONCE)):
        found += dead
    return len(names), sorted(found)
