"""Records as plain data: rows, tables, feeds, linked data, and the description of it all for machines."""

import csv
import io
import json

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.translation import override
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]
from openapi_spec_validator import OpenAPIV31SpecValidator

from network.models import Organisation
from practices import facet_index
from practices.data import PRACTICES, practice_row
from practices.data import practice as practice_data
from practices.directory import Directory
from practices.models import AccessToWork, Guidance, Practice
from practices.models.facets import Facet
from practices.vocabularies import PracticeKind
from skills2work.asked import page_of
from skills2work.data import Chosen, atom_feed, csv_response, json_list, kinds, linked, openapi
from skills2work.data.answers import spoken
from skills2work.data.feeds import entry_id, xml_text
from skills2work.data.records import here, source, verification
from skills2work.data.tables import cell, defused, header
from skills2work.translations.states import attach_all
from skills2work.vocabularies import TranslationState
from stories.models import Story
from tests import factories

SITE = "https://site.example"
ARABIC = "تقييم المهارات: الخطوة الأولى"
every_kind = pytest.mark.parametrize("section", ["practices", "organisations", "stories", "guidance", "access-to-work"])


@pytest.fixture
def request_(settings):
    settings.SITE_URL = SITE
    return RequestFactory().get("/en/practices.json")


def kind_of(section):
    return next(kind for kind in kinds() if kind.section == section)


def text_of(response):
    return b"".join(response.streaming_content).decode()


def made(section, **fields):
    factory = {
        "practices": factories.PracticeFactory,
        "organisations": factories.OrganisationFactory,
        "stories": factories.StoryFactory,
        "guidance": factories.GuidanceFactory,
        "access-to-work": factories.AccessToWorkFactory,
    }[section]
    return factory(**fields)


# What every record says


@pytest.mark.django_db
def test_a_row_stands_in_the_reader_s_language_where_it_is_translated(request_):
    record = factories.PracticeFactory(title_ar=ARABIC)
    with override("ar"):
        row = practice_row(record, request_)
    assert (row["title"], row["language"], row["translation"]) == (ARABIC, "ar", "person")
    assert row["url"] == f"{SITE}/ar/practices/{record.slug}/"
    assert set(row["in_source_language"]) == {"summary", "what"}


@pytest.mark.django_db
def test_a_row_that_is_not_translated_says_so(request_):
    record = factories.PracticeFactory(steps=["You call."], cost_en="Nothing")
    with override("uk"):
        row = practice_row(record, request_)
    assert (row["language"], row["source_language"], row["translation"]) == ("en", "en", "missing")
    assert {"title", "summary", "what", "steps", "cost"} == set(row["in_source_language"])


@pytest.mark.django_db
def test_a_row_in_its_source_language_falls_back_nowhere(request_):
    row = practice_row(factories.PracticeFactory(), request_)
    assert (row["translation"], row["in_source_language"]) == ("source", [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "state"),
    [("sk", TranslationState.SOURCE), ("en", TranslationState.PERSON), ("hu", TranslationState.MISSING)],
)
def test_the_state_of_a_translation_does_not_depend_on_english(language, state):
    record = factories.PracticeFactory(source_language="sk", title_sk="Kurz", summary_sk="Kurz.", title_en="Course")
    with override(language):
        assert here(record).state == state


def test_nobody_has_confirmed_a_compiled_record_whatever_stands_in_the_field():
    record = factories.PracticeFactory.build(verified_on=None, confirmed_by="Somebody")
    assert verification(record) == {"kind": "compiled", "date": None, "by": None}


@pytest.mark.django_db
def test_a_confirmed_record_says_who_confirmed_it():
    record = factories.PracticeFactory(confirmed=True)
    assert verification(record)["by"] == "Example Foundation, director"


@pytest.mark.parametrize(
    "fields", [{"copy_only": True}, {"url": "https://example.webflow.io/page"}], ids=["marked", "host"]
)
def test_the_address_of_a_copy_is_not_given_away(fields):
    found = source(factories.SourceFactory.build(**fields))
    assert (found["url"], found["copy_only"]) == (None, True)


@pytest.mark.django_db
def test_what_is_not_known_is_null(request_):
    bare = factories.PracticeFactory(
        lead_name="", start_year=None, as_of=None, languages_offered=[], eligible=[], url="", sources=[]
    )
    row = practice_row(bare, request_)
    unknown = {"lead", "lead_name", "start_year", "as_of", "languages_offered", "eligible", "own_page", "cost"}
    unknown |= {"cost_kind", "duration", "place", "steps", "successor", "end_year", "local_title"}
    assert {name for name, value in row.items() if value is None} == unknown


