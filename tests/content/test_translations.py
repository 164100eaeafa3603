"""The translations in fixtures/: nothing is missing, nothing is behind, nothing looks better than it is."""

import re
import unicodedata
from collections import Counter

import pytest
from django.conf import settings

from practices.models import AccessToWork, CountryProfile, Guidance, Pathway, Practice
from skills2work import languages
from skills2work.publishing import record_model, record_models
from skills2work.translations import files
from skills2work.translations.fingerprints import texts
from skills2work.translations.models import Translation, label
from skills2work.vocabularies import TranslationState
from tests.support.by_day import at_night_unless

pytestmark = [pytest.mark.xdist_group("content"), pytest.mark.one_database]

TRANSLATED = [code for code in languages.LANGUAGE_CODES if code != languages.SOURCE_LANGUAGE]
# The official languages in which all of a country must stand in full (Irish may stop at the summary).
OFFICIAL = {
    "BE": ("nl", "fr", "de"),
    "ES": ("es",),
    "GB": ("en",),
    "HU": ("hu",),
    "IE": ("en",),
    "IT": ("it",),
    "NL": ("nl",),
    "SI": ("sl",),
    "SK": ("sk",),
}
FOR_NEWCOMERS = ("ar", "fa", "uk")
# By day one language of each script, and one with many plural forms.
each_translation = pytest.mark.parametrize(
    "language", at_night_unless({"nl", "ar", "uk", "sl"}.__contains__, TRANSLATED)
)
ANSWERS = (CountryProfile, AccessToWork, Guidance, Pathway)
URL = re.compile(r"https?://\S+")
SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "uk": "CYRILLIC"}


@pytest.fixture
def rows(content):
    """Every row of the table of translations by page and language."""
    found = {}
    for row in Translation.objects.defer("past"):
        found.setdefault((row.owner, row.owner_id, row.language), []).append(row)
    return found


def missing(rows, record, language):
    """Return the texts of a record and its parts that a language lacks."""
    name = label(record)
    sources = rows[(name, record.pk, record.source_language)]
    there = {(row.model, row.object_id): row.texts for row in rows.get((name, record.pk, language), [])}
    return [
        (row.model, row.object_id, field)
        for row in sources
        for field in row.texts
        if field not in there.get((row.model, row.object_id), {})
    ]


@pytest.mark.parametrize("language", languages.LANGUAGE_CODES)
def test_every_published_record_has_title_and_summary_in_every_language(content, language):
    lacking = [
        (label(record), record.slug)
        for model in record_models()
        for record in model.objects.published()
        if not {"title", "summary"} <= texts(record, language).keys()
    ]
    assert lacking == []


@pytest.mark.parametrize("country", OFFICIAL)
def test_the_full_text_of_a_country_stands_in_its_official_languages(rows, country):
    models = [Practice, record_model("stories"), *ANSWERS]
    lacking = [
        (language, *gap)
        for model in models
        for record in model.objects.published().in_country(country)
        for language in OFFICIAL[country]
        for gap in missing(rows, record, language)
    ]
    assert lacking == []


@pytest.mark.parametrize("language", FOR_NEWCOMERS)
def test_the_answers_stand_in_full_in_the_languages_of_newcomers(rows, language):
    lacking = [
        gap for model in ANSWERS for record in model.objects.published() for gap in missing(rows, record, language)
    ]
    assert lacking == []


def test_every_translation_is_a_machines_until_a_person_has_reviewed_it(content):
    states = set(Translation.objects.values_list("state", flat=True).distinct())
    assert states == {TranslationState.SOURCE, TranslationState.MACHINE}


def test_no_translation_is_behind_its_source(content):
    sources = {
        (row.model, row.object_id): row.texts for row in Translation.objects.filter(state=TranslationState.SOURCE)
    }
    behind = [
        str(row)
        for row in Translation.objects.exclude(state=TranslationState.SOURCE).defer("past")
        if any(mark != sources[(row.model, row.object_id)].get(field) for field, mark in row.sources.items())
    ]
    assert behind == []


def digits(text):
    """Return the numbers of a text, whatever separates their thousands."""
    plain = "".join(str(unicodedata.digit(one)) if one.isdigit() else one for one in URL.sub(" ", text))
    return Counter(re.findall(r"\d+", re.sub(r"(?<=\d)[.,\u00a0\u202f '](?=\d{3}(?!\d))", "", plain)))


@each_translation
def test_the_addresses_in_a_text_are_those_of_its_source(content, language):
    wrong = [
        (label(model), record.pk, field)
        for model in files.registered()
        for record in model.objects.all()
        for field, text in texts(record, language).items()
        if Counter(URL.findall(text)) != Counter(URL.findall(texts(record, record.source_language)[field]))
    ]
    assert wrong == []


@each_translation
def test_amounts_and_years_of_a_text_are_those_of_its_source(content, language):
    """Numbers of three digits and more: small ones are words in many languages."""
    wrong = []
    for model in files.registered():
        for record in model.objects.all():
            source = texts(record, record.source_language)
            for field, text in texts(record, language).items():
                here, there = digits(text), digits(source[field])
                if {number for number in here if len(number) > 2} != {number for number in there if len(number) > 2}:
                    wrong.append((label(model), str(record), field))
    assert wrong == []


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_text_stands_in_the_script_of_its_language(content, language):
    wrong = []
    for model in files.registered():
        for record in model.objects.all():
            for field, text in texts(record, language).items():
                source = texts(record, record.source_language)[field]
                own = sum(SCRIPTS[language] in unicodedata.name(letter, "") for letter in text)
                if field in {"summary", "what", "text", "rule", "points", "note"} and own < 0.3 * len(source):
                    wrong.append((label(model), str(record), field, own))
    assert wrong == []


@each_translation
def test_a_list_has_as_many_items_as_its_source(content, language):
    wrong = [
        (label(model), record.pk, field)
        for model in files.registered()
        for record in model.objects.all()
        for field, text in texts(record, language).items()
        if len(text.splitlines()) != len(texts(record, record.source_language)[field].splitlines())
    ]
    assert wrong == []


def test_files_and_database_say_the_same(content, tmp_path):
    written = files.dump(tmp_path)
    kept = files.files(settings.FIXTURE_DIRS[0])
    assert [path.relative_to(tmp_path) for path in written] == [
        path.relative_to(settings.FIXTURE_DIRS[0]) for path in kept
    ]
    different = [
        path.name
        for path in written
        if path.read_text() != (settings.FIXTURE_DIRS[0] / path.relative_to(tmp_path)).read_text()
    ]
    assert different == []
