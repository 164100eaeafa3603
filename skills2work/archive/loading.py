"""Making the site again from the data of an archive: in one transaction, the same rows, the same hash."""

import hashlib
import json
import zipfile
import zlib
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction

from skills2work.archive.dump import FORMAT, MANIFEST, NAME, WHAT, combined, public_hash, tables
from skills2work.archive.journal import ArchiveError
from skills2work.backups.progress import Output, Progress
from skills2work.backups.restoring import reset_sequences
from skills2work.backups.rows import columns_of, delete_all, insert
from skills2work.models import Source
from skills2work.publishing import record_models
from skills2work.search import indexing

MOST_MANIFEST = 5_000_000  # bytes
MOST_ROWS = 2_000_000_000  # bytes of one model


def data_file(given: Path) -> Path:
    """Return the file with the data: itself, or that of an archive in a folder."""
    return given / NAME if given.is_dir() else given


def read_part(archive: zipfile.ZipFile, part: dict[str, Any]) -> bytes:
    """Return the rows of a model. Raises ArchiveError when they are not those that were written."""
    name = f"rows/{part['model']}.jsonl"
    if archive.getinfo(name).file_size > MOST_ROWS:
        raise ArchiveError(f"{name} is far too long.")
    body = archive.read(name)
    if hashlib.sha256(body).hexdigest() != part["sha256"]:
        raise ArchiveError(f"{name} is not what was written: its checksum is another one.")
    return body


def manifest_of(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return what the data say of themselves. Raises ArchiveError for data of another form or version."""
    if archive.getinfo(MANIFEST).file_size > MOST_MANIFEST:
        raise ArchiveError("What it says of itself is far too long.")
    found = json.loads(archive.read(MANIFEST))
    if not isinstance(found, dict) or found.get("what") != WHAT:
        raise ArchiveError("These are not the data of an archive of this site.")
    if found.get("format") != FORMAT:
        raise ArchiveError(f"They have the form {found.get('format')!r}; this version of the site knows {FORMAT}.")
    if combined(found["parts"]) != found["content_hash"]:
        raise ArchiveError("Its list of parts is not the one that was written.")
    here = {label: columns_of(model) for label, model in tables().items()}
    if {part["model"]: part["columns"] for part in found["parts"]} != here:
        raise ArchiveError(
            "Its tables or columns are not those of this version of the site. Load it with the version that made it, "
            "and update afterwards."
        )
    return found


def load(given: Path, out: Output) -> str:
    """Load the data of an archive into an empty database, or nothing. Returns its hash. Raises ArchiveError."""
    path = data_file(given)
    try:
        with zipfile.ZipFile(path) as archive:
            return load_from(archive, out)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError) as error:
        raise ArchiveError(f"{path} holds no data of an archive, or only a part of them ({error}).") from error
    except DatabaseError as error:
        raise ArchiveError(f"The database did not take it: {error}") from error


def load_from(archive: zipfile.ZipFile, out: Output) -> str:
    """Load open data."""
    manifest = manifest_of(archive)
    models = tables()
    progress = Progress(out, "Rows", sum(part["rows"] for part in manifest["parts"]))
    using = DEFAULT_DB_ALIAS
    with transaction.atomic(using=using):
        if Source.objects.exists() or any(model._base_manager.exists() for model in record_models()):  # noqa: SLF001
            raise ArchiveError("The database holds content already. Load an archive into an empty one.")
        for part in manifest["parts"]:
            delete_all(models[part["model"]], using)  # words of the same meaning, and names of occupations
        for part in manifest["parts"]:
            lines = read_part(archive, part).splitlines(keepends=True)
            for number in insert(models[part["model"]], lines, using):
                progress.add(number)
        connections[using].check_constraints()
        reset_sequences(using)
        out.write("Comparing with the archive\n")
        found = public_hash(using)
        if found != manifest["content_hash"]:
            raise ArchiveError("What the database holds now is not what the archive holds.")
        out.write("Writing the search index\n")
        indexing.rebuild()  # and with it another version of the content
    return found
