"""The two full-text indexes behind one interface: FTS5 on SQLite, tsvector with GIN on PostgreSQL.

Both answer only yes or no for a document; what comes first is decided in Python (ranking.py), so that both databases
give the same answers for the same content.
"""

import json
import threading
from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection
from pyroaring import BitMap

from skills2work.languages import LANGUAGE_CODES
from skills2work.search.fts import IN_TITLE
from skills2work.search.query import Group, Term

FIELDS = ("title", "terms", "summary", "body")
LABELS = dict(zip(FIELDS, "ABCD", strict=True))
TABLE = "skills2work_searchdocument"


class Hit(NamedTuple):
    """A document that matches."""

    id: int
    section: str
    record_id: int
    language: str


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


def source_of(groups: Sequence[Group], fields: Sequence[str], joint: str) -> tuple[str, list[str | int]]:
    """Return the FROM and WHERE of a question with its parameters, for the database at hand."""
    if connection.vendor == "sqlite":
        # CROSS: the index first. Left to itself SQLite may take every row of a section and ask the index about each.
        return (
            f"FROM {TABLE}_fts f CROSS JOIN {TABLE} d ON d.id = f.rowid WHERE {TABLE}_fts MATCH %s",
            [fts5_query(groups, fields, joint)],
        )
    where, question = condition(groups, fields, joint)
    return f"FROM {TABLE} d WHERE {where}", [question]


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
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {TABLE} WHERE id IN ({places})", documents)  # noqa: S608
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


class Owners:
    """Whose each document of a section is, and where it comes among equals, kept in memory by the document's id.

    Equals go by rank, record and language, the same on both databases. A row of the index never changes: a record that
    is saved gets new ones with higher ids. So only the last ones are read after a change; some more than needed, for
    the ids that a transaction used which was taken back.
    """

    OVERLAP = 5000
    NOBODY = 0  # the record of a document of another section

    def __init__(self, section: str) -> None:
        self.section = section
        self.version = -1
        self.records, self.places = array("Q"), array("Q")

    def read(self, version: int) -> None:
        """Read the documents that are new; one query where the content has changed."""
        if self.version == version:
            return
        known = max(0, len(self.records) - self.OVERLAP)
        codes = {code: place for place, code in enumerate(LANGUAGE_CODES)}
        records, places = self.records[:known], self.places[:known]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, rank, record_id, language FROM {TABLE} WHERE section = %s AND id >= %s ORDER BY id",  # noqa: S608
                [self.section, known],
            )
            for pk, rank, record, language in cursor.fetchall():
                between = [self.NOBODY] * (pk - len(records))
                records.extend([*between, record])
                places.extend([*between, (rank << 40 | record) << 8 | codes.get(language, len(codes))])
        self.records, self.places = records, places
        self.version = version

    def known(self, documents: list[int]) -> list[int]:
        """Return the documents without those that came after what is in memory."""
        last = len(self.records)
        return documents if not documents or max(documents) < last else [one for one in documents if one < last]

    def records_of(self, documents: list[int]) -> list[int]:
        """Return the record of each of some known documents, in their order; NOBODY for those of other sections."""
        return list(map(self.records.__getitem__, documents))

    def place(self, document: int) -> int:
        """Return where a document comes among equals."""
        return self.places[document]


_owners: dict[str, Owners] = {}
_lock = threading.Lock()


def owners(section: str, version: int) -> Owners:
    """Return whose the documents of a section are, for the present version of the content."""
    with _lock:
        found = _owners.setdefault(section, Owners(section))
        found.read(version)
    return found


def matches(
    groups: Sequence[Group],
    *,
    fields: Sequence[str] = FIELDS,
    joint: str = "AND",
    sections: Sequence[str] = (),
    limit: int = 1000,
) -> list[Hit]:
    """Return documents that hold all groups (or any: joint="OR") in some fields, the best by their own rank first.

    One query. At most `limit` documents; ties are broken by section, record and language, the same on both databases.
    """
    if not groups:
        return []
    source, parameters = source_of(groups, fields, joint)
    if sections:
        source += f" AND d.section IN ({', '.join(['%s'] * len(sections))})"
        parameters += sections
    order = "ORDER BY d.rank, d.section, d.record_id, d.language"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.id, d.section, d.record_id, d.language {source} {order} LIMIT %s", [*parameters, limit]
        )
        return [Hit(*row) for row in cursor.fetchall()]
