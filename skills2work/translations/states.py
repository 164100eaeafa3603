"""What the page says of its translation: by whom, whether it still matches its source, whether anything is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db import models

from skills2work import languages
from skills2work.texts import source_language
from skills2work.translations.fingerprints import differ
from skills2work.translations.models import Translation, label
from skills2work.vocabularies import TranslationState

# From what may be trusted least. A page is as good as its weakest text.
WEAKEST_FIRST = (TranslationState.MACHINE, TranslationState.PERSON, TranslationState.REVIEWED)
Key = tuple[str, int]


@dataclass(frozen=True)
class Standing:
    """How the texts of a record, with its parts or without, stand in one language."""

    state: TranslationState
    language: str
    source: str
    behind: bool = False
    complete: bool = True
    role: str = ""
    on: date | None = None

    @property
    def is_source(self) -> bool:
        """Say whether the record was written in this language."""
        return self.state == TranslationState.SOURCE

    @property
    def is_missing(self) -> bool:
        """Say whether nothing is translated."""
        return self.state == TranslationState.MISSING

    @property
    def is_machine(self) -> bool:
        """Say whether a machine wrote some of it and nobody has reviewed that."""
        return self.state == TranslationState.MACHINE


def judged(rows: Iterable[Translation], language: str, source: str) -> Standing:
    """Return how rows of one page stand in a language; rows of other languages than these two are left aside."""
    wanted: dict[Key, Translation] = {}
    origins: dict[Key, Translation] = {}
    for row in rows:
        if row.language == language:
            wanted[(row.model, row.object_id)] = row
        if row.language == source:
            origins[(row.model, row.object_id)] = row
    if language == source:
        return Standing(TranslationState.SOURCE, language, source)
    present = [row for row in wanted.values() if row.texts]
    if not present:
        return Standing(TranslationState.MISSING, language, source, complete=False)
    state = next(one for one in WEAKEST_FIRST if any(row.state == one for row in present))
    weakest = [row for row in present if row.state == state]
    behind = any(differ(row.sources, origins[key].texts) for key, row in wanted.items() if key in origins)
    complete = all(
        field in wanted[key].texts if key in wanted else False
        for key, origin in origins.items()
        for field in origin.texts
    )
    oldest = min(weakest, key=lambda row: row.on)
    return Standing(state, language, source, behind, complete, oldest.role, oldest.on)


def attach(records: Sequence[Any], language: str, *, parts: bool = False) -> None:
    """Let each record of a list know how its texts stand (`record.standing`); one query for all of them.

    With `parts` those of its parts count as well (`record.page_standing`): it is shown whole.
    """
    elsewhere = [record for record in records if source_language(record) != language]
    found: dict[Key, list[Translation]] = {}
    if elsewhere:
        spoken = {language, *(source_language(record) for record in elsewhere)}
        wanted = models.Q()
        for name in {label(record) for record in elsewhere}:
            keys = [one.pk for one in elsewhere if label(one) == name]
            own = models.Q(owner=name, owner_id__in=keys) if parts else models.Q(model=name, object_id__in=keys)
            wanted |= own
        for row in Translation.objects.filter(wanted, language__in=spoken).defer("past"):
            key = (row.owner, row.owner_id) if parts else (row.model, row.object_id)
            found.setdefault(key, []).append(row)
    for record in records:
        rows = found.get((label(record), record.pk), [])
        setattr(record, "page_standing" if parts else "standing", judged(rows, language, source_language(record)))


def attach_all(records: Sequence[Any]) -> None:
    """Let each record of a list know its rows in every language, its own text alone; one query."""
    found: dict[Key, list[Translation]] = {}
    names = {label(record) for record in records}
    keys = [record.pk for record in records]
    for row in Translation.objects.filter(model__in=names, object_id__in=keys).defer("past"):
        found.setdefault((row.model, row.object_id), []).append(row)
    for record in records:
        record.translation_rows = found.get((label(record), record.pk), [])


def in_all_languages(record: Any) -> list[Standing]:
    """Return how a record stands in every language it was translated into, in the site's order."""
    if not hasattr(record, "translation_rows"):
        attach_all([record])
    source = source_language(record)
    found = (judged(record.translation_rows, code, source) for code in languages.LANGUAGE_CODES)
    return [one for one in found if not one.is_source and not one.is_missing]


def page_in_all_languages(record: Any) -> list[Standing]:
    """Return how a record with its parts stands in every language but its own; one query."""
    source = source_language(record)
    rows = list(Translation.objects.of_page(record).defer("past"))
    return [judged(rows, code, source) for code in languages.LANGUAGE_CODES if code != source]


def remembered(record: Any, language: str, *, parts: bool = False) -> Standing:
    """Return what `attach` has found for a record in a language; asked now, and kept, where nobody has asked before."""
    known = known_standing(record, language)
    if known is None:
        attach([record], language, parts=parts)
        known = known_standing(record, language)
    return cast("Standing", known)


def known_standing(record: Any, language: str) -> Standing | None:
    """Return what `attach` has found for a record in a language; None for a record that it was not asked about."""
    for name in ("page_standing", "standing"):
        known: Standing | None = getattr(record, name, None)
        if known is not None and known.language == language:
            return known
    return None
