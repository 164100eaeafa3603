"""How old a fact is. The age of a source is visible wherever a fact is (DESIGN §9)."""

from typing import Any

from django.utils import timezone

# From this age in years on, a page says loudly that a fact is old.
OLD_AFTER = 2


def age_of(year: int | None) -> int | None:
    """Return how many years ago a year was; None when the year is not known."""
    return None if year is None else timezone.localdate().year - year


class Aged:
    """Something whose facts are from a year: the field `as_of`, or none where it has no such field."""

    as_of: Any

    @property
    def as_of_year(self) -> int | None:
        """Return the year of the facts; None when it is not known."""
        return getattr(self, "as_of", None)

    @property
    def age_in_years(self) -> int | None:
        """Return how old the facts are in years; None when their year is not known."""
        return age_of(self.as_of_year)

    @property
    def is_old(self) -> bool:
        """Say whether the facts are older than OLD_AFTER years."""
        return (self.age_in_years or 0) > OLD_AFTER
