"""The narrow table that makes filters and counts fast: one row a published practice, facet and value.

It is derived from the practices and rewritten with each of them in the same transaction.
Why: docs/decisions/0001-multi-valued-fields.md.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from practices.models.practice import Practice


class Facet(models.TextChoices):
    """The filters of the directory; the value is the name of the parameter in the address."""

    COUNTRY = "country", pgettext_lazy("filter", "Country")
    KIND = "kind", pgettext_lazy("filter", "Kind")
    STAGE = "stage", pgettext_lazy("filter", "Stage of validation")
    AUDIENCE = "audience", pgettext_lazy("filter", "For whom")
    ELIGIBLE = "eligible", pgettext_lazy("filter", "Legal status")
    SCOPE = "scope", pgettext_lazy("filter", "Reach")
    SECTOR = "sector", pgettext_lazy("filter", "Sector")
    STATUS = "status", pgettext_lazy("filter", "State")
    LANGUAGE = "language", pgettext_lazy("filter", "Language offered")
    EVIDENCE = "evidence", pgettext_lazy("filter", "Evidence")
    COST = "cost", pgettext_lazy("filter", "Cost")
    OCCUPATION = "occupation", pgettext_lazy("filter", "Occupation")


class PracticeFacetQuerySet(models.QuerySet["PracticeFacet"]):
    """Questions to the table."""

    def practice_ids(self, facet: str, values: list[str]) -> models.QuerySet["PracticeFacet", int]:
        """Return, as a subquery, the ids of practices that have one of the values."""
        return self.filter(facet=facet, value__in=values).values_list("practice_id", flat=True)

    def counts(self, facet: str) -> dict[str, int]:
        """Return how many practices have each value of a facet, in one query."""
        rows = self.filter(facet=facet).order_by().values_list("value").annotate(models.Count("practice_id"))
        return dict(rows)


class PracticeFacet(models.Model):
    """One value of one facet of one published practice."""

    practice = models.ForeignKey("practices.Practice", on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=10, choices=Facet)
    value = models.CharField(max_length=40)

    objects: ClassVar[Any] = PracticeFacetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facet", "value", "practice"],
                name="practice_facet_once",
                violation_error_message=_("The practice has this value already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"


def facet_values(practice: "Practice") -> set[tuple[str, str]]:
    """Return the pairs of facet and value that a practice has; none while it is not published."""
    if not practice.is_published:
        return set()
    many = {
        Facet.COUNTRY: [practice.country],
        Facet.KIND: practice.kinds,
        Facet.STAGE: practice.stages,
        Facet.AUDIENCE: practice.audiences,
        Facet.ELIGIBLE: practice.eligible,
        Facet.SCOPE: [practice.scope],
        Facet.SECTOR: practice.sectors,
        Facet.STATUS: [practice.status],
        Facet.LANGUAGE: practice.languages_offered,
        Facet.EVIDENCE: [practice.evidence],
        Facet.COST: [practice.cost_kind],
        Facet.OCCUPATION: [code[:digits] for code in practice.isco for digits in range(1, len(code) + 1)],
    }
    return {(facet.value, value) for facet, values in many.items() for value in values if value}


def rewrite_facets(practice: "Practice") -> None:
    """Bring the rows of one practice up to date: one query to read, one more for what is new, one for what is gone."""
    wanted = facet_values(practice)
    rows = {(row.facet, row.value): row.pk for row in practice.facets.all()}
    gone = [pk for pair, pk in rows.items() if pair not in wanted]
    if gone:
        PracticeFacet.objects.filter(pk__in=gone).delete()
    PracticeFacet.objects.bulk_create(
        [PracticeFacet(practice=practice, facet=facet, value=value) for facet, value in sorted(wanted - rows.keys())]
    )
