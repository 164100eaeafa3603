"""Access to work: from when, and how, people of a legal status may work in a country."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from practices import help_texts
from practices.vocabularies import MATRIX_STATUSES, LegalStatus, WorkAnswer
from skills2work import countries
from skills2work import help_texts as shared_help
from skills2work.publishing import PublishedQuerySet, PublishedRecord


class AccessToWorkQuerySet(PublishedQuerySet):
    """Questions about access to work."""

    def for_status(self, *statuses: str) -> Self:
        """Keep the rules for some legal statuses."""
        return self.filter(status__in=statuses)

    def in_matrix(self) -> Self:
        """Keep the four legal statuses that every country is asked about."""
        return self.filter(status__in=[status.value for status in MATRIX_STATUSES])

    def in_status_order(self) -> Self:
        """Put the statuses in the order of the vocabulary."""
        places = [models.When(status=status.value, then=place) for place, status in enumerate(LegalStatus)]
        return self.order_by("country", models.Case(*places, default=len(places)))


class AccessToWork(PublishedRecord):
    """The rule of one country for one legal status, with the short answer, the paper that shows it, and its year."""

    section = "access-to-work"
    has_page = False
    required_texts = ("title", "summary", "rule")

    country = models.CharField(
        _("country"), max_length=2, choices=[(code, code) for code in countries.NINE], help_text=shared_help.COUNTRY
    )
    status = models.CharField(
        _("legal status"), max_length=25, choices=LegalStatus, help_text=help_texts.STATUS_OF_PERSON
    )
    answer = models.CharField(
        _("short answer"),
        max_length=15,
        choices=WorkAnswer,
        default=WorkAnswer.UNKNOWN,
        help_text=help_texts.WORK_ANSWER,
    )
    waiting_months = models.PositiveSmallIntegerField(
        _("waiting time in months"), null=True, blank=True, help_text=_("0: none. Empty: not known.")
    )
    rule = models.TextField(_("rule"), help_text=help_texts.WORK_RULE)
    document = models.TextField(_("paper that shows it"), blank=True, help_text=_("What an employer may ask to see."))
    limits = models.TextField(_("limits to some jobs"), blank=True, help_text=help_texts.WORK_LIMITS)
    as_of = models.PositiveSmallIntegerField(_("as of"), null=True, blank=True, help_text=_("The year of the source."))

    objects: ClassVar[Any] = AccessToWorkQuerySet.as_manager()

    class Meta(PublishedRecord.Meta):
        verbose_name = _("access to work")
        verbose_name_plural = _("access to work")
        ordering = ["country", "status"]
        constraints = [
            *PublishedRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["country", "status"],
                name="access_once_a_country_and_status",
                violation_error_message=_("This country has a rule for this legal status already."),
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the place of the rule on its country's page."""
        return f"{reverse('right-to-work-country', args=[countries.SLUGS[self.country]])}#{self.slug}"

    @property
    def answer_text(self) -> str:
        """Return the short answer; with the number of months where there is a waiting time."""
        if self.answer == WorkAnswer.AFTER_MONTHS and self.waiting_months:
            months = self.waiting_months
            return ngettext("Yes, after %(months)s month", "Yes, after %(months)s months", months) % {"months": months}
        return str(WorkAnswer(self.answer).label)
