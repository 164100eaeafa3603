"""Keeps the index true: a record's rows are rewritten in the same transaction as the record."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, models, transaction

from skills2work.search import analysis
from skills2work.search.documents import Document, Kind, documents_of, kind_of, kinds
from skills2work.search.models import SearchDocument, SearchWord, Synonym
from skills2work.search.query import Synonyms
from skills2work.version import bump_version

BATCH = 500
INSERT_DOCUMENT = (
    f"INSERT INTO {SearchDocument._meta.db_table} ({', '.join(Document._fields)}) "  # noqa: S608 names of our own
    f"VALUES ({', '.join(['%s'] * len(Document._fields))})"
)
INSERT_WORD = (
    f"INSERT INTO {SearchWord._meta.db_table} (vocabulary, word) "  # noqa: S608 the same
    "VALUES (%s, %s) ON CONFLICT DO NOTHING"
)
_paused: ContextVar[bool] = ContextVar("search_indexing_paused", default=False)


@contextmanager
def paused() -> Iterator[None]:
    """Leave the index alone while much is loaded at once; who asks for this calls `rebuild` afterwards."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def is_paused() -> bool:
    """Say whether the index is left alone at present."""
    return _paused.get()


def write(documents: Iterable[Document]) -> int:
    """Write rows into the index, and their words into the vocabulary of their kind. Returns the number of rows.

    Past the models, which would take longer than all the rest for tens of thousands of rows.
    """
    vocabulary_of = {kind.section: kind.vocabulary for kind in kinds()}
    rows: list[Document] = []
    seen: set[tuple[str, str]] = set()
    total = 0
    with connection.cursor() as cursor:
        for document in documents:
            rows.append(document)
            total += 1
            words = f"{document.title} {document.terms} {document.summary} {document.body}".split()
            vocabulary = vocabulary_of[document.section]
            seen.update((vocabulary, word) for word in words if len(word) > 2 and not word.isdigit())
            if len(rows) >= BATCH:
                cursor.executemany(INSERT_DOCUMENT, rows)
                rows.clear()
        if rows:
            cursor.executemany(INSERT_DOCUMENT, rows)
        if seen:
            cursor.executemany(INSERT_WORD, sorted(seen))
    return total


@transaction.atomic
def reindex(record: models.Model) -> None:
    """Rewrite the rows of one record: none where readers may not find it."""
    kind = kind_of(type(record))
    if kind is None or is_paused():
        return
    SearchDocument.objects.filter(section=kind.section, record_id=record.pk).delete()
    fresh = kind.records().filter(pk=record.pk).first()
    if fresh is not None:
        write(documents_of(kind, fresh))


def forget(record: models.Model) -> None:
    """Remove the rows of a record that is deleted."""
    kind = kind_of(type(record))
    if kind is not None:
        SearchDocument.objects.filter(section=kind.section, record_id=record.pk).delete()


def all_documents(kind: Kind) -> Iterator[Document]:
    """Return the rows of every record of a kind, a batch at a time."""
    for record in kind.records().iterator(chunk_size=BATCH):
        yield from documents_of(kind, record)


@transaction.atomic
def rebuild(only: Iterable[str] = (), *, told: Callable[[str, int], None] | None = None) -> dict[str, int]:
    """Write the whole index anew, or that of some sections. Returns the number of rows by section.

    `told` hears of each section when it is written, with the number of its rows.
    """
    chosen = [kind for kind in kinds() if not only or kind.section in set(only)]
    if not only:
        SearchDocument.objects.all().delete()
        SearchWord.objects.all().delete()
    written: dict[str, int] = {}
    for kind in chosen:
        if only:
            SearchDocument.objects.filter(section=kind.section).delete()
        written[kind.section] = write(all_documents(kind))
        if told:
            told(kind.section, written[kind.section])
    bump_version()
    analysis.prepare()
    Synonyms(Synonym.objects.all())  # keeps the stems of its words for whoever searches first
    return written
