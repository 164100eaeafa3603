"""The pack of a country: one file with nothing outside it, with everything that is published and nothing else."""

import base64
import hashlib
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.vocabularies import LegalStatus
from skills2work import countries
from tests import factories
from tests.pages.support import Page, open_page
from tests.pages.test_headers import policy
from tests.pages.test_unpublished import HIDDEN_STATES, SECRET
from tests.pages.world import add_rows, make_world
from tests.support.worlds import kept

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PACK = "/en/countries/netherlands/pack/"
LARGEST = 2 * 1024 * 1024
# Attributes that make a browser fetch something by itself.
FETCHING = ("src", "srcset", "poster", "data", "background", "action", "formaction")


@kept
def world():
    make_world()
    pathway = factories.PathwayFactory()
    factories.PathwayStepFactory(pathway=pathway, title_en="Show your diploma", haves=["diploma"])
    factories.PathwayStepFactory(
        pathway=pathway, title_en="Ask for everybody", statuses=["refugees"], access="regulated", shows_access=True
    )


def chapters(page: Page) -> list[str]:
    return [chapter["id"] for chapter in page.all("section", "chapter")]


def chapter(page: Page, name: str) -> str:
    return page.one("section", "chapter", id=name).text


# One file


@pytest.mark.parametrize("language", ["en", "ar", "fa", "uk"])
def test_the_file_fetches_nothing(client, world, language):
    page = open_page(client, f"/{language}/countries/netherlands/pack/")
    assert page.all("script") == page.all("link") == page.all("img") == page.all("iframe") == []
    assert [name for element in page.elements for name in element.attributes if name in FETCHING] == []
    style = page.one("style").raw_text
    assert "url(" not in style
    assert "@import" not in style


def test_the_file_has_no_inline_style_and_no_handler(client, world):
    page = open_page(client, PACK)
    names = {name for element in page.elements for name in element.attributes}
    assert not {name for name in names if name == "style" or name.startswith("on")}


def test_every_link_leads_to_a_place_in_the_file_or_to_a_whole_address(client, world):
    page = open_page(client, PACK)
    places = {element["id"] for element in page.elements if element.get("id")}
    wrong = [
        link
        for link in page.links
        if not link.startswith(("http://", "https://")) and not (link.startswith("#") and link[1:] in places)
    ]
    assert wrong == []


def test_no_place_stands_twice_in_the_file(client, world):
    add_rows(range(3))
    places = [element["id"] for element in open_page(client, PACK).elements if element.get("id")]
    assert len(places) == len(set(places))


def test_the_file_is_not_large(client, world):
    add_rows(range(30))
    assert len(client.get(PACK).content) < LARGEST


# What it says


def test_it_has_its_chapters_in_order_with_contents_that_lead_to_them(client, world):
    page = open_page(client, PACK)
    found = chapters(page)
    assert found == [
        "access",
        "pathway",
        "recognition",
        "professions",
        "practices",
        "guidance",
        "organisations",
        "stories",
        "sources",
    ]
    contents = page.one("nav", "pack-contents")
    assert [link for link in contents.links if link[1:] in found] == [f"#{name}" for name in found]


def test_the_cover_says_what_it_is_from_where_and_when(client, world):
    cover = open_page(client, PACK).one("header", "cover")
    assert cover.one("h1").text == "Netherlands"
    assert "http://testserver/en/countries/netherlands/" in cover.text
    assert "Compiled from public sources. It informs, it does not advise" in cover.text
    assert len(cover.one("div", "qr__code").all("svg")) == 1
    facts = {row.one("dt").text: row.one("dd").text for row in cover.all("div", "fact")}
    assert facts["Language"] == "English"
    assert re.fullmatch(r"\d+ \w+ \d{4}", facts["Date of issue"])


def test_every_legal_status_has_its_full_rule(client, world):
    text = chapter(open_page(client, PACK), "access")
    assert text.count("You may take any job.") == len(LegalStatus)


def test_a_status_without_a_rule_is_said_to_be_not_known(client):
    factories.AccessToWorkFactory(status=LegalStatus.REFUGEES)
    assert chapter(open_page(client, PACK), "access").count("Not known") == 3


def test_steps_stand_under_what_one_has_and_say_for_whom_they_are(client, world):
    page = open_page(client, PACK)
    groups = page.one("section", "chapter", id="pathway").all("section", "group")
    assert [group.one("h3").text for group in groups] == ["A diploma, with the papers", "Whatever you have"]
    assert "Show your diploma" in groups[0].text
    assert [tag.text for tag in groups[1].all("span", "tag")] == [
        "You can do this today",
        "Refugees",
        "Occupation: Regulated",
    ]


def test_each_step_stands_there_once(client, world):
    page = open_page(client, PACK)
    titles = [heading.text for heading in page.one("section", "chapter", id="pathway").all("h4")]
    assert sorted(titles) == ["Ask for everybody", "Show your diploma"]


def test_a_practice_has_its_steps_and_its_lead_with_the_address(client, world):
    entry = open_page(client, PACK).one("article", "entry", id="practices-bridge")
    assert [item.text for item in entry.one("ol").all("li")] == ["You call.", "You come."]
    assert "#organisations-bridge" in entry.links
    assert "https://organisation.example/" in entry.links


