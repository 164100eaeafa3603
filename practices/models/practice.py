"""A practice: something that helps skills to be seen, recognised or used, and how it works."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from network.models import Organisation
from practices import help_texts
from practices import vocabularies as words
from practices.models.facets import Facet, PracticeFacet
from skills2work import countries, languages
from skills2work import help_texts as shared_help
from skills2work.addresses import record_address
from skills2work.fields import CodeListField
from skills2work.publishing import PublishedQuerySet, PublishedRecord, published_only, unlisted
from skills2work.vocabularies import Audience, Sector, label, labels


def is_isco_code(code: str) -> bool:
    """Say whether a text has the form of an ISCO-08 code of one to four digits."""
    return code.isascii() and code.isdecimal() and 1 <= len(code) <= 4


def ranks(field: str, vocabulary: type[models.TextChoices]) -> models.Case:
    """Return an expression that turns a code into its place in the vocabulary."""
    places = [models.When(**{field: member.value}, then=place) for place, member in enumerate(vocabulary)]
    return models.Case(*places, default=len(places), output_field=models.SmallIntegerField())


class PracticeQuerySet(PublishedQuerySet):
    """Questions about practices. Multi-valued fields are asked through the facet table."""

    def with_facet(self, facet: str, values: list[str]) -> Self:
        """Keep published practices that have at least one of the values."""
        return self.filter(pk__in=PracticeFacet.objects.practice_ids(facet, values))

    def of_kind(self, *kinds: str) -> Self:
        """Keep published practices of some kinds."""
        return self.with_facet(Facet.KIND, list(kinds))

    def for_audience(self, *audiences: str) -> Self:
        """Keep published practices for some audiences."""
        return self.with_facet(Facet.AUDIENCE, list(audiences))

    def running(self) -> Self:
        """Keep practices that have not ended, as far as we know."""
        return self.exclude(status=words.PracticeStatus.ENDED)

    def with_evidence_from(self, weakest: words.Evidence) -> Self:
        """Keep practices whose evidence is at least as strong as a level."""
        levels = list(words.Evidence)
        return self.filter(evidence__in=levels[levels.index(weakest) :])

    def reporting_results(self) -> Self:
        """Keep practices that say anything about their results."""
        return self.exclude(results_en="", source_language=languages.SOURCE_LANGUAGE).exclude(
            results_en__isnull=True, source_language=languages.SOURCE_LANGUAGE
        )

    def with_slugs(self, *slugs: str) -> Self:
        """Keep practices by their addresses."""
        return self.filter(slug__in=slugs)

    def led_by(self, organisations: Iterable[models.Model]) -> Self:
        """Keep practices that one of some organisations leads."""
        return self.filter(lead__in=organisations)

    def naming(self, organisation: models.Model) -> Self:
        """Keep practices that an organisation leads or takes part in."""
        return self.filter(models.Q(lead=organisation) | models.Q(partners=organisation)).distinct()

    def for_list(self) -> Self:
        """Fetch what a card shows and nothing more."""
        return self.defer(*unlisted(Practice, "what", "results", "lessons", "duration", "other_partners"))

    def for_page(self) -> Self:
        """Fetch all that the page of one practice shows: four queries."""
        return self.select_related("lead", "successor").prefetch_related(
            "steps", published_only("partners", Organisation), "sources"
        )

    def for_data(self) -> Self:
        """Fetch all that a practice says as data: six queries at most. What readers may not see is left out."""
        organisations = Organisation.objects.published().for_reference("kind")
        return self.prefetch_related(
            "sources",
            "steps",
            models.Prefetch("lead", queryset=organisations),
            models.Prefetch("partners", queryset=organisations),
            models.Prefetch("successor", queryset=Practice.objects.published().for_reference()),
        )

    def related_to(self, practice: "Practice") -> Self:
        """Keep other published practices that share a kind with a practice and have not ended."""
        return self.of_kind(*practice.kinds).exclude(pk=practice.pk).running()

    def newest(self) -> Self:
        """Put the practices verified last first; among equals what runs and has the strongest evidence."""
        return self.order_by(
            "-verified_on",
            ranks("status", words.PracticeStatus),
            ranks("evidence", words.Evidence).desc(),
            "title_en",
            "pk",
        )

    def by_usefulness(self) -> Self:
        """Put first what runs, then what has the strongest evidence, then what was checked last."""
        return self.order_by(
            ranks("status", words.PracticeStatus),
            ranks("evidence", words.Evidence).desc(),
            "-verified_on",
            "title_en",
            "pk",
        )

    def sorted_by(self, order: str) -> Self:
        """Put practices in one of the orders of the directory: relevance, verified, title or country."""
        if order == "verified":
            return self.newest()
        if order == "title":
            return self.by_title()
        if order == "country":
            codes = countries.by_name(list(countries.SLUGS), languages.spoken())
            places = [models.When(country=code, then=place) for place, code in enumerate(codes)]
            return self.order_by(models.Case(*places, default=len(places)), "title_en", "pk")
        return self.by_usefulness()

    def counts_of(self, facet: Facet) -> dict[str, int]:
        """Return how many of the published practices each value of a facet has; one query to the facet table."""
        return PracticeFacet.objects.filter(practice__in=self.order_by().values("pk")).counts(facet)

    def count_by_kind_and_country(self) -> dict[tuple[str, str], int]:
        """Return how many of the published practices each kind has in each country; one query to the facet table."""
        rows = (
            PracticeFacet.objects.filter(facet=Facet.KIND, practice__in=self.order_by().values("pk"))
            .values_list("value", "practice__country")
            .annotate(models.Count("practice_id"))
        )
        return {(kind, code): count for kind, code, count in rows}

    def grouped_by_kind(self) -> list[dict[str, Any]]:
        """Return the practices under the first of their kinds, in the vocabulary's order; one query."""
        groups: dict[str, list[Practice]] = {kind.value: [] for kind in words.PracticeKind}
        for practice in self.for_list().by_usefulness():
            groups[practice.kinds[0]].append(practice)
        return [{"kind": words.PracticeKind(kind), "practices": found} for kind, found in groups.items() if found]