@pytest.mark.django_db
def test_an_empty_list_stays_a_list_where_it_says_something(request_):
    row = practice_row(factories.PracticeFactory(sectors=[]), request_)
    assert (row["sectors"], row["results"], row["partners"]) == ([], [], [])


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "archived"])
@pytest.mark.parametrize("fetched", [True, False])
def test_what_readers_may_not_see_is_not_named(request_, state, fetched):
    hidden = factories.OrganisationFactory(slug="zephyr", title_en="Zephyr", **{state: True})
    successor = factories.PracticeFactory(slug="zephyr", title_en="Zephyr", **{state: True})
    factories.PracticeFactory(slug="one", lead=hidden, partners=[hidden], successor=successor)
    records = Practice.objects.for_data() if fetched else Practice.objects.all()
    record = records.get(slug="one")
    assert "ephyr" not in json.dumps(practice_row(record, request_))
    assert "ephyr" not in json.dumps(PRACTICES.linked(record, SITE))


@pytest.mark.django_db
def test_organisations_are_named_with_slug_name_language_and_address(request_):
    lead = factories.OrganisationFactory(slug="coa", title_en="COA")
    row = practice_row(factories.PracticeFactory(lead=lead, partners=[lead]), request_)
    expected = {"slug": "coa", "name": "COA", "language": "en", "url": f"{SITE}/en/network/organisations/coa/"}
    assert (row["lead"], row["partners"]) == (expected, [expected])


# Queries


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("section", "most"),
    [("practices", 6), ("organisations", 2), ("stories", 3), ("guidance", 2), ("access-to-work", 2)],
)
def test_rows_and_linked_data_cost_no_query_beyond_those_of_for_data(
    request_, django_assert_num_queries, section, most
):
    organisation = factories.OrganisationFactory()
    more = {
        "practices": {
            "lead": organisation,
            "partners": [organisation],
            "successor": factories.PracticeFactory(draft=True),
            "steps": ["You call."],
        },
        "stories": {"employer": organisation},
    }.get(section, {})
    for number in range(3):
        countries = {"guidance": ["NL", "BE", "SI"], "access-to-work": ["NL", "BE", "SI"]}.get(section, ["NL"] * 3)
        made(section, country=countries[number], **more)
    kind = kind_of(section)
    with django_assert_num_queries(most + 1):  # and one for how all of them are translated
        records = list(kind.records())
        attach_all(records)
        list(kind.rows(records, request_))
        for record in records:
            kind.linked(record, SITE)


@pytest.mark.django_db
def test_records_change_order_when_they_change():
    first, second = factories.StoryFactory(), factories.StoryFactory()
    assert list(Story.objects.recently_changed()) == [second, first]
    first.save()
    assert list(Story.objects.recently_changed()) == [first, second]


@pytest.mark.django_db
def test_a_reference_fetches_no_long_text():
    factories.OrganisationFactory()
    assert {"what_en", "summary_en"} <= Organisation.objects.for_reference("kind").get().get_deferred_fields()


@pytest.mark.django_db
def test_guidance_and_rules_can_be_asked_for_by_several_values():
    for topic in ("documents", "rights", "language"):
        factories.GuidanceFactory(topic=topic)
    for status in ("refugees", "resettled", "all_migrants"):
        factories.AccessToWorkFactory(status=status)
    assert Guidance.objects.on_topic("documents", "rights").count() == 2
    assert Guidance.objects.for_audience("employers", "refugees").count() == 3
    assert AccessToWork.objects.for_status("refugees", "resettled").count() == 2


# Tables


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_looks_like_a_formula_is_defused(start):
    assert defused(f"{start}1+1") == f"'{start}1+1"
    assert cell([f"{start}1", "2"]).startswith("'")


@pytest.mark.parametrize("text", ["", "A = B", "1-2", "'quoted'", ARABIC, "e@mail"])
def test_any_other_cell_stays_as_it_is(text):
    assert defused(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (0, "0"), (True, "true"), (["a", "b"], "a|b"), ([], ""), (["a|b", "c"], "a¦b|c"), (2016, "2016")],
)
def test_a_value_becomes_a_cell(value, text):
    assert cell(value) == text


