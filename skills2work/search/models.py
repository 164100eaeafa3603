"""The tables of search: what is indexed, synonyms, and what was looked for in vain."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from skills2work import help_texts
from skills2work.fields import lines


class SearchDocument(models.Model):
    """The analysed words of one record in one language, in four fields by weight.

    Beside this table each database keeps its own full-text index on the four fields (FTS5 or a tsvector with GIN), made
    by migration 0002 and kept current by triggers or a generated column: nothing else needs to know of it.
    """

    section = models.CharField(max_length=30)
    record_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=7)
    country = models.CharField(max_length=2, blank=True)
    rank = models.PositiveIntegerField(default=0)  # lower is better among equals: what runs, what is best proven
    title = models.TextField(blank=True)
    terms = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["section", "record_id", "language"],
                name="search_document_once",
                violation_error_message=_("The record stands in the index in this language already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}/{self.record_id} ({self.language})"


class SearchWord(models.Model):
    """A word that occurs in some title, term, summary or body: what a misspelled word is compared with.

    Most kinds of records share the vocabulary without a name; a kind may have one of its own.
    """

    word = models.CharField(max_length=60)
    vocabulary = models.CharField(max_length=30, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "word"],
                name="search_word_once",
                violation_error_message=_("This word stands in the vocabulary already."),
            ),
        ]

    def __str__(self) -> str:
        return self.word


class SynonymManager(models.Manager["Synonym"]):
    """Finds sets of synonyms by name."""

    def get_by_natural_key(self, name: str) -> "Synonym":
        """Return the set with this name."""
        return self.get(name=name)


class Synonym(models.Model):
    """Words that readers use for the same thing, in one language or several."""

    name = models.SlugField(_("name"), max_length=60, unique=True, help_text=help_texts.SYNONYM_NAME)
    terms = models.TextField(_("terms"), help_text=_("One a line, in any language. A term may have several words."))

    objects: ClassVar[Any] = SynonymManager()

    class Meta:
        verbose_name = _("set of synonyms")
        verbose_name_plural = _("sets of synonyms")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        """Return the name."""
        return (self.name,)

    @property
    def terms_list(self) -> list[str]:
        """Return the terms one by one."""
        return lines(self.terms)


class FailedSearchQuerySet(models.QuerySet["FailedSearch"]):
    """Questions about searches that found nothing."""

    def most_wanted(self) -> "FailedSearchQuerySet":
        """Put what was looked for most often first."""
        return self.order_by("-count", "text")


class FailedSearch(models.Model):
    """A text that found nothing, with how often: no address, no person, no moment. For the editors."""

    is_reference: ClassVar[bool] = True  # everybody who works here may look it up

    text = models.CharField(_("text"), max_length=200)
    language = models.CharField(_("language"), max_length=7)
    count = models.PositiveIntegerField(_("how often"), default=0)
    last_month = models.DateField(
        _("last asked in"), help_text=_("The first day of the month: nothing more exact is kept.")
    )

    objects: ClassVar[Any] = FailedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        ordering = ["-count", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "language"],
                name="failed_search_once",
                violation_error_message=_("This text is counted in this language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.language})"
