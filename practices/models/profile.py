"""A country profile: who recognises what, what it costs, how long it takes, and what there is without documents."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.models import Organisation
from practices import help_texts
from practices.vocabularies import RecognitionAreaKind
from skills2work import countries, languages
from skills2work import help_texts as shared_help
from skills2work.ages import Aged
from skills2work.fields import CodeListField
from skills2work.publishing import PublishedQuerySet, PublishedRecord, published_only
from skills2work.sources import linkable


class CountryProfileQuerySet(PublishedQuerySet):
    """Questions about profiles."""

    def for_page(self) -> Self:
        """Fetch all that the page of a country shows of its profile: seven queries."""
        return self.prefetch_related(
            "sources",
            published_only("employment_services", Organisation),
            "areas__sources",
            "areas__bodies",
            published_only("areas__bodies__organisations", Organisation),
        )


class CountryProfile(PublishedRecord):
    """What holds for recognition and work in a country as a whole. Its slug is the country's."""

    section = "countries"
    has_page = False

    country = models.CharField(
        _("country"),
        max_length=2,
        unique=True,
        choices=[(code, code) for code in countries.SLUGS],
        help_text=shared_help.COUNTRY,
    )
    official_languages = CodeListField(
        _("official languages"), check=languages.is_language, help_text=_("Languages in which citizens are served.")
    )
    employment_services = models.ManyToManyField(
        Organisation,
        verbose_name=_("organisations of the employment service"),
        related_name="serves_as_employment_service",
        blank=True,
        help_text=help_texts.EMPLOYMENT_SERVICES,
    )

    employment_service = models.CharField(
        _("public employment service"),
        max_length=300,
        blank=True,
        help_text=_("What it is called, and how it is organised."),
    )
    employment_service_local_name = models.CharField(
        _("its own name"), max_length=300, blank=True, help_text=shared_help.OWN_NAME
    )
    employment_service_url = models.URLField(
        _("its web address"), max_length=1500, blank=True, help_text=shared_help.WEB_ADDRESS
    )

    objects: ClassVar[Any] = CountryProfileQuerySet.as_manager()

    class Meta(PublishedRecord.Meta):
        verbose_name = _("country profile")
        verbose_name_plural = _("country profiles")
        ordering = ["country"]

    def derive(self) -> None:
        """Fill the fields that follow from others: the address of a profile is its country's."""
        super().derive()
        self.slug = countries.SLUGS.get(self.country, self.slug)

    @property
    def employment_service_page(self) -> str:
        """Return the web address of the employment service; empty where readers cannot be sent there."""
        return linkable(self.employment_service_url)

    @property
    def official_language_names(self) -> list[str]:
        """Return the names of the official languages in the reader's language."""
        return [languages.name(code, languages.spoken()) for code in self.official_languages]

    def get_absolute_url(self) -> str:
        """Return the page of the country."""
        return reverse("country", args=[self.slug])


class RecognitionAreaManager(models.Manager["RecognitionArea"]):
    """Finds areas by country and kind."""

    def get_by_natural_key(self, slug: str, area: str) -> "RecognitionArea":
        """Return one area of the profile with this slug."""
        return self.get(profile__slug=slug, area=area)


class RecognitionArea(Aged, models.Model):
    """One of the three ways to recognition in a country: diplomas, regulated professions, skills learnt at work.

    It is published with its profile and carries its own sources and year.
    """

    profile = models.ForeignKey(
        CountryProfile, on_delete=models.CASCADE, related_name="areas", help_text=shared_help.PART_OF
    )
    area = models.CharField(_("area"), max_length=15, choices=RecognitionAreaKind, help_text=help_texts.AREA)
    summary = models.TextField(_("how it works"), blank=True, help_text=help_texts.AREA_SUMMARY)
    cost = models.TextField(_("cost"), blank=True, help_text=shared_help.COST)
    duration = models.TextField(_("duration"), blank=True, help_text=shared_help.DURATION)
    without_documents = models.TextField(
        _("without documents"),
        blank=True,
        help_text=_("What exists for refugees (Lisbon Recognition Convention, Article VII)."),
    )
    local_term = models.TextField(_("local term"), blank=True, help_text=_("What the country calls it."))
    as_of = models.PositiveSmallIntegerField(_("as of"), null=True, blank=True, help_text=shared_help.AS_OF)
    sources = models.ManyToManyField(
        "skills2work.Source", verbose_name=_("sources"), blank=True, help_text=shared_help.SOURCES
    )

    objects = RecognitionAreaManager()

    class Meta:
        verbose_name = _("area of recognition")
        verbose_name_plural = _("areas of recognition")
        ordering = ["profile", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "area"],
                name="area_once_a_profile",
                violation_error_message=_("The profile has this area already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.profile.country}: {self.get_area_display()}"

    @property
    def owner(self) -> CountryProfile:
        """Return the record it is a part of."""
        return self.profile

    @property
    def source_language(self) -> str:
        """Return the language of the profile it belongs to."""
        return self.profile.source_language

    def natural_key(self) -> tuple[str, str]:
        """Return the profile's slug and the area."""
        return (self.profile.slug, self.area)

    natural_key.dependencies = ["practices.countryprofile"]  # type: ignore[attr-defined]


class RecognitionBodyManager(models.Manager["RecognitionBody"]):
    """Finds bodies by their area and place."""

    def get_by_natural_key(self, slug: str, area: str, position: int) -> "RecognitionBody":
        """Return one body of an area."""
        return self.get(area__profile__slug=slug, area__area=area, position=position)


class RecognitionBody(models.Model):
    """Who decides or informs in an area: usually an organisation with a record of its own."""

    area = models.ForeignKey(
        RecognitionArea, on_delete=models.CASCADE, related_name="bodies", help_text=shared_help.PART_OF
    )
    position = models.PositiveSmallIntegerField(_("position"), help_text=shared_help.POSITION)
    name = models.CharField(_("name"), max_length=300, help_text=help_texts.BODY_NAME)
    local_name = models.CharField(_("own name"), max_length=300, blank=True, help_text=shared_help.OWN_NAME)
    url = models.URLField(_("web address"), max_length=1500, blank=True, help_text=shared_help.WEB_ADDRESS)
    does = models.TextField(_("what it does, or for which professions"), blank=True, help_text=help_texts.BODY_DOES)
    organisations = models.ManyToManyField(
        Organisation,
        verbose_name=_("organisations"),
        related_name="recognition_bodies",
        blank=True,
        help_text=_("None where it is a group, such as all universities."),
    )

    objects = RecognitionBodyManager()

    class Meta:
        verbose_name = _("recognition body")
        verbose_name_plural = _("recognition bodies")
        ordering = ["area", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "position"],
                name="body_position",
                violation_error_message=_("Two bodies have the same position."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def owner(self) -> CountryProfile:
        """Return the record it is a part of."""
        return self.area.profile

    @property
    def source_language(self) -> str:
        """Return the language of the profile it belongs to."""
        return self.area.source_language

    @property
    def own_page(self) -> str:
        """Return the address of its page; empty where readers cannot be sent there."""
        return linkable(self.url)

    def natural_key(self) -> tuple[str, str, int]:
        """Return the profile's slug, the area and the position."""
        return (*self.area.natural_key(), self.position)

    natural_key.dependencies = ["practices.recognitionarea"]  # type: ignore[attr-defined]
