"""What a finished page depends on besides its address: the version of the content, the day, and the code.

Two pages of one address with the same stamp are the same page. That makes the stamp the key of the page cache and the
heart of every ETag.
"""

import zlib
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from skills2work.version import content_version, read_version

FOLDERS = ("skills2work", "network", "practices", "stories", "templates", "locale")
ENDINGS = {".py", ".html", ".txt", ".json", ".mo"}
# Settings that pages or their headers show, by how their names begin.
SHOWN = ("ADMIN_PATH", "CONTENT_SECURITY_POLICY", "LANGUAGE", "PERMISSIONS_POLICY", "SECURE_", "SITE_", "X_FRAME")


def stamp() -> str:
    """Return the present stamp, from what this request knows of the version; at most one query."""
    return composed(content_version())


def stamp_now() -> str:
    """Return the present stamp, from a fresh look at the database."""
    return composed(read_version())


def composed(version: int) -> str:
    # The day: pages say how many years ago something was, and from when on an entry is old.
    return f"{version:x}.{timezone.localdate().toordinal()}.{code_mark()}"


def etag(stamp: str, address: str) -> str:
    """Return the ETag of an address. Weak: the same page goes out compressed and not."""
    return f'W/"{stamp}.{zlib.crc32(address.encode()):x}"'


@lru_cache(maxsize=1)
def code_mark() -> str:
    """Return a mark of the running code: its modules, templates, catalogues, static files and what settings show.

    Made from what the files hold, so that all machines with one release have the same mark.
    """
    mark = blake2b(digest_size=6)
    for path in files():
        mark.update(path.as_posix().encode())
        mark.update(path.read_bytes())
    for name in sorted(name for name in dir(settings) if name.startswith(SHOWN)):
        mark.update(f"{name}={getattr(settings, name)!r}".encode())
    return mark.hexdigest()


def files() -> Iterable[Path]:
    """Return the files that pages are made of, in a fixed order."""
    roots = [Path(settings.BASE_DIR) / name for name in FOLDERS]
    found = [path for root in roots for path in root.rglob("*") if path.suffix in ENDINGS and path.is_file()]
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    return [*sorted(found), *([manifest] if manifest.exists() else [])]
