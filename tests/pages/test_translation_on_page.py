"""What a page says of its translation, to people and to machines: by whom, whether it is behind, what is missing."""

import json
from datetime import date

import pytest
from django.utils.translation import override, pgettext

from skills2work.data.linked import CONTEXT
from skills2work.structured import BY_MACHINE
from skills2work.translations.following import mark_reviewed, written_by
from skills2work.vocabularies import TranslationState as State
from tests import factories
from tests.pages.support import open_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ALL = {
    "title": "Brug naar werk",
    "summary": "Een cursus.",
    "what": "Een cursus voor verpleegkundigen.",
    "results": "Veertig mensen.",
    "lessons": "Begin vroeg.",
}
ENGLISH = {
    "title": "Bridge to work",
    "summary": "A course.",
    "what": "A course for nurses.",
    "results": "Forty people.",
    "lessons": "Start early.",
}


@pytest.fixture
def practice(db):
    """A practice in English, translated into Dutch by machine as a whole."""
    empty = dict.fromkeys(("place_en", "cost_en", "duration_en", "other_partners_en"), "")
    record = factories.PracticeFactory(slug="one", **{f"{name}_en": text for name, text in ENGLISH.items()}, **empty)
    with written_by(State.MACHINE):
        for name, text in ALL.items():
            setattr(record, f"{name}_nl", text)
        record.save()
    return record


def told(page: str, text: str, **values: str) -> str:
    """Return what the line says in a language."""
    with override(page):
        return " ".join((pgettext("a text", text) % values).split())


def line(client, path="/nl/practices/one/"):
    return open_page(client, path).main.one("p", "verified")


def test_a_page_says_that_a_machine_translated_it(client, practice):
    assert told("nl", "translated by machine, not yet reviewed") in line(client).text


def test_a_page_says_that_a_person_translated_it(client, practice):
    practice.title_nl = "Een brug naar werk"
    for name in ("summary", "what", "results", "lessons"):
        setattr(practice, f"{name}_nl", getattr(practice, f"{name}_nl") + " Ja.")
    practice.save()
    assert told("nl", "translated by a person") in line(client).text


def test_a_page_says_who_reviewed_it_and_when(client, practice):
    mark_reviewed(practice, "nl", "VluchtelingenWerk", date(2026, 12, 1))
    text = line(client).text
    assert "VluchtelingenWerk" in text
    assert "1 december 2026" in text


def test_a_page_says_that_its_source_has_changed_since(client, practice):
    practice.what_en = "A course for doctors."
    practice.save()
    assert told("nl", "the original text (%(language)s) has changed since", language="Engels") in line(client).text


def test_a_page_in_its_own_language_says_nothing_of_translation(client, practice):
    assert line(client, "/en/practices/one/").all("span", "verified__translation") == []


def test_a_page_that_is_not_translated_says_so_in_the_readers_language(client, practice):
    text = line(client, "/hu/practices/one/").text
    assert told("hu", "not translated yet, shown in this language: %(language)s", language="angol") in text


def test_only_what_is_missing_stands_in_the_source_language_under_a_notice(client, practice):
    practice.results_nl = ""
    practice.save()
    main = open_page(client, "/nl/practices/one/").main
    with override("nl"):
        notice = pgettext(
            "above a text in another language", "Not translated yet. The text is in this language: %(language)s"
        ) % {"language": "Engels"}
    assert [found.text for found in main.all("p", "in-language")] == [notice]
    assert ALL["what"] in main.text
    assert main.one("ul", "items", lang="en")["dir"] == "ltr"


def test_machines_are_told_that_a_machine_translated(client, practice):
    page = open_page(client, "/nl/practices/one/")
    assert page.main.one("p", "verified")["data-translation"] == "machine"
    data = [json.loads(script.raw_text) for script in page.all("script", type="application/ld+json")]
    assert BY_MACHINE in {one.get("digitalSourceType") for one in data}


def test_machines_are_not_told_so_of_the_source(client, practice):
    page = open_page(client, "/en/practices/one/")
    assert "data-translation" not in page.main.one("p", "verified").attributes
    assert BY_MACHINE not in " ".join(script.raw_text for script in page.all("script", type="application/ld+json"))


def test_a_card_tells_machines_how_it_was_translated(client, practice):
    assert open_page(client, "/nl/practices/").main.one("article", "card")["data-translation"] == "machine"


def test_a_list_costs_one_query_more_in_another_language(client, practice, django_assert_max_num_queries):
    for _ in range(5):
        factories.PracticeFactory()
    client.get("/nl/practices/")
    with django_assert_max_num_queries(12):
        client.get("/nl/practices/")


@pytest.mark.parametrize(("language", "state"), [("en", "source"), ("nl", "machine"), ("hu", "missing")])
def test_the_data_hold_the_same_state(client, practice, language, state):
    row = client.get(f"/{language}/practices.json").json()["results"][0]
    assert (row["translation"], row["translation_behind"]) == (state, False)


def test_the_data_say_what_is_behind(client, practice):
    practice.title_en = "Another"
    practice.save()
    row = client.get("/nl/practices.json").json()["results"][0]
    assert (row["translation"], row["translation_behind"]) == ("machine", True)
    assert "translation_behind" in client.get("/nl/practices.csv").getvalue().decode().splitlines()[0]


def test_linked_data_say_how_each_language_came_about(client, practice):
    graph = json.loads(client.get("/en/open-data/directory.jsonld").getvalue())["@graph"]
    node = next(one for one in graph if one.get("dct:identifier") == "one")
    found = {
        one["dct:language"]: one["adms:status"]["@id"].rpartition("/")[2] for one in node["schema:workTranslation"]
    }
    assert found == {"nl": "machine"}
    assert "adms" in CONTEXT


def canonical(client, path):
    return open_page(client, path).one("link", rel="canonical")["href"]


def test_a_full_translation_is_canonical(client, practice):
    assert canonical(client, "/nl/practices/one/").endswith("/nl/practices/one/")


def test_a_page_that_is_not_wholly_translated_leaves_that_to_its_source(client, practice):
    practice.what_nl = ""
    practice.save()
    assert canonical(client, "/nl/practices/one/").endswith("/en/practices/one/")
    assert canonical(client, "/ar/practices/one/").endswith("/en/practices/one/")


def test_every_page_names_a_language_for_all_others(client, practice):
    link = open_page(client, "/nl/practices/one/").one("link", hreflang="x-default")
    assert link["href"].endswith("/en/practices/one/")


def test_the_foot_says_that_the_menus_were_translated_by_machine(client):
    assert open_page(client, "/nl/").all("html")[0].get("data-interface-translation") == "machine"
    assert open_page(client, "/en/").all("html")[0].get("data-interface-translation") == ""
