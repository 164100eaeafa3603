"""Regulated professions: who decides on access to a profession in a country, and the rules above the countries.

A pair of country and profession that is missing was not found and says nothing.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.models import Organisation
from practices import help_texts
from practices.vocabularies import ProfessionRuleKind
from skills2work import countries
from skills2work import help_texts as shared_help
from skills2work.publishing import Published, PublishedQuerySet, published_only


def groups_around(isco: str) -> list[str]:
    """Return an ISCO-08 code and those of all groups around it: 2221, 222, 22, 2."""
    return [isco[:digits] for digits in range(len(isco), 0, -1)]


class RegulatedProfessionQuerySet(PublishedQuerySet):
    """Questions about regulated professions."""

    def for_isco(self, *codes: str) -> Self:
        """Keep the professions of some ISCO-08 groups, or of groups around them."""
        return self.filter(isco__in=sorted({around for code in codes for around in groups_around(code)}))

    def for_page(self) -> Self:
        """Fetch what the page of a country shows: the professions with authorities and sources, three queries."""
        found = self.prefetch_related(published_only("organisations", Organisation), "sources")
        return found.order_by("profession_en", "pk")


class RegulatedProfession(Published):
    """One profession in one country: is access restricted, who decides, on which conditions."""

    slug = models.SlugField(_("address"), max_length=120, unique=True, help_text=shared_help.ADDRESS)
    country = models.CharField(
        _("country"),
        max_length=2,
        db_index=True,
        choices=[(code, code) for code in countries.NINE],
        help_text=shared_help.COUNTRY,
    )
    profession = models.CharField(_("profession"), max_length=120, help_text=help_texts.PROFESSION)
    isco = models.CharField(_("ISCO-08 code"), max_length=4, blank=True, db_index=True, help_text=shared_help.ISCO)
    regulated = models.BooleanField(
        _("regulated"), help_text=_("Access to the profession, its title or a business in it is restricted.")
    )
    authority = models.CharField(
        _("authority, as the source names it"), max_length=400, blank=True, help_text=help_texts.AUTHORITY
    )
    organisations = models.ManyToManyField(
        Organisation,
        verbose_name=_("authorities"),
        related_name="professions",
        blank=True,
        help_text=help_texts.AUTHORITIES,
    )
    url = models.URLField(_("page of the authority"), max_length=1500, blank=True, help_text=shared_help.WEB_ADDRESS)
    note = models.TextField(_("conditions"), help_text=help_texts.CONDITIONS)
    as_of = models.PositiveSmallIntegerField(_("as of"), null=True, blank=True, help_text=shared_help.AS_OF)

    objects: ClassVar[Any] = RegulatedProfessionQuerySet.as_manager()

    required_texts = ("profession", "note")

    class Meta(Published.Meta):
        verbose_name = _("regulated profession")
        verbose_name_plural = _("regulated professions")
        ordering = ["country", "profession"]

    def __str__(self) -> str:
        return f"{self.country}: {self.profession}"

    def natural_key(self) -> tuple[str]:
        """Return the slug."""
        return (self.slug,)

    def get_absolute_url(self) -> str:
        """Return its place on the country's page."""
        return f"{reverse('country', args=[countries.SLUGS[self.country]])}#{self.slug}"


class ProfessionRuleQuerySet(PublishedQuerySet):
    """Questions about rules on professions."""

    def for_isco(self, code: str) -> Self:
        """Keep the rules that name an ISCO-08 group, or a group around it."""
        return self.filter(isco__in=groups_around(code))

    def conditions(self) -> Self:
        """Keep the conditions of automatic recognition."""
        return self.filter(kind=ProfessionRuleKind.CONDITION)


class ProfessionRule(Published):
    """A rule on professions above one authority: Directive 2005/36/EC, another European rule, or a whole country's."""

    slug = models.SlugField(_("address"), max_length=120, unique=True, help_text=shared_help.ADDRESS)
    country = models.CharField(
        _("country"),
        max_length=2,
        db_index=True,
        choices=[(code, code) for code in countries.SLUGS],
        help_text=shared_help.COUNTRY,
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ProfessionRuleKind, help_text=help_texts.RULE_KIND)
    subject = models.CharField(_("profession or subject"), max_length=200, blank=True, help_text=help_texts.SUBJECT)
    isco = models.CharField(_("ISCO-08 code"), max_length=4, blank=True, db_index=True, help_text=shared_help.ISCO)
    regulated = models.BooleanField(_("regulated"), null=True, blank=True, help_text=help_texts.REGULATED)
    directive = models.CharField(_("directive"), max_length=40, blank=True, help_text=help_texts.DIRECTIVE)
    text = models.TextField(_("rule"), blank=True, help_text=help_texts.RULE_TEXT)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=shared_help.POSITION)
    as_of = models.PositiveSmallIntegerField(_("as of"), null=True, blank=True, help_text=shared_help.AS_OF)

    objects: ClassVar[Any] = ProfessionRuleQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = _("rule on professions")
        verbose_name_plural = _("rules on professions")
        ordering = ["country", "kind", "position"]

    def __str__(self) -> str:
        return f"{self.country}: {self.subject or self.text[:60]}"

    def natural_key(self) -> tuple[str]:
        """Return the slug."""
        return (self.slug,)

    def missing_for_publication(self, *, has_sources: bool | None = None) -> list[str]:
        """Return what is missing; a rule needs a subject or a text."""
        missing = super().missing_for_publication(has_sources=has_sources)
        if not self.source_text("subject") and not self.source_text("text"):
            missing.append(str(_("a subject or a text")))
        return missing
