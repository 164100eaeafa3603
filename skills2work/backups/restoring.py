"""Restoring a backup: in one transaction the database becomes what it was, or stays what it is."""

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models, transaction

from skills2work.backups.content_hash import content_hash
from skills2work.backups.kept import MADE_BY_DJANGO, all_models, kept_models
from skills2work.backups.manifest import BackupError
from skills2work.backups.progress import Output, Progress
from skills2work.backups.reading import Backup
from skills2work.backups.rows import delete_all, insert
from skills2work.search import indexing


def holding(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return the models that the database holds rows of, those left out that every new database has."""
    return [
        model._meta.label_lower
        for model in kept_models()
        if model._meta.label_lower not in MADE_BY_DJANGO and models.QuerySet(model, using=using).exists()
    ]


def restore(backup: Backup, out: Output, *, replace: bool = False) -> None:
    """Put the rows of a backup in the place of all there are. Raises BackupError; then nothing has changed.

    Sessions, caches and what else a backup leaves out are emptied: they belong to the rows that were there before.
    """
    using = DEFAULT_DB_ALIAS
    backup.check_fits(using)
    backup.check(out)
    try:
        with transaction.atomic(using=using):
            lock(using)
            found = holding(using)
            if found and not replace:
                raise BackupError(
                    f"The database is not empty: it holds {', '.join(found[:5])}{' and more' if found[5:] else ''}. "
                    "With --replace all of it is deleted and the backup takes its place."
                )
            empty(using)
            progress = Progress(out, "Rows restored", backup.manifest.rows)
            for part, model in backup.models():
                for number in insert(model, backup.lines(part), using):
                    progress.add(number)
            connections[using].check_constraints()
            reset_sequences(using)
            out.write("Comparing with the backup\n")
            if content_hash(using=using) != backup.manifest.content_hash:
                raise BackupError("What the database holds now is not what the backup holds.")
            out.write("Writing the search index\n")
            ContentType.objects.clear_cache()
            indexing.rebuild()  # and with it another version of the content
    except DatabaseError as error:
        raise BackupError(f"The database did not take it: {' '.join(str(error).split())}.") from error
    finally:
        ContentType.objects.clear_cache()


def lock(using: str) -> None:
    """Let nobody else write until the end; readers go on seeing what was there. SQLite has done so already."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in all_models())
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")


def empty(using: str) -> None:
    """Delete all rows of all models."""
    for model in all_models():
        delete_all(model, using)


def reset_sequences(using: str) -> None:
    """Let new rows be counted on from the highest key."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept_models()):
            cursor.execute(statement)
