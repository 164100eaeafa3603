"""The answers for employers, the checklist, what it is worth, rights at work, and the levels of evidence."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from network.vocabularies import OrganisationKind
from practices.employer_questions import EmployerQuestion
from practices.figures import has_figure
from practices.vocabularies import Evidence, GuidanceTopic, PracticeKind, RecognitionAreaKind
from skills2work import countries
from skills2work.vocabularies import Audience
from tests import factories
from tests.pages.conftest import passing_records
from tests.pages.support import open_page
from tests.pages.world import add_rows, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

EMPLOYERS = [Audience.EMPLOYERS.value]
SECRET = "Zephyr"


def answers(client, slug="netherlands"):
    """Return the eight sections of a country's page by their anchors."""
    page = open_page(client, f"/en/employers/{slug}/")
    return {section["aria-labelledby"]: section for section in page.main.all("section", "answer")}


def profile_with_bodies():
    organisation = factories.OrganisationFactory(title_en="The Centre", roles=["authority"])
    profile = factories.CountryProfileFactory()
    for kind in RecognitionAreaKind:
        area = factories.RecognitionAreaFactory(
            profile=profile, area=kind, summary_en=f"How {kind} works.", without_documents_en=f"No papers, {kind}."
        )
        factories.RecognitionBodyFactory(area=area, organisations=[organisation])
    return profile


# The eight questions


@pytest.mark.parametrize("slug", countries.CODES)
def test_every_country_answers_eight_questions_or_says_not_known(client, slug):
    found = answers(client, slug)
    assert list(found) == EmployerQuestion.values
    for section in found.values():
        assert "Not known" in section.text


def test_where_nothing_is_known_the_employment_service_is_named(client):
    factories.CountryProfileFactory()
    section = answers(client)["who-pays"]
    assert "Not known · Ask: The employment service" in section.text
    assert "https://employment.example/" in section.links


@pytest.mark.parametrize(
    ("topic", "anchor"),
    [(topic, question.value) for question in EmployerQuestion for topic in question.topics],
)
def test_guidance_stands_under_the_question_that_it_answers(client, topic, anchor):
    item = factories.GuidanceFactory(topic=topic, title_en="The answer")
    section = answers(client)[anchor]
    assert section.one(id=item.slug).one("h3").text == "The answer"
    assert "Not known" not in section.text
    assert f"as of {item.as_of}" in section.text
    assert "1 source" in section.text


def test_every_topic_of_guidance_has_a_place_on_the_page(client):
    items = [factories.GuidanceFactory(topic=topic) for topic in GuidanceTopic]
    page = open_page(client, "/en/employers/netherlands/")
    assert [page.one(id=item.slug).get("id") for item in items] == [item.slug for item in items]


def test_rules_answer_the_first_question_and_their_papers_the_second(client):
    factories.AccessToWorkFactory(document_en="The blue card")
    found = answers(client)
    assert "Yes, at once" in found["may-i-hire"].text
    assert "The blue card" in found["which-paper"].text
    assert "1 source" in found["which-paper"].text


def test_a_rule_without_a_paper_does_not_answer_the_second_question(client):
    factories.AccessToWorkFactory(document_en="")
    assert "Not known" in answers(client)["which-paper"].text


def test_what_exists_without_a_diploma_comes_from_the_profile(client):
    profile_with_bodies()
    text = answers(client)["no-diploma"].text
    assert "No papers, academic." in text
    assert "How validation works." in text


def test_practices_without_documents_answer_what_if_there_is_no_diploma(client):
    factories.PracticeFactory(title_en="A form", kinds=[PracticeKind.RECOGNITION_WITHOUT_DOCUMENTS.value])
    assert "A form" in answers(client)["no-diploma"].text


def test_whom_to_call_names_service_bodies_and_authorities(client):
    profile_with_bodies()
    factories.OrganisationFactory(title_en="The Ministry", roles=["authority"])
    factories.OrganisationFactory(title_en="Elsewhere", roles=["authority"], country="BE")
    section = answers(client)["whom-to-call"]
    for name in ("The employment service", "The recognition centre", "The Ministry"):
        assert name in section.text
    assert "Elsewhere" not in section.text
    assert "Not known" not in section.text


