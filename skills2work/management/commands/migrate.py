"""Bring the database to the present form: Django's command, with each migration and its note in one transaction."""

from django.core.management.commands import migrate

from skills2work.databases.migrating import Executor

migrate.MigrationExecutor = Executor  # type: ignore[attr-defined]  # the command has no other way to be given one


class Command(migrate.Command):
    """As Django's; see `skills2work.databases.migrating` for what differs."""
