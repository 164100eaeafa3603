"""Occupations of ESCO, and the groups of ISCO-08 they stand in: reference data that no editor writes.

This publication uses the ESCO classification of the European Commission (v1.0.8). Labels stand in one JSON field a
record, by language: what has no name in a language lacks it there, and `label` says in which language a text really is.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import functions
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from practices.models.professions import groups_around
from skills2work import languages
from skills2work.texts import LocalText

ESCO = "http://data.europa.eu/esco/occupation/"
UNIT_GROUP = 4  # digits of the narrowest groups: those that occupations stand in
# ESCO does not speak these; labels of groups in them (and in Irish) are ours.
WITHOUT_ESCO = ("ar", "fa", "uk")


def labelled(labels: dict[str, str], language: str | None = None) -> LocalText:
    """Return the label in a language (that of the page), else in English, else in any; empty where there is none."""
    wanted = language or languages.spoken()
    for code in (wanted, languages.SOURCE_LANGUAGE, *labels):
        if labels.get(code):
            return LocalText(labels[code], code)
    return LocalText("", languages.SOURCE_LANGUAGE)


class Regulation(models.TextChoices):
    """ESCO's note on an occupation under Directive 2005/36/EC. It knows no more than these two."""

    REGULATED = "regulated", pgettext_lazy("ESCO's note on an occupation", "Regulated under Directive 2005/36/EC")
    UNREGULATED = "unregulated", pgettext_lazy("ESCO's note on an occupation", "No note under Directive 2005/36/EC")


class IscoGroupQuerySet(models.QuerySet["IscoGroup"]):
    """Questions about groups."""

    def two_upper_levels(self) -> Self:
        """Keep the major groups and the sub-major groups."""
        return self.annotate(digits=functions.Length("code")).filter(digits__lte=2)

    def inside(self, code: str) -> Self:
        """Keep a group and all that is in it, at every level."""
        return self.filter(code__startswith=code)

    def below(self, code: str) -> Self:
        """Keep the groups right below one; the major groups for an empty code."""
        return self.inside(code).annotate(digits=functions.Length("code")).filter(digits=len(code) + 1)

    def around(self, *codes: str) -> Self:
        """Keep some groups and all that are around them."""
        return self.filter(code__in=sorted({around for code in codes for around in groups_around(code)}))


class IscoGroup(models.Model):
    """A group of ISCO-08: one digit a major group, two a sub-major, three a minor, four a unit group."""

    is_reference: ClassVar[bool] = True  # data of others: everybody who works here may look it up
    is_shown_to_readers: ClassVar[bool] = True

    code = models.CharField(_("ISCO-08 code"), max_length=4, unique=True)
    labels = models.JSONField(_("labels"), default=dict)
    names = models.JSONField(
        _("everyday names"),
        default=dict,
        blank=True,
        help_text=_("What people call it and type, by us: ESCO knows no plain “doctor”."),
    )

    objects: ClassVar[Any] = IscoGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group of occupations")
        verbose_name_plural = _("groups of occupations")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.label().text}"

    def get_absolute_url(self) -> str:
        """Return the list of what stands in the group."""
        return f"{reverse('occupations')}?group={self.code}"

    def label(self, language: str | None = None) -> LocalText:
        """Return the label in a language, in English where there is none, with the language it really is in."""
        return labelled(self.labels, language)

    def everyday_names(self, language: str | None = None) -> list[str]:
        """Return what people call the occupations of the group in a language; empty where we have none."""
        return list(self.names.get(language or languages.spoken(), []))


class OccupationQuerySet(models.QuerySet["Occupation"]):
    """Questions about occupations."""

    def for_list(self) -> Self:
        """Fetch what a list shows: the labels and the group, without the other names; one query."""
        return self.select_related("group").defer("names")

    def for_search(self) -> Self:
        """Fetch the names too; one query."""
        return self.select_related("group")

    def in_group(self, code: str) -> Self:
        """Keep the occupations of a group of any level."""
        return self.filter(group__code__startswith=code)

    def with_slug(self, slug: str) -> Self:
        """Keep the one occupation whose address ends in `slug`."""
        return self.filter(uri=f"{ESCO}{slug}")

    def count_by_unit_group(self) -> dict[str, int]:
        """Return how many occupations each unit group holds, in one query."""
        return dict(self.order_by().values_list("group_id").annotate(models.Count("pk")))


class Occupation(models.Model):
    """One occupation of ESCO."""

    is_reference: ClassVar[bool] = True  # data of others: everybody who works here may look it up
    is_shown_to_readers: ClassVar[bool] = True

    uri = models.CharField(_("address at ESCO"), max_length=100, unique=True)
    group = models.ForeignKey(
        IscoGroup,
        verbose_name=_("ISCO-08 unit group"),
        on_delete=models.PROTECT,
        to_field="code",
        db_column="isco",
        related_name="occupations",
    )
    code = models.CharField(
        _("ESCO code"), max_length=30, help_text=_("Its digits go on where those of its group end.")
    )
    regulation = models.CharField(_("ESCO's note on regulation"), max_length=20, choices=Regulation, blank=True)
    labels = models.JSONField(_("labels"), default=dict)
    names = models.JSONField(_("other names"), default=dict, blank=True)

    objects: ClassVar[Any] = OccupationQuerySet.as_manager()

    class Meta:
        verbose_name = _("occupation")
        verbose_name_plural = _("occupations")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.label().text}"

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("occupation", args=[self.slug])

    @property
    def slug(self) -> str:
        """Return the part of the address that names it: the end of its address at ESCO."""
        return self.uri.rpartition("/")[2]

    @property
    def isco(self) -> str:
        """Return the four digits of its unit group."""
        return self.group_id

    @property
    def rank(self) -> int:
        """Return its place among equals: the general occupation before its special kinds, then what has many names."""
        return 100 * self.code.count(".") - min(len(self.names.get(languages.SOURCE_LANGUAGE, [])), 99)

    @property
    def is_regulated_by_directive(self) -> bool:
        """Say whether ESCO notes it as regulated under Directive 2005/36/EC."""
        return self.regulation == Regulation.REGULATED

    def label(self, language: str | None = None) -> LocalText:
        """Return the label in a language, in English where there is none, with the language it really is in."""
        return labelled(self.labels, language)

    def other_names(self, language: str | None = None) -> list[str]:
        """Return the other names in a language, without the label itself; empty where there are none."""
        code = language or languages.spoken()
        return [name for name in self.names.get(code, []) if name != self.labels.get(code)]