@pytest.mark.django_db
def test_a_table_can_be_read_back(request_):
    lead = factories.OrganisationFactory(slug="coa", title_en="COA")
    page = factories.SourceFactory(url="https://law.example/a|b")
    copy = factories.SourceFactory(url="https://copy.example/", copy_only=True)
    record = factories.PracticeFactory(
        title_en='=HYPERLINK("https://evil.example")',
        summary_en='A "quoted", long\ntext',
        kinds=["validation", "mentoring"],
        lead=lead,
        partners=[lead],
        sources=[page, copy],
    )
    response = csv_response("practices", PRACTICES.fields, [practice_row(record, request_)])
    (row,) = csv.DictReader(io.StringIO(text_of(response), newline=""))
    assert list(row) == header(PRACTICES.fields)
    assert row["title"] == '\'=HYPERLINK("https://evil.example")'
    assert row["summary"] == 'A "quoted", long\ntext'
    assert (row["kinds"], row["lead"], row["lead_slug"], row["partner_slugs"]) == (
        "validation|mentoring",
        "COA",
        "coa",
        "coa",
    )
    assert row["sources"] == "https://law.example/a%7Cb"
    assert (row["verification"], row["confirmed_by"]) == ("compiled", "")


@every_kind
def test_no_column_stands_in_a_table_twice(section):
    names = header(kind_of(section).fields)
    assert len(names) == len(set(names))


@pytest.mark.django_db
def test_a_table_keeps_its_language_while_it_is_sent(request_):
    record = factories.PracticeFactory(title_ar=ARABIC)
    with override("ar"):
        response = csv_response("practices", PRACTICES.fields, (practice_row(one, request_) for one in [record]))
    with override("en"):
        text = text_of(response)
    assert ARABIC in text
    assert f"{SITE}/ar/practices/" in text
    assert 'filename="fromskills2work-practices-ar.csv"' in response["Content-Disposition"]


def test_what_is_sent_piece_by_piece_is_complete():
    assert list(spoken(iter(["a", None, "b"]))) == ["a", None, "b"]


# Feeds


def test_an_entry_has_the_same_id_wherever_it_stands():
    story = factories.StoryFactory.build(slug="amal")
    assert entry_id(story, "site.example", "nl") == "tag:site.example,2026:nl:stories:amal"


def test_what_xml_cannot_hold_becomes_a_space():
    assert xml_text(f"a\x00\x0b\ufffe{ARABIC}\n") == f"a {ARABIC}\n"


@pytest.mark.django_db
def test_a_feed_has_at_most_fifty_entries(request_):
    factories.StoryFactory.create_batch(51)
    response = atom_feed(request_, "Stories", "/en/stories/", Story.objects.recently_changed())
    assert response.content.count(b"<entry") == 50


# What an address asks for


def test_unknown_values_are_left_out_and_said():
    chosen = Chosen(QueryDict("c=NL&c=&c=XX&c=NL&c=BE"), {"c": {"NL", "BE"}.__contains__})
    assert (chosen["c"], chosen.ignored) == (["NL", "BE"], ["c: XX"])


def test_at_most_ten_unknown_values_are_said_and_none_at_length():
    chosen = Chosen(QueryDict("&".join(f"c={'x' * 99}{number}" for number in range(30))), {"c": lambda _value: False})
    assert len(chosen.ignored) == 10
    assert max(map(len, chosen.ignored)) <= 43


# Linked data


@pytest.mark.django_db
def test_linked_texts_stand_in_every_language_they_are_in():
    node = PRACTICES.linked(factories.PracticeFactory(title_en="Course", title_ar=ARABIC), SITE)
    assert node["dct:title"] == [
        {"@value": "Course", "@language": "en"},
        {"@value": ARABIC, "@language": "ar"},
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "named"), [("public_authority", True), ("ngo", False)])
def test_only_a_public_body_is_called_a_competent_authority(kind, named):
    node = PRACTICES.linked(factories.PracticeFactory(lead=factories.OrganisationFactory(slug="a", kind=kind)), SITE)
    assert node["@type"] == ["cpsv:PublicService", "schema:Service"]
    assert ("cv:hasCompetentAuthority" in node) is named
    assert node["schema:provider"] == {"@id": f"{SITE}/en/network/organisations/a/"}


@pytest.mark.django_db
def test_cost_and_duration_are_in_the_words_of_the_source_or_left_out():
    node = PRACTICES.linked(factories.PracticeFactory(slug="one", cost_en="€ 50", duration_en="Two weeks"), SITE)
    assert node["cv:hasCost"]["dct:description"] == [{"@value": "€ 50", "@language": "en"}]
    assert node["cv:processingTime"] == [{"@value": "Two weeks", "@language": "en"}]
    bare = PRACTICES.linked(factories.PracticeFactory(), SITE)
    assert not {"cv:hasCost", "cv:processingTime", "cpsv:produces", "schema:isAccessibleForFree"} & bare.keys()


