"""A text in another language than the page carries its language and direction, wherever it stands (DESIGN §4)."""

import pytest

from practices.vocabularies import RecognitionAreaKind
from tests import factories
from tests.pages.support import Element, open_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SLOVAK = "Slovenské slovo"


def languages_of(part: Element, text: str) -> set[tuple[str, str]]:
    """Return language and direction of every place in a part of a page where a text stands. Fails if there is none."""
    found = {element.language for words, element in part.texts() if text in words}
    assert found, f"{text!r} does not stand on the page"
    return found


ENGLISH = {
    "title": "Bridge to work",
    "summary": "A course for nurses.",
    "what": "It teaches the words of the ward.",
    "results": "Forty people found work.",
    "lessons": "Start early.",
    "cost": "Free of charge.",
    "duration": "Six months.",
    "place": "Ghent",
}


@pytest.fixture
def english_practice(db):
    return factories.PracticeFactory(
        slug="one", steps=["You call."], **{f"{name}_en": text for name, text in ENGLISH.items()}
    )


@pytest.mark.parametrize("field", ENGLISH)
def test_an_english_text_on_an_arabic_page_is_marked_as_english(client, english_practice, field):
    page = open_page(client, "/ar/practices/one/")
    assert languages_of(page.main, ENGLISH[field]) == {("en", "ltr")}


def test_english_steps_on_an_arabic_page_are_marked_as_english(client, english_practice):
    assert languages_of(open_page(client, "/ar/practices/one/").main, "You call.") == {("en", "ltr")}


def test_an_english_text_on_an_english_page_needs_no_mark(client, english_practice):
    assert open_page(client, "/en/practices/one/").main.all("span", lang="en") == []


def test_an_english_card_on_a_persian_page_is_marked_as_english(client, english_practice):
    page = open_page(client, "/fa/practices/")
    assert languages_of(page.main, ENGLISH["title"]) == {("en", "ltr")}
    assert languages_of(page.main, ENGLISH["summary"]) == {("en", "ltr")}


def test_a_translated_text_is_shown_without_a_mark(client):
    factories.PracticeFactory(slug="one", title_en="Bridge", title_ar="جسر")
    page = open_page(client, "/ar/practices/one/")
    assert page.one("h1").text == "جسر"
    assert languages_of(page.main, "جسر") == {("ar", "rtl")}


def test_a_half_translated_record_marks_only_what_is_not_translated(client):
    factories.PracticeFactory(slug="one", title_ar="جسر", summary_en="A course.")
    page = open_page(client, "/ar/practices/one/")
    assert languages_of(page.main, "A course.") == {("en", "ltr")}


@pytest.mark.parametrize(
    "path", ["network/organisations/one/", "stories/one/", "network/experts/one/", "countries/netherlands/"]
)
def test_titles_and_summaries_of_every_kind_are_marked(client, path):
    factories.OrganisationFactory(slug="one", title_en="Title", summary_en="Summary.")
    factories.StoryFactory(slug="one", title_en="Title", summary_en="Summary.")
    factories.ExpertFactory(slug="one", title_en="Title", summary_en="Summary.", organisation=None)
    factories.CountryProfileFactory(summary_en="Summary.")
    page = open_page(client, f"/ar/{path}")
    assert languages_of(page.main, "Summary.") == {("en", "ltr")}
    if "countries" not in path:
        assert languages_of(page.main, "Title") == {("en", "ltr")}


def test_lines_of_a_story_are_marked(client):
    factories.StoryFactory(slug="one", path_en="She passed.", advice_en="Ask early.")
    page = open_page(client, "/ar/stories/one/")
    assert languages_of(page.main, "She passed.") == languages_of(page.main, "Ask early.") == {("en", "ltr")}


def test_guidance_and_rules_are_marked(client):
    factories.GuidanceFactory(points_en="Ask to see the permit.")
    factories.AccessToWorkFactory(summary_en="You may work.")
    page = open_page(client, "/ar/employers/netherlands/")
    assert (
        languages_of(page.main, "Ask to see the permit.") == languages_of(page.main, "You may work.") == {("en", "ltr")}
    )


