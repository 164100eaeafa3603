"""The columns of import and export: each shows a field of a record as text, and reads such a text again.

A text that cannot be read raises ValueError with a sentence for the person who wrote the table.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from import_export.fields import Field

from skills2work.fields import CodeListField
from skills2work.staff.exchange_files import CONTROL
from skills2work.texts import source_language

SEPARATORS = re.compile(r"[,;\s]+")


def with_one_break(text: str) -> str:
    """Return a text with one kind of line break, and no space before any."""
    lines = CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines)


class Column(Field):
    """A field of a record. `name` is the header and never changes."""

    relation = False  # True: it is written once the record is saved

    def __init__(self, field: Any, name: str = "") -> None:
        self.field = field
        super().__init__(attribute=field.name, column_name=name or field.name)

    @property
    def name(self) -> str:
        """Return the header."""
        return str(self.column_name)

    @property
    def label(self) -> str:
        """Return what the admin calls the field."""
        return str(capfirst(self.field.verbose_name))

    def hint(self) -> str:
        """Return how a cell of this column is written."""
        return ""

    def help(self) -> str:
        """Return what the column wants, for the person who fills it in."""
        return " ".join(filter(None, [str(self.field.help_text), self.hint()]))

    def choices(self) -> list[str]:
        """Return the values that there are, for a drop-down; none for an open field."""
        return []

    def target(self, record: Any) -> str:
        """Return the name of the model's field that holds it."""
        return str(self.attribute)

    def cell(self, record: Any) -> str:
        """Return what the record has, as text."""
        return self.text(getattr(record, self.target(record)))

    def export(self, instance: Any, **kwargs: Any) -> str:
        """Answer the library."""
        return CONTROL.sub("", self.cell(instance))

    def text(self, value: Any) -> str:
        """Return a value as text."""
        return "" if value is None else str(value)

    def tidy(self, text: str) -> str:
        """Return a cell as it is compared and read: two texts that look the same are the same."""
        return with_one_break(text).strip()

    def read(self, text: str, batch: Any) -> Any:
        """Return the value that a text stands for."""
        return text

    def put(self, record: Any, value: Any, batch: Any) -> None:
        """Give the record the value."""
        setattr(record, self.target(record), value)


class TextColumn(Column):
    """A text that is not translated."""


class SourceTextColumn(Column):
    """A translated text in the language that the entry is written in."""

    def target(self, record: Any) -> str:
        """Return the column of the database."""
        return f"{self.attribute}_{source_language(record)}"


class TranslationColumn(Column):
    """A translated text in one language. Empty for an entry that is written in this language."""

    def __init__(self, field: Any, language: str) -> None:
        self.language = language
        super().__init__(field, f"{field.name}_{language}")

    def target(self, record: Any) -> str:
        """Return the column of the database."""
        return f"{self.attribute}_{self.language}"

    def cell(self, record: Any) -> str:
        """Return the translation."""
        return "" if source_language(record) == self.language else super().cell(record)

    def put(self, record: Any, value: Any, batch: Any) -> None:
        """Refuse a translation into the language of the entry itself."""
        if source_language(record) == self.language:
            text = _("This entry is written in this language. Write the text into the column “%(name)s”.")
            raise ValueError(text % {"name": self.attribute})
        super().put(record, value, batch)


class CodeColumn(Column):
    """One code of a vocabulary."""

    def choices(self) -> list[str]:
        """Return the codes."""
        return [str(code) for code, _label in self.field.choices]

    def hint(self) -> str:
        """Name the codes."""
        return _("One of: %(codes)s.") % {"codes": ", ".join(self.choices())}

    def read(self, text: str, batch: Any) -> str:
        """Return a code that there is."""
        found = next((code for code in self.choices() if code.lower() == text.lower()), None)
        if text and found is None:
            told = _("“%(value)s” is not one of: %(codes)s")
            raise ValueError(told % {"value": text, "codes": ", ".join(self.choices())})
        return found or ""


class CountryColumn(Column):
    """A country of the whole world."""

    def __init__(self, field: Any, check: Callable[[str], bool]) -> None:
        self.check = check
        super().__init__(field)

    def hint(self) -> str:
        """Name an example."""
        return _("A code of two letters, for example NL.")

    def read(self, text: str, batch: Any) -> str:
        """Return the code in capitals."""
        if text and not self.check(text.upper()):
            raise ValueError(_("No country has this code: %(code)s") % {"code": text})
        return text.upper()