def test_an_authority_that_recognises_is_not_listed_twice(client):
    profile_with_bodies()
    headings = [heading.text for heading in answers(client)["whom-to-call"].all("h3")]
    assert "Authorities" not in headings


def test_who_has_done_it_names_practices_sectors_and_employers(client):
    employer = factories.OrganisationFactory(title_en="The Mill", roles=["employer"])
    factories.PracticeFactory(title_en="A course", audiences=EMPLOYERS, sectors=["C"], lead=employer)
    section = open_page(client, "/en/employers/netherlands/").main.one("section", **{"aria-labelledby": "done"})
    assert {"A course", "The Mill"} <= {link.text for link in section.all("a")}
    assert "/en/practices/?country=NL&audience=employers&sector=C" in section.links
    assert "/en/network/organisations/?country=NL&role=employer" in section.links
    assert "Manufacturing" in section.one("ul", "rows").text


def test_the_general_page_leads_from_each_question_to_each_country(client):
    page = open_page(client, "/en/employers/")
    for question in EmployerQuestion:
        for slug in countries.CODES:
            assert f"/en/employers/{slug}/#{question.value}" in page.main.links


def test_the_general_page_shows_what_holds_in_europe_under_its_question(client):
    factories.GuidanceFactory(country="EU", topic=GuidanceTopic.INCENTIVES, title_en="Money from Europe")
    section = open_page(client, "/en/employers/").main.one("section", **{"aria-labelledby": "who-pays"})
    assert "Money from Europe" in section.text


def test_every_question_belongs_to_topics_of_guidance_once():
    topics = [topic for question in EmployerQuestion for topic in question.topics]
    assert len(topics) == len(set(topics))


def test_nothing_unpublished_is_on_the_pages_of_employers(client):
    hidden = {"draft": True, "title_en": SECRET}
    factories.GuidanceFactory(**hidden)
    factories.GuidanceFactory(**hidden, country="EU", topic=GuidanceTopic.RETENTION)
    factories.AccessToWorkFactory(**hidden, document_en=SECRET)
    factories.CountryProfileFactory(**hidden, employment_service_en=SECRET)
    factories.OrganisationFactory(**hidden, roles=["authority", "employer"], kind=OrganisationKind.TRADE_UNION)
    factories.PracticeFactory(
        **hidden, audiences=EMPLOYERS, evidence=Evidence.EVALUATED, results_en=f"{SECRET}: 12 people"
    )
    for path in ("employers/", "employers/netherlands/", "employers/netherlands/checklist/", "employers/worth/"):
        assert SECRET not in open_page(client, f"/en/{path}").html
    assert SECRET not in open_page(client, "/en/refugees/safety/").html


# The checklist


def checklist(client, slug="netherlands"):
    return open_page(client, f"/en/employers/{slug}/checklist/")


def test_the_checklist_has_a_box_for_each_point_with_the_year_and_the_sources(client):
    source = factories.SourceFactory(title="The act", year=2024)
    factories.GuidanceFactory(points_en="Ask for it.\nKeep a copy.", as_of=2024, sources=[source])
    part = checklist(client).main.one("section", "checklist__part")
    assert [label.text for label in part.all("label")] == ["Ask for it.", "Keep a copy."]
    assert len(part.all("input", type="checkbox")) == 2
    assert "as of 2024" in part.text
    assert "The act (2024)" in part.text


@pytest.mark.parametrize("topic", GuidanceTopic)
def test_the_checklist_holds_what_is_checked_before_and_at_the_start(client, topic):
    factories.GuidanceFactory(topic=topic)
    wanted = topic.value in {"right_to_work", "documents", "recognition", "incentives", "onboarding"}
    assert bool(checklist(client).main.all("section", "checklist__part")) == wanted


