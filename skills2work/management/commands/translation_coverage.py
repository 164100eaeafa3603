"""Print how much of the directory stands in each language, and how it came there."""

from collections import Counter
from typing import Any

from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import BaseCommand
from django.utils.translation import to_locale

from skills2work import languages
from skills2work.publishing import record_models
from skills2work.translations.fingerprints import differ
from skills2work.translations.models import Translation, label
from skills2work.vocabularies import TranslationState


class Command(BaseCommand):
    """Prints a line a language: interface, records with title and summary, full texts, states, what is behind."""

    help = __doc__

    def handle(self, **options: Any) -> None:
        self.stdout.write("language  interface  titles  summaries  all texts  machine  person  reviewed  behind")
        self.sources = {
            (row.model, row.object_id): row.texts
            for row in Translation.objects.filter(state=TranslationState.SOURCE).defer("past")
        }
        for code in languages.LANGUAGE_CODES:
            self.stdout.write(self.line(code))

    def line(self, code: str) -> str:
        """Return the figures of one language."""
        rows = list(Translation.objects.filter(language=code).defer("past"))
        texts = {(row.model, row.object_id): row.texts for row in rows}
        named = {label(model) for model in record_models()}
        records = [key for key in self.sources if key[0] in named]
        shares = [
            share(sum(field in texts.get(key, {}) for key in records), len(records)) for field in ("title", "summary")
        ]
        whole = sum(len(fields) for fields in self.sources.values())
        there = sum(field in texts.get(key, {}) for key, fields in self.sources.items() for field in fields)
        states = Counter(row.state for row in rows)
        behind = sum(differ(row.sources, self.sources.get((row.model, row.object_id), {})) for row in rows)
        counts = (
            states[state] for state in (TranslationState.MACHINE, TranslationState.PERSON, TranslationState.REVIEWED)
        )
        cells = [interface(code), *shares, share(there, whole), *map(str, counts), str(behind)]
        return f"{code:8}  " + "  ".join(f"{cell:>9}" for cell in cells)


def share(part: int, whole: int) -> str:
    """Return a share in per cent."""
    return f"{100 * part / whole:.1f} %" if whole else "-"


def interface(code: str) -> str:
    """Return the share of the interface's texts that a catalogue has."""
    if code == languages.SOURCE_LANGUAGE:
        return share(1, 1)
    path = settings.LOCALE_PATHS[0] / to_locale(code) / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return share(0, 1)
    with path.open("rb") as file:
        entries = [message for message in read_po(file) if message.id]
    done = [
        one for one in entries if all(one.string if isinstance(one.string, tuple) else [one.string]) and not one.fuzzy
    ]
    return share(len(done), len(entries))
