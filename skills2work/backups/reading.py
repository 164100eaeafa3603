"""Reading a backup: nothing in it is believed before its form, its checksums and its columns have been looked at."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, models

from skills2work.backups.content_hash import combined
from skills2work.backups.kept import kept_models
from skills2work.backups.manifest import NAME, BackupError, Manifest, Part, migrations_of
from skills2work.backups.progress import Output, Progress
from skills2work.backups.rows import columns_of

MOST_MANIFEST = 20_000_000  # bytes
NEXT_STEP = "Run the version of the site that made the backup, restore there, and update afterwards."


class Backup:
    """An open backup."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        try:
            if archive.getinfo(NAME).file_size > MOST_MANIFEST:
                raise BackupError("What it says about itself is far too long.")
            data = json.loads(archive.read(NAME))
        except (KeyError, ValueError) as error:
            raise BackupError("It does not say that it is a backup of this site.") from error
        self.manifest = Manifest.of_data(data)

    def lines(self, part: Part) -> Iterator[bytes]:
        """Yield the rows of a part. Raises BackupError when they are not what the manifest says."""
        digest, rows, size = hashlib.sha256(), 0, 0
        try:
            with self.archive.open(part.name) as file:
                while line := file.readline(part.bytes - size + 1):
                    digest.update(line)
                    rows, size = rows + 1, size + len(line)
                    if size > part.bytes:
                        break
                    yield line
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise BackupError(f"The part {part.name} is missing or broken.") from error
        if (digest.hexdigest(), rows, size) != (part.sha256, part.rows, part.bytes):
            raise BackupError(f"The part {part.name} is not what was written: its checksum is another one.")

    def check(self, out: Output) -> None:
        """Read every part once. Raises BackupError for the first that is broken."""
        progress = Progress(out, "Rows checked", self.manifest.rows)
        for part in self.manifest.parts:
            for _line in self.lines(part):
                progress.add()
        if combined({p.model: (p.columns, p.sha256) for p in self.manifest.parts}) != self.manifest.content_hash:
            raise BackupError("Its list of parts is not the one that was written.")

    def check_fits(self, using: str = DEFAULT_DB_ALIAS) -> None:
        """Raise BackupError unless the database has the tables and columns that the backup was made from."""
        here, there = migrations_of(using), self.manifest.migrations
        if not here:
            raise BackupError("This database has no tables yet: run `manage.py migrate` first.")
        for app in sorted(here.keys() | there.keys()):
            mine, its = set(here.get(app, [])), set(there.get(app, []))
            if mine != its:
                missing = f"lacks {', '.join(sorted(its - mine))}" if its - mine else ""
                beyond = f"has {', '.join(sorted(mine - its))} besides" if mine - its else ""
                raise BackupError(
                    f"It was made with other migrations of {app}: this database "
                    f"{' and '.join(filter(None, [missing, beyond]))}. {NEXT_STEP}"
                )
        if {part.model: part.columns for part in self.manifest.parts} != {
            model._meta.label_lower: columns_of(model) for model in kept_models()
        }:
            raise BackupError(f"Its tables or columns are not those of this version of the site. {NEXT_STEP}")

    def models(self) -> Iterator[tuple[Part, type[models.Model]]]:
        """Yield each part with its model."""
        by_label = {model._meta.label_lower: model for model in kept_models()}
        for part in self.manifest.parts:
            yield part, by_label[part.model]


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """Open a backup. Raises BackupError for a file that is none, or only a part of one."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            yield Backup(archive)
    except OSError as error:
        raise BackupError(f"It cannot be read: {error.strerror or error}.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise BackupError("It is not a backup, or only a part of one.") from error
