"""Migrations that are noted as done in the transaction that does them."""

from typing import Any

from django.db.migrations.executor import MigrationExecutor


class Executor(MigrationExecutor):
    """Django's, which notes a migration after its transaction whenever indexes or keys are to be made at the end.

    Whoever is killed between the two finds the tables made and the migration not noted: the next run fails on the first
    table that is there already. A migration that is not atomic is left to Django; it must bear being run twice.
    """

    def apply_migration(self, state: Any, migration: Any, fake: bool = False, fake_initial: bool = False) -> Any:
        """Run a migration forwards, with its note, all or nothing."""
        if fake or fake_initial or not migration.atomic or not self.connection.features.can_rollback_ddl:
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)
        if self.progress_callback:
            self.progress_callback("apply_start", migration, fake)
        with self.connection.schema_editor(atomic=True) as editor:
            state = migration.apply(state, editor)
            put_off, editor.deferred_sql = editor.deferred_sql, []
            for statement in put_off:
                editor.execute(statement, None)
            self.record_migration(migration)  # type: ignore[call-arg]  # the stubs have an older form
        if self.progress_callback:
            self.progress_callback("apply_success", migration, fake)
        return state
