"""Texts to translate as a file for translation programs (XLIFF 2.0, OASIS): out, and back in.

Each unit names its text by the natural key of its record and carries the fingerprints of its original and of the
translation there was. What has changed since, on either side, what nobody knows, and what lost an address is refused
and named; the rest is saved.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.db import transaction
from django.utils.translation import gettext
from lxml import etree
from translate.storage.xliff2 import Xliff2File

from skills2work import languages
from skills2work.parts import owner_of
from skills2work.staff import rights
from skills2work.staff.translating import Unit, check, may_write, plain, save, write
from skills2work.staff.versions import recorded
from skills2work.texts import source_language
from skills2work.translations import files
from skills2work.translations.fingerprints import fingerprint, translated_fields
from skills2work.translations.following import written_by
from skills2work.translations.models import label
from skills2work.vocabularies import TranslationState

LARGEST = 20 * 1024 * 1024  # bytes
KEY, MARK, TARGET, LANGUAGE = "key", "source-fingerprint", "target-fingerprint", "target-language"


class TranslationImportError(ValueError):
    """The file as a whole cannot be read, with the reason in words."""


class Named(NamedTuple):
    """What a unit speaks of: a text by its model, the natural key of its record, and its field."""

    model: str
    key: str
    field: str

    @property
    def id(self) -> str:
        """Return an identifier that XML allows, the same each time."""
        return f"u{blake2b('|'.join(self).encode(), digest_size=10).hexdigest()}"

    def __str__(self) -> str:
        return f"{self.key} · {self.field}"


@dataclass
class Outcome:
    """What became of a file."""

    language: str
    saved: int = 0
    proposed: int = 0
    unchanged: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)  # which text, and why


def exported(language: str, country: str, source: str = languages.SOURCE_LANGUAGE, user: Any = None) -> bytes:
    """Return the texts of a country, written in one language, to be translated into another.

    For somebody, only those of entries that are hers to see; without a user, for the one who runs a command, all.
    """
    hers = None if user is None else rights.visible_keys(user)
    store = Xliff2File(sourcelanguage=source, targetlanguage=language)
    store.setsourcelanguage(source)
    store.settargetlanguage(language)
    for model in files.registered():
        for record in sorted(files.with_owners(model), key=files.sort_key):
            owner = owner_of(record)
            seen = hers is None or (label(owner), owner.pk) in hers
            here = (getattr(owner, "country", "") or "EU") == country
            if seen and here and source_language(record) == source:
                add_units(store, record, source, language)
    return bytes(store)


def add_units(store: Any, record: Any, source: str, language: str) -> None:
    """Add the texts of one record or part to a file."""
    for name in translated_fields(type(record)):
        original = getattr(record, f"{name}_{source}") or ""
        if not original.strip():
            continue
        unit = store.addsourceunit(original)
        told = Named(label(record), files.key_of(record), name)
        unit.setid(told.id)
        target = getattr(record, f"{name}_{language}") or ""
        if target:
            unit.target = target
        element = unit.getunitelement()
        notes = etree.Element(unit.namespaced("notes"))
        marks = {KEY: "|".join(told), MARK: fingerprint(original), TARGET: fingerprint(target), LANGUAGE: language}
        for category, text in marks.items():
            note = etree.SubElement(notes, unit.namespaced("note"), category=category)
            note.text = text
        element.insert(0, notes)


def read(data: bytes) -> Any:
    """Return a file as units. Raises TranslationImportError that says why it cannot be read."""
    if len(data) > LARGEST:
        raise TranslationImportError(gettext("The file is larger than %(number)s MB.") % {"number": LARGEST // 2**20})
    try:
        fromstring(data, forbid_dtd=True)  # no entities: neither bombs nor files of this server
        store = Xliff2File.parsestring(data)
    except (DefusedXmlException, ParseError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise TranslationImportError(
            gettext("This is no file of translations (XLIFF 2.0), or it is damaged.")
        ) from error
    if store.gettargetlanguage() not in languages.LANGUAGE_CODES:
        raise TranslationImportError(gettext("The file names no language of this site."))
    return store


def notes_of(unit: Any) -> dict[str, str]:
    """Return the notes of a unit by category."""
    found = unit.getunitelement().iter(unit.namespaced("note"))
    return {note.get("category", ""): note.text or "" for note in found}


def named(unit: Any) -> Named | None:
    """Return what a unit speaks of; None where it does not say so in our way."""
    parts = notes_of(unit).get(KEY, "").split("|")
    return Named(*parts) if len(parts) == len(Named._fields) else None


def imported(data: bytes, user: Any = None, state: TranslationState = TranslationState.PERSON) -> Outcome:
    """Save the translations of a file, those of one record at once; without a user, as the one who runs a command.

    Raises TranslationImportError where the file as a whole is of no use.
    """
    store = read(data)
    outcome = Outcome(str(store.gettargetlanguage()))
    known = files.records_by_key()
    wanted: dict[tuple[str, int], list[tuple[Named, Unit, str]]] = defaultdict(list)
    for unit in store.units:
        told = named(unit)
        text, reason = accepted(unit, told, known, outcome.language)
        if reason or text is None or told is None:
            outcome.refused.append((str(told or unit.getid() or "?"), reason))
            continue
        target = plain(unit.target or "")
        mark = notes_of(unit).get(TARGET, "")
        if not target or target == plain(text.target) or fingerprint(target) == mark:
            outcome.unchanged += 1
        elif fingerprint(text.target) != mark:
            reason = gettext("The texts have changed since you opened them. Please look once more.")
            outcome.refused.append((str(told), reason))
        elif problems := check(text, target):
            outcome.refused.append((str(told), " ".join(problems)))
        else:
            owner = owner_of(text.thing)
            wanted[(label(owner), owner.pk)].append((told, text, target))
    with transaction.atomic(), written_by(state):
        for rows in wanted.values():
            save_rows(rows, user, outcome)
    return outcome


def accepted(unit: Any, told: Named | None, known: dict[str, dict[str, Any]], language: str) -> tuple[Unit | None, str]:
    """Return the text that a unit speaks of, or why it cannot be taken."""
    record = known.get(told.model, {}).get(told.key) if told else None
    if told is None or record is None or told.field not in translated_fields(type(record)):
        return None, gettext("There is no such text here.")
    if notes_of(unit).get(LANGUAGE) != language:
        return None, gettext("There is no such text here.")
    source = source_language(record)
    if language == source:
        return None, gettext("This is the language that the entry was written in.")
    original = getattr(record, f"{told.field}_{source}") or ""
    mark = notes_of(unit).get(MARK, "")
    if mark != fingerprint(original) or fingerprint(unit.source or "") != mark:
        return None, gettext("The original has changed since the file was made.")
    return Unit(record, told.field, language, original, getattr(record, f"{told.field}_{language}") or "", ""), ""


def save_rows(rows: Iterable[tuple[Named, Unit, str]], user: Any, outcome: Outcome) -> None:
    """Save the texts of one record and its parts, and count them."""
    rows = list(rows)
    owner = owner_of(rows[0][1].thing)
    texts = {unit.key: target for _told, unit, target in rows}
    if user is None:
        with recorded(None, gettext("Translations from a file"), owner):
            write([unit for _told, unit, _target in rows], [], texts)
        outcome.saved += len(rows)
    elif not may_write(user, owner, outcome.language):
        outcome.refused += [
            (str(told), gettext("This entry is not yours to translate.")) for told, _unit, _text in rows
        ]
    else:
        done = save(user, owner, outcome.language, texts, set())
        if done is True:
            outcome.saved += len(rows)
        elif done is False:
            outcome.unchanged += len(rows)
        else:
            outcome.proposed += len(rows)
