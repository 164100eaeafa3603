"""Writing an archive: from the sitemap from page to page, then the search, the data, and what hosts want to know."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from django.urls import reverse
from django.utils import translation

from skills2work.archive import dump, hosts, searching
from skills2work.archive.files import copy_statics, tidy
from skills2work.archive.helpers import Helpers
from skills2work.archive.journal import JOURNAL, STATE, ArchiveError, Journal, State
from skills2work.archive.pages import Written, write_page
from skills2work.archive.places import places_in
from skills2work.archive.rendering import Copy
from skills2work.backups.progress import Progress
from skills2work.data import kinds
from skills2work.sitemaps import sitemaps
from skills2work.version import read_version

AT_ONCE = 10  # pages that a process takes
OWN_PAGES = ("search", "archive-titles", "archive-about", "report", "join-organisation", "join-expert")


@dataclass
class Waiting:
    """Addresses that wait for their page, handed out some at a time; more may come while it is asked."""

    addresses: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        if not self.addresses:
            raise StopIteration
        taken, self.addresses = self.addresses[:AT_ONCE], self.addresses[AT_ONCE:]
        return taken


def sitemap_pages(copy: Copy) -> list[str]:
    """Return the addresses of the sitemap in the languages of the archive, as the archive has them."""
    places, found = places_in(copy.languages), []
    parts: list[Any] = list(sitemaps().values())
    for part in parts:
        items = list(part.items())
        for code in copy.languages:
            with translation.override(code):
                found += [places.nearest(str(part.location(item))) for item in items]
    return list(dict.fromkeys(place.address for place in found if place))


def seeds(copy: Copy) -> list[str]:
    """Return the addresses that the walk begins with."""
    found = ["/", *sitemap_pages(copy)]
    for code in copy.languages:
        with translation.override(code):
            found += [reverse(name, urlconf="skills2work.archive.urls") for name in OWN_PAGES]
            found += [kind.path(ending) for kind in kinds() for ending in ("json", "csv", "atom")]
    return found


def write_pages(addresses: list[str], copy: Copy, folder: Path) -> list[Written]:
    """Write some pages."""
    return [write_page(address, copy, folder) for address in addresses]


class Building:
    """One run of the command."""

    def __init__(self, folder: Path, state: State, out: TextIO) -> None:
        self.folder, self.state, self.out = folder, state, out
        self.copy = state.copy
        self.journal = Journal(folder)
        self.problems: list[str] = []
        self.others: set[str] = {STATE}  # files that are no pages

    def run(self, helpers: Helpers) -> int:
        """Write everything that is not there yet. Returns the number of files. Raises ArchiveError for what failed."""
        self.journal.read(self.folder)
        self.walk(helpers)
        self.search(helpers)
        self.rest()
        if read_version() != self.state.content_version:
            raise ArchiveError("The content was changed meanwhile. Run the command again: it begins anew.")
        if self.problems:
            raise ArchiveError("\n".join(["Some pages could not be made:", *self.problems[:50]]))
        files = {*self.journal.done.values(), *self.others}
        tidy(self.folder, {*files, JOURNAL})
        self.state.finished = True
        self.state.save(self.folder)
        return len(files)

    def walk(self, helpers: Helpers) -> None:
        """Write every page that can be reached."""
        known = dict.fromkeys([*seeds(self.copy), *self.journal.found])
        self.journal.found.update(known)
        waiting = Waiting([address for address in known if address not in self.journal.done])
        if self.journal.done:
            self.out.write(f"{len(self.journal.done)} pages are there already\n")
        progress = Progress(self.out, "Pages", len(waiting.addresses))
        for written in helpers.each(partial(write_pages, copy=self.copy, folder=self.folder), waiting):
            self.problems += [one.problem for one in written if one.problem]
            good = [one for one in written if not one.problem]
            if any(one.version != self.state.content_version for one in good):
                raise ArchiveError("The content was changed meanwhile. Run the command again: it begins anew.")
            fresh = self.journal.note(good)
            waiting.addresses += fresh
            progress.total += len(fresh)
            progress.add(len(written))

    def search(self, helpers: Helpers) -> None:
        """Write the index of the search, a language at a time."""
        progress = Progress(self.out, "Search, languages", len(self.copy.languages))
        for names in helpers.each(
            partial(searching.write_index, copy=self.copy, folder=self.folder), self.copy.languages
        ):
            self.others |= names
            progress.add()

    def rest(self) -> None:
        """Write the data, the static files, and what hosts want to know."""
        self.out.write("Data, static files, pages for errors\n")
        self.others |= dump.write_dump(self.folder, self.copy)
        for written in hosts.write_error_pages(self.copy, self.folder):
            self.problems += [written.problem] if written.problem else []
            self.others.add(written.file)
            self.journal.statics |= written.statics
        self.others |= hosts.write_hints(self.copy, self.folder, sitemap_pages(self.copy))
        self.others |= copy_statics(self.folder, self.journal.statics)
