"""Occupations are found by what people call them, in any language, and stay out of everybody else's search."""

import pytest

from practices.models import Occupation
from practices.occupation_search import both_forms, hits, search
from skills2work.search import indexing, spelling
from skills2work.search.documents import vocabularies
from skills2work.search.engine import find
from skills2work.search.models import SearchDocument, SearchWord
from skills2work.version import content_version
from tests import factories

pytestmark = pytest.mark.django_db

GENERAL = ["practices", "organisations"]


@pytest.fixture
def index(nurse, carpenter):
    spelling.vocabulary.cache_clear()  # every test counts its versions from the same number
    indexing.rebuild(["occupations"])


@pytest.mark.parametrize(
    ("text", "language", "slug"),
    [
        ("enfermera", "es", "nurse"),
        ("enfermera", "ar", "nurse"),
        ("nővér", "hu", "nurse"),
        ("ممرضة", "ar", "nurse"),
        ("Ward Nurse", "uk", "nurse"),
        ("asztalos", "hu", "carpenter"),
        ("asztalos", "fa", "carpenter"),
        ("asztlos", "hu", "carpenter"),
        ("carpenters", "en", "carpenter"),
    ],
)
def test_an_occupation_is_found_in_any_language_on_any_page(index, text, language, slug):
    found = find(text, language, sections=["occupations"]).ids("occupations")
    assert [row.slug for row in Occupation.objects.filter(pk__in=found)] == [slug]


def test_only_languages_with_a_name_are_indexed(index, nurse, carpenter):
    rows = SearchDocument.objects.filter(section="occupations").values_list("record_id", "language")
    assert {language for pk, language in rows if pk == nurse.pk} == {"en", "es", "hu", "ar"}
    assert {language for pk, language in rows if pk == carpenter.pk} == {"en", "hu"}


def test_occupations_stay_out_of_other_sections_and_of_their_spelling(index):
    factories.PracticeFactory(title_en="Asztalon")
    assert find("asztalos", "sk", GENERAL).corrected == "asztalon"
    assert find("asztalos", "hu", ["occupations"]).corrected == ""
    assert find("carpenter", "en", GENERAL).found == []


def test_words_stand_in_the_vocabulary_of_their_kind(index):
    factories.PracticeFactory(title_en="Mentoring")
    words = SearchWord.objects
    assert words.filter(vocabulary="occupations", word="asztalos").exists()
    assert words.filter(vocabulary="", word="mentoring").exists()
    assert not words.filter(vocabulary="", word="asztalos").exists()
    assert (vocabularies(["occupations"]), vocabularies(GENERAL)) == (frozenset({"occupations"}), frozenset({""}))
    assert vocabularies() == frozenset({"", "occupations"})


def test_a_word_is_known_where_a_longer_one_begins_with_it(index):
    names = frozenset({"occupations"})
    version = content_version()
    assert spelling.is_known(frozenset({"carpe"}), "carpe", version, names)
    assert not spelling.is_known(frozenset({"carp"}), "carp", version, names)
    assert not spelling.is_known(frozenset({"zzzzzz"}), "zzzzzz", version, names)


@pytest.mark.parametrize(
    ("label", "forms"),
    [
        ("cook", ["cook"]),
        ("cuoco/cuoca", ["cuoco/cuoca", "cuoco", "cuoca"]),
        ("médico general/médica general", ["médico general/médica general", "médico general", "médica general"]),
        ("voznik/voznica tovornjaka", ["voznik/voznica tovornjaka", "voznik tovornjaka", "voznica tovornjaka"]),
        ("javni upravljavec/upravljavka", ["javni upravljavec/upravljavka", "javni upravljavec", "javni upravljavka"]),
        ("a/b/c", ["a/b/c"]),
        ("/", ["/", "", ""]),
        ("", [""]),
    ],
)
def test_both_forms_of_a_label(label, forms):
    assert both_forms(label) == forms


def test_what_is_called_exactly_so_comes_first(nursing):
    other = factories.IscoGroupFactory(code="3240")
    animals = factories.OccupationFactory(group=other, labels={"en": "nurse"}, code="3240.1")
    assistant = factories.OccupationFactory(
        group=other, labels={"en": "nurse assistant"}, names={"en": ["nurse"]}, code="3240.2"
    )
    factories.OccupationFactory(group=other, labels={"en": "nurse nurse nurse"}, code="3240.3")
    nursing.names = {"en": ["nurse"]}
    nursing.save()
    general = factories.OccupationFactory(group=nursing, labels={"en": "registered person"})
    indexing.rebuild(["occupations"])
    found = search("Nurse", "en").found
    assert [hit.record_id for hit in found][:3] == [general.pk, animals.pk, assistant.pk]


def test_a_hit_shows_the_name_that_answers_beside_another_label(index, nurse):
    answer = search("enfermera", "ar")
    [hit] = hits(answer.found, answer, "ar")
    assert (hit.occupation, hit.name.language) == (nurse, "es")
    assert "enfermera" in hit.name.text


def test_a_hit_shows_no_second_name_where_the_label_says_it(index):
    answer = search("carpenter", "en")
    [hit] = hits(answer.found, answer, "en")
    assert hit.name.text == ""


def test_a_hit_whose_occupation_is_gone_is_left_out(index, carpenter):
    answer = search("carpenter", "en")
    carpenter.delete()
    assert search("carpenter", "en").found == answer.found
    assert hits(answer.found, answer, "en") == []


def test_a_text_without_a_word_finds_nothing(index):
    assert search("…", "en").found == []
