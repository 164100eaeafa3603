"""Where the texts of an entry are translated in the admin."""

from typing import Any

from django.urls import reverse

from skills2work.translations.models import label


def translate_address(record: Any, code: str) -> str:
    """Return the page on which a record with its parts is translated into a language."""
    return reverse("admin:skills2work_translation_page", args=[label(record), record.pk, code])
