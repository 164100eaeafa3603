"""Writing a backup: all rows of one moment, a model a part, compressed into one file that only its owner can read."""

import hashlib
import json
import os
import re
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models
from django.utils import timezone

from skills2work.backups.content_hash import combined
from skills2work.backups.kept import LEFT_OUT, kept_models
from skills2work.backups.manifest import NAME, BackupError, Manifest, Part, migrations_of
from skills2work.backups.progress import Output, Progress
from skills2work.backups.rows import columns_of, lines_of
from skills2work.backups.snapshot import snapshot
from skills2work.version import ContentVersion

ENDING = ".backup.zip"
NAMED = re.compile(r"skills2work-\d{8}T\d{12}Z" + re.escape(ENDING))  # up to the microsecond: no two have one name
LEVEL = 6


def name_now() -> str:
    """Return the name of a backup made now; names in order are backups in order."""
    return f"skills2work-{timezone.now():%Y%m%dT%H%M%S%f}Z{ENDING}"


def target(given: Path) -> Path:
    """Return the file to write for a file or folder that was named: what ends in .zip is a file."""
    return given if given.suffix == ".zip" and not given.is_dir() else given / name_now()


@contextmanager
def private_file(path: Path) -> Iterator[IO[bytes]]:
    """Write a file that appears whole or not at all, and that nobody else can read at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def write_part(archive: zipfile.ZipFile, model: type[models.Model], using: str, progress: Progress) -> Part:
    """Write the rows of a model; returns what there is to know about them."""
    part = Part(model._meta.label_lower, columns_of(model))
    digest = hashlib.sha256()
    with archive.open(part.name, "w", force_zip64=True) as file:
        for line in lines_of(model, using):
            file.write(line)
            digest.update(line)
            part.rows += 1
            part.bytes += len(line)
            progress.add()
    part.sha256 = digest.hexdigest()
    return part


def write_backup(path: Path, out: Output, using: str = DEFAULT_DB_ALIAS) -> Manifest:
    """Write everything into a file. Raises BackupError where disk or database fail; then nothing is left there."""
    try:
        with (
            private_file(path) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive,
            snapshot(using),
        ):
            manifest = Manifest(
                made_at=timezone.now().isoformat(),
                content_version=getattr(ContentVersion.objects.using(using).first(), "number", 0),
                content_hash="",
                database=connections[using].vendor,
                migrations=migrations_of(using),
                left_out=LEFT_OUT,
            )
            kept = kept_models()
            progress = Progress(out, "Rows written", sum(models.QuerySet(m, using=using).count() for m in kept))
            manifest.parts = [write_part(archive, model, using, progress) for model in kept]
            manifest.content_hash = combined({part.model: (part.columns, part.sha256) for part in manifest.parts})
            archive.writestr(NAME, json.dumps(manifest.as_data(), indent=1))
    except OSError as error:
        raise BackupError(f"{path} could not be written: {error.strerror or error}.") from error
    except DatabaseError as error:
        raise BackupError(f"The database did not answer: {' '.join(str(error).split())}.") from error
    return manifest


def forget_old(folder: Path, keep: int) -> list[Path]:
    """Delete all backups in a folder but the newest ones; only files with a name of ours. Returns what is gone.

    So is what a process that was killed a day ago left unfinished: there are accounts in it.
    """
    ours = sorted(path for path in folder.iterdir() if NAMED.fullmatch(path.name))
    given_up = time.time() - 24 * 3600
    unfinished = [path for path in folder.glob(".*.unfinished") if path.stat().st_mtime < given_up]
    old = [*ours[:-keep], *unfinished]
    for path in old:
        path.unlink()
    return old
