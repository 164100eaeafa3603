"""The texts of practices, profiles, right to work and guidance that stand in thirteen languages."""

from modeltranslation.translator import TranslationOptions, register

from practices import models


@register(models.Practice)
class PracticeTranslation(TranslationOptions):
    """Texts of a practice."""

    fields = ("title", "summary", "place", "cost", "duration", "what", "results", "lessons", "other_partners")


@register(models.PracticeStep)
class PracticeStepTranslation(TranslationOptions):
    """Texts of a step."""

    fields = ("text",)


@register(models.AccessToWork)
class AccessToWorkTranslation(TranslationOptions):
    """Texts of a right-to-work rule."""

    fields = ("title", "summary", "rule", "document", "limits")


@register(models.CountryProfile)
class CountryProfileTranslation(TranslationOptions):
    """Texts of a country profile."""

    fields = ("title", "summary", "employment_service")


@register(models.RecognitionArea)
class RecognitionAreaTranslation(TranslationOptions):
    """Texts of an area of recognition."""

    fields = ("summary", "cost", "duration", "without_documents")


@register(models.RecognitionBody)
class RecognitionBodyTranslation(TranslationOptions):
    """Texts of a recognition body."""

    fields = ("name", "does")


@register(models.RegulatedProfession)
class RegulatedProfessionTranslation(TranslationOptions):
    """Texts of a regulated profession."""

    fields = ("profession", "note", "authority")


@register(models.ProfessionRule)
class ProfessionRuleTranslation(TranslationOptions):
    """Texts of a rule on professions."""

    fields = ("subject", "text")


@register(models.Guidance)
class GuidanceTranslation(TranslationOptions):
    """Texts of a piece of guidance."""

    fields = ("title", "summary", "points")


@register(models.Pathway)
class PathwayTranslation(TranslationOptions):
    """Texts of a pathway."""

    fields = ("title", "summary")


@register(models.PathwayStep)
class PathwayStepTranslation(TranslationOptions):
    """Texts of a step of a pathway."""

    fields = ("title", "text", "where", "documents", "cost", "duration", "language_level", "if_missing")
