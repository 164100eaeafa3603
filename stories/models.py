"""A story: how one person's skills were seen and used, as an organisation has published it."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.models import Organisation
from practices.vocabularies import PracticeKind
from skills2work import help_texts
from skills2work.fields import CodeListField
from skills2work.publishing import PublishedQuerySet, PublishedRecord, unlisted
from skills2work.vocabularies import PublicationState, Sector, labels


class StoryBasis(models.TextChoices):
    """Why a story about a person may be told here."""

    PUBLISHED = "published", pgettext_lazy("basis of a story", "Published by the organisation")
    CONSENT = "consent", pgettext_lazy("basis of a story", "The person has agreed")


class StoryQuerySet(PublishedQuerySet):
    """Questions about stories."""

    def published(self) -> Self:
        """Keep what readers may see: a story whose basis was withdrawn is gone at once."""
        return super().published().filter(withdrawn_on__isnull=True)

    def gone(self) -> Self:
        """Keep stories whose address answers 410."""
        return self.filter(models.Q(withdrawn_on__isnull=False) | models.Q(state=PublicationState.ARCHIVED))

    def from_origin(self, *codes: str) -> Self:
        """Keep the stories of people who came from some countries (ISO codes)."""
        return self.filter(origin__in=codes)

    def in_sector(self, *sectors: str) -> Self:
        """Keep the stories of some sectors."""
        return self.filter(sector__in=sectors)

    def of_kind(self, *kinds: str) -> Self:
        """Keep the stories whose path held a practice of one of some kinds.

        Reads the whole table. There are dozens of stories, not hundreds of thousands.
        """
        held = models.Q()
        for kind in kinds:
            held |= models.Q(kinds_text__contains=f"|{kind}|")
        return self.filter(held)

    def naming(self, organisation: models.Model) -> Self:
        """Keep the stories of people whom an organisation employs."""
        return self.filter(employer=organisation)

    def for_list(self) -> Self:
        """Fetch what a card shows and nothing more."""
        return self.defer(*unlisted(Story, "path", "advice"))

    def for_page(self) -> Self:
        """Fetch all that the page of one story shows: two queries."""
        return self.select_related("employer").prefetch_related("sources")

    def for_data(self) -> Self:
        """Fetch all that a story says as data: three queries. An employer that readers may not see is left out."""
        employers = Organisation.objects.published().for_reference()
        return self.prefetch_related("sources", models.Prefetch("employer", queryset=employers))


class Story(PublishedRecord):
    """A story, told in the third person from its published source."""

    section = "stories"
    card_template = "components/card_story.html"
    required_texts = ("title", "summary", "path")

    person = models.CharField(_("person"), max_length=120, help_text=_("As published: often the first name only."))
    origin = models.CharField(
        _("country of origin"), max_length=2, blank=True, help_text=_("ISO code. Empty: not known.")
    )
    country = models.CharField(_("country"), max_length=2, db_index=True, help_text=help_texts.COUNTRY)
    occupation_before = models.CharField(
        _("occupation before"),
        max_length=300,
        blank=True,
        help_text=_("The work the person did before coming here, as published."),
    )
    occupation_now = models.CharField(
        _("occupation now"), max_length=300, blank=True, help_text=_("The work the person does now, as published.")
    )
    employer = models.ForeignKey(
        Organisation,
        verbose_name=_("employer"),
        on_delete=models.PROTECT,
        related_name="stories",
        null=True,
        blank=True,
        help_text=_("The employer, if it is in the directory: readers can go on to its page."),
    )
    employer_name = models.CharField(
        _("employer, as published"),
        max_length=300,
        blank=True,
        help_text=_("The employer as published, where it is not in the directory. Empty: not named."),
    )
    sector = models.CharField(
        _("sector"),
        max_length=1,
        choices=Sector,
        blank=True,
        help_text=_("The branch of the present work: readers filter by it."),
    )
    path = models.TextField(_("path"), help_text=_("How the skills were seen and used, one step a line."))
    kinds = CodeListField(
        _("kinds"),
        choices_from=PracticeKind,
        help_text=_("Kinds of practices that the path held. None: the text names none."),
    )
    kinds_text = models.CharField(max_length=400, editable=False, default="|")  # "|mentoring|...|", derived from kinds
    advice = models.TextField(_("advice"), blank=True, help_text=_("One a line."))
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, help_text=_("Of the published source."))
    basis = models.CharField(
        _("basis"),
        max_length=10,
        choices=StoryBasis,
        blank=True,
        help_text=_("Why we may tell it. Without a basis no story is published."),
    )
    consent_on = models.DateField(
        _("consent given on"),
        null=True,
        blank=True,
        help_text=_("The day on which the person agreed. Needed where consent is the basis."),
    )
    withdrawn_on = models.DateField(
        _("withdrawn on"),
        null=True,
        blank=True,
        help_text=_("From this moment the story is gone everywhere; its address answers 410."),
    )

    objects: ClassVar[Any] = StoryQuerySet.as_manager()

    class Meta(PublishedRecord.Meta):
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["title", "slug"]
        constraints = [
            *PublishedRecord.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(state=PublicationState.PUBLISHED) | ~models.Q(basis=""),
                name="story_published_with_basis",
                violation_error_message=_("A story is published only with a recorded basis."),
            ),
            models.CheckConstraint(
                condition=~models.Q(basis=StoryBasis.CONSENT) | models.Q(consent_on__isnull=False),
                name="story_consent_has_date",
                violation_error_message=_("Consent needs its date."),
            ),
        ]

    def derive(self) -> None:
        """Fill the fields that follow from others."""
        super().derive()
        self.kinds_text = "|" + "".join(f"{kind}|" for kind in self.kinds)

    @property
    def kind_labels(self) -> list[str]:
        """Return the names of the kinds of practices on the path."""
        return labels(PracticeKind, self.kinds)

    @property
    def is_published(self) -> bool:
        """Say whether readers may see the story: its basis must not have been withdrawn."""
        return super().is_published and self.withdrawn_on is None

    def get_absolute_url(self) -> str:
        """Return the page of the story."""
        return reverse("story", args=[self.slug])

    def missing_for_publication(self, *, has_sources: bool | None = None) -> list[str]:
        """Return what is missing, the basis included."""
        missing = super().missing_for_publication(has_sources=has_sources)
        if not self.basis or (self.basis == StoryBasis.CONSENT and self.consent_on is None):
            missing.append(str(_("a recorded basis")))
        return missing

    @property
    def as_of_year(self) -> int | None:
        """Return the year of the published source."""
        return self.year
