"""Guidance: concrete points for one audience, in one country or for Europe, on one topic."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practices import help_texts
from practices.vocabularies import GuidanceTopic
from skills2work import countries
from skills2work import help_texts as shared_help
from skills2work.publishing import PublishedQuerySet, PublishedRecord
from skills2work.vocabularies import Audience

# Where each audience finds its guidance; the part of the address, also the name of the address.
AUDIENCE_PAGES = {
    Audience.REFUGEES: "refugees",
    Audience.EMPLOYERS: "employers",
    Audience.SERVICE_PROVIDERS: "service-providers",
}


class GuidanceQuerySet(PublishedQuerySet):
    """Questions about guidance."""

    def for_audience(self, *audiences: str) -> Self:
        """Keep guidance for some audiences."""
        return self.filter(audience__in=audiences)

    def on_topic(self, *topics: str) -> Self:
        """Keep guidance on some topics."""
        return self.filter(topic__in=topics)

    def in_topic_order(self) -> Self:
        """Put the topics in the order people ask."""
        places = [models.When(topic=topic.value, then=place) for place, topic in enumerate(GuidanceTopic)]
        return self.order_by(models.Case(*places, default=len(places)), "country")


class Guidance(PublishedRecord):
    """Points on one topic that an audience can act on, with their sources and year."""

    section = "guidance"
    has_page = False
    card_template = "components/card_record.html"
    required_texts = ("title", "summary", "points")

    audience = models.CharField(_("audience"), max_length=20, choices=Audience, help_text=help_texts.AUDIENCE)
    country = models.CharField(
        _("country"),
        max_length=2,
        db_index=True,
        choices=[(code, code) for code in countries.SLUGS],
        help_text=shared_help.COUNTRY,
    )
    topic = models.CharField(_("topic"), max_length=20, choices=GuidanceTopic, help_text=help_texts.TOPIC)
    points = models.TextField(_("points"), help_text=_("One a line. Each can be checked or done."))
    as_of = models.PositiveSmallIntegerField(_("as of"), null=True, blank=True, help_text=shared_help.AS_OF)

    objects: ClassVar[Any] = GuidanceQuerySet.as_manager()

    class Meta(PublishedRecord.Meta):
        verbose_name = _("guidance")
        verbose_name_plural = _("guidance")
        ordering = ["audience", "country", "topic"]
        constraints = [
            *PublishedRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["audience", "country", "topic"],
                name="guidance_once",
                violation_error_message=_("There is guidance on this topic for this audience and country already."),
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return its place on the page of its audience and country."""
        page = AUDIENCE_PAGES.get(Audience(self.audience), "service-providers")
        return f"{reverse(f'{page}-country', args=[countries.SLUGS[self.country]])}#{self.slug}"
