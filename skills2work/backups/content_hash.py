"""One number for everything that a backup holds: two databases with the same rows have the same, whatever they are."""

import hashlib
from collections.abc import Iterable, Mapping

from django.db import DEFAULT_DB_ALIAS, models

from skills2work.backups.kept import kept_models
from skills2work.backups.rows import columns_of, lines_of
from skills2work.backups.snapshot import snapshot


def rows_hash(model: type[models.Model], using: str = DEFAULT_DB_ALIAS) -> str:
    """Return the hash of all rows of a model, in the order of their keys."""
    digest = hashlib.sha256()
    for line in lines_of(model, using):
        digest.update(line)
    return digest.hexdigest()


def combined(hashes: Mapping[str, tuple[list[str], str]]) -> str:
    """Return one hash for those of several models, each with its columns, by label."""
    digest = hashlib.sha256()
    for label, (columns, rows) in sorted(hashes.items()):
        digest.update(f"{label} {','.join(columns)} {rows}\n".encode())
    return digest.hexdigest()


def content_hash(chosen: Iterable[type[models.Model]] | None = None, using: str = DEFAULT_DB_ALIAS) -> str:
    """Return the hash of everything that a backup holds, or of some models only."""
    with snapshot(using):
        return combined(
            {
                model._meta.label_lower: (columns_of(model), rows_hash(model, using))
                for model in (kept_models() if chosen is None else chosen)
            }
        )
