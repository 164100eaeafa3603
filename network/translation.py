"""The texts of the network that stand in thirteen languages."""

from modeltranslation.translator import TranslationOptions, register

from network.models import Expert, Organisation


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    """Texts of an organisation."""

    fields = ("title", "summary", "what", "topics")


@register(Expert)
class ExpertTranslation(TranslationOptions):
    """Texts of an expert."""

    fields = ("title", "summary", "role", "topics")
