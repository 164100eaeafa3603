"""The recognition pathway of a country: steps with conditions. Which steps a person sees is decided here, from data.

No rule stands in a template or a view: whoever edits the steps in the admin changes the answers.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.models import Organisation
from practices import help_texts
from practices import vocabularies as words
from practices.models.practice import Practice, is_isco_code
from practices.models.professions import RegulatedProfession
from skills2work import countries
from skills2work import help_texts as shared_help
from skills2work.ages import Aged
from skills2work.fields import CodeListField
from skills2work.publishing import PublishedQuerySet, PublishedRecord, published_only


class Holding(models.TextChoices):
    """What a person has to show."""

    DIPLOMA = "diploma", pgettext_lazy("what I have", "A diploma, with the papers")
    NO_DOCUMENTS = "no_documents", pgettext_lazy("what I have", "A diploma, but not the papers")
    TRADE = "trade", pgettext_lazy("what I have", "A trade, learnt at work or in a workshop")
    EXPERIENCE = "experience", pgettext_lazy("what I have", "Work experience, no training")
    STUDYING = "studying", pgettext_lazy("what I have", "I was studying, or want to study")


class Access(models.TextChoices):
    """Whether the law asks for recognition before somebody may work in an occupation."""

    ANY = "any", pgettext_lazy("access to an occupation", "Any occupation")
    REGULATED = "regulated", pgettext_lazy("access to an occupation", "Regulated")
    NOT_REGULATED = "not_regulated", pgettext_lazy("access to an occupation", "Not regulated")
    UNKNOWN = "unknown", pgettext_lazy("access to an occupation", "Not known, or not chosen")


class MatrixStatus(models.TextChoices):
    """The four legal statuses that the pathway asks for: the words are those of LegalStatus."""

    ASYLUM_SEEKERS = words.LegalStatus.ASYLUM_SEEKERS.value, words.LegalStatus.ASYLUM_SEEKERS.label
    REFUGEES = words.LegalStatus.REFUGEES.value, words.LegalStatus.REFUGEES.label
    SUBSIDIARY_PROTECTION = words.LegalStatus.SUBSIDIARY_PROTECTION.value, words.LegalStatus.SUBSIDIARY_PROTECTION.label
    TEMPORARY_PROTECTION = words.LegalStatus.TEMPORARY_PROTECTION.value, words.LegalStatus.TEMPORARY_PROTECTION.label


class Answers(NamedTuple):
    """What a person answered. `isco` is a code of one to four digits, or empty for "I don't know yet"."""

    country: str
    status: str
    have: str
    isco: str
    access: str


def professions_for(country: str, isco: str) -> list[RegulatedProfession]:
    """Return what we know about the regulation of an occupation in a country; three queries, none without a code."""
    if not isco:
        return []
    found = RegulatedProfession.objects.published().in_country(country).exclude(isco="").for_page()
    return around(found, isco)


def around(professions: Iterable[RegulatedProfession], isco: str) -> list[RegulatedProfession]:
    """Keep the professions that an ISCO-08 code holds, or that hold it."""
    return [row for row in professions if row.isco.startswith(isco) or isco.startswith(row.isco)]


def access_of(professions: Iterable[RegulatedProfession]) -> str:
    """Return whether an occupation is regulated, from what we know about it: unknown where we know nothing."""
    known = {row.regulated for row in professions}
    if True in known:
        return Access.REGULATED.value
    return Access.NOT_REGULATED.value if known else Access.UNKNOWN.value


class PathwayQuerySet(PublishedQuerySet):
    """Questions about pathways."""

    def for_page(self) -> Any:
        """Fetch a pathway with its steps and all they name: six queries."""
        return self.prefetch_related(
            "sources",
            "steps__sources",
            published_only("steps__organisations", Organisation),
            published_only("steps__practices", Practice),
        )

    def for_preview(self) -> Any:
        """Fetch the same for an editor: what steps name is there though it is a draft."""
        return self.prefetch_related(
            "sources",
            "steps__sources",
            models.Prefetch("steps__organisations", queryset=Organisation.objects.with_drafts()),
            models.Prefetch("steps__practices", queryset=Practice.objects.with_drafts()),
        )


class Pathway(PublishedRecord):
    """The steps to recognition in one country. Its slug is the country's."""

    section = "pathways"
    has_page = False

    country = models.CharField(
        _("country"),
        max_length=2,
        unique=True,
        choices=[(code, code) for code in countries.NINE],
        help_text=shared_help.COUNTRY,
    )

    objects: ClassVar[Any] = PathwayQuerySet.as_manager()

    class Meta(PublishedRecord.Meta):
        verbose_name = _("pathway")
        verbose_name_plural = _("pathways")
        ordering = ["country"]

    def derive(self) -> None:
        """Fill the fields that follow from others: the address of a pathway is its country's."""
        super().derive()
        self.slug = countries.SLUGS.get(self.country, self.slug)

    def get_absolute_url(self) -> str:
        """Return the address that asks the remaining questions for this country."""
        return f"{reverse('pathway')}?country={self.country}"

    def steps_for(self, answers: Answers) -> list["PathwayStep"]:
        """Return the steps that a person with these answers sees, in order. Uses the prefetched steps."""
        return [step for step in self.steps.all() if step.is_for(answers)]


