"""Keeps the table of translations true with every save, whoever saves: admin, import, command or test.

What decides is the text itself, not the form it came from: a text that changed was written by the one who saves; a text
that stayed is as good as it was, measured against its source.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from skills2work import languages
from skills2work.collation import stored_key
from skills2work.parts import owner_of, parts_of
from skills2work.texts import source_language
from skills2work.translations.fingerprints import fingerprints, translated_fields
from skills2work.translations.models import Translation, label
from skills2work.vocabularies import TranslationState

PAST = 20  # judgements kept for a row


@dataclass(frozen=True)
class Author:
    """Who writes the texts that are saved now; `minor` says that changed sources leave translations in step."""

    state: TranslationState = TranslationState.PERSON
    role: str = ""
    on: date | None = None
    minor: bool = False


A_PERSON = Author()
_author: ContextVar[Author] = ContextVar("author_of_translations", default=A_PERSON)


@contextmanager
def written_by(state: TranslationState, role: str = "", on: date | None = None) -> Iterator[None]:
    """Say how the texts came about that are saved in this block: by a machine, by a person, reviewed by a role."""
    token = _author.set(Author(state, role, on))
    try:
        yield
    finally:
        _author.reset(token)


@contextmanager
def minor_edit() -> Iterator[None]:
    """Save a change of the source that changes no meaning: translations that were in step stay in step."""
    before = _author.get()
    token = _author.set(Author(before.state, before.role, before.on, minor=True))
    try:
        yield
    finally:
        _author.reset(token)


def title_key(record: Any, language: str) -> str:
    """Return what to sort a record by in a language; empty where it has no title there."""
    return stored_key(getattr(record, f"title_{language}", None) or "", language)


def new_row(record: Any, language: str, state: TranslationState, role: str = "", on: date | None = None) -> Translation:
    """Return a row without any texts, not saved; of today where no day is told."""
    owner = owner_of(record)
    return Translation(
        model=label(record),
        object_id=record.pk,
        owner=label(owner),
        owner_id=owner.pk,
        language=language,
        state=state,
        role=role,
        on=on or timezone.localdate(),
    )


def follow(record: Any, *, is_new: bool = False) -> None:
    """Bring the rows of a record up to date with its texts. Saving without a change changes no row.

    `is_new` says that it was just created: it has no rows yet.
    """
    if not translated_fields(type(record)):
        return
    with transaction.atomic():
        rows = {} if is_new else {row.language: row for row in Translation.objects.of(record)}
        follower = Follower(record, rows, _author.get())
        fresh = follower.changed()
        if added := [row for row in fresh if not row.pk]:
            Translation.objects.bulk_create(added)
        if kept := [row for row in fresh if row.pk]:
            Translation.objects.bulk_update(
                kept, ["state", "role", "on", "texts", "sources", "past", "owner", "owner_id", "title_key"]
            )
        if follower.switched:
            for part in parts_of(record):
                follow(part)


def forget(record: Any) -> None:
    """Remove the rows of a record that is deleted."""
    Translation.objects.of(record).delete()


class Follower:
    """Compares the texts of one record with its rows, language by language."""

    def __init__(self, record: Any, rows: dict[str, Translation], author: Author) -> None:
        self.record, self.rows, self.author = record, rows, author
        self.source = source_language(record)
        self.now = fingerprints(record, self.source)
        self.old_source = next((row for row in rows.values() if row.state == TranslationState.SOURCE), None)
        self.switched = self.old_source is not None and self.old_source.language != self.source
        self.before: dict[str, str] = dict(self.old_source.texts) if self.old_source else {}
        new = rows.get(self.source)
        # The language that takes over as the source, as it was while it was a translation.
        self.new_source = copy(new) if new is not None and new.state != TranslationState.SOURCE else None

    def changed(self) -> list[Translation]:
        """Return the rows to write."""
        found = []
        for language in languages.LANGUAGE_CODES:
            row = self.rows.get(language)
            here = self.now if language == self.source else fingerprints(self.record, language)
            fresh = self.of_source(row) if language == self.source else self.of_translation(row, language, here)
            if fresh is not None:
                fresh.title_key = title_key(self.record, language)
                found.append(fresh)
        return found

    def new(self, language: str, state: TranslationState) -> Translation:
        """Return an empty row."""
        return new_row(self.record, language, state, self.author.role, self.author.on)

    def of_source(self, row: Translation | None) -> Translation | None:
        """Return the row of the source language where it changed."""
        if row is not None and row.state == TranslationState.SOURCE and row.texts == self.now:
            return None
        row = row or self.new(self.source, TranslationState.SOURCE)
        if row.texts != self.now or row.pk is None:
            row.on = self.author.on or timezone.localdate()
        row.state, row.role, row.texts, row.sources = TranslationState.SOURCE, "", self.now, {}
        return row

    def of_translation(self, row: Translation | None, language: str, here: dict[str, str]) -> Translation | None:
        """Return the row of another language where it changed."""
        if row is None:
            if not here:
                return None
            row = self.new(language, self.author.state)
            row.texts, row.sources = here, {field: self.now.get(field, "") for field in here}
            return row
        if row.state == TranslationState.SOURCE:
            return self.of_former_source(row, here)
        judged = self.carried(row)
        if here == row.texts:
            if judged == row.sources:
                return None
            row.sources = judged
            return row
        return self.of_changed_text(row, here, judged)

    def of_former_source(self, row: Translation, here: dict[str, str]) -> Translation:
        """Return the row of the language that was the source until now: a person's text.

        It matches the new source where that was in step with it, and where it was written anew just now.
        """
        row.state, row.role = TranslationState.PERSON if here else TranslationState.MISSING, ""
        row.sources = {
            field: self.now.get(field, "") if self.moved_in_step(field) or mark != self.before.get(field) else ""
            for field, mark in here.items()
        }
        row.texts = here
        return row

    def of_changed_text(self, row: Translation, here: dict[str, str], judged: dict[str, str]) -> Translation:
        """Return a row whose text was edited, or put back to an earlier one, which brings its old judgement back."""
        known = next((past for past in reversed(row.past) if past["texts"] == here), None)
        row.past = [
            *row.past,
            {
                "texts": row.texts,
                "sources": row.sources,
                "state": row.state,
                "role": row.role,
                "on": row.on.isoformat(),
            },
        ][-PAST:]
        if known and self.author.state == TranslationState.PERSON:
            row.state, row.role, row.on = known["state"], known["role"], date.fromisoformat(known["on"])
            row.sources = known["sources"]
        else:
            row.state = self.author.state if here else TranslationState.MISSING
            row.role, row.on = self.author.role, self.author.on or timezone.localdate()
            row.sources = {
                field: judged.get(field, "") if row.texts.get(field) == mark else self.now.get(field, "")
                for field, mark in here.items()
            }
        row.texts = here
        return row

    def moved_in_step(self, field: str) -> bool:
        """Say whether the new source language said the same as the old one when it took over."""
        new = self.new_source
        return (
            new is not None
            and new.sources.get(field) == self.before.get(field)
            and (self.author.minor or new.texts.get(field) == self.now.get(field))
        )

    def carried(self, row: Translation) -> dict[str, str]:
        """Return what the unchanged texts of a row match, after a minor edit or a change of the source language."""
        if not self.switched and not self.author.minor:
            return dict(row.sources)
        return {field: self.carried_mark(field, mark, switched=self.switched) for field, mark in row.sources.items()}

    def carried_mark(self, field: str, mark: str, *, switched: bool) -> str:
        """Return what one text matches now: what was in step stays so, what was behind stays behind."""
        if mark == self.before.get(field) and (not switched or self.moved_in_step(field)):
            return self.now.get(field, "")
        return "" if switched else mark


def mark_reviewed(owner: models.Model, language: str, role: str, on: date | None = None) -> int:
    """Say that a person compared all texts of a record and its parts with their source. Returns the rows it concerns.

    `role` names what she is there ("counsellor at COA"), never who she is.
    """
    with transaction.atomic():
        rows = list(Translation.objects.of_page(owner).exclude(state=TranslationState.MISSING))
        sources = {(row.model, row.object_id): row.texts for row in rows if row.state == TranslationState.SOURCE}
        reviewed = [row for row in rows if row.language == language and row.state != TranslationState.SOURCE]
        for row in reviewed:
            row.state, row.role, row.on = TranslationState.REVIEWED, role, on or timezone.localdate()
            row.sources = {field: sources.get((row.model, row.object_id), {}).get(field, "") for field in row.texts}
        Translation.objects.bulk_update(reviewed, ["state", "role", "on", "sources"])
    return len(reviewed)