def test_what_a_country_page_says_of_recognition_is_marked(client):
    area = factories.RecognitionAreaFactory(summary_en="A centre compares.", cost_en="Free of charge.")
    factories.RecognitionBodyFactory(area=area, name_en="The centre", does_en="It compares.")
    factories.RegulatedProfessionFactory(profession_en="Nurse", note_en="The diploma first.")
    factories.ProfessionRuleFactory(country="NL", subject_en="Drivers", text_en="They need a certificate.")
    page = open_page(client, "/ar/countries/netherlands/")
    for text in (
        "A centre compares.",
        "Free of charge.",
        "The centre",
        "It compares.",
        "Nurse",
        "The diploma first.",
        "Drivers",
    ):
        assert languages_of(page.main, text) == {("en", "ltr")}, text


# A record that was written in Slovak first


def slovak(**texts):
    """Return the texts of a record in Slovak, and nothing in English."""
    empty = {f"{name}_en": "" for name in texts}
    return {"source_language": "sk", **empty, **{f"{name}_sk": text for name, text in texts.items()}}


SLOVAK_TEXTS = ("title", "summary", "place", "cost", "duration", "what", "results", "lessons")


@pytest.mark.parametrize("field", SLOVAK_TEXTS)
def test_a_slovak_practice_shows_its_texts_on_an_english_page(client, field):
    texts = {name: f"{SLOVAK} {name}" for name in SLOVAK_TEXTS}
    factories.PracticeFactory(slug="one", **slovak(**texts))
    page = open_page(client, "/en/practices/one/")
    assert languages_of(page.main, texts[field]) == {("sk", "ltr")}


@pytest.mark.parametrize("field", ["title", "summary", "place"])
def test_a_slovak_card_shows_its_texts_on_an_english_page(client, field):
    texts = {"what": "Text", "title": "Názov", "summary": "Zhrnutie", "place": "Košice"}
    factories.PracticeFactory(slug="one", **slovak(**texts))
    assert languages_of(open_page(client, "/en/practices/").main, texts[field]) == {("sk", "ltr")}


def test_a_slovak_step_shows_on_an_english_page(client):
    practice = factories.PracticeFactory(slug="one", **slovak(title="Názov", summary="Zhrnutie", what="Text"))
    factories.PracticeStepFactory(practice=practice, text_en="", text_sk=SLOVAK)
    assert languages_of(open_page(client, "/en/practices/one/").main, SLOVAK) == {("sk", "ltr")}


@pytest.mark.parametrize("field", ["employer_name", "occupation_before", "occupation_now", "path", "advice"])
def test_a_slovak_story_shows_its_texts_on_an_english_page(client, field):
    texts = {"title": "Názov", "summary": "Zhrnutie", "path": "Cesta", field: SLOVAK}
    factories.StoryFactory(slug="one", **slovak(**texts))
    assert languages_of(open_page(client, "/en/stories/one/").main, SLOVAK) == {("sk", "ltr")}


@pytest.mark.parametrize("field", ["title", "summary", "what", "topics"])
def test_a_slovak_organisation_shows_its_texts_on_an_english_page(client, field):
    factories.OrganisationFactory(slug="one", **slovak(**{"title": "Názov", "summary": "Zhrnutie", field: SLOVAK}))
    assert languages_of(open_page(client, "/en/network/organisations/one/").main, SLOVAK) == {("sk", "ltr")}


@pytest.mark.parametrize("field", ["rule", "document", "limits"])
def test_a_slovak_rule_shows_its_texts_on_an_english_page(client, field):
    texts = {"title": "Názov", "summary": "Zhrnutie", "rule": "Pravidlo", field: SLOVAK}
    factories.AccessToWorkFactory(country="SK", **slovak(**texts))
    assert languages_of(open_page(client, "/en/countries/slovakia/").main, SLOVAK) == {("sk", "ltr")}