class Practice(PublishedRecord):
    """A practice of a country, or of the European level."""

    section = "practices"
    card_template = "components/card_practice.html"
    required_texts = ("title", "summary", "what")

    country = models.CharField(
        _("country"),
        max_length=2,
        db_index=True,
        choices=[(code, code) for code in countries.SLUGS],
        help_text=shared_help.COUNTRY,
    )
    local_title = models.CharField(
        _("own title"), max_length=300, blank=True, help_text=_("Its name in its own language.")
    )
    kinds = CodeListField(_("kinds"), choices_from=words.PracticeKind, blank=False, help_text=help_texts.KINDS)
    stages = CodeListField(_("stages"), choices_from=words.ValidationStage, help_text=help_texts.STAGES)
    audiences = CodeListField(_("audiences"), choices_from=Audience, blank=False, help_text=help_texts.AUDIENCES)
    eligible = CodeListField(_("eligible"), choices_from=words.LegalStatus, help_text=help_texts.ELIGIBLE)
    scope = models.CharField(_("scope"), max_length=10, choices=words.Scope, help_text=help_texts.SCOPE)
    place = models.CharField(
        _("place"), max_length=300, blank=True, help_text=_("Region or town of a regional or local practice.")
    )
    lead = models.ForeignKey(
        Organisation,
        verbose_name=_("lead"),
        on_delete=models.PROTECT,
        related_name="practices_led",
        null=True,
        blank=True,
        help_text=help_texts.LEAD,
    )
    lead_name = models.CharField(
        _("lead, as the source names it"), max_length=300, blank=True, help_text=help_texts.LEAD_NAME
    )
    partners = models.ManyToManyField(
        Organisation,
        verbose_name=_("partners"),
        related_name="practices_shared",
        blank=True,
        help_text=help_texts.PARTNERS,
    )
    other_partners = models.TextField(
        _("other partners"), blank=True, help_text=_("Partners without a record of their own, one a line.")
    )
    start_year = models.PositiveSmallIntegerField(
        _("start year"), null=True, blank=True, help_text=help_texts.START_YEAR
    )
    end_year = models.PositiveSmallIntegerField(_("end year"), null=True, blank=True, help_text=help_texts.END_YEAR)
    status = models.CharField(
        _("whether it runs"),
        max_length=10,
        choices=words.PracticeStatus,
        default=words.PracticeStatus.UNKNOWN,
        help_text=help_texts.STATUS,
    )
    as_of = models.PositiveSmallIntegerField(
        _("as of"), null=True, blank=True, help_text=_("The year of the newest source that says so.")
    )
    languages_offered = CodeListField(_("languages offered"), check=languages.is_language)
    cost = models.TextField(_("cost"), blank=True, help_text=shared_help.COST)
    cost_kind = models.CharField(
        _("who pays"), max_length=4, choices=words.CostKind, blank=True, help_text=_("Empty: not known.")
    )
    duration = models.TextField(_("duration"), blank=True, help_text=shared_help.DURATION)
    sectors = CodeListField(_("sectors"), choices_from=Sector, help_text=_("None: any sector."))
    isco = CodeListField(_("occupations"), check=is_isco_code, help_text=_("ISCO-08 codes of groups it serves."))
    evidence = models.CharField(
        _("evidence"),
        max_length=30,
        choices=words.Evidence,
        default=words.Evidence.DESCRIBED,
        help_text=help_texts.EVIDENCE,
    )
    url = models.URLField(_("own page"), max_length=1500, blank=True, help_text=shared_help.WEB_ADDRESS)
    what = models.TextField(_("what it is"), help_text=help_texts.WHAT)
    results = models.TextField(_("results"), blank=True, help_text=_("One a line, each with its year."))
    lessons = models.TextField(_("lessons"), blank=True, help_text=_("One a line."))
    successor = models.ForeignKey(
        "self",
        verbose_name=_("look at instead"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        help_text=help_texts.SUCCESSOR,
    )

    objects: ClassVar[Any] = PracticeQuerySet.as_manager()

    class Meta(PublishedRecord.Meta):
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        ordering = ["title", "slug"]
        indexes = [
            models.Index(fields=["state", "-verified_on"], name="practice_newest"),
            models.Index(fields=["state", "country"], name="practice_by_country"),
        ]
        constraints = [
            *PublishedRecord.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(start_year__isnull=True)
                | models.Q(end_year__isnull=True)
                | models.Q(end_year__gte=models.F("start_year")),
                name="practice_ends_after_start",
                violation_error_message=_("A practice cannot end before it starts."),
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the page of the practice."""
        return record_address("practice", self.slug)

    @property
    def kind_labels(self) -> list[str]:
        """Return the names of its kinds."""
        return labels(words.PracticeKind, self.kinds)

    @property
    def audience_labels(self) -> list[str]:
        """Return the names of its audiences."""
        return labels(Audience, self.audiences)

    @property
    def eligible_labels(self) -> list[str]:
        """Return the names of the legal statuses it is for."""
        return labels(words.LegalStatus, self.eligible)

    @property
    def sector_labels(self) -> list[str]:
        """Return the names of its sectors."""
        return labels(Sector, self.sectors)

    @property
    def language_names(self) -> list[str]:
        """Return the names of the languages it is offered in."""
        return [languages.name(code, languages.spoken()) for code in self.languages_offered]

    @property
    def stage_rows(self) -> list[dict[str, Any]]:
        """Return all four stages of validation in order, each with whether the practice covers it."""
        return [{"label": stage.label, "covered": stage.value in self.stages} for stage in words.ValidationStage]

    @property
    def has_ended(self) -> bool:
        """Say whether the practice has ended."""
        return self.status == words.PracticeStatus.ENDED

    @property
    def status_text(self) -> str:
        """Return its state with the year it is known from, e.g. "Running (as of 2021)" or "Ended in 2018"."""
        status = label(words.PracticeStatus, self.status)
        if self.has_ended and self.end_year:
            return gettext("Ended in %(year)s") % {"year": self.end_year}
        if self.as_of:
            return gettext("%(status)s (as of %(year)s)") % {"status": status, "year": self.as_of}
        return status

    @property
    def cost_label(self) -> str:
        """Return who pays, in words; empty when not known."""
        return label(words.CostKind, self.cost_kind)

    @property
    def evidence_label(self) -> str:
        """Return how strong the evidence is, in words."""
        return label(words.Evidence, self.evidence)

    @property
    def years_text(self) -> str:
        """Return the years it ran, e.g. "2016–2018" or "since 2019"; empty when not known."""
        if self.start_year and self.end_year:
            return str(self.start_year) if self.start_year == self.end_year else f"{self.start_year}–{self.end_year}"
        if self.start_year:
            return str(_("started in %(year)s")) % {"year": self.start_year}
        return str(_("until %(year)s")) % {"year": self.end_year} if self.end_year else ""


class PracticeStepManager(models.Manager["PracticeStep"]):
    """Finds steps by their practice and place."""

    def get_by_natural_key(self, slug: str, position: int) -> "PracticeStep":
        """Return one step of the practice with this slug."""
        return self.get(practice__slug=slug, position=position)


class PracticeStep(models.Model):
    """One step a person takes through a practice."""

    practice = models.ForeignKey(
        Practice, on_delete=models.CASCADE, related_name="steps", help_text=shared_help.PART_OF
    )
    position = models.PositiveSmallIntegerField(_("position"), help_text=shared_help.POSITION)
    text = models.TextField(_("what happens"), help_text=help_texts.STEP_TEXT)

    objects = PracticeStepManager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["practice", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "position"],
                name="practice_step_position",
                violation_error_message=_("Two steps have the same position."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.text[:60]}"

    @property
    def owner(self) -> Practice:
        """Return the record it is a part of."""
        return self.practice

    @property
    def source_language(self) -> str:
        """Return the language of the practice."""
        return self.practice.source_language

    def natural_key(self) -> tuple[str, int]:
        """Return the practice's slug and the position."""
        return (self.practice.slug, self.position)

    natural_key.dependencies = ["practices.practice"]  # type: ignore[attr-defined]
