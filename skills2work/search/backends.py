"""The two full-text indexes behind one interface: FTS5 on SQLite, tsvector with GIN on PostgreSQL.

Both answer only yes or no for a document; what comes first is decided in Python (ranking.py), so that both databases
give the same answers for the same content.
"""

import threading
from array import array
from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.db import connection

from skills2work.languages import LANGUAGE_CODES
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
    return f"FROM {TABLE} d WHERE d.vector @@ %s::tsquery", [tsquery(groups, fields, joint)]


# PostgreSQL thinks that reading the table is cheaper where a word stands in every third document: it does not count
# what unpacking every vector costs, five times as much. For this one question only, as both statements go as one.
INDEX_ONLY = "SET LOCAL enable_seqscan = off; "
MOST_NAMED = 20_000  # documents that are named one by one


def document_ids(groups: Sequence[Group], fields: Sequence[str] = FIELDS, among: Collection[int] = ()) -> list[int]:
    """Return every document, of any section, that holds all groups in some fields, in no order; one query.

    Of ids alone: with a word that stands in every third document, a join or a column more costs several times as much.
    `among` may leave out others, where that saves the database work; whoever gives it filters what comes back.
    """
    if not groups:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            query = f"SELECT rowid FROM {TABLE}_fts WHERE {TABLE}_fts MATCH %s"  # noqa: S608 names of our own
            cursor.execute(query, [fts5_query(groups, fields, "AND")])
        elif 0 < len(among) <= MOST_NAMED:  # the index knows no weights: each vector it finds is unpacked and looked at
            query = f"SELECT id FROM {TABLE} WHERE id = ANY(%s) AND vector @@ %s::tsquery"  # noqa: S608
            cursor.execute(query, [list(among), tsquery(groups, fields, "AND")])
        else:
            query = f"{INDEX_ONLY} SELECT id FROM {TABLE} WHERE vector @@ %s::tsquery"  # noqa: S608
            cursor.execute(query, [tsquery(groups, fields, "AND")])
            cursor.nextset()
        return [row[0] for row in cursor.fetchall()]


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

    def records_of(self, documents: list[int]) -> dict[int, int]:
        """Return the record of each document that is of this section."""
        records = self.records
        known = (
            documents if not documents or max(documents) < len(records) else [d for d in documents if d < len(records)]
        )
        return {document: record for document in known if (record := records[document])}

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
