"""The columns of import and export that hold other records whole: sources, and the numbered parts of an entry.

One a line. What divides a source's values is written with a backslash before it inside a value.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from skills2work.sources import Source
from skills2work.staff.exchange_columns import Column, day, with_one_break
from skills2work.texts import source_language

DIVIDER = " | "
COPY = "copy"
PLAIN = ("title", "publisher", "year", "read_on")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def escaped(value: Any) -> str:
    """Return a value of a source, so that it holds no divider and no line break."""
    text = "" if value is None else str(value)
    text = text.replace("\\", "\\\\").replace("|", "\\|")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def values_of_line(line: str) -> list[str]:
    """Return the values in a line."""
    values, start, escape = [], 0, False
    for place, sign in enumerate(line):
        if escape or sign == "\\":
            escape = not escape
        elif sign == "|":
            values.append(line[start:place])
            start = place + 1
    values.append(line[start:])
    return [ESCAPED.sub(lambda one: "\n" if one[1] == "n" else one[1], value.strip()) for value in values]


def line_of(source: Source) -> str:
    """Return a source as one line, without empty values at its end."""
    values = [escaped(value) for value in (source.url, *(getattr(source, name) for name in PLAIN))]
    if source.copy_only:
        return DIVIDER.join([*values, COPY])
    while not values[-1]:
        values.pop()
    return DIVIDER.join(values)


class SourcesColumn(Column):
    """The pages that an entry rests on, one a line."""

    relation = True

    def help(self) -> str:
        """Show how a line is written."""
        told = _("One page a line: web address | title | publisher | year | read on. Only the address is needed.")
        more = _("Write “copy” as a sixth value where readers shall get no link.")
        return f"{told} {more}"

    def cell(self, record: Any) -> str:
        """Return the sources, a line each."""
        return self.text(record.sources.all() if record.pk else [])

    def text(self, value: Any) -> str:
        """Return the sources in a fixed order."""
        return "\n".join(line_of(one) for one in sorted(value, key=lambda one: str(one.url)))

    def read(self, text: str, batch: Any) -> list[Source]:
        """Return the sources as the lines have them, not saved yet."""
        found = [self.source(line, batch) for line in text.split("\n") if line.strip()]
        return list({one.url: one for one in found}.values())

    def source(self, line: str, batch: Any) -> Source:
        """Return the source of one line. Raises ValueError that names what is wrong in it."""
        url, *rest = values_of_line(line)
        if len(rest) > len(PLAIN) + 1:
            raise ValueError(_("This line has too many values: %(line)s") % {"line": line[:100]})
        source = batch.source(url)
        for name, value in zip(PLAIN, rest, strict=False):
            setattr(source, name, self.value(name, value))
        if len(rest) > len(PLAIN):
            source.copy_only = self.is_copy(rest[-1])
        try:
            source.clean_fields()
            source.validate_constraints()
        except ValidationError as problem:
            raise ValueError(f"{url[:100]}: {' '.join(problem.messages)}") from problem
        batch.check_source(source)
        return source

    @staticmethod
    def value(name: str, text: str) -> Any:
        """Return a value of a source."""
        if name == "year":
            if text and not (text.isascii() and text.isdecimal() and len(text) < 5):
                raise ValueError(_("“%(value)s” is not a number such as 2025.") % {"value": text})
            return int(text) if text else None
        if name == "read_on":
            return day(text) if text else None
        return text

    @staticmethod
    def is_copy(text: str) -> bool:
        """Say whether a line marks its page as a copy."""
        if text not in {"", COPY}:
            raise ValueError(_("“%(value)s” is not one of: %(codes)s") % {"value": text, "codes": COPY})
        return text == COPY

    def put(self, record: Any, value: list[Source], batch: Any) -> None:
        """Save the sources that are new or changed, and set the relation."""
        record.sources.set([batch.saved_source(source) for source in value])


class PartsColumn(Column):
    """The numbered parts of an entry, one a line; in its source language, or translated in the same order."""

    relation = True

    def __init__(self, model: Any, accessor: str, text: str, language: str = "") -> None:
        self.model, self.accessor, self.part_text, self.language = model, accessor, text, language
        field = model._meta.get_field(text)
        super().__init__(field, f"{accessor}_{language}" if language else accessor)

    @property
    def label(self) -> str:
        """Return what the parts are called."""
        return str(capfirst(self.model._meta.verbose_name_plural))

    def hint(self) -> str:
        """Say how parts are written."""
        if self.language:
            return _("One a line, in the order of the column “%(name)s”; an empty line for what is not translated.") % {
                "name": self.accessor
            }
        return _("One a line.")

    def tidy(self, text: str) -> str:
        """Keep empty lines before others: they stand for a part that is not translated."""
        return with_one_break(text).rstrip()

    def cell(self, record: Any) -> str:
        """Return the parts in their order."""
        if not record.pk or self.language == source_language(record):
            return ""
        parts = sorted(getattr(record, self.accessor).all(), key=lambda part: int(part.position))
        return self.text([self.of(part, self.language or source_language(record)) for part in parts])

    def of(self, part: Any, language: str) -> str:
        """Return the text of a part on one line."""
        return " ".join((getattr(part, f"{self.part_text}_{language}") or "").split())

    def text(self, value: list[str]) -> str:
        """Return lines as one text."""
        return "\n".join(value).rstrip("\n")

    def read(self, text: str, batch: Any) -> list[str]:
        """Return the lines; empty ones count in a translation only."""
        found = [" ".join(line.split()) for line in text.split("\n")]
        return found if self.language else [line for line in found if line]

    def check(self, record: Any, value: list[str], count: int) -> None:
        """Raise ValueError where the lines do not belong to the parts that there will be."""
        if self.language == source_language(record):
            text = _("This entry is written in this language. Write the text into the column “%(name)s”.")
            raise ValueError(text % {"name": self.accessor})
        if self.language and len(value) > count:
            told = _("There are %(lines)s lines here, and %(count)s in the column “%(name)s”.")
            raise ValueError(told % {"lines": len(value), "count": count, "name": self.accessor})

    def put(self, record: Any, value: list[str], batch: Any) -> None:
        """Write the parts: those whose text is the same stay what they are, with their translations."""
        parts = list(getattr(record, self.accessor).order_by("position"))
        if self.language:
            for part, line in zip(parts, value + [""] * len(parts), strict=False):
                if self.of(part, self.language) != line:
                    setattr(part, f"{self.part_text}_{self.language}", line)
                    batch.save_part(part)
            return
        source = source_language(record)
        kept = self.matched(parts, value, source)
        for part in parts:
            if part not in kept:
                part.delete()
        self.make_room(record, parts)
        for position, (line, part) in enumerate(zip(value, kept, strict=True), start=1):
            one = part or self.model(**{self.parent_name(): record})
            if self.of(one, source) != line:
                setattr(one, f"{self.part_text}_{source}", line)
            one.position = position
            batch.save_part(one)

    def matched(self, parts: list[Any], lines: list[str], source: str) -> list[Any]:
        """Return the part that each line goes to: the same text first, then what is left over, else None."""
        left = list(parts)
        found: list[Any] = []
        for line in lines:
            same = next((part for part in left if self.of(part, source) == line), None)
            if same is not None:
                left.remove(same)
            found.append(same)
        return [part or (left.pop(0) if left else None) for part in found]

    def make_room(self, record: Any, parts: list[Any]) -> None:
        """Move the parts to places above all others, so that they may change places."""
        highest = max((int(part.position) for part in parts), default=0)
        for place, part in enumerate(parts, start=1):
            if part.pk:
                getattr(record, self.accessor).filter(pk=part.pk).update(position=highest + place + len(parts))

    def parent_name(self) -> str:
        """Return the name of the foreign key that leads to the entry."""
        fields = self.model._meta.fields
        return next(one.name for one in fields if one.is_relation and hasattr(one.related_model, self.accessor))
