"""The two full-text indexes behind one interface: FTS5 on SQLite, tsvector with GIN on PostgreSQL.

Both answer only yes or no for a document; what comes first is decided in Python (ranking.py), so that both databases
give the same answers for the same content.
"""

import json
import threading
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connections, router
from pyroaring import BitMap

from skills2work.languages import LANGUAGE_CODES
from skills2work.rows_kept import RowsKept
from skills2work.search.fts import IN_TITLE
from skills2work.search.models import SearchDocument
from skills2work.search.query import Group, Term

FIELDS = ("title", "terms", "summary", "body")
LABELS = dict(zip(FIELDS, "ABCD", strict=True))
TABLE = "skills2work_searchdocument"


def connection_to_read() -> Any:
    """Return the connection that this request reads over: that of a replica, where there is one."""
    return connections[router.db_for_read(SearchDocument)]


def fts5_term(term: Term) -> str:
    """Return one term for FTS5."""
    forms = [f'"{form}"' for form in sorted(term.forms)]
    if term.completes:
        forms.append(f'"{term.typed}"*')
    return f"({' OR '.join(forms)})"


def fts5_query(groups: Sequence[Group], fields: Sequence[str], joint: str) -> str:
    """Return a MATCH expression that looks into some fields for all groups, or for any of them."""
    columns = "" if len(fields) == len(FIELDS) else f"{{{' '.join(fields)}}} : "
    parts = [
        "("
        + " OR ".join("(" + " AND ".join(fts5_term(term) for term in terms) + ")" for terms in group.alternatives)
        + ")"
        for group in groups
    ]
    return f"{columns}({f' {joint} '.join(parts)})"


def tsquery_term(term: Term, labels: str) -> str:
    """Return one term for PostgreSQL."""
    forms = [f"'{form}'{':' + labels if labels else ''}" for form in sorted(term.forms)]
    if term.completes:
        forms.append(f"'{term.typed}':*{labels}")
    return f"({' | '.join(forms)})"


def tsquery(groups: Sequence[Group], fields: Sequence[str], joint: str) -> str:
    """Return the same question as a tsquery."""
    labels = "" if len(fields) == len(FIELDS) else "".join(LABELS[field] for field in fields)
    parts = [
        "("
        + " | ".join(
            "(" + " & ".join(tsquery_term(term, labels) for term in terms) + ")" for terms in group.alternatives
        )
        + ")"
        for group in groups
    ]
    return f" {'&' if joint == 'AND' else '|'} ".join(parts)


def condition(groups: Sequence[Group], fields: Sequence[str], joint: str) -> tuple[str, str]:
    """Return a question as a condition of PostgreSQL with its parameter: for titles alone there is an index."""
    if tuple(fields) == ("title",):
        return f"{IN_TITLE} @@ %s::tsquery", tsquery(groups, FIELDS, joint)
    return "vector @@ %s::tsquery", tsquery(groups, fields, joint)


# PostgreSQL thinks that reading the table is cheaper where a word stands in every third document: it does not count
# what unpacking every vector costs, five times as much. For this one question only, as both statements go as one.
INDEX_ONLY = "SET LOCAL enable_seqscan = off; "
IDS = "'[' || coalesce(string_agg(id::text, ','), '') || ']'"
MOST_NAMED = 20_000  # documents that are named one by one


def document_ids(groups: Sequence[Group], fields: Sequence[str] = FIELDS, among: BitMap | None = None) -> list[int]:
    """Return every document, of any section, that holds all groups in some fields, in no order; one query.

    Of ids alone: with a word that stands in every third document, a join or a column more costs several times as much.
    As one JSON text: to fetch 40,000 rows takes three times as long as to find them.
    `among` may leave out others, where that saves the database work; whoever gives it filters what comes back.
    """
    if not groups:
        return []
    connection = connection_to_read()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            query = f"SELECT json_group_array(rowid) FROM {TABLE}_fts WHERE {TABLE}_fts MATCH %s"  # noqa: S608 names of our own
            cursor.execute(query, [fts5_query(groups, fields, "AND")])
        else:
            where, question = condition(groups, fields, "AND")
            if (
                among and len(among) <= MOST_NAMED and len(fields) > 1
            ):  # each vector is unpacked and looked at: the fewer
                query = f"SELECT {IDS} FROM {TABLE} WHERE id = ANY(%s) AND {where}"  # noqa: S608
                cursor.execute(query, [list(among), question])
            else:
                cursor.execute(f"{INDEX_ONLY} SELECT {IDS} FROM {TABLE} WHERE {where}", [question])  # noqa: S608
                cursor.nextset()
        found: list[int] = json.loads(cursor.fetchone()[0])
    return found


def rows_of(documents: Sequence[int]) -> list[tuple[Any, ...]]:
    """Return documents with their words: id, section, record, language, rank, country, each field; one query."""
    if not documents:
        return []
    columns = ", ".join(("id", "section", "record_id", "language", "rank", "country", *FIELDS))
    places = ", ".join(["%s"] * len(documents))
    with connection_to_read().cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {TABLE} WHERE id IN ({places})", documents)  # noqa: S608
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


_words = RowsKept(2000)  # some megabytes


def words_of(documents: Sequence[int], version: int) -> list[tuple[Any, ...]]:
    """Return what `rows_of` does, in the order of the documents, without asking for what was looked at lately.

    Long texts cost PostgreSQL more to unpack than everything else that it does for a query.
    """
    return _words.of(documents, version, rows_of)


KEPT = 400  # queries whose records or rankings a process remembers
PARTS_KEPT = 1000  # a word has several: in titles and anywhere, whole and, where it comes last, as a beginning


