"""An address that the directory names, what came of it each day, and when it counts as broken."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from skills2work.links.outcomes import ADVICE, FAILURES, Outcome
from skills2work.links.visiting import Visit

FAILING_DAYS = 3  # in a row, before an address is called broken: servers have bad days


class LinkQuerySet(models.QuerySet[Any]):
    """Questions about addresses."""

    def broken(self) -> Self:
        """Keep those that failed on three different days, and not otherwise since."""
        return self.filter(failing_days__gte=FAILING_DAYS)

    def failing(self) -> Self:
        """Keep those that failed the last time."""
        return self.filter(failing_days__gt=0)

    def for_reviewers(self, codes: Iterable[str]) -> Self:
        """Keep what the reviewers of some countries deal with: all of it."""
        return self

    def checked_on(self, day: date) -> Self:
        """Keep those that were visited on a day."""
        return self.filter(checks__day=day)


class Link(models.Model):
    """One web address, however many entries name it."""

    is_for_reviewers: ClassVar[bool] = True

    url = models.CharField(_("address"), max_length=1500, unique=True)
    outcome = models.CharField(_("last time"), max_length=12, choices=Outcome, blank=True, db_index=True)
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True)
    moved_to = models.CharField(_("moved to"), max_length=2000, blank=True)
    checked_on = models.DateField(_("visited on"), null=True, blank=True)
    failing_days = models.PositiveSmallIntegerField(_("days of failure in a row"), default=0, db_index=True)

    objects: ClassVar[Any] = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["-failing_days", "url"]

    def __str__(self) -> str:
        return self.url

    @property
    def is_broken(self) -> bool:
        """Say whether the address failed on three different days in a row."""
        return self.failing_days >= FAILING_DAYS

    @property
    def advice(self) -> str:
        """Return what to do about it, in words."""
        return str(ADVICE[Outcome(self.outcome)]) if self.outcome else ""

    def note(self, visit: Visit, day: date) -> None:
        """Write down what came of a visit. A second one on the same day takes the place of the first."""
        with transaction.atomic():
            self.checks.update_or_create(
                day=day,
                defaults={"outcome": visit.outcome, "status": visit.status, "final_url": visit.final_url[:2000]},
            )
            self.outcome, self.status, self.checked_on = visit.outcome, visit.status, day
            self.moved_to = visit.moved_to[:2000]
            self.failing_days = self.count_failing_days()
            self.save()

    def count_failing_days(self) -> int:
        """Return on how many different days it failed since it last did not."""
        days = 0
        for outcome in self.checks.order_by("-day").values_list("outcome", flat=True)[:100]:
            if outcome not in FAILURES:
                break
            days += 1
        return days


class LinkCheck(models.Model):
    """What came of one address on one day."""

    link = models.ForeignKey(Link, verbose_name=_("link"), on_delete=models.CASCADE, related_name="checks")
    day = models.DateField(_("day"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True)
    final_url = models.CharField(_("where it led"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("visit to a link")
        verbose_name_plural = _("visits to links")
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "day"],
                name="link_checked_once_a_day",
                violation_error_message=_("This link has a visit on this day already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.get_outcome_display()}"
