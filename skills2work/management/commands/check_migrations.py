"""Say which of the migrations that the database still lacks should not be run while the site is in use."""

from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from skills2work.databases.migration_locks import EXCUSE, Risk, risks


class Command(BaseCommand):
    """Looks at what `migrate` would run. Ends with an error where one of them locks a table or breaks the old release.

    A new database lacks everything and has nothing to lock: nothing is said about it.
    """

    help = __doc__

    def handle(self, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        loader = executor.loader
        plan = [migration for migration, _back in executor.migration_plan(loader.graph.leaf_nodes())]
        done = loader.applied_migrations
        present = loader.project_state([key for key in done if key in loader.graph.nodes]) if done else None
        found: list[Risk] = list(risks(plan, present)) if present else []
        for risk in found:
            self.stdout.write(f"{risk.migration}: {risk.operation}\n    {risk.reason}")
        if found:
            raise CommandError(
                f"{len(found)} of these should not be run while the site is in use. See docs/deploy.md; "
                f"a migration that is fine nevertheless says why: {EXCUSE} = ..."
            )
        self.stdout.write(f"{len(plan)} migrations to run; none of them keeps anybody waiting")
