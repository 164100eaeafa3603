"""What is kept of a report, and for a day of who sent something: no name, no network address, no browser."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from skills2work import help_texts, languages

ANSWERS_KEPT = timedelta(days=90)  # addresses to answer to
SENDINGS_KEPT = timedelta(days=1)  # what the limits count
LONGEST_TEXT = 5000


class LetterState(models.TextChoices):
    """Whether somebody has dealt with what a reader wrote."""

    NEW = "new", pgettext_lazy("state of a letter", "New")
    DONE = "done", pgettext_lazy("state of a letter", "Done")


class LetterQuerySet(models.QuerySet[Any]):
    """Questions about what readers wrote."""

    def waiting(self) -> Self:
        """Keep what nobody has dealt with yet."""
        return self.filter(state=LetterState.NEW)

    def for_reviewers(self, codes: Iterable[str]) -> Self:
        """Keep what the reviewers of some countries deal with: all of it, where it belongs to no country."""
        return self

    def with_old_answer_addresses(self) -> Self:
        """Keep those whose address to answer to has been kept long enough."""
        return self.filter(received_on__lt=timezone.localdate() - ANSWERS_KEPT).exclude(answer_to="")


class Letter(models.Model):
    """Anything a reader sends: when, in which language, where to answer, and what became of it."""

    is_for_reviewers: ClassVar[bool] = True

    received_on = models.DateField(_("received on"), default=timezone.localdate, editable=False)
    language = models.CharField(
        _("language"),
        max_length=7,
        default=languages.SOURCE_LANGUAGE,
        choices=[(code, languages.own_name(code)) for code in languages.LANGUAGE_CODES],
        help_text=_("Of the page it was sent from."),
    )
    answer_to = models.EmailField(
        _("answer to"), blank=True, help_text=_("Only if the reader gave one. It is deleted after 90 days.")
    )
    state = models.CharField(
        _("state"),
        max_length=4,
        choices=LetterState,
        default=LetterState.NEW,
        db_index=True,
        help_text=help_texts.LETTER_STATE,
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For the editors: what was done about it."))

    objects: ClassVar[Any] = LetterQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-pk"]


class Report(Letter):
    """A reader says that something on a page is wrong."""

    page = models.CharField(_("page"), max_length=300, blank=True, help_text=_("Empty: the site as a whole."))
    text = models.TextField(_("what is wrong"), max_length=LONGEST_TEXT)

    class Meta(Letter.Meta):
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self) -> str:
        return Truncator(self.text).words(12)


class DailySalt(models.Model):
    """What network addresses are hashed with today. It is thrown away, so that yesterday's hashes say nothing."""

    day = models.DateField(unique=True)
    salt = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.day.isoformat()


class SendingQuerySet(models.QuerySet[Any]):
    """Questions about what came in lately."""

    def within(self, span: timedelta) -> Self:
        """Keep what came within a span of time."""
        return self.filter(at__gt=timezone.now() - span)

    def old(self) -> Self:
        """Keep what has been kept long enough."""
        return self.filter(at__lte=timezone.now() - SENDINGS_KEPT)


class Sending(models.Model):
    """One form that was sent: the hash of a network address, and when. Kept for a day at most."""

    sender = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects: ClassVar[Any] = SendingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.at:%H:%M}"