@pytest.mark.parametrize("field", ["profession", "note", "authority"])
def test_a_slovak_profession_shows_its_texts_on_an_english_page(client, field):
    texts = {"profession": "Lekár", "note": "Poznámka", field: SLOVAK}
    factories.RegulatedProfessionFactory(country="SK", **slovak(**texts))
    assert languages_of(open_page(client, "/en/countries/slovakia/").main, SLOVAK) == {("sk", "ltr")}


@pytest.mark.parametrize("field", ["subject", "text"])
def test_a_slovak_rule_on_professions_shows_its_texts_on_an_english_page(client, field):
    factories.ProfessionRuleFactory(country="SK", **slovak(**{"subject": "Vodič", "text": "Text", field: SLOVAK}))
    assert languages_of(open_page(client, "/en/countries/slovakia/").main, SLOVAK) == {("sk", "ltr")}


@pytest.fixture
def slovak_profile(db):
    return factories.CountryProfileFactory(
        country="SK", **slovak(title="Názov", summary="Zhrnutie", employment_service="Úrad práce")
    )


def test_a_slovak_profile_shows_its_texts_on_an_english_page(client, slovak_profile):
    page = open_page(client, "/en/countries/slovakia/")
    assert languages_of(page.main, "Zhrnutie") == languages_of(page.main, "Úrad práce") == {("sk", "ltr")}


@pytest.mark.parametrize("field", ["summary", "cost", "duration", "without_documents"])
@pytest.mark.parametrize("kind", [RecognitionAreaKind.ACADEMIC, RecognitionAreaKind.VALIDATION])
def test_a_slovak_area_of_recognition_shows_its_texts_on_an_english_page(client, slovak_profile, kind, field):
    texts = {"summary_en": "", f"{field}_sk": SLOVAK}
    factories.RecognitionAreaFactory(profile=slovak_profile, area=kind, **texts)
    assert languages_of(open_page(client, "/en/countries/slovakia/").main, SLOVAK) == {("sk", "ltr")}


@pytest.mark.parametrize("field", ["name", "does"])
def test_a_slovak_recognition_body_shows_its_texts_on_an_english_page(client, slovak_profile, field):
    area = factories.RecognitionAreaFactory(profile=slovak_profile)
    texts = {"name_en": "", "does_en": "", "name_sk": "Stredisko", f"{field}_sk": SLOVAK}
    factories.RecognitionBodyFactory(area=area, **texts)
    assert languages_of(open_page(client, "/en/countries/slovakia/").main, SLOVAK) == {("sk", "ltr")}


def test_a_slovak_title_stands_in_the_title_of_the_page(client):
    factories.PracticeFactory(slug="one", **slovak(title="Most k práci", summary="Kurz.", what="Text"))
    page = open_page(client, "/en/practices/one/")
    assert page.title.startswith("Most k práci")
    assert page.description == "Kurz."


def test_a_slovak_text_on_a_slovak_page_needs_no_mark(client):
    factories.PracticeFactory(slug="one", **slovak(title="Most", summary="Kurz.", what="Text"))
    assert open_page(client, "/sk/practices/one/").main.all(lang="sk") == []


def test_a_name_in_its_own_language_is_isolated(client):
    factories.OrganisationFactory(slug="one", local_name="Úrad")
    assert "Úrad" in [element.text for element in open_page(client, "/ar/network/organisations/one/").main.all("bdi")]


def test_a_search_in_another_language_answers_in_the_readers_where_the_entry_is_translated(client):
    factories.PracticeFactory(
        slug="one", title_en="Bridge", title_ar="جسر", local_title="Homologación", summary_ar="ملخص"
    )
    factories.PracticeFactory(slug="two", title_en="Homologación of degrees", summary_en="For nurses.")
    main = open_page(client, "/ar/search/?q=homologación").main
    assert languages_of(main, "جسر") == {("ar", "rtl")}
    assert languages_of(main, "of degrees") == {("en", "ltr")}
