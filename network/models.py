"""Organisations and experts."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.contact.models import ContactAddress
from network.joining.models import Proposal
from network.vocabularies import ExpertBasis, OrganisationKind, OrganisationRole
from skills2work import countries, help_texts, languages
from skills2work.fields import CodeListField
from skills2work.publishing import PublishedQuerySet, PublishedRecord, unlisted
from skills2work.vocabularies import PublicationState, labels

__all__ = ["ContactAddress", "Expert", "Organisation", "Proposal"]

# Words in the topics of organisations to which a person turns about rights at work.
RIGHTS_AT_WORK = ("workers' rights", "labour rights", "labour law", "labour inspection", "exploitation", "trafficking")


class OrganisationQuerySet(PublishedQuerySet):
    """Questions about organisations."""

    def of_kind(self, *kinds: str) -> Self:
        """Keep organisations of some kinds."""
        return self.filter(kind__in=kinds)

    def with_role(self, role: str) -> Self:
        """Keep organisations that play a role.

        Reads the whole table. There are hundreds of organisations, not hundreds of thousands.
        """
        return self.filter(roles_text__contains=f"|{role}|")

    def partners_of_skills2work(self) -> Self:
        """Keep the organisations that took part in Skills2Work from 2016 to 2018."""
        return self.with_role(OrganisationRole.PARTNER)

    def authorities(self) -> Self:
        """Keep those that decide or inform officially."""
        return self.with_role(OrganisationRole.AUTHORITY)

    def employers(self) -> Self:
        """Keep those that hire."""
        return self.with_role(OrganisationRole.EMPLOYER)

    def on_rights_at_work(self) -> Self:
        """Keep trade unions, and those whose topics name rights at work or exploitation. Reads the whole table."""
        named = models.Q(kind=OrganisationKind.TRADE_UNION)
        for topic in RIGHTS_AT_WORK:
            named |= models.Q(topics_en__icontains=topic)
        return self.filter(named)

    def for_list(self) -> Self:
        """Fetch what a card shows and nothing more."""
        return self.defer(*unlisted(Organisation, "what", "topics"))


class Organisation(PublishedRecord):
    """An authority, company, association, university or community that the directory names. One record each."""

    section = "organisations"
    card_template = "components/card_organisation.html"

    local_name = models.CharField(_("own name"), max_length=300, blank=True, help_text=_("In its own language."))
    country = models.CharField(_("country"), max_length=2, db_index=True, help_text=_("ISO code of its seat, or EU."))
    kind = models.CharField(
        _("kind"),
        max_length=30,
        choices=OrganisationKind,
        db_index=True,
        help_text=_("What sort of organisation it is: readers filter by it."),
    )
    roles = CodeListField(
        _("roles"),
        choices_from=OrganisationRole,
        help_text=_("What it does for newcomers or employers, by its own public pages."),
    )
    roles_text = models.CharField(max_length=120, editable=False, default="|")  # "|partner|expert|", derived from roles
    url = models.URLField(_("web address"), max_length=500, blank=True, help_text=help_texts.WEB_ADDRESS)
    what = models.TextField(
        _("what it does"), blank=True, help_text=_("What readers can get there, and who may come, in short sentences.")
    )
    topics = models.TextField(_("topics"), blank=True, help_text=_("One a line."))

    objects: ClassVar[Any] = OrganisationQuerySet.as_manager()

    class Meta(PublishedRecord.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["title", "slug"]
        indexes = [models.Index(fields=["state", "country", "kind"], name="organisation_lists")]

    def derive(self) -> None:
        """Fill the fields that follow from others."""
        super().derive()
        self.roles_text = "|" + "".join(f"{role}|" for role in self.roles)

    def get_absolute_url(self) -> str:
        """Return the page of the organisation."""
        return reverse("organisation", args=[self.slug])

    @property
    def role_labels(self) -> list[str]:
        """Return the names of its roles."""
        return labels(OrganisationRole, self.roles)

    @property
    def is_in_the_nine(self) -> bool:
        """Say whether its country has a page here."""
        return self.country in countries.SLUGS


class ExpertQuerySet(PublishedQuerySet):
    """Questions about experts."""

    def naming(self, organisation: models.Model) -> Self:
        """Keep the contact points of an organisation."""
        return self.filter(organisation=organisation)

    def for_list(self) -> Self:
        """Fetch what a card shows: the expert with the organisation."""
        return self.select_related("organisation")


class Expert(PublishedRecord):
    """A professional contact point of an organisation. Published only with a recorded basis and its date."""

    section = "experts"
    card_template = "components/card_expert.html"

    country = models.CharField(_("country"), max_length=2, db_index=True, help_text=help_texts.COUNTRY)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="experts",
        null=True,
        blank=True,
        help_text=_("Where the person works: readers write to the organisation, never to the person."),
    )
    role = models.CharField(
        _("role"), max_length=300, blank=True, help_text=_("What the person does there, as published.")
    )
    topics = models.TextField(_("topics"), blank=True, help_text=_("One a line."))
    languages_spoken = CodeListField(_("languages"), check=languages.is_language)
    basis = models.CharField(
        _("basis"),
        max_length=20,
        choices=ExpertBasis,
        blank=True,
        help_text=_("Why we may name the person. Without a basis nobody is published."),
    )
    basis_on = models.DateField(
        _("basis recorded on"),
        null=True,
        blank=True,
        help_text=_("The day of the consent, or the day you read the publication."),
    )

    objects: ClassVar[Any] = ExpertQuerySet.as_manager()

    class Meta(PublishedRecord.Meta):
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        ordering = ["title", "slug"]
        constraints = [
            *PublishedRecord.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(state=PublicationState.PUBLISHED)
                | (~models.Q(basis="") & models.Q(basis_on__isnull=False)),
                name="expert_published_with_basis",
                violation_error_message=_("An expert is published only with a recorded basis and its date."),
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the page of the expert."""
        return reverse("expert", args=[self.slug])

    def missing_for_publication(self, *, has_sources: bool | None = None) -> list[str]:
        """Return what is missing, the basis and its date included."""
        missing = super().missing_for_publication(has_sources=has_sources)
        if not self.basis or self.basis_on is None:
            missing.append(str(_("a recorded basis with its date")))
        if self.pk and Proposal.objects.withdrawn().filter(expert=self).exists():
            missing.append(str(_("the consent of the person, who took it back")))
        return missing
