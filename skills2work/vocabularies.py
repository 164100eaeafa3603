"""The closed vocabularies of the ground floor, and what a vocabulary is.

Vocabularies are code, translated by gettext, so that they are complete in every language.
"""

from functools import lru_cache

from django.db import models
from django.utils.translation import get_language, pgettext_lazy


class PublicationState(models.TextChoices):
    """Where a record is on its way to the reader (DESIGN §5). Only `published` is ever shown."""

    DRAFT = "draft", pgettext_lazy("publication state", "Draft")
    IN_REVIEW = "in_review", pgettext_lazy("publication state", "In review")
    PUBLISHED = "published", pgettext_lazy("publication state", "Published")
    ARCHIVED = "archived", pgettext_lazy("publication state", "Archived")


class Verification(models.TextChoices):
    """Who vouches for a record: nobody yet but its public sources, or an organisation."""

    COMPILED = "compiled", pgettext_lazy("verification", "Compiled from public sources")
    CONFIRMED = "confirmed", pgettext_lazy("verification", "Confirmed by an organisation")


class TranslationState(models.TextChoices):
    """How the texts of a record came into a language."""

    SOURCE = "source", pgettext_lazy("state of a translation", "Written in this language")
    PERSON = "person", pgettext_lazy("state of a translation", "Translated by a person")
    MACHINE = "machine", pgettext_lazy("state of a translation", "Translated by machine, not yet reviewed")
    REVIEWED = "reviewed", pgettext_lazy("state of a translation", "Reviewed by a person")
    MISSING = "missing", pgettext_lazy("state of a translation", "Not translated")


class Audience(models.TextChoices):
    """Who uses an entry."""

    REFUGEES = "refugees", pgettext_lazy("audience", "Refugees")
    EMPLOYERS = "employers", pgettext_lazy("audience", "Employers")
    SERVICE_PROVIDERS = "service_providers", pgettext_lazy("audience", "Service providers")
    AUTHORITIES = "authorities", pgettext_lazy("audience", "Authorities")


class Sector(models.TextChoices):
    """Sections of NACE Rev. 2, the European classification of economic activities (Regulation (EC) 1893/2006)."""

    A = "A", pgettext_lazy("sector", "Agriculture, forestry and fishing")
    B = "B", pgettext_lazy("sector", "Mining and quarrying")
    C = "C", pgettext_lazy("sector", "Manufacturing")
    D = "D", pgettext_lazy("sector", "Electricity, gas, steam and air conditioning supply")
    E = "E", pgettext_lazy("sector", "Water supply, sewerage and waste management")
    F = "F", pgettext_lazy("sector", "Construction")
    G = "G", pgettext_lazy("sector", "Wholesale and retail trade, repair of motor vehicles")
    H = "H", pgettext_lazy("sector", "Transport and storage")
    I = "I", pgettext_lazy("sector", "Hotels, restaurants and food service")  # noqa: E741 the letter is the code
    J = "J", pgettext_lazy("sector", "Information and communication")
    K = "K", pgettext_lazy("sector", "Finance and insurance")
    L = "L", pgettext_lazy("sector", "Real estate")
    M = "M", pgettext_lazy("sector", "Professional, scientific and technical activities")
    N = "N", pgettext_lazy("sector", "Administrative and support services")
    O = "O", pgettext_lazy("sector", "Public administration and defence")  # noqa: E741 the letter is the code
    P = "P", pgettext_lazy("sector", "Education")
    Q = "Q", pgettext_lazy("sector", "Health and social work")
    R = "R", pgettext_lazy("sector", "Arts, entertainment and recreation")
    S = "S", pgettext_lazy("sector", "Other services")
    T = "T", pgettext_lazy("sector", "Households as employers")
    U = "U", pgettext_lazy("sector", "International organisations and embassies")


def labels(vocabulary: type[models.TextChoices], values: list[str]) -> list[str]:
    """Return the labels of some values in the reader's language, in the vocabulary's order, without unknown ones."""
    chosen = set(values or ())
    return [label for value, label in names(vocabulary, get_language()).items() if value in chosen]


@lru_cache(maxsize=512)
def names(vocabulary: type[models.TextChoices], language: str | None) -> dict[str, str]:
    """Return the labels of a vocabulary by code, in its order, in the reader's language, which is `language`."""
    return {str(value): str(label) for value, label in vocabulary.choices}


def label(vocabulary: type[models.TextChoices], value: str) -> str:
    """Return the label of a value in the reader's language; the value itself where it is unknown."""
    return names(vocabulary, get_language()).get(value, value)