@pytest.mark.django_db
def test_the_points_of_guidance_are_steps_in_all_their_languages():
    node = kind_of("guidance").linked(factories.GuidanceFactory(points_en="Ask.\nKeep.", points_nl="Vraag."), SITE)
    assert [step["schema:position"] for step in node["schema:step"]] == [1, 2]
    assert [text["@value"] for text in node["schema:step"][0]["schema:text"]] == ["Ask.", "Vraag."]
    assert [text["@value"] for text in node["schema:step"][1]["schema:text"]] == ["Keep."]


@pytest.mark.django_db
def test_a_source_without_an_address_of_its_own_is_cited_by_name():
    record = factories.StoryFactory(sources=[factories.SourceFactory(url="https://copy.example/", copy_only=True)])
    (cited,) = kind_of("stories").linked(record, SITE)["schema:citation"]
    assert cited["@type"] == "schema:WebPage"
    assert "@id" not in cited


def test_a_label_is_not_called_arabic_while_it_is_english():
    for text in linked.labels(PracticeKind, "validation"):
        with override(text["@language"]):
            assert str(PracticeKind.VALIDATION.label) == text["@value"]
    texts = [text["@value"] for text in linked.labels(PracticeKind, "validation")]
    assert texts.count("Validation of skills") == 1


# The description for machines


@pytest.fixture(scope="module")
def described():
    return openapi.document(SITE)


def errors(described, name, value):
    schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    return [error.message for error in Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(value)]


def test_the_description_is_openapi(described):
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []
    assert json.loads(json.dumps(described)) == described


def test_the_description_is_in_english_whoever_asks(described):
    with override("ar"):
        assert openapi.document(SITE) == described


def test_every_address_is_described_once(described):
    operations = [item["get"]["operationId"] for item in described["paths"].values()]
    assert len(operations) == len(set(operations)) == 5 * 3 + 2


def test_the_description_of_practices_knows_every_filter(described):
    names = [one["name"] for one in described["paths"]["/{language}/practices.json"]["get"]["parameters"]]
    assert names == ["language", "q", *Facet.values, "sort", "page"]


@pytest.mark.django_db
@every_kind
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_real_row_is_as_described(described, request_, section, language):
    record = made(section)
    kind = kind_of(section)
    with override(language):
        row = kind.row(record, request_)
    assert errors(described, kind.schema, row) == []
    assert errors(described, kind.schema, {**row, "more": 1}) != []


@pytest.mark.django_db
def test_a_full_practice_is_as_described(described, request_):
    organisation = factories.OrganisationFactory()
    record = factories.PracticeFactory(
        ended=True,
        confirmed=True,
        lead=organisation,
        partners=[organisation],
        successor=factories.PracticeFactory(),
        steps=["You call."],
        results_en="40 people (2024).",
        cost_en="Nothing",
        cost_kind="free",
        isco=["2221"],
        place_en="Gent",
    )
    assert errors(described, "Practice", practice_row(record, request_)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "country=NL", "page=99", "kind=nonsense"])
def test_a_real_list_of_practices_with_its_facets_is_as_described(described, request_, query):
    facet_index.reset()
    factories.PracticeFactory.create_batch(21)
    asked = Directory(QueryDict(query))
    found = page_of(asked, QueryDict(query))
    extra = {"facets": asked.all_counts()} | ({"ignored": asked.filters.ignored} if asked.filters.ignored else {})
    records = Practice.objects.for_data().filter(pk__in=[record.pk for record in found.page.object_list])
    response = json_list(request_, found, [practice_row(record, request_) for record in records], extra)
    data = json.loads(response.content)
    facet_index.reset()
    assert errors(described, "PracticeList", data) == []
    assert (data["count"], data["pages"], data["facets"]["country"]) == (21, 2, {"NL": 21})


def test_the_schemas_of_facets_are_those_of_the_directory():
    assert set(PRACTICES.list_fields["facets"]["properties"]) == set(Facet.values)
    assert {facet.value for facet in Facet} == {
        parameter.name for parameter in map(practice_data.facet_parameter, Facet)
    }


@pytest.mark.django_db
def test_a_list_names_the_pages_around_it_and_its_licence(settings):
    settings.SITE_URL = SITE
    request = RequestFactory().get("/en/practices.json?country=NL&page=2")
    page = page_of(list(range(50)), request.GET)
    assert isinstance(page.page.paginator, Paginator)
    link = json_list(request, page, [], {})["Link"]
    assert f'<{SITE}/en/practices.json?country=NL>; rel="prev"' in link
    assert f'<{SITE}/en/practices.json?country=NL&page=3>; rel="next"' in link
    assert 'rel="license"' in link