class PathwayStepManager(models.Manager["PathwayStep"]):
    """Finds steps by pathway and slug."""

    def get_by_natural_key(self, pathway: str, slug: str) -> "PathwayStep":
        """Return one step of the pathway of a country."""
        return self.get(pathway__slug=pathway, slug=slug)


class PathwayStep(Aged, models.Model):
    """One step, and for whom it is. An empty condition means everybody."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="steps", help_text=shared_help.PART_OF)
    slug = models.SlugField(_("address"), max_length=80, help_text=shared_help.ADDRESS)
    position = models.PositiveSmallIntegerField(_("position"), help_text=shared_help.POSITION)
    statuses = CodeListField(_("legal statuses"), choices_from=MatrixStatus, help_text=_("None: all."))
    haves = CodeListField(_("what the person has"), choices_from=Holding, help_text=_("None: all."))
    access = models.CharField(
        _("the occupation is"), max_length=15, choices=Access, default=Access.ANY, help_text=help_texts.ACCESS
    )
    isco = CodeListField(
        _("only for occupations"), check=is_isco_code, help_text=_("Beginnings of ISCO-08 codes. None: all.")
    )
    title = models.CharField(_("title"), max_length=300, help_text=help_texts.STEP_TITLE)
    text = models.TextField(_("what to do"), help_text=help_texts.STEP_WHAT)
    where = models.TextField(_("where"), blank=True, help_text=help_texts.STEP_WHERE)
    organisations = models.ManyToManyField(
        Organisation,
        verbose_name=_("organisations"),
        related_name="pathway_steps",
        blank=True,
        help_text=help_texts.HELPING_ORGANISATIONS,
    )
    documents = models.TextField(_("documents to bring"), blank=True, help_text=_("One a line."))
    cost = models.TextField(_("cost"), blank=True, help_text=_("Empty: not known."))
    duration = models.TextField(_("duration"), blank=True, help_text=_("Empty: not known."))
    language_level = models.TextField(_("language level"), blank=True, help_text=_("Empty: not known."))
    if_missing = models.TextField(_("if papers are missing"), blank=True, help_text=help_texts.IF_MISSING)
    kinds = CodeListField(
        _("kinds of practices that help"), choices_from=words.PracticeKind, help_text=_("Shown from this country.")
    )
    practices = models.ManyToManyField(
        Practice,
        verbose_name=_("practices that are this step"),
        related_name="pathway_steps",
        blank=True,
        help_text=help_texts.HELPING_PRACTICES,
    )
    acts_today = models.BooleanField(_("can be done today"), default=False, help_text=help_texts.ACTS_TODAY)
    shows_professions = models.BooleanField(
        _("name the authority of the profession"), default=False, help_text=help_texts.SHOWS_PROFESSIONS
    )
    shows_access = models.BooleanField(_("show the right to work"), default=False, help_text=help_texts.SHOWS_ACCESS)
    as_of = models.PositiveSmallIntegerField(_("as of"), null=True, blank=True, help_text=shared_help.AS_OF)
    sources = models.ManyToManyField(
        "skills2work.Source", verbose_name=_("sources"), blank=True, help_text=shared_help.SOURCES
    )

    objects: ClassVar[Any] = PathwayStepManager()

    class Meta:
        verbose_name = _("step of a pathway")
        verbose_name_plural = _("steps of pathways")
        ordering = ["pathway", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["pathway", "slug"],
                name="pathway_step_slug",
                violation_error_message=_("The pathway has a step with this address already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pathway.country} {self.position}. {self.title}"

    def natural_key(self) -> tuple[str, str]:
        """Return the pathway's slug and the step's."""
        return (self.pathway.slug, self.slug)

    natural_key.dependencies = ["practices.pathway"]  # type: ignore[attr-defined]

    @property
    def owner(self) -> Pathway:
        """Return the record it is a part of."""
        return self.pathway

    @property
    def source_language(self) -> str:
        """Return the language of the pathway."""
        return self.pathway.source_language

    def fitting_answers(self) -> Answers:
        """Return answers with which a person sees the step: the first of each condition, a usual one where it has none.

        Where the occupation must be regulated, or must not be, it is one of which we know that. One query.
        """
        country, code, access = self.pathway.country, next(iter(self.isco), ""), self.access
        known = list(RegulatedProfession.objects.published().in_country(country).exclude(isco="").order_by("isco"))
        if access == Access.ANY:
            access = access_of(around(known, code)) if code else Access.UNKNOWN.value
        elif access != Access.UNKNOWN:
            inside = [row.isco for row in known if row.isco.startswith(tuple(self.isco or [""]))]
            code = next((isco for isco in inside if access_of(around(known, isco)) == access), code)
        status = next(iter(self.statuses), MatrixStatus.REFUGEES.value)
        return Answers(country, status, next(iter(self.haves), Holding.DIPLOMA.value), code, access)

    def is_for(self, answers: Answers) -> bool:
        """Say whether a person with these answers sees the step."""
        return (
            (not self.statuses or answers.status in self.statuses)
            and (not self.haves or answers.have in self.haves)
            and self.access in {Access.ANY, answers.access}
            and (not self.isco or any(answers.isco.startswith(code) for code in self.isco))
        )
