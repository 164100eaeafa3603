"""The table of translations: for each record, or part of one, and each language, how its texts came there."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from skills2work.vocabularies import TranslationState


def label(model: type[models.Model] | models.Model) -> str:
    """Return what the table calls a model: "practices.practicestep"."""
    return str(model._meta.label_lower)


class TranslationQuerySet(models.QuerySet["Translation"]):
    """Questions about translations."""

    def of(self, record: models.Model) -> Self:
        """Keep the rows of one record or part, in all languages."""
        return self.filter(model=label(record), object_id=record.pk)

    def of_page(self, owner: models.Model) -> Self:
        """Keep the rows of a record and of all its parts: what its page shows."""
        return self.filter(owner=label(owner), owner_id=owner.pk)


class Translation(models.Model):
    """How the texts of one record, or of a part of one, came into one language.

    `texts` holds the fingerprint of each text in this language, `sources` that of the text it was translated from:
    where it differs from the present source, the translation is behind. The row of the source language itself remembers
    the source as it was at the last save. `past` keeps earlier judgements, so that a restored text has its own again.
    """

    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    owner = models.CharField(max_length=60)
    owner_id = models.PositiveBigIntegerField()
    language = models.CharField(_("language"), max_length=7)
    state = models.CharField(_("state"), max_length=10, choices=TranslationState)
    role = models.CharField(_("by which role"), max_length=60, blank=True)
    on = models.DateField(_("on"))
    texts = models.JSONField(default=dict, blank=True)
    sources = models.JSONField(default=dict, blank=True)
    title_key = models.CharField(max_length=120, blank=True, default="")  # what to sort the title by, in its language
    past = models.JSONField(default=list, blank=True)

    objects: ClassVar[Any] = TranslationQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.UniqueConstraint(
                fields=["model", "object_id", "language"],
                name="translation_once",
                violation_error_message=_("This language has its row already."),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "owner_id", "language"], name="translation_of_page"),
            models.Index(fields=["model", "language", "title_key"], name="translation_by_title"),
        ]

    def __str__(self) -> str:
        return f"{self.model}/{self.object_id} ({self.language}): {self.state}"
