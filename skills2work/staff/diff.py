"""What differs between two versions of a page, for people: field by field, with the words that went and that came."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from django.db import models
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext
from modeltranslation.fields import TranslationField

from skills2work import languages
from skills2work.fields import CodeListField
from skills2work.staff.snapshots import model_of, number_of, parent_field

WORDS = re.compile(r"\s+|[^\s]+")
Change = tuple[str, str, Any, Any]


class Difference(NamedTuple):
    """One field: where it stands, what it is called, and its old and new text with the changes marked."""

    where: str
    field: str
    old: SafeString
    new: SafeString
    language: str = ""
    direction: str = ""
    overtaken: bool = False


def marked(old: str, new: str) -> tuple[SafeString, SafeString]:
    """Return two texts, escaped, with the words that only the first has in `del` and those of the second in `ins`."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    left: list[str] = []
    right: list[str] = []
    for what, start, end, from_, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = conditional_escape("".join(before[start:end])), conditional_escape("".join(after[from_:to]))
        if what == "equal":
            left.append(gone)
            right.append(come)
        else:
            left.append(format_html("<del>{}</del>", gone) if gone else "")
            right.append(format_html("<ins>{}</ins>", come) if come else "")
    return mark_safe("".join(left)), mark_safe("".join(right))  # noqa: S308 each piece is escaped above


def told(changes: Iterable[Change], overtaken: Iterable[tuple[str, str]] = ()) -> list[Difference]:
    """Return changes in words, in the order of the page; a part that came or went field by field as well."""
    known = set(overtaken)
    rows: list[Difference] = []
    for name, field, old, new in changes:
        if field:
            rows.append(row(name, field, old, new, overtaken=(name, field) in known))
        else:
            fields = old or new or {}
            parts = [(one, (old or {}).get(one), (new or {}).get(one)) for one in fields]
            rows += [row(name, one, was, now) for one, was, now in parts if (was or now) and not is_link_up(name, one)]
    return rows


def is_link_up(name: str, field: str) -> bool:
    """Say whether a field says what a part belongs to: the page says that already."""
    parent = parent_field(name)
    return parent is not None and parent.name == field


def row(name: str, field: str, old: Any, new: Any, *, overtaken: bool = False) -> Difference:
    """Return one change in words."""
    model = model_of(name)
    column = model._meta.get_field(field)
    before, after = marked(text_of(column, old), text_of(column, new))
    title = capfirst(str(getattr(column, "verbose_name", field)))
    code = column.language if isinstance(column, TranslationField) else ""
    direction = languages.direction(code) if code else ""
    return Difference(place(name), title, before, after, code, direction, overtaken)


def place(name: str) -> str:
    """Return what to call the object that a change is in: a part by its own words, nothing for the record itself."""
    model = model_of(name)
    if not hasattr(model, "owner"):
        return ""
    title = capfirst(str(model._meta.verbose_name))
    if name.partition(":")[2].startswith("new"):
        return gettext("%(part)s, new") % {"part": title}
    part = model.objects.filter(pk=number_of(name)).first()
    return f"{title}: {part}" if part is not None else title


def text_of(field: Any, value: Any) -> str:
    """Return a plain value as people read it."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if field.is_relation:
        return "\n".join(titles(field.related_model, value if isinstance(value, list) else [value]))
    if isinstance(field, CodeListField):
        names = dict(field.choices_from.choices) if field.choices_from else {}
        return "\n".join(str(names.get(code, code)) for code in value)
    return str(dict(field.flatchoices).get(value, value))


def titles(model: Any, keys: list[Any]) -> list[str]:
    """Return what related records are called, in the order of their keys; the key of one that is gone."""
    numbers = [key for key in keys if isinstance(key, int)]
    found: dict[Any, models.Model] = model.objects.in_bulk(numbers)
    return [str(found.get(key, key)) for key in keys]
