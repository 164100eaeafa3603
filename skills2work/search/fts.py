"""The full-text indexes that stand beside the table of search documents, one for each kind of database.

SQLite: an FTS5 table without content of its own, kept current by triggers. PostgreSQL: a generated tsvector column with
weights and a GIN index. Both see a change in the same transaction as the row.
"""

from typing import Any

TABLE = "skills2work_searchdocument"
COLUMNS = ("title", "terms", "summary", "body")

_LISTED = ", ".join(COLUMNS)
_OLD = ", ".join(f"old.{column}" for column in COLUMNS)
_NEW = ", ".join(f"new.{column}" for column in COLUMNS)

SQLITE = (
    f"CREATE VIRTUAL TABLE {TABLE}_fts USING fts5({_LISTED}, content='{TABLE}', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0')",
    f"CREATE TRIGGER {TABLE}_fts_insert AFTER INSERT ON {TABLE} BEGIN "
    f"INSERT INTO {TABLE}_fts(rowid, {_LISTED}) VALUES (new.id, {_NEW}); END",
    f"CREATE TRIGGER {TABLE}_fts_delete AFTER DELETE ON {TABLE} BEGIN "
    f"INSERT INTO {TABLE}_fts({TABLE}_fts, rowid, {_LISTED}) VALUES ('delete', old.id, {_OLD}); END",
    f"CREATE TRIGGER {TABLE}_fts_update AFTER UPDATE ON {TABLE} BEGIN "
    f"INSERT INTO {TABLE}_fts({TABLE}_fts, rowid, {_LISTED}) VALUES ('delete', old.id, {_OLD}); "
    f"INSERT INTO {TABLE}_fts(rowid, {_LISTED}) VALUES (new.id, {_NEW}); END",
)
SQLITE_BACK = (
    f"DROP TRIGGER {TABLE}_fts_insert",
    f"DROP TRIGGER {TABLE}_fts_delete",
    f"DROP TRIGGER {TABLE}_fts_update",
    f"DROP TABLE {TABLE}_fts",
)
_VECTOR = " || ".join(
    f"setweight(to_tsvector('simple'::regconfig, {column}), '{label}')"
    for column, label in zip(COLUMNS, "ABCD", strict=True)
)
# What is looked for most: the words of titles. The index on the vector knows no weights, so that each document it finds
# would have to be read and unpacked to see where the word stands.
IN_TITLE = "to_tsvector('simple'::regconfig, title)"
POSTGRESQL = (
    f"ALTER TABLE {TABLE} ADD COLUMN vector tsvector GENERATED ALWAYS AS ({_VECTOR}) STORED",
    f"CREATE INDEX {TABLE}_vector ON {TABLE} USING GIN (vector)",
    f"CREATE INDEX {TABLE}_title ON {TABLE} USING GIN ({IN_TITLE})",
    # Long texts stand apart from their rows: a word in every third document means a visit to every third row.
    f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128)",
)
POSTGRESQL_BACK = (
    f"ALTER TABLE {TABLE} RESET (toast_tuple_target)",
    f"DROP INDEX {TABLE}_title",
    f"ALTER TABLE {TABLE} DROP COLUMN vector",
)


def make(apps: Any, schema_editor: Any) -> None:
    """Make the index of the database at hand: a step of a migration."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def unmake(apps: Any, schema_editor: Any) -> None:
    """Remove it again."""
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement)