@lru_cache(maxsize=PARTS_KEPT)
def held(alternatives: tuple[tuple[Term, ...], ...], fields: tuple[str, ...], _version: int) -> BitMap:
    """Return the documents that hold a part of a query in some fields: for reading only, others get the same."""
    return BitMap(document_ids([Group(alternatives)], fields))


def holding(groups: Sequence[Group], fields: tuple[str, ...], version: int, among: BitMap) -> BitMap:
    """Return the documents of some that hold all groups in some fields.

    PostgreSQL has an index for everything and one for titles; for what is between it looks at each document.
    """
    named = connection_to_read().vendor == "postgresql" and tuple(fields) not in {FIELDS, FIELDS[:1]}
    if named and len(among) <= MOST_NAMED:
        return among & BitMap(document_ids(groups, fields, among))
    return among.intersection(*(held(group.alternatives, tuple(fields), version) for group in groups))


class Owners:
    """Whose each document of some sections is, and where it comes among equals, kept in memory by the document's id.

    Equals go by rank, section, record and language, the same on both databases. A row of the index never changes: a
    record that is saved gets new ones with higher ids. So only the last ones are read after a change; some more than
    needed, for the ids that a transaction used which was taken back.
    """

    OVERLAP = 5000
    NOBODY = 0  # the record of a document of another section
    RECORD = (1 << 32) - 1  # of the number of a record the part that is its id; above it the place of its section

    def __init__(self, sections: tuple[str, ...]) -> None:
        self.sections = sections
        self.version = -1
        self.records, self.places = array("Q"), array("Q")
        self.by_language: dict[str, BitMap] = {}
        self.spans: dict[int, tuple[int, int]] = {}

    def read(self, version: int) -> None:
        """Read the documents that are new; one query where the content has changed."""
        if self.version == version:
            return
        known = max(0, len(self.records) - self.OVERLAP)
        rows = self.rows_from(known)
        order = {section: place for place, section in enumerate(self.sections)}
        # Another database may stand in the place of the one that was read.
        if known and (not rows or self.contradicts(rows, order)):
            known, rows = 0, self.rows_from(0)
        codes = {code: place for place, code in enumerate(LANGUAGE_CODES)}
        records, places = self.records[:known], self.places[:known]
        spoken: dict[str, list[int]] = {code: [] for code in LANGUAGE_CODES}
        for pk, rank, section, record, language in rows:
            between = [self.NOBODY] * (pk - len(records))
            owner = order[section] << 32 | record
            records.extend([*between, owner])
            places.extend([*between, (rank << 40 | owner) << 8 | codes.get(language, len(codes))])
            spoken.setdefault(language, []).append(pk)
        before = BitMap(range(known))
        self.by_language = {
            code: (self.by_language.get(code, BitMap()) & before) | BitMap(ids) for code, ids in spoken.items()
        }
        self.records, self.places, self.spans = records, places, {}
        self.version = version

    def contradicts(self, rows: list[tuple[Any, ...]], order: dict[str, int]) -> bool:
        """Say whether a document that is in memory is now of another record: a row of the index never changes."""
        last = len(self.records)
        return any(
            pk < last and self.records[pk] not in {self.NOBODY, order[section] << 32 | record}
            for pk, _rank, section, record, _language in rows
        )

    def rows_from(self, first: int) -> list[tuple[Any, ...]]:
        """Return the documents of these sections from an id on: id, rank, section, record, language; one query."""
        with connection_to_read().cursor() as cursor:
            cursor.execute(
                f"SELECT id, rank, section, record_id, language FROM {TABLE} "  # noqa: S608 names of our own
                f"WHERE section IN ({', '.join(['%s'] * len(self.sections))}) AND id >= %s ORDER BY id",
                [*self.sections, first],
            )
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def of(self, documents: BitMap) -> BitMap:
        """Return those of some documents that are of these sections, and in memory."""
        return documents & self.everything

    @property
    def everything(self) -> BitMap:
        """Return all documents of these sections."""
        return self.in_languages(self.by_language)

    def in_languages(self, codes: Iterable[str]) -> BitMap:
        """Return the documents in some languages."""
        return BitMap.union(*(self.by_language.get(code, BitMap()) for code in codes))

    def records_of(self, documents: Iterable[int]) -> list[int]:
        """Return the record of each of some documents, in their order, by number."""
        return list(map(self.records.__getitem__, documents))

    def documents_of(self, records: Iterable[int]) -> BitMap:
        """Return the documents of some records: those of one were written one after the other, or nearly so."""
        if not self.spans:
            spans: dict[int, tuple[int, int]] = {}
            for document, owner in enumerate(self.records):
                spans[owner] = (spans[owner][0] if owner in spans else document, document + 1)
            self.spans = spans
        owners, spans = self.records, self.spans
        return BitMap(
            [one for record in records if record in spans for one in range(*spans[record]) if owners[one] == record]
        )

    def named(self, record: int) -> tuple[str, int]:
        """Return the section and the id of a record by its number."""
        return self.sections[record >> 32], record & self.RECORD

    def language(self, document: int) -> str:
        """Return the language of a document."""
        place = self.places[document] & 255
        return LANGUAGE_CODES[place] if place < len(LANGUAGE_CODES) else ""

    @property
    def place(self) -> Callable[[int], int]:
        """Return what says where a document comes among equals."""
        return self.places.__getitem__


_owners: dict[tuple[str, ...], Owners] = {}
_lock = threading.Lock()


def owners(sections: Iterable[str], version: int) -> Owners:
    """Return whose the documents of some sections are, for the present version of the content."""
    names = tuple(sorted(sections))
    with _lock:
        found = _owners.setdefault(names, Owners(names))
        found.read(version)
    return found
