"""Open questions: what we looked for about a country and did not find. For the editors, never shown to readers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from skills2work import help_texts


class OpenQuestionManager(models.Manager["OpenQuestion"]):
    """Finds questions by country and text, so that fixtures need no ids."""

    def get_by_natural_key(self, country: str, text: str) -> "OpenQuestion":
        """Return the question of a country with this text."""
        return self.get(country=country, text=text)


class OpenQuestion(models.Model):
    """Something nobody has found out yet about a country, or about the European level."""

    country = models.CharField(_("country"), max_length=2, db_index=True, help_text=help_texts.COUNTRY)
    topic = models.CharField(
        _("topic"), max_length=40, blank=True, help_text=_("e.g. professions; empty: the country in general")
    )
    text = models.TextField(_("question"), help_text=help_texts.QUESTION)
    answered_on = models.DateField(_("answered on"), null=True, blank=True, help_text=help_texts.ANSWERED_ON)
    answer = models.TextField(_("answer"), blank=True, help_text=help_texts.ANSWER)

    objects = OpenQuestionManager()

    class Meta:
        verbose_name = _("open question")
        verbose_name_plural = _("open questions")
        ordering = ["country", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "text"],
                name="question_once_a_country",
                violation_error_message=_("This question stands there already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.country}: {self.text[:80]}"

    def natural_key(self) -> tuple[str, str]:
        """Return the country and the text."""
        return (self.country, self.text)
