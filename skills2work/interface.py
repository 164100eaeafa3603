"""How the fixed texts of the site came into a language: its catalogue says so, and the foot of each page shows it."""

import gettext
from functools import lru_cache

from django.conf import settings
from django.utils.translation import to_locale

from skills2work import languages
from skills2work.vocabularies import TranslationState

HEADER = "x-translation-state"  # of a catalogue: "machine", "person" or "reviewed"


@lru_cache(maxsize=32)
def interface_state(code: str) -> TranslationState:
    """Return how the catalogue of a language came about; by a machine where its head does not say otherwise."""
    if code == languages.SOURCE_LANGUAGE:
        return TranslationState.SOURCE
    try:
        catalogue = gettext.translation("django", settings.LOCALE_PATHS[0], [to_locale(code)])
    except OSError:
        return TranslationState.MISSING
    said = catalogue.info().get(HEADER, "")
    return TranslationState(said) if said in TranslationState.values else TranslationState.MACHINE