def test_the_checklist_names_the_day_it_was_printed_and_leads_back(client):
    page = checklist(client)
    assert f"Printed on {timezone.localdate().day} " in page.main.text
    assert "/en/employers/netherlands/" in page.main.links


def test_the_boxes_of_the_checklist_are_sent_nowhere(client):
    factories.GuidanceFactory()
    page = checklist(client)
    assert page.main.all("form") == []
    assert [box.get("name") for box in page.main.all("input")] == ["", ""]


def test_the_page_of_a_country_leads_to_its_checklist(client):
    assert "/en/employers/netherlands/checklist/" in open_page(client, "/en/employers/netherlands/").main.links


@pytest.mark.parametrize("path", ["employers/atlantis/", "employers/atlantis/checklist/", "refugees/safety/atlantis/"])
def test_an_unknown_country_is_not_there(client, path):
    assert open_page(client, f"/en/{path}", status=404).is_of_the_site


# What it is worth


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("237 people took part (2023).", True),
        ("Over 40% moved into work in 2022.", True),
        ("2018: 5 people were hired", True),
        ("2100 people asked for help", True),
        ("Researchers published an evaluation in 2024.", False),
        ("The pilot was closed on 1 November 2024.", False),
        ("Pilots ran from 2019 to 2021.", False),
        ("Pilots ran 2019-2021", False),
        ("٤٠ شخصا وجدوا عملا", True),
        ("Many found work.", False),
        ("", False),
    ],
)
def test_a_figure_is_a_number_that_is_no_date(line, expected):
    assert has_figure(line) is expected


def worth(client, query=""):
    return open_page(client, f"/en/employers/worth/{query}")


def reporting(**given):
    defaults = {"audiences": EMPLOYERS, "evidence": Evidence.MONITORED, "results_en": "12 people found work (2024)."}
    return factories.PracticeFactory(**{**defaults, **given})


def test_only_lines_with_a_figure_are_shown_with_country_year_and_sources(client):
    practice = reporting(results_en="12 people found work (2024).\nIt went well in 2023.", as_of=2024)
    section = worth(client).main.one("section", **{"aria-labelledby": "figures"})
    assert [item.text for item in section.one("ul", "items").all("li")] == ["12 people found work (2024)."]
    for part in ("Netherlands", "as of 2024", "Publishes figures"):
        assert part in section.text
    assert f"/en/practices/{practice.slug}/#sources" in section.links


@pytest.mark.parametrize(
    "given",
    [
        {"evidence": Evidence.DESCRIBED},
        {"audiences": [Audience.REFUGEES.value]},
        {"results_en": "It went well."},
        {"results_en": ""},
    ],
)
def test_what_has_no_figure_or_no_evidence_is_not_shown(client, given):
    reporting(title_en="Silent", **given)
    assert "Silent" not in worth(client).main.text


def test_guidance_of_the_european_level_on_gains_is_shown(client):
    factories.GuidanceFactory(country="EU", topic=GuidanceTopic.RETENTION, title_en="They stay")
    factories.GuidanceFactory(country="EU", topic=GuidanceTopic.DOCUMENTS, title_en="Papers")
    text = worth(client).main.text
    assert "They stay" in text
    assert "Papers" not in text


def test_worth_is_no_country(client):
    assert worth(client).one("h1").text == "What it is worth"


@pytest.mark.parametrize("query", ["?page=999", "?page=x", "?page=%00"])
def test_a_page_of_figures_that_does_not_exist_shows_the_nearest(client, query):
    reporting(title_en="A course")
    page = worth(client, query)
    assert "no such page" in page.notes
    assert "A course" in page.main.text


# Rights at work


def country_rights(client, slug="netherlands"):
    return open_page(client, "/en/refugees/safety/").main.one("section", **{"aria-labelledby": slug})


def rights(audience, **given):
    return factories.GuidanceFactory(audience=audience, topic=GuidanceTopic.RIGHTS, **given)


