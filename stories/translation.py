"""The texts of stories that stand in thirteen languages."""

from modeltranslation.translator import TranslationOptions, register

from stories.models import Story


@register(Story)
class StoryTranslation(TranslationOptions):
    """Texts of a story."""

    fields = ("title", "summary", "occupation_before", "occupation_now", "employer_name", "path", "advice")
