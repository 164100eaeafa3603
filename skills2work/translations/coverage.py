"""What has been translated, and what is behind its source: counted over all records, or those of some owners."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from skills2work.translations.fingerprints import differ
from skills2work.translations.models import Translation
from skills2work.vocabularies import TranslationState

Key = tuple[str, int]


class Text(NamedTuple):
    """How the texts of one record, or of a part of one, stand in one language."""

    owner: Key
    language: str
    state: str
    behind: bool
    missing: int  # fields that are not translated
    fields: int  # that have a source

    @property
    def needs_work(self) -> bool:
        """Say whether there is something to translate."""
        return self.behind or self.missing > 0


def texts(codes: Iterable[str], owners: Any = None) -> list[Text]:
    """Return how every text that has a source stands in some languages; two queries, whatever the number.

    `owners` is a condition on rows of translations (Q) that keeps those of some records.
    """
    rows = Translation.objects.filter(owners) if owners is not None else Translation.objects.all()
    sources = {
        (model, pk): (owner, owner_id, code, marks)
        for model, pk, owner, owner_id, code, marks in rows.filter(state=TranslationState.SOURCE).values_list(
            "model", "object_id", "owner", "owner_id", "language", "texts"
        )
        if marks
    }
    wanted = list(codes)
    there: dict[tuple[str, int, str], tuple[str, dict[str, str], dict[str, str]]] = {
        (model, pk, code): (state, own, origins)
        for model, pk, code, state, own, origins in rows.filter(language__in=wanted)
        .exclude(state=TranslationState.SOURCE)
        .values_list("model", "object_id", "language", "state", "texts", "sources")
    }
    found = []
    for (model, pk), (owner, owner_id, source, marks) in sources.items():
        for code in wanted:
            if code == source:
                continue
            state, own, origins = there.get((model, pk, code), (TranslationState.MISSING, {}, {}))
            missing = sum(field not in own for field in marks)
            known = state if own else TranslationState.MISSING
            found.append(Text((owner, owner_id), code, known, differ(origins, marks), missing, len(marks)))
    return found
