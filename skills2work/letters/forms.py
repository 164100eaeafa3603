"""The form of a page that readers write on, and what holds spam off it: no puzzle, no other company.

A field that people do not see and must stay empty; a signed time, since nobody fills in a form within two seconds; and
a limit for each network (`limits`). Whatever is refused is said in words, and what was typed stays.
"""

import logging
import time
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from skills2work import languages
from skills2work.letters import limits
from skills2work.letters.models import LONGEST_TEXT, Report

LEAST_SECONDS = 2
MOST_SECONDS = 24 * 3600
MOST_AHEAD = 60  # seconds by which the clocks of two machines may differ
logger = logging.getLogger(__name__)

EMPTY_FIELD = _("A field that must stay empty was filled in, perhaps by your browser. It is empty again: please send.")
TOO_FAST = _("That was faster than a person types. Please wait a moment and send again.")
TOO_OLD = _("This page was open for very long. Please look through what you wrote and send again.")
TOO_MANY = _("Many messages came from your network in the last hour. Please send this one in an hour.")
NO_TOKEN = _("Your browser did not send our cookie back. Allow cookies for this page, then please send again.")


def signer() -> signing.TimestampSigner:
    """Return what signs the time at which a form was opened."""
    return signing.TimestampSigner(salt="skills2work.letters.opened")


class LetterForm(forms.Form):
    """A form that readers fill in. `request` is the one that is answered."""

    fax = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    first_fields: tuple[str, ...] = ()  # what comes before the others

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.stamp = ""

    @property
    def language(self) -> str:
        """Return the language of the page."""
        return languages.spoken()

    @property
    def shown(self) -> list[forms.BoundField]:
        """Return the fields that people see."""
        return [self[name] for name in self.fields if name not in {"fax", "opened"}]

    @property
    def opened_stamp(self) -> str:
        """Return the signed time to send back: the one that came where it still holds, else that of now."""
        return self.stamp or signer().sign("form")

    def clean(self) -> dict[str, Any]:
        """Refuse what a program would send, in words that help a person."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if getattr(self.request, "token_is_missing", False):
            self.add_error(None, ValidationError(NO_TOKEN, code="token"))
        if self.data.get("fax"):
            self.add_error(None, ValidationError(EMPTY_FIELD, code="trap"))
        self.check_time()
        if not self.errors and not limits.may_send(self.request):
            self.add_error(None, ValidationError(TOO_MANY, code="limit"))
        for error in self.non_field_errors().as_data():
            logger.warning("A form was refused: %s, %s", error.code, self.request.path)
        return cleaned

    def check_time(self) -> None:
        """Refuse a form that was sent too fast, or whose time does not hold any more."""
        given = self.data.get("opened", "")
        try:
            signer().unsign(given, max_age=MOST_SECONDS)
        except signing.BadSignature:
            self.add_error(None, ValidationError(TOO_OLD, code="old"))
            return
        self.stamp = given
        try:
            signer().unsign(given, max_age=LEAST_SECONDS)
        except signing.SignatureExpired:
            return
        if signing.b62_decode(given.split(":")[-2]) > time.time() + MOST_AHEAD:
            self.stamp = ""  # the clock was wrong when the form was opened: its time begins now
        self.add_error(None, ValidationError(TOO_FAST, code="fast"))

    def count(self) -> None:
        """Count this form for the limits: call it once it has been dealt with."""
        limits.count(self.request)


def text_field(label: Any, *, rows: int = 6, **options: Any) -> forms.CharField:
    """Return a field for a longer text."""
    options.setdefault("max_length", LONGEST_TEXT)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


def answer_field(**options: Any) -> forms.EmailField:
    """Return a field for the address to answer to."""
    options.setdefault("label", _("Your email address, if you want an answer"))
    options.setdefault("help_text", _("Only for the answer. We delete it after 90 days."))
    options.setdefault("required", False)
    return forms.EmailField(
        max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}), **options
    )


class ReportForm(LetterForm):
    """What is wrong, and where to answer."""

    text = text_field(_("What is wrong?"), help_text=_("For example: an address, a date, a price, a word."))
    answer_to = answer_field()

    def save(self, page: str) -> Report:
        """Keep the report: its text, the page, the language, and the address if one was given."""
        report = Report.objects.create(
            page=page,
            text=self.cleaned_data["text"],
            answer_to=self.cleaned_data["answer_to"],
            language=self.language,
        )
        self.count()
        return report
