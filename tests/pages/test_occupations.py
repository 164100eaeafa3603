"""The pages of occupations: found in one's own language, browsed by group, and one with what our list says about it."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.models import IscoGroup, Occupation
from practices.models.occupations import ESCO
from practices.vocabularies import ProfessionRuleKind
from skills2work.languages import LANGUAGE_CODES
from skills2work.search import indexing, spelling
from tests import factories
from tests.pages.support import open_page

pytestmark = pytest.mark.django_db

NOTICE = "This publication uses the ESCO classification of the European Commission."
GROUPS = {
    "2": "Professionals",
    "22": "Health professionals",
    "222": "Nursing and midwifery",
    "2221": "Nursing professionals",
}


def make_occupation(slug, **labels):
    return Occupation.objects.create(
        uri=f"{ESCO}{slug}",
        group_id="2221",
        code=f"2221.{Occupation.objects.count() + 1}",
        labels=labels,
        names={"en": ["ward nurse"], "es": ["enfermera"]},
        regulation="unregulated",
    )


@pytest.fixture(autouse=True)
def nurse():
    for code, name in GROUPS.items():
        IscoGroup.objects.create(code=code, labels={"en": name}, names={"ar": ["ممرض"]} if code == "2221" else {})
    IscoGroup.objects.create(code="7", labels={"en": "Craft workers", "ar": "الحرفيون"})
    record = make_occupation("nurse", en="general care nurse", sk="sestra")
    spelling.vocabulary.cache_clear()  # every test counts its versions from the same number
    indexing.rebuild(["occupations"])
    return record


# The list


@pytest.mark.parametrize("text", ["enfermera", "sestra", "ward nurse", "nurse", "ممرض", "genral care nurse"])
def test_an_occupation_is_found_by_any_of_its_names(client, nurse, text):
    page = open_page(client, f"/en/occupations/?{urlencode({'q': text})}")
    assert page.card_titles == ["general care nurse"]
    assert nurse.get_absolute_url() in page.main.links


def test_a_result_is_in_the_language_of_the_page(client):
    assert open_page(client, "/sk/occupations/?q=enfermera").card_titles == ["sestra"]


def test_a_label_in_another_language_is_marked_as_such(client):
    page = open_page(client, "/ar/occupations/?q=enfermera")
    [card] = page.main.all("article", "card")
    label = next(element for text, element in card.one("h3").texts() if "nurse" in text)
    assert label.language == ("en", "ltr")
    name = next(element for text, element in card.texts() if "enfermera" in text)
    assert name.inherited("lang") == "es"


def test_a_misspelled_word_is_put_right_and_said(client):
    page = open_page(client, "/en/occupations/?q=enfermara")
    assert page.card_titles == ["general care nurse"]
    assert "enfermera" in page.notes


def test_a_result_names_its_groups_and_the_countries_of_our_list(client):
    factories.RegulatedProfessionFactory(country="NL")
    factories.RegulatedProfessionFactory(country="GB", regulated=False)
    [card] = open_page(client, "/en/occupations/?q=nurse").main.all("article", "card")
    for name in GROUPS.values():
        assert name in card.text
    assert "Regulated in Netherlands" in card.text
    assert "Not regulated in United Kingdom" in card.text
    assert "/en/occupations/?group=22" in card.links


def test_an_occupation_that_our_list_does_not_have_says_so(client):
    [card] = open_page(client, "/en/occupations/?q=nurse").main.all("article", "card")
    assert "says nothing" in card.text


def test_a_text_that_finds_nothing_leads_to_the_groups(client):
    page = open_page(client, "/en/occupations/?q=xyzzyqwert")
    assert page.card_titles == []
    assert "No occupation is called so." in page.main.text
    assert "/en/occupations/" in page.main.links


def test_without_a_text_the_groups_are_there_to_look_through(client):
    page = open_page(client, "/en/occupations/")
    assert [heading.text for heading in page.main.all("h2")] == ["Professionals", "Craft workers"]
    assert "/en/occupations/?group=22" in page.main.links


@pytest.mark.parametrize(
    ("code", "below"),
    [("2", "Health professionals"), ("22", "Nursing and midwifery"), ("222", "Nursing professionals")],
)
def test_a_group_leads_to_those_below_it(client, code, below):
    page = open_page(client, f"/en/occupations/?group={code}")
    assert page.one("h1").text == GROUPS[code]
    assert below in page.main.text


def test_a_unit_group_lists_its_occupations_by_name(client):
    make_occupation("advanced", en="advanced nurse")
    assert open_page(client, "/en/occupations/?group=2221").card_titles == ["advanced nurse", "general care nurse"]


@pytest.mark.parametrize("code", ["2221", "٢٢٢١", "۲۲۲۱"])
def test_the_code_of_a_group_may_be_typed_in_any_digits(client, code):
    for name in ("q", "group"):
        assert (
            open_page(client, f"/en/occupations/?{urlencode({name: code})}").one("h1").text == "Nursing professionals"
        )


def test_a_group_that_does_not_exist_is_ignored_and_said(client):
    page = open_page(client, "/en/occupations/?group=99")
    assert "group: 99" in page.notes
    assert "Professionals" in page.main.text


def test_a_page_beyond_the_end_is_said(client):
    assert "no such page" in open_page(client, "/en/occupations/?group=2221&page=9").notes


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_every_language_has_both_pages(client, nurse, language):
    assert open_page(client, f"/{language}/occupations/").is_of_the_site
    assert open_page(client, f"/{language}/occupations/nurse/").is_of_the_site


# One occupation


def test_an_occupation_tells_its_names_and_groups(client):
    page = open_page(client, "/en/occupations/nurse/")
    assert page.one("h1").text == "general care nurse"
    for text in ("ward nurse", "sestra", *GROUPS.values()):
        assert text in page.main.text
    assert f"{ESCO}nurse" in page.main.links


def test_names_in_other_languages_are_marked_with_theirs(client):
    page = open_page(client, "/ar/occupations/nurse/")
    found = {text.strip(): element.inherited("lang") for text, element in page.main.texts()}
    assert (found["general care nurse"], found["ward nurse"], found["sestra"]) == ("en", "en", "sk")
    assert "ممرض" in page.one("header", "page-head").text


def test_our_list_answers_by_country_with_the_authority_and_its_page(client):
    organisation = factories.OrganisationFactory(title_en="The Register Office")
    factories.RegulatedProfessionFactory(country="NL", authority_en="The register", organisations=[organisation])
    factories.RegulatedProfessionFactory(country="GB", regulated=False)
    page = open_page(client, "/en/occupations/nurse/")
    tags = {summary.text for summary in page.main.all("summary")}
    assert {"Nurse regulated", "Nurse not regulated"} <= tags
    assert "The register" in page.main.text
    assert organisation.get_absolute_url() in page.main.links


def test_a_country_without_an_entry_is_said_to_say_nothing(client):
    factories.RegulatedProfessionFactory(country="NL")
    silent = open_page(client, "/en/occupations/nurse/").main.one("div", "empty")
    assert "says nothing" in silent.text
    assert "Hungary" in silent.text
    assert "Netherlands" not in silent.text


@pytest.mark.parametrize("state", ["draft", "archived"])
def test_what_is_not_published_does_not_count(client, state):
    factories.RegulatedProfessionFactory(country="NL", **{state: True})
    factories.PracticeFactory(isco=["2221"], title_en="Hidden practice", **{state: True})
    page = open_page(client, "/en/occupations/nurse/")
    assert "Netherlands" in page.main.one("div", "empty").text
    assert "Hidden practice" not in page.main.text


@pytest.mark.parametrize(
    ("note", "words"), [("regulated", "notes this occupation as regulated"), ("unregulated", "has no note")]
)
def test_the_note_of_esco_is_told_in_plain_words(client, nurse, note, words):
    nurse.regulation = note
    nurse.save()
    assert words in open_page(client, "/en/occupations/nurse/").main.text


def test_automatic_recognition_is_told_with_its_conditions(client):
    before = open_page(client, "/en/occupations/nurse/").main.text
    factories.ProfessionRuleFactory(kind=ProfessionRuleKind.CONDITION, subject_en="", text_en="Annex V names it.")
    factories.ProfessionRuleFactory(kind=ProfessionRuleKind.AUTOMATIC, isco="2221", subject_en="General care nurse")
    after = open_page(client, "/en/occupations/nurse/").main.text
    for text in ("recognised automatically", "Annex V names it.", "General care nurse"):
        assert (text in before, text in after) == (False, True)


def test_practices_of_the_group_and_of_the_sector_are_there(client):
    factories.PracticeFactory(isco=["2221"], title_en="Nurses first")
    factories.PracticeFactory(sectors=["Q"], title_en="Any job in health")
    page = open_page(client, "/en/occupations/nurse/")
    assert page.card_titles == ["Nurses first", "Any job in health"]
    assert "/en/practices/?occupation=2221" in page.main.links
    assert "/en/practices/?sector=Q" in page.main.links


def test_an_occupation_without_practices_says_so_and_leads_on(client):
    page = open_page(client, "/en/occupations/nurse/")
    assert "No practice names this group" in page.main.text
    assert "/en/practices/" in page.main.links


def test_the_code_of_a_group_leads_to_its_list(client):
    response = client.get("/en/occupations/2221/")
    assert (response.status_code, response["Location"]) == (302, "/en/occupations/?group=2221")


@pytest.mark.parametrize("slug", ["9999", "12345", "no-such-occupation", "00030d09-2b3a-4efd-87cc-000000000000"])
def test_what_does_not_exist_is_not_found(client, slug):
    assert open_page(client, f"/en/occupations/{slug}/", status=404).is_of_the_site


@pytest.mark.parametrize("path", ["occupations/", "occupations/nurse/", "open-data/", "about/"])
def test_the_notice_of_esco_stands_on_the_page(client, path):
    assert NOTICE in open_page(client, f"/en/{path}").main.text


# Whatever the address says


ODD = [
    "\0",
    "\x1f\x7f",
    "\ud800",
    "%",
    "'\"\\",
    "*",
    "a" * 10_000,
    "()",
    "NEAR(a b)",
    "title:x",
    "-1",
    "²",
    "٢",
    "/",
    "<b>",
    ":*",
    "&|!",
]


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("name", ["q", "group", "page"])
def test_odd_values_never_break_the_page(client, name, value):
    query = urlencode({name: value}, errors="surrogatepass")
    assert client.get(f"/en/occupations/?{query}").status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["q", "group", "page"]), st.text(max_size=60), max_size=3))
def test_no_value_breaks_the_page(client, query):
    assert client.get(f"/uk/occupations/?{urlencode(query, errors='surrogatepass')}").status_code == 200


# Queries


def add(numbers):
    for number in numbers:
        make_occupation(f"nurse-{number}", en=f"nurse number{number}")
        organisation = factories.OrganisationFactory()
        factories.RegulatedProfessionFactory(country="NL", organisations=[organisation])
        factories.ProfessionRuleFactory(isco="2221", kind=ProfessionRuleKind.AUTOMATIC)
        factories.ProfessionRuleFactory(kind=ProfessionRuleKind.CONDITION)
        for isco in ("2221", "2211"):
            factories.PracticeFactory(isco=[isco])
        IscoGroup.objects.create(code=f"22{number + 30:02}", labels={"en": "Group"})
    indexing.rebuild(["occupations"])


MOST_QUERIES = {
    "occupations/": 2,
    "occupations/?q=nurse": 12,
    "occupations/?group=22": 4,
    "occupations/?group=2221": 5,
    "occupations/nurse/": 2,
}


def test_the_number_of_queries_is_bounded(client):
    def queries(path):
        open_page(client, f"/en/{path}")  # the words of this version are read once
        with CaptureQueriesContext(connection) as captured:
            open_page(client, f"/en/{path}")
        return [query["sql"] for query in captured.captured_queries]

    add(range(2))
    few = {path: queries(path) for path in MOST_QUERIES}
    add(range(2, 20))
    many = {path: queries(path) for path in MOST_QUERIES}
    for path, most in MOST_QUERIES.items():
        assert len(few[path]) == len(many[path]), "\n".join([path, *many[path]])
        assert len(many[path]) <= most, path
        assert [sql for sql in many[path] if many[path].count(sql) > 1] == [], path


def test_what_the_occupations_of_a_group_share_is_asked_for_once(client):
    def queries(slug):
        with CaptureQueriesContext(connection) as captured:
            open_page(client, f"/en/occupations/{slug}/")
        return [query["sql"] for query in captured.captured_queries]

    add(range(3))
    first, second = queries("nurse-0"), queries("nurse-1")
    assert len(first) <= 16
    assert len(second) == 2, "\n".join(second)


def test_what_is_new_about_a_group_is_on_the_pages_of_its_occupations_at_once(client):
    factories.RegulatedProfessionFactory(country="NL", profession_en="Nurse in a hospital")
    assert "Nurse in a hospital" in open_page(client, "/en/occupations/nurse/").main.text
    factories.RegulatedProfessionFactory(country="SI", profession_en="Nurse in a school")
    practice = factories.PracticeFactory(isco=["2221"], title_en="A ward that trains")
    page = open_page(client, "/en/occupations/nurse/").main.text
    assert "Nurse in a school" in page
    assert "A ward that trains" in page
    practice.state = "draft"
    practice.save()
    assert "A ward that trains" not in open_page(client, "/en/occupations/nurse/").main.text