def test_rights_written_for_refugees_come_first(client):
    rights(Audience.EMPLOYERS, title_en="What you owe")
    rights(Audience.REFUGEES, title_en="What you may ask")
    text = country_rights(client).text
    assert "What you may ask" in text
    assert "What you owe" not in text
    assert "Written for employers" not in text


def test_rights_written_for_employers_are_marked(client):
    rights(Audience.EMPLOYERS, title_en="What you owe")
    text = country_rights(client).text
    assert "What you owe" in text
    assert "Written for employers" in text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"kind": OrganisationKind.TRADE_UNION}, True),
        ({"topics_en": "housing\nWorkers' rights"}, True),
        ({"topics_en": "labour exploitation"}, True),
        ({"topics_en": "mentoring"}, False),
        ({"topics_en": "labour rights", "country": "BE"}, False),
    ],
)
def test_those_who_help_with_rights_at_work_are_named(client, given, expected):
    factories.OrganisationFactory(title_en="The Helpers", **given)
    assert ("The Helpers" in country_rights(client).text) is expected


def test_a_country_without_entries_says_whom_to_ask(client):
    factories.CountryProfileFactory()
    assert country_rights(client).text.count("Not known · Ask: The employment service") == 2


def test_the_page_for_refugees_leads_to_safety_path_and_right_to_work(client):
    links = open_page(client, "/en/refugees/").main.links
    assert {"/en/refugees/safety/", "/en/pathway/", "/en/right-to-work/"} <= set(links)


# Evidence


def test_every_level_of_evidence_says_what_it_means_and_what_would_count(client):
    text = open_page(client, "/en/service-providers/quality/").main.text
    for level in Evidence:
        assert level.meaning in text
        assert level.what_counts
        assert all(what in text for what in level.what_counts)


def test_every_level_of_evidence_leads_to_its_practices(client):
    factories.PracticeFactory(evidence=Evidence.EVALUATED)
    page = open_page(client, "/en/service-providers/quality/")
    link = page.one("a", href="/en/practices/?evidence=evaluated")
    assert re.fullmatch(r"1 practice at this level", link.text)


def test_the_page_for_service_providers_leads_to_comparison_and_quality(client):
    links = open_page(client, "/en/service-providers/").main.links
    assert {"/en/service-providers/compare/", "/en/service-providers/quality/"} <= set(links)


# Queries

# The most queries that each page may cost.
GUIDES = {
    "employers/": 4,
    "employers/netherlands/": 18,
    "employers/netherlands/checklist/": 3,
    "employers/worth/": 5,
    "refugees/safety/": 4,
    "service-providers/": 4,
    "service-providers/quality/": 1,
    "service-providers/compare/?compare=bridge,ended": 6,
    "countries/compare/?country=NL&country=SI": 10,
    "stories/?country=NL": 4,
    "stories/bridge/": 7,
}


@pytest.fixture(scope="module")
def queries_of_guides(django_db_setup, django_db_blocker):
    """The queries of each page with three and with twenty rows of everything. Leaves the database as it was."""

    def run():
        for path in GUIDES:
            with CaptureQueriesContext(connection) as captured:
                assert Client().get(f"/en/{path}").status_code == 200
            yield path, [query["sql"] for query in captured.captured_queries]

    with passing_records(django_db_blocker):
        make_world()
        rights(Audience.EMPLOYERS, country="BE")
        add_rows(range(3))
        for _ in range(3):
            reporting()
        few = dict(run())
        add_rows(range(3, 20))
        for _ in range(17):
            reporting()
        many = dict(run())
    return {path: (few[path], many[path]) for path in GUIDES}


@pytest.mark.parametrize("path", GUIDES)
def test_a_guide_costs_the_same_queries_with_three_and_with_twenty_rows(queries_of_guides, path):
    few, many = queries_of_guides[path]
    assert len(few) == len(many), "\n".join(sql for sql in many if sql not in few)
    assert len(many) <= GUIDES[path]
    assert sorted({sql for sql in many if many.count(sql) > 1}) == []