class CodesColumn(Column):
    """Several codes, with commas between them."""

    field: CodeListField

    def choices(self) -> list[str]:
        """Return the codes; none where they are open."""
        return list(self.field.choices_from.values) if self.field.choices_from else []

    def hint(self) -> str:
        """Name the codes."""
        told, listed = _("Codes with commas between them."), _("One of: %(codes)s.")
        return f"{told} {listed % {'codes': ', '.join(self.choices())}}" if self.choices() else told

    def text(self, value: Any) -> str:
        """Return the codes in their order."""
        return ", ".join(value or [])

    def read(self, text: str, batch: Any) -> list[str]:
        """Return codes that there are."""
        typed = list(dict.fromkeys(filter(None, SEPARATORS.split(text))))
        unknown = [code for code in typed if not self.field.allows(code)]
        if unknown and self.choices():
            told = _("“%(value)s” is not one of: %(codes)s")
            raise ValueError(told % {"value": ", ".join(unknown), "codes": ", ".join(self.choices())})
        if unknown:
            raise ValueError(_("These codes are not known: %(codes)s") % {"codes": ", ".join(unknown)})
        return typed


class NumberColumn(Column):
    """A year, or another number."""

    def hint(self) -> str:
        """Name an example."""
        return _("A number, for example 2025.")

    def read(self, text: str, batch: Any) -> int | None:
        """Return the number."""
        if text and not (text.isascii() and text.isdecimal() and len(text) < 6):
            raise ValueError(_("“%(value)s” is not a number such as 2025.") % {"value": text})
        return int(text) if text else None


class DayColumn(Column):
    """A day."""

    def hint(self) -> str:
        """Name an example."""
        return _("A day as year-month-day, for example 2026-11-25.")

    def text(self, value: Any) -> str:
        """Return the day as ISO 8601 has it; content files give it as text."""
        return "" if value is None else str(value)

    def read(self, text: str, batch: Any) -> date | None:
        """Return the day."""
        return day(text) if text else None


def day(text: str) -> date:
    """Return a day. Raises ValueError in words."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        told = _("“%(value)s” is not a day. Write it as year-month-day, for example 2026-11-25.")
        raise ValueError(told % {"value": text}) from None


class RecordColumn(Column):
    """Another record, by its address."""

    def hint(self) -> str:
        """Say what is meant by the address."""
        return _("The last part of the address of its page, for example first-shift.")

    def text(self, value: Any) -> str:
        """Return the slug."""
        return "" if value is None else str(value.slug)

    def read(self, text: str, batch: Any) -> Any:
        """Return the record."""
        return batch.named(self.field.related_model, [text])[0] if text else None


class RecordsColumn(RecordColumn):
    """Other records, by their addresses."""

    relation = True

    def hint(self) -> str:
        """Say what is meant by the addresses."""
        return _("The last parts of the addresses of their pages, with commas between them.")

    def cell(self, record: Any) -> str:
        """Return the slugs; a new record has none."""
        return self.text(getattr(record, self.field.name).all() if record.pk else [])

    def text(self, value: Iterable[Any]) -> str:
        """Return the slugs in a fixed order."""
        return ", ".join(sorted(one.slug for one in value))

    def read(self, text: str, batch: Any) -> list[Any]:
        """Return the records."""
        return list(batch.named(self.field.related_model, list(filter(None, SEPARATORS.split(text)))))

    def put(self, record: Any, value: Any, batch: Any) -> None:
        """Set the relation, once the record is saved."""
        getattr(record, self.field.name).set(value)


def column_for(field: Any, is_country: Callable[[str], bool]) -> Column:  # noqa: PLR0911 one a kind
    """Return the column of a field that is not translated."""
    if isinstance(field, models.ManyToManyField):
        return RecordsColumn(field)
    if isinstance(field, models.ForeignKey):
        return RecordColumn(field)
    if isinstance(field, CodeListField):
        return CodesColumn(field)
    if isinstance(field, models.DateField):
        return DayColumn(field)
    if isinstance(field, models.IntegerField):
        return NumberColumn(field)
    if field.choices:
        return CodeColumn(field)
    return CountryColumn(field, is_country) if field.name in {"country", "origin"} else TextColumn(field)
