"""The texts of a page side by side: as written, and in one other language; and what saving them does."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from reversion.models import Version

from skills2work.parts import owner_of, parts_of
from skills2work.staff import rights
from skills2work.staff.changes import ProposedChange, propose, proposes
from skills2work.staff.confirming import speaks_for
from skills2work.staff.diff import marked
from skills2work.staff.models import Role
from skills2work.staff.snapshots import snapshot
from skills2work.staff.versions import recorded
from skills2work.texts import source_language
from skills2work.translations.checks import problems
from skills2work.translations.fingerprints import fingerprint, translated_fields
from skills2work.translations.following import mark_reviewed
from skills2work.translations.models import Translation, label
from skills2work.version import bump_version
from skills2work.vocabularies import TranslationState

VERSIONS_LOOKED_AT = 40


@dataclass
class Unit:
    """One text of a record or of a part of it: its source, its translation, and how the two stand."""

    thing: Any
    name: str  # of the field, without a language
    language: str
    source: str
    target: str
    state: str
    behind: bool = False
    changed: SafeString | None = None  # the source, with the words marked that came since
    gone: SafeString | None = None  # the source as it was, with the words marked that went
    errors: list[str] = field(default_factory=list)
    now: str = ""  # what stands there by now, where somebody else was faster

    @property
    def key(self) -> str:
        """Return what the form calls it."""
        return f"{label(self.thing)}:{self.thing.pk}:{self.name}"

    @property
    def column(self) -> str:
        """Return the column of the translation."""
        return f"{self.name}_{self.language}"

    @property
    def heading(self) -> str:
        """Return what it is called on the page: the field, after the part that it belongs to."""
        words = capfirst(str(self.thing._meta.get_field(self.name).verbose_name))
        return words if owner_of(self.thing) == self.thing else f"{capfirst(self.thing._meta.verbose_name)}: {words}"

    @property
    def told(self) -> str:
        """Return how the translation stands, in words."""
        words, changed = str(TranslationState(self.state).label), gettext("the original has changed since")
        return f"{words} · {changed}" if self.behind else words

    @property
    def is_long(self) -> bool:
        """Say whether the text needs room."""
        return len(self.source) > 120 or "\n" in self.source


def units(owner: Any, language: str) -> list[Unit]:
    """Return the texts of a record and its parts, in the order of the page; what is empty in both is left out."""
    rows = {(row.model, row.object_id): row for row in Translation.objects.of_page(owner).filter(language=language)}
    found = []
    for thing in [owner, *parts_of(owner)]:
        row = rows.get((label(thing), thing.pk))
        found += units_of(thing, language, row)
    return found


def units_of(thing: Any, language: str, row: Translation | None) -> list[Unit]:
    """Return the texts of one record or part."""
    source, found = source_language(thing), []
    for name in translated_fields(type(thing)):
        original = getattr(thing, f"{name}_{source}") or ""
        target = getattr(thing, f"{name}_{language}") or ""
        if not original and not target:
            continue
        state = row.state if row is not None and target else TranslationState.MISSING
        mark = row.sources.get(name) if row is not None and target else None
        unit = Unit(thing, name, language, original, target, state, mark is not None and mark != fingerprint(original))
        if unit.behind and mark:
            before = text_with(thing, f"{name}_{source}", mark)
            if before:
                unit.gone, unit.changed = marked(before, original)
        found.append(unit)
    return found


def text_with(thing: Any, column: str, mark: str) -> str:
    """Return the text that had a fingerprint, from the versions of a record; empty where none of them has it."""
    for version in Version.objects.get_for_object(thing).order_by("-pk")[:VERSIONS_LOOKED_AT]:
        text = version.field_dict.get(column) or ""
        if text and fingerprint(text) == mark:
            return str(text)
    return ""


def may_write(user: Any, owner: Any, language: str) -> bool:
    """Say whether somebody may translate a record into a language."""
    if language == source_language(owner) or not rights.may(user, "translate", owner):
        return False
    codes = rights.writable_languages(user, owner)
    return codes is None or language in codes


def check(unit: Unit, text: str) -> list[str]:
    """Return what is wrong with a new text, in words."""
    column = unit.thing._meta.get_field(unit.column)
    try:
        column.clean(text or None, unit.thing)
    except ValidationError as error:
        return list(error.messages)
    return problems(unit.source, text)


def save(user: Any, owner: Any, language: str, texts: dict[str, str], still_fitting: set[str]) -> Any:
    """Write texts by their keys, and note of others that they fit the present original. One transaction, one version.

    Returns the proposed change where a reviewer decides first, True where something was saved, False where nothing
    differs. Raises ValidationError by key for what cannot be saved; then nothing is.
    """
    found = units(owner, language)
    changed = [unit for unit in found if unit.key in texts and plain(texts[unit.key]) != plain(unit.target)]
    errors = {unit.key: told for unit in changed if (told := check(unit, texts[unit.key]))}
    if errors:
        raise ValidationError(errors)
    fitting = [unit for unit in found if unit.key in still_fitting and unit.behind and unit not in changed]
    if not changed and not fitting:
        return False
    with transaction.atomic():
        if not proposes(user, owner):
            with recorded(user, gettext("Translated: %(language)s") % {"language": language}, owner):
                write(changed, fitting, texts)
            return True
        before = snapshot(owner)
        point = transaction.savepoint()
        write(changed, fitting, texts)
        after = snapshot(owner)
        transaction.savepoint_rollback(point)
        if after == before:
            return False
        known = ProposedChange.objects.waiting().of(owner).by(user).filter(before=before, after=after).first()
        return known or propose(user, owner, before, after, minor=False)


def write(changed: list[Unit], fitting: list[Unit], texts: dict[str, str]) -> None:
    """Write new texts into the records, and the marks of those that still fit."""
    things = {(label(unit.thing), unit.thing.pk): unit.thing for unit in changed}
    for unit in changed:
        setattr(things[(label(unit.thing), unit.thing.pk)], unit.column, plain(texts[unit.key]) or None)
    for thing in things.values():
        thing.save()
    for unit in fitting:
        row = Translation.objects.of(unit.thing).get(language=unit.language)
        row.sources = {**row.sources, unit.name: fingerprint(unit.source)}
        row.save(update_fields=["sources"])
    if fitting:
        bump_version()


def plain(text: str) -> str:
    """Return a text as it is stored: a browser sends line breaks of two characters."""
    return text.replace("\r\n", "\n").replace("\0", "").strip()


def review(user: Any, owner: Any, language: str) -> None:
    """Say that she compared all texts of a page with their originals: with her role, never with her name."""
    with transaction.atomic(), recorded(user, gettext("Reviewed: %(language)s") % {"language": language}, owner):
        with override(language):
            role = speaks_for(user, language) or str(Role.REVIEWER.label)
        mark_reviewed(owner, language, role[:60])
        bump_version()
