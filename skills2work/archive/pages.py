"""One page of the archive: made, rewritten, written. Runs in every process that helps."""

from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from skills2work.archive.files import write
from skills2work.archive.places import Place, match_of, needs_server, place_of, places_in
from skills2work.archive.rendering import Copy, rendered
from skills2work.archive.rewriting import Rewriter
from skills2work.version import read_version

MOVED = (
    '<!DOCTYPE html>\n<html lang="{code}">\n<head><meta charset="utf-8"><title>FromSkills2Work</title>'
    '<meta http-equiv="refresh" content="0; url={url}"></head>\n<body><main><h1>FromSkills2Work</h1>'
    '<p><a href="{url}">{url}</a></p></main></body>\n</html>\n'
)
TEXTS = ("application/json", "application/ld+json", "application/atom+xml", "text/csv", "text/plain")
OK = 200
MANIFEST = "application/manifest+json"


@dataclass
class Written:
    """What became of one page."""

    address: str
    file: str = ""
    version: int = 0
    pages: set[str] = field(default_factory=set)
    statics: set[str] = field(default_factory=set)
    problem: str = ""


def standing_in(place: Place) -> Place:
    """Return the page that is made for a place: for what needs a server the one that says that there is none."""
    match = match_of(place.path)
    return Place(f"/{place.path.split('/')[1]}/archive/") if match and needs_server(match) else place


def write_page(address: str, copy: Copy, folder: Path, file: str = "", *, status: int = OK) -> Written:
    """Make the page at an address of the site and write it, to another file where one is named."""
    place = place_of(address)
    places = places_in(copy.languages)
    done = Written(address, file or place.file, read_version())
    answer = rendered(standing_in(place), copy)
    # Hosts show the pages for errors at any address: they name everything from the top.
    rewriter = Rewriter(places, place, copy.base, top=None if status == OK else copy.top)
    if answer.status in {301, 302} and answer.location:
        body = MOVED.format(code=rewriter.code, url=escape(rewriter.link(urljoin(place.path, answer.location))))
    elif answer.status != status:
        done.problem = f"{address} answers {answer.status}"
        return done
    elif answer.kind == "text/html":
        body = rewriter.page(answer.body.decode())
    elif answer.kind == MANIFEST:
        body = rewriter.manifest(answer.body.decode())
    elif answer.kind in TEXTS:
        body = rewriter.everywhere(answer.body.decode())
    else:
        done.problem = f"{address} is {answer.kind}: no file of the archive"
        return done
    write(folder, done.file, body.encode())
    done.pages, done.statics = rewriter.pages, rewriter.statics
    return done
