"""What the assignments of somebody come to, read once a request."""

from dataclasses import dataclass, field
from typing import Any

from skills2work.languages import SOURCE_LANGUAGE
from skills2work.staff.models import Assignment, Role

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Duties:
    """The countries, organisations and languages somebody works on, whatever role each came with."""

    everything: bool = False
    countries: frozenset[str] = NONE  # to edit
    organisations: frozenset[str] = NONE  # to edit, with all that names them
    reviews: frozenset[str] = NONE  # countries to review
    languages: frozenset[str] = NONE  # to translate into
    named: dict[str, Any] = field(default_factory=dict, compare=False)  # organisations by slug, once asked for

    @property
    def edits(self) -> bool:
        """Say whether there is anything to edit."""
        return bool(self.countries or self.organisations)

    @property
    def any(self) -> bool:
        """Say whether there is anything to do at all."""
        return self.everything or self.edits or bool(self.languages)


NOTHING = Duties()
EVERYTHING = Duties(everything=True)


def duties(user: Any) -> Duties:
    """Return what somebody has to do; one query a user object, none for superusers and strangers."""
    if not (user.is_active and user.is_staff):
        return NOTHING
    if user.is_superuser:
        return EVERYTHING
    known: Duties | None = getattr(user, "known_duties", None)
    if known is None:
        known = user.known_duties = together(list(Assignment.objects.filter(user=user)))
    return known


def language_of(user: Any) -> str:
    """Return the language to write to somebody in: the first she translates into, else English."""
    known = [code for one in Assignment.objects.filter(user=user).order_by("pk") for code in one.languages]
    return next(iter(known), SOURCE_LANGUAGE)


def together(assignments: list[Assignment]) -> Duties:
    """Return what several assignments allow together."""
    if any(one.role == Role.ADMINISTRATOR for one in assignments):
        return EVERYTHING
    editing = [one for one in assignments if one.role in {Role.EDITOR, Role.REVIEWER}]
    return Duties(
        countries=union(editing, "countries"),
        organisations=union([one for one in editing if one.role == Role.EDITOR], "organisations"),
        reviews=union([one for one in editing if one.role == Role.REVIEWER], "countries"),
        languages=union([one for one in assignments if one.role == Role.TRANSLATOR], "languages"),
    )


def union(assignments: list[Assignment], name: str) -> frozenset[str]:
    """Return the codes that some assignments hold in a field."""
    return frozenset(code for one in assignments for code in getattr(one, name))
