"""Operations for migrations that Django does not have."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AlterLengths(Operation):
    """Change how long some texts may be, in all their languages and in one go.

    `fields` names the texts of each model. With Django's own AlterField, a column each, hundreds of them take a quarter
    of a minute; and SQLite, which looks at no length, would copy the whole table for each to change nothing.
    """

    def __init__(self, length: int, fields: dict[str, list[str]], languages: Iterable[str]) -> None:
        self.length, self.fields, self.languages = length, fields, tuple(languages)

    def columns(self) -> Iterator[tuple[str, str]]:
        """Yield all columns, each with its model."""
        for model, names in self.fields.items():
            for name in names:
                yield from ((model, column) for column in (name, *(f"{name}_{code}" for code in self.languages)))

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Give the fields their new length."""
        for model, column in self.columns():
            fields: dict[str, Any] = state.models[app_label, model].fields
            _name, _path, args, kwargs = fields[column].deconstruct()
            fields[column] = type(fields[column])(*args, **{**kwargs, "max_length": self.length})
        state.reload_models([(app_label, model) for model in self.fields], delay=True)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Change the columns where the database has lengths."""
        if schema_editor.connection.vendor == "sqlite":
            return
        for name, column in self.columns():
            before = from_state.apps.get_model(app_label, name)
            after = to_state.apps.get_model(app_label, name)
            schema_editor.alter_field(before, before._meta.get_field(column), after._meta.get_field(column))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Do the same: the states come the other way round."""
        self.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say what happens."""
        return f"Change the length of texts of {', '.join(self.fields)} to {self.length}"
