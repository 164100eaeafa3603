"""Model fields shared by all apps: a list of codes, and a text that is a list of lines.

Why a list of codes is JSON on the record and not a many-to-many table: docs/decisions/0001-multi-valued-fields.md.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class CodeListFormField(forms.TypedMultipleChoiceField):
    """Check boxes for a closed vocabulary."""

    widget = forms.CheckboxSelectMultiple


class CodeListTextFormField(forms.CharField):
    """A line of text for a list of open codes, e.g. "en, ar, fa". Names the codes that `allows` does not accept."""

    SEPARATORS = re.compile(r"[,;\s]+")

    def __init__(self, *, allows: Callable[[str], bool], **kwargs: Any) -> None:
        self.allows = allows
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show the list as text; what was typed stays as it is."""
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the codes in the order typed, without repeats; in lower case where only that is known."""
        codes: dict[str, None] = {}
        unknown = []
        for typed in filter(None, self.SEPARATORS.split(super().to_python(self.prepare_value(value)) or "")):
            code = next((code for code in (typed, typed.lower()) if self.allows(code)), None)
            if code is None or not code.isprintable():
                unknown.append(typed if typed.isprintable() else ascii(typed))
            else:
                codes[code] = None
        if unknown:
            raise ValidationError(_("These codes are not known: %(codes)s"), params={"codes": ", ".join(unknown)})
        return list(codes)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare lists, not the way they are typed."""
        try:
            return bool((initial or []) != self.to_python(data))
        except ValidationError:
            return True


class CodeListField(models.JSONField):
    """A list of codes in a fixed order without repeats, e.g. ["validation", "mentoring"].

    `choices_from` is a TextChoices class for a closed vocabulary; `check` a function that accepts a single open code
    (a language, an ISCO group). Unknown codes raise ValidationError in full_clean.
    """

    def __init__(
        self,
        *args: Any,
        choices_from: type[models.TextChoices] | None = None,
        check: Callable[[str], bool] | None = None,
        **kwargs: Any,
    ) -> None:
        self.choices_from, self.check_code = choices_from, check
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Leave the vocabulary out of migrations: a new word in it changes no column."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs

    def allows(self, code: Any) -> bool:
        """Say whether one code belongs in this field."""
        if not isinstance(code, str):
            return False
        if self.choices_from is not None:
            return code in self.choices_from.values
        return self.check_code is None or self.check_code(code)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Raise ValidationError for anything but a list of known codes without repeats."""
        super().validate(value, model_instance)
        if not isinstance(value, list):
            raise ValidationError(_("This must be a list of codes."))
        unknown = [str(code) for code in value if not self.allows(code)]
        if unknown:
            raise ValidationError(_("These codes are not known: %(codes)s"), params={"codes": ", ".join(unknown)})
        if len(set(value)) != len(value):
            raise ValidationError(_("A code stands in the list twice."))

    def formfield(self, **kwargs: Any) -> Any:
        """Offer check boxes for a closed vocabulary, a line of text with commas for open codes."""
        options: dict[str, Any] = {
            "required": not self.blank,
            "label": kwargs.get("label", self.verbose_name.capitalize() if self.verbose_name else None),
            "help_text": self.help_text,
        }
        if self.choices_from is None:
            hint = _("Codes with commas between them.")
            options["help_text"] = format_lazy("{} {}", self.help_text, hint) if self.help_text else hint
            return CodeListTextFormField(allows=self.allows, widget=kwargs.get("widget"), **options)
        return CodeListFormField(choices=self.choices_from.choices, empty_value=[], **options)


def lines(text: str | None) -> list[str]:
    """Return the items of a text that holds one item a line; empty lines do not count."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def joined(items: Iterable[str]) -> str:
    """Return items as a text with one item a line; line breaks inside an item become spaces."""
    return "\n".join(" ".join(item.split()) for item in items)
