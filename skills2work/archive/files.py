"""Files of an archive: each is written at once, so that whoever looks, or is killed, finds a whole one or none."""

import os
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from skills2work.archive.places import STATIC

IN_STYLE_SHEET = re.compile(rb"""url\(\s*["']?([^"')#?]+)""")


def write(folder: Path, name: str, body: bytes) -> None:
    """Write a file whole. Raises OSError when the disk is full; the file is then as it was."""
    target = folder / name
    fresh = target.with_name(f"{target.name}.new-{os.getpid()}")
    try:
        try:
            write_fresh(fresh, body)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_fresh(fresh, body)
        fresh.replace(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def write_fresh(path: Path, body: bytes) -> None:
    """Write a file that every web server may read."""
    with path.open("wb") as file:
        os.fchmod(file.fileno(), 0o644)
        file.write(body)


def static_body(name: str) -> bytes:
    """Return a static file, collected or, where nothing was, from where it is written."""
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            body: bytes = file.read()
            return body
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(name)
    return Path(found).read_bytes()


def copy_statics(folder: Path, names: set[str]) -> set[str]:
    """Copy static files, and what style sheets among them name. Returns the names of all, "static/" included."""
    done: set[str] = set()
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        if name in done:
            continue
        body = static_body(name.removeprefix(STATIC))
        write(folder, name, body)
        done.add(name)
        if name.endswith(".css"):
            here = name.rpartition("/")[0]
            named = [url.decode() for url in IN_STYLE_SHEET.findall(body) if not url.startswith((b"data:", b"/"))]
            waiting += [os.path.normpath(f"{here}/{url}") for url in named]
    return done


def tidy(folder: Path, kept: set[str]) -> int:
    """Delete the files that belong to an earlier version of the archive. Returns how many."""
    old = [path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).as_posix() not in kept]
    for path in old:
        path.unlink()
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
    return len(old)