def test_sources_are_numbered_once_and_named_by_number(client):
    source = factories.SourceFactory(title="The law")
    factories.PracticeFactory(sources=[source])
    factories.StoryFactory(sources=[source])
    page = open_page(client, PACK)
    assert page.html.count("The law") == 1
    cited = [span.links for span in page.all("span", "cited")]
    assert cited == [["#s1"], ["#s1"]]


def test_a_source_that_was_read_in_a_copy_has_no_address(client):
    source = factories.SourceFactory(url="https://copy.example/page", title="The law", copy_only=True)
    factories.PracticeFactory(sources=[source])
    page = open_page(client, PACK)
    assert "The law" in chapter(page, "sources")
    assert "copy.example" not in page.html


def test_the_european_level_has_no_right_to_work(client, world):
    factories.PracticeFactory(country="EU")
    found = chapters(open_page(client, "/en/countries/european-union/pack/"))
    assert "practices" in found
    assert not {"access", "pathway", "professions"} & set(found)


def test_a_country_without_entries_has_a_pack_that_says_what_is_not_known(client):
    assert chapters(open_page(client, "/en/countries/hungary/pack/")) == ["access"]


def test_only_published_records_are_in_it(client, world):
    for place, state in enumerate(HIDDEN_STATES):
        texts = {"title_en": SECRET, "summary_en": SECRET, "state": state}
        factories.PracticeFactory(**texts)
        factories.OrganisationFactory(**texts)
        factories.StoryFactory(**texts)
        factories.GuidanceFactory(**texts, topic=["documents", "recognition", "incentives"][place])
        factories.RegulatedProfessionFactory(profession_en=SECRET, state=state)
        factories.ProfessionRuleFactory(subject_en=SECRET, state=state, country="NL")
    hidden = factories.OrganisationFactory(title_en=SECRET, draft=True)
    factories.PracticeFactory(lead=hidden, partners=[hidden], lead_name="")
    factories.PathwayStepFactory(pathway=factories.Pathway.objects.get(), organisations=[hidden])
    factories.StoryFactory(title_en=SECRET, withdrawn=True)
    assert SECRET not in open_page(client, PACK).html


def test_a_pathway_that_is_not_published_is_left_out(client):
    factories.PathwayStepFactory(pathway=factories.PathwayFactory(draft=True), title_en=SECRET)
    assert "pathway" not in chapters(open_page(client, PACK))


# Languages


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_it_reads_from_right_to_left_and_marks_what_does_not(client, world, language):
    page = open_page(client, f"/{language}/countries/netherlands/pack/")
    assert page.one("html").language == (language, "rtl")
    entry = page.one("article", "entry", id="practices-bridge")
    for text, element in entry.texts():
        if "course" in text or "adviser" in text or "You call" in text:
            assert element.language == ("en", "ltr"), text
    assert {link.get("dir") for link in page.all("a", "web")} == {"ltr"}


# How it is sent


def test_it_opens_in_the_browser(client, world):
    assert not client.get(PACK).has_header("Content-Disposition")


def test_it_is_saved_under_a_good_name_when_asked(client, world):
    header = client.get(f"{PACK}?download=1")["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="fromskills2work-netherlands-en-\d{4}-\d\d-\d\d\.html"', header)


def test_the_policy_names_the_hash_of_the_style_and_nothing_unsafe(client, world):
    response = client.get(PACK)
    style = Page(response).one("style").raw_text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    found = policy(response)
    assert found["style-src"] == [f"'sha256-{digest}'"]
    assert found["script-src"] == found["img-src"] == found["connect-src"] == found["default-src"] == ["'none'"]
    assert "unsafe" not in response["Content-Security-Policy"]


def test_the_saved_file_carries_the_policy_itself(client, world):
    response = client.get(PACK)
    meta = Page(response).all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert len(meta) == 1
    assert meta[0]["content"].startswith("default-src 'none'; style-src 'sha256-")


def test_no_other_page_lets_the_style_in(client, world):
    assert policy(client.get("/en/countries/netherlands/"))["style-src"] == ["'self'"]


@pytest.mark.parametrize("slug", ["atlantis", "NL"])
def test_an_unknown_country_has_no_pack(client, slug):
    assert open_page(client, f"/en/countries/{slug}/pack/", status=404).is_of_the_site


def test_the_page_of_a_country_leads_to_its_pack(client, world):
    for slug in countries.SLUGS.values():
        assert f"/en/countries/{slug}/pack/" in open_page(client, f"/en/countries/{slug}/").main.links


def test_the_number_of_queries_does_not_grow_with_the_number_of_rows(client, world):
    def run():
        with CaptureQueriesContext(connection) as captured:
            open_page(client, PACK)
        return [query["sql"] for query in captured.captured_queries]

    pathway = factories.Pathway.objects.get()

    def add(rows):
        add_rows(rows)
        for _row in rows:
            factories.PathwayStepFactory(
                pathway=pathway,
                isco=["2221"],
                kinds=["validation"],
                organisations=[factories.OrganisationFactory()],
            )

    add(range(2))
    few = run()
    add(range(2, 12))
    many = run()
    assert len(few) == len(many) <= 32
    assert sorted({sql for sql in many if many.count(sql) > 1}) == []
