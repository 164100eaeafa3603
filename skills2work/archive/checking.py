"""No dead link: every page of an archive is read again, and what it names must lie there."""

import html
import posixpath
import re
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from skills2work.archive.helpers import Helpers
from skills2work.archive.hosts import MISSING
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
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path:
            continue
        path = parts.path.lstrip("/") if from_top else posixpath.join(posixpath.dirname(name), parts.path)
        target = posixpath.normpath(unquote(path)) if path else "."
        leaves = target.startswith("..") or (parts.path.startswith("/") and not from_top)
        if leaves or not lies_there(folder / target):
            dead.append(f"{name} -> {html.unescape(value)}")
    return dead


def lies_there(path: Path) -> bool:
    """Say whether a host has something for a path."""
    return path.is_file() or (path / INDEX).is_file()


def check_some(names: list[str], folder: Path, base: str) -> list[str]:
    """Return the dead links of some pages."""
    return [dead for name in names for dead in dead_links(name, folder, base)]


def check(folder: Path, base: str, helpers: Helpers) -> tuple[int, list[str]]:
    """Return how many pages an archive has, and its dead links.

    Pages for errors are left out: hosts show them at any address.
    """
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*.html")]
    names = [name for name in names if name != MISSING and not name.endswith((f"/{MISSING}", "/gone.html"))]
    found: list[str] = []
    for dead in helpers.each(partial(check_some, folder=folder, base=base), in_batches(names, AT_ONCE)):
        found += dead
    return len(names), sorted(found)
