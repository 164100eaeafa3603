"""Synthetic practices: what a directory of any size would hold, drawn by chance from a seed.

The facets are those of the real practices in fixtures/, one practice's together, with some of them taken from another:
what goes together in the real content goes together here too. The texts are as long as the real ones, built from words
of the field in five languages, the first of a list far more often than the last, and from made-up names.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml
from django.conf import settings
from django.db import connection
from django.utils import timezone

from practices.management.synthetic_words import WORDS
from practices.models import Practice, PracticeStep
from practices.models.facets import facet_values
from skills2work.search.documents import Document, analysed, kind_of
from skills2work.vocabularies import PublicationState, Verification

TOGETHER = (
    ("country", "scope"),
    ("kinds", "stages"),
    ("audiences", "eligible"),
    ("status", "as_of"),
    ("languages_offered",),
    ("sectors",),
    ("evidence",),
    ("cost_kind",),
)
FROM_ANOTHER = 0.15  # how often a group of fields comes from another practice
GROUPS_SERVED = ("2211", "2221", "2341", "2512", "5120", "5223", "5321", "7115", "7212", "7411", "8332", "9112")
SERVES_GROUPS = 0.2
NAME = 0.06  # how many of the words are names
NAMES = 6000
FIRST_DAY = date(2023, 1, 1)
# How many words the real texts have: title, summary, text.
LENGTHS = {"title": (5, 12), "summary": (15, 26), "what": (40, 95)}
LONGEST = 200  # letters of a title or a summary
OTHER_LANGUAGES = ("nl", "es", "ar", "uk")
# How many languages beside English a practice is written in, and how often.
TRANSLATIONS, SHARES = (0, 1, 2, 4), (55, 30, 10, 5)


SYLLABLES = (
    "ba be bo da de do fa ga ha ka ki ko la le li lo ma me mi mo na ne no pa pe ra re ri ro sa se so ta te ti to"
)


class Made(NamedTuple):
    """A practice not yet saved, as rows of the tables that hold it."""

    row: list[Any]  # as the database takes it
    facets: list[tuple[int, str, str]]
    documents: list[Document]
    sources: list[tuple[int, int]]


def bundles() -> list[dict[str, Any]]:
    """Return the facet fields of every real practice, from the content files."""
    files = sorted(Path(settings.FIXTURE_DIRS[0]).glob("*/practices.yaml"))
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    records = [record for path in files for record in yaml.load(path.read_text("utf-8"), loader)]  # noqa: S506 safe
    names = [name for group in TOGETHER for name in group]
    found = [record["fields"] for record in records if record["model"] == "practices.practice"]
    return [{name: fields[name] for name in names if name in fields} for fields in found]


FIELDS = Practice._meta.concrete_fields
NAMES_OF_FIELDS = [field.attname for field in FIELDS]


class Maker:
    """Makes practices; the same for the same seed and number, in whatever order they are made."""

    def __init__(self, seed: int, first_id: int, sources: list[int]) -> None:
        self.seed, self.first_id, self.sources = seed, first_id, sources
        self.real = bundles()
        self.words = {code: text.split() for code, text in WORDS.items()}
        self.weights = {
            code: list(accumulate(1 / (place + 3) for place in range(len(words)))) for code, words in self.words.items()
        }
        chance, syllables = Random(seed), SYLLABLES.split()  # noqa: S311 nothing secret
        self.names = ["".join(chance.choices(syllables, k=chance.randint(2, 4))).title() for _name in range(NAMES)]
        self.kind: Any = kind_of(Practice)
        self.empty = {field.attname: field.get_default() for field in FIELDS}
        self.empty_row = [field.get_db_prep_save(self.empty[field.attname], connection) for field in FIELDS]
        self.no_steps = PracticeStep.objects.none()
        self.no_steps._result_cache = []  # noqa: SLF001 nothing to ask the database for
        self.analysed: dict[tuple[str, str], str] = {}

    def make(self, numbers: Iterable[int]) -> Iterator[Made]:
        """Return the practices with some numbers."""
        for number in numbers:
            chance = Random(self.seed * 1_000_003 + number)  # noqa: S311 nothing secret
            pk = self.first_id + number - 1
            record = self.record(chance, number)
            given = {"id": pk, **self.facets_of(chance), **self.texts(chance), **record}
            # Past __init__ and bulk_create, which take most of the time for a record of 170 columns.
            practice = Practice.from_db("default", NAMES_OF_FIELDS, [*{**self.empty, **given}.values()])
            row = [
                field.get_db_prep_save(given[field.attname], connection) if field.attname in given else empty
                for field, empty in zip(FIELDS, self.empty_row, strict=True)
            ]
            facets = [(pk, *pair) for pair in sorted(facet_values(practice))]
            sources = [(pk, source) for source in chance.sample(self.sources, chance.randint(1, 4))]
            yield Made(row, facets, list(self.documents(practice)), sources)

    def record(self, chance: Random, number: int) -> dict[str, Any]:
        """Return what every published record has."""
        now = timezone.now()
        return {
            "slug": f"synthetic-{self.seed}-{number}",
            "state": PublicationState.PUBLISHED,
            "published_at": now,
            "updated_at": now,
            "source_language": "en",
            "verification": Verification.COMPILED,
            "verified_on": FIRST_DAY + timedelta(chance.randrange((timezone.localdate() - FIRST_DAY).days)),
            "isco": sorted(chance.sample(GROUPS_SERVED, 2)) if chance.random() < SERVES_GROUPS else [],
        }

    def facets_of(self, chance: Random) -> dict[str, Any]:
        """Return the facet fields of one real practice, some of them of others."""
        base = chance.choice(self.real)
        found: dict[str, Any] = {}
        for group in TOGETHER:
            origin = chance.choice(self.real) if chance.random() < FROM_ANOTHER else base
            found.update({name: origin[name] for name in group if name in origin})
        return found

    def texts(self, chance: Random) -> dict[str, str]:
        """Return title, summary and text in English and, for some, in other languages."""
        others = chance.sample(OTHER_LANGUAGES, chance.choices(TRANSLATIONS, SHARES)[0])
        found = {
            f"{field}_{code}": self.text(chance, code, *lengths)
            for code in ("en", *others)
            for field, lengths in LENGTHS.items()
        }
        return {**found, **{field: found[f"{field}_en"] for field in LENGTHS}}

    def text(self, chance: Random, language: str, least: int, most: int) -> str:
        """Return some words of a language as sentences."""
        count = chance.randint(least, most)
        words = chance.choices(self.words[language], cum_weights=self.weights[language], k=count)
        for place in range(count):
            if chance.random() < NAME:
                words[place] = chance.choice(self.names)
        text = " ".join(words)
        text = text[0].upper() + text[1:]
        return text if most > LENGTHS["summary"][1] else text[:LONGEST].rsplit(" ", 1)[0]

    def documents(self, practice: Practice) -> Iterator[Document]:
        """Return the rows of the search index in the languages that the practice is written in.

        The real index has a row with the labels in every language; leaving those out keeps 100,000 practices feasible.
        """
        practice.__dict__["_prefetched_objects_cache"] = {"steps": self.no_steps}
        for code in self.words:
            if getattr(practice, f"title_{code}"):
                texts = self.kind.texts(practice, code)
                terms = " ".join(self.known(part, code) for part in texts.terms)
                yield Document(
                    self.kind.section,
                    practice.pk,
                    code,
                    practice.country,
                    self.kind.rank(practice),
                    self.by_word(texts.title, code),
                    terms,
                    self.by_word(texts.summary, code),
                    self.by_word(texts.body, code),
                )

    def known(self, text: str, language: str) -> str:
        """Return a text analysed; each only once, because labels and words come back."""
        key = (text, language)
        if key not in self.analysed:
            self.analysed[key] = analysed([text], language)
        return self.analysed[key]

    def by_word(self, texts: list[str], language: str) -> str:
        """Return texts analysed word by word: they hold no phrases that hang together."""
        return " ".join(self.known(word, language) for text in texts for word in text.split())
