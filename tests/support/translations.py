"""How a record stands in a language, asked anew each time: tests save between two questions."""

from typing import Any

from skills2work.translations.states import Standing, attach


def standing(record: Any, language: str) -> Standing:
    """Return how a record and its parts stand in a language now."""
    attach([record], language, parts=True)
    found: Standing = record.page_standing
    return found
