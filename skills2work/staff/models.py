"""Assignments: which role somebody has in the admin, and for which countries, organisations and languages."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from skills2work import countries, help_texts, languages
from skills2work.fields import CodeListField
from skills2work.publishing import record_model


class Role(models.TextChoices):
    """What somebody does here."""

    EDITOR = "editor", pgettext_lazy("role in the admin", "Editor")
    TRANSLATOR = "translator", pgettext_lazy("role in the admin", "Translator")
    REVIEWER = "reviewer", pgettext_lazy("role in the admin", "Reviewer")
    ADMINISTRATOR = "administrator", pgettext_lazy("role in the admin", "Administrator")


def is_slug(code: str) -> bool:
    """Say whether a text can be the address of a record."""
    try:
        validate_slug(code)
    except ValidationError:
        return False
    return True


def is_site_language(code: str) -> bool:
    """Say whether the site is in a language."""
    return code in languages.LANGUAGE_CODES


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Questions about assignments."""

    def in_role(self, *roles: str) -> "AssignmentQuerySet":
        """Keep the assignments of people who can use them, in some roles."""
        return self.filter(role__in=roles, user__is_active=True, user__is_staff=True)


class Assignment(models.Model):
    """One role of one person. What it allows is in `rights.py`, nowhere else."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="assignments",
        help_text=help_texts.USER,
    )
    role = models.CharField(_("role"), max_length=15, choices=Role, help_text=help_texts.ROLE)
    countries = CodeListField(
        _("countries"),
        check=countries.is_country,
        help_text=_("For editors and reviewers: ISO codes, or EU."),
    )
    organisations = CodeListField(
        _("organisations"),
        check=is_slug,
        help_text=_("For editors: addresses of organisations. She edits these, and all entries that name them."),
    )
    languages = CodeListField(
        _("languages"), check=is_site_language, help_text=_("For translators: codes of languages of this site.")
    )

    objects: ClassVar[Any] = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["user", "role", "pk"]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    def clean(self) -> None:
        """Name what a role needs and does not have, and organisations that there are not."""
        if self.role == Role.EDITOR and not (self.countries or self.organisations):
            raise ValidationError(
                {"countries": ValidationError(_("An editor needs a country or an organisation."), code="missing")}
            )
        if self.role == Role.REVIEWER and not self.countries:
            raise ValidationError({"countries": ValidationError(_("A reviewer needs a country."), code="missing")})
        if self.role == Role.TRANSLATOR and not self.languages:
            raise ValidationError({"languages": ValidationError(_("A translator needs a language."), code="missing")})
        known = record_model("organisations").objects.filter(slug__in=self.organisations)
        unknown = sorted(set(self.organisations) - set(known.values_list("slug", flat=True)))
        if unknown:
            text = _("There are no organisations with these addresses: %(slugs)s")
            raise ValidationError(
                {"organisations": ValidationError(text, params={"slugs": ", ".join(unknown)}, code="unknown")}
            )
