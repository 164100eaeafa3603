"""The operation for migrations that change nothing but words about fields, such as help texts."""

from typing import Any

from django.db.migrations import SeparateDatabaseAndState


class WordsOnly(SeparateDatabaseAndState):
    """Let Django know the new words; there is nothing to do in the database."""

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Take over all changes at once: models are built when next needed, not after each of hundreds of fields."""
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)
