"""The addresses of data: every list as JSON, CSV and Atom, the whole directory as JSON-LD, and their description."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]
from openapi_spec_validator import OpenAPIV31SpecValidator

from practices.vocabularies import GuidanceTopic, LegalStatus
from skills2work.data.linked import CONTEXT
from skills2work.languages import LANGUAGE_CODES
from skills2work.vocabularies import PublicationState
from tests import factories
from tests.pages.support import open_page
from tests.pages.world import add_rows, make_world
from tests.support.worlds import kept

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
ARABIC = "تقييم المهارات: الخطوة الأولى"
SECRET = "Zephyr"
LISTS = {
    "network/organisations": factories.OrganisationFactory,
    "stories": factories.StoryFactory,
    "guidance": factories.GuidanceFactory,
    "right-to-work": factories.AccessToWorkFactory,
}
SCHEMAS = {
    "network/organisations": "Organisation",
    "stories": "Story",
    "guidance": "Guidance",
    "right-to-work": "AccessToWork",
}
TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}
JSON_LD = "open-data/directory.jsonld"
every_list = pytest.mark.parametrize("section", LISTS)
every_format = pytest.mark.parametrize("extension", TYPES)
DATA = [*(f"/en/{section}.{extension}" for section in LISTS for extension in TYPES), f"/en/{JSON_LD}", "/openapi.json"]
every_address = pytest.mark.parametrize("path", DATA)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return body(response).decode("utf-8")


def data(client, path):
    return json.loads(text(client, path))


def rows(client, path):
    return list(csv.DictReader(io.StringIO(text(client, path), newline="")))


def feed(client, path):
    return ET.fromstring(text(client, path))  # noqa: S314 our own


def slugs(client, path):
    return [row["slug"] for row in data(client, path)["results"]]


def graph(client, path=f"/en/{JSON_LD}"):
    return {node["@id"]: node for node in data(client, path)["@graph"]}


# Only what readers may see


@kept
def hidden():
    """One of everything in every state that nobody may see, and something to be seen that names some of it."""
    texts = {"title_en": f"{SECRET} title", "summary_en": f"{SECRET} summary"}
    for place, state in enumerate((PublicationState.DRAFT, PublicationState.IN_REVIEW, PublicationState.ARCHIVED)):
        common = {**texts, "state": state}
        organisation = factories.OrganisationFactory(**common)
        factories.PracticeFactory(**common)
        factories.StoryFactory(**common)
        factories.ExpertFactory(**common)
        factories.GuidanceFactory(**common, topic=list(GuidanceTopic)[place])
        factories.AccessToWorkFactory(**common, status=list(LegalStatus)[place])
        factories.PracticeFactory(lead=organisation, partners=[organisation])
        factories.StoryFactory(employer=organisation)
    factories.StoryFactory(**texts, withdrawn=True)


@every_address
def test_nothing_hidden_is_given_away(client, hidden, path):
    assert SECRET not in text(client, path)


def test_hidden_records_are_not_counted(client, hidden):
    assert data(client, "/en/stories.json")["count"] == 3
    assert data(client, "/en/guidance.json")["count"] == 0


def test_a_withdrawn_story_is_gone_from_every_form_at_once(client):
    story = factories.StoryFactory(slug="amal")
    paths = [*(f"/en/stories.{extension}" for extension in TYPES), f"/en/{JSON_LD}"]
    assert all("amal" in text(client, path) for path in paths)
    story.withdrawn_on = story.verified_on
    story.save()
    assert not any("amal" in text(client, path) for path in paths)


# JSON


@every_list
@every_format
def test_every_list_is_there_in_every_form(client, section, extension):
    LISTS[section](title_en="Bridge to work")
    response = client.get(f"/en/{section}.{extension}")
    assert (response.status_code, response["Content-Type"]) == (200, TYPES[extension])
    assert b"Bridge to work" in body(response)


@every_list
def test_an_empty_list_has_one_page(client, section):
    assert data(client, f"/en/{section}.json") == {"count": 0, "page": 1, "pages": 1, "results": []}


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_every_language_has_its_lists(client, language):
    factories.StoryFactory(slug="amal")
    (row,) = data(client, f"/{language}/stories.json")["results"]
    assert row["url"] == f"http://testserver/{language}/stories/amal/"
    assert row["language"] == "en"
    assert row["translation"] == ("source" if language == "en" else "missing")


def test_a_list_has_twenty_entries_a_page(client):
    factories.StoryFactory.create_batch(21)
    first, second = (data(client, f"/en/stories.json?page={page}") for page in (1, 2))
    assert (first["count"], first["pages"], len(first["results"]), len(second["results"])) == (21, 2, 20, 1)


def test_a_page_beyond_the_end_is_the_nearest_with_a_note(client):
    factories.StoryFactory.create_batch(21)
    answer = data(client, "/en/stories.json?page=99")
    assert (answer["page"], len(answer["results"])) == (2, 1)
    assert "no such page" in answer["note"]


def test_a_page_that_exists_has_no_note(client):
    assert "note" not in data(client, "/en/stories.json?page=1")


def test_arabic_stands_in_json_as_it_is(client):
    factories.StoryFactory(title_ar=ARABIC)
    assert ARABIC in text(client, "/ar/stories.json")


# Filters


def test_organisations_have_the_filters_of_their_page(client):
    factories.OrganisationFactory(slug="one", country="NL", kind="ngo", roles=["partner"])
    factories.OrganisationFactory(slug="two", country="SI", kind="employer", roles=["employer"])
    for query in ("country=NL", "kind=ngo", "role=partner"):
        assert slugs(client, f"/en/network/organisations.json?{query}") == ["one"]


def test_guidance_can_be_narrowed_by_audience_country_and_topic(client):
    one = factories.GuidanceFactory(audience="employers", country="NL", topic="documents")
    factories.GuidanceFactory(audience="refugees", country="BE", topic="rights")
    for query in ("audience=employers", "country=NL", "topic=documents", "country=NL&topic=documents"):
        assert slugs(client, f"/en/guidance.json?{query}") == [one.slug]
    assert slugs(client, "/en/guidance.json?audience=employers&topic=rights") == []


def test_the_right_to_work_can_be_narrowed_by_country_and_status(client):
    one = factories.AccessToWorkFactory(country="NL", status="refugees")
    factories.AccessToWorkFactory(country="BE", status="asylum_seekers")
    for query in ("country=NL", "status=refugees"):
        assert slugs(client, f"/en/right-to-work.json?{query}") == [one.slug]


def test_stories_can_be_narrowed_by_country(client):
    factories.StoryFactory(slug="one", country="NL")
    factories.StoryFactory(slug="two", country="BE")
    factories.StoryFactory(slug="three", country="SI")
    assert slugs(client, "/en/stories.json?country=NL") == ["one"]
    assert set(slugs(client, "/en/stories.json?country=NL&country=BE")) == {"one", "two"}


def test_stories_can_be_narrowed_by_kind_and_say_it(client):
    factories.StoryFactory(slug="one", kinds=["mentoring"])
    factories.StoryFactory(slug="two", kinds=["job_matching", "mentoring"])
    factories.StoryFactory(slug="three", kinds=[])
    assert slugs(client, "/en/stories.json?kind=job_matching") == ["two"]
    assert set(slugs(client, "/en/stories.json?kind=job_matching&kind=mentoring")) == {"one", "two"}
    found = {row["slug"]: row["kinds"] for row in data(client, "/en/stories.json")["results"]}
    assert found == {"one": ["mentoring"], "two": ["job_matching", "mentoring"], "three": None}
    assert [row["slug"] for row in rows(client, "/en/stories.csv?kind=job_matching")] == ["two"]


@pytest.mark.parametrize("extension", ["csv", "atom"])
def test_table_and_feed_follow_the_filters_too(client, extension):
    factories.StoryFactory(slug="one", country="NL")
    factories.StoryFactory(slug="two", country="BE")
    found = text(client, f"/en/stories.{extension}?country=NL")
    assert "/stories/one/" in found
    assert "/stories/two/" not in found


@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("network/organisations.json?country=XX&kind=x", ["country: XX", "kind: x"]),
        ("guidance.json?topic=x", ["topic: x"]),
        ("right-to-work.json?country=FR", ["country: FR"]),
        ("stories.json?country=nl", ["country: nl"]),
    ],
)
def test_an_unknown_value_is_ignored_and_said(client, path, ignored):
    LISTS[path.partition(".")[0]]()
    answer = data(client, f"/en/{path}")
    assert (answer["count"], answer["ignored"]) == (1, ignored)


BAD_QUERIES = [
    "page=0",
    "page=-1",
    "page=x",
    "page=%00",
    "page=" + "9" * 5_000,
    "page=%D9%A3",
    "country=%00",
    "country=%ED%A0%80",
    "country=" + "N" * 5_000,
    "status[]=1",
    "q=%27%22%00%25",
    "audience=%F0%9F%92%A9",
    "&&&===",
]


@pytest.mark.parametrize("query", BAD_QUERIES)
@every_list
@every_format
def test_a_bad_query_never_breaks_a_list(client, section, extension, query):
    LISTS[section]()
    text(client, f"/en/{section}.{extension}?{query}")


@given(
    st.dictionaries(
        st.sampled_from(["q", "country", "kind", "role", "audience", "topic", "status", "page", "sort"]),
        st.lists(st.text(max_size=30), max_size=3),
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("section", LISTS)
def test_nothing_that_can_be_typed_breaks_a_list(client, section, query):
    typed = {name: [value.encode("utf-8", "replace").decode() for value in values] for name, values in query.items()}
    for extension in TYPES:
        response = client.get(f"/en/{section}.{extension}", typed)
        body(response)
        assert response.status_code == 200


# CSV


def test_a_table_has_all_rows_whatever_the_page(client):
    factories.StoryFactory.create_batch(21)
    assert len(rows(client, "/en/stories.csv?page=2")) == 21


def test_a_table_begins_with_its_columns_and_no_mark(client):
    factories.StoryFactory()
    raw = body(client.get("/en/stories.csv"))
    assert raw.startswith(b"slug,url,title,summary,language,")
    assert raw.endswith(b"\r\n")


def test_arabic_survives_in_a_table(client):
    factories.StoryFactory(title_ar=ARABIC)
    assert rows(client, "/ar/stories.csv")[0]["title"] == ARABIC


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_table_begins_like_a_formula(client, start):
    evil = f"{start}HYPERLINK(1)"
    factories.OrganisationFactory(title_en=evil, local_name=evil, topics_en="x\ny", what_en=evil)
    (row,) = rows(client, "/en/network/organisations.csv")
    assert row["title"] == row["local_name"] == row["what"] == f"'{evil}"
    assert [name for name, value in row.items() if value.startswith(start)] == []


def test_lists_and_sources_of_a_table_are_joined(client):
    sources = [factories.SourceFactory(url=f"https://law.example/{number}", title=str(number)) for number in (1, 2)]
    factories.OrganisationFactory(roles=["partner", "expert"], topics_en="work\nlanguage", sources=sources)
    (row,) = rows(client, "/en/network/organisations.csv")
    assert (row["roles"], row["topics"]) == ("partner|expert", "work|language")
    assert row["sources"] == "https://law.example/1|https://law.example/2"


# Atom


def test_a_feed_says_what_it_is(client):
    factories.StoryFactory(slug="amal", title_en="A <b>nurse</b>", summary_en="Work & <i>hope</i>")
    root = feed(client, "/en/stories.atom?country=NL")
    assert root.find(f"{ATOM}title").text == "Stories: Netherlands · FromSkills2Work"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/en/stories.atom?country=NL"
    assert links["alternate"] == "http://testserver/en/stories/"
    assert "creativecommons.org/licenses/by/4.0" in links["license"]
    entry = root.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "A <b>nurse</b>"
    assert entry.find(f"{ATOM}summary").text == "Work &amp; &lt;i&gt;hope&lt;/i&gt;"  # carried as HTML
    assert entry.find(f"{ATOM}id").text == "tag:testserver,2026:en:stories:amal"


def test_an_entry_says_when_it_last_changed_and_in_which_language_it_is(client):
    story = factories.StoryFactory()
    entry = feed(client, "/ar/stories.atom").find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}updated").text == story.updated_at.isoformat()
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_what_changed_last_comes_first(client):
    first = factories.StoryFactory(slug="first")
    factories.StoryFactory(slug="second")
    first.save()
    links = [entry.find(f"{ATOM}link").get("href") for entry in feed(client, "/en/stories.atom").iter(f"{ATOM}entry")]
    assert [link.split("/")[-2] for link in links] == ["first", "second"]


def test_a_feed_without_entries_does_not_change(client):
    assert text(client, "/en/stories.atom") == text(client, "/en/stories.atom")


def test_a_feed_leads_to_the_list_with_its_filters(client):
    root = feed(client, "/en/network/organisations.atom?country=NL&kind=ngo&page=3")
    href = next(link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "alternate")
    assert href == "http://testserver/en/network/organisations/?country=NL&kind=ngo"


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("guidance.atom", ""),
        ("guidance.atom?audience=employers", "employers/"),
        ("guidance.atom?audience=employers&country=NL", "employers/netherlands/"),
        ("guidance.atom?audience=authorities", ""),
        ("right-to-work.atom", "right-to-work/"),
        ("right-to-work.atom?country=SI", "right-to-work/slovenia/"),
    ],
)
def test_a_feed_of_what_has_no_list_leads_where_readers_find_it(client, query, path):
    href = feed(client, f"/en/{query}").find(f"{ATOM}link").get("href")
    assert href == f"http://testserver/en/{path}"
    assert client.get(f"/en/{path}").status_code == 200


def test_a_character_that_xml_cannot_hold_does_not_break_a_feed(client):
    factories.StoryFactory(title_en="a\x0bb")
    assert feed(client, "/en/stories.atom").find(f"{ATOM}entry/{ATOM}title").text == "a b"


# JSON-LD


def test_the_whole_directory_is_one_document(client):
    make_world()
    nodes = graph(client)
    kinds = {kind for node in nodes.values() for kind in node["@type"]}
    assert {
        "schema:Dataset",
        "cpsv:PublicService",
        "schema:Service",
        "org:Organization",
        "schema:Article",
        "schema:HowTo",
        "cpsv:Rule",
    } <= kinds
    assert nodes["http://testserver/en/practices/bridge/"]["dct:identifier"] == "bridge"
    assert nodes[f"http://testserver/en/{JSON_LD}"]["dct:license"] == "https://creativecommons.org/licenses/by/4.0/"


def prefixes(node):
    """Return the prefixes of all terms in a document, in whatever depth."""
    if isinstance(node, list):
        return {prefix for item in node for prefix in prefixes(item)}
    if not isinstance(node, dict):
        return set()
    own = {key.split(":")[0] for key in node if not key.startswith("@")}
    types = node.get("@type", [])
    own |= {kind.split(":")[0] for kind in ([types] if isinstance(types, str) else types)}
    return own | {prefix for value in node.values() for prefix in prefixes(value)}


def test_every_term_of_the_document_is_known_to_its_context(client):
    make_world()
    document = data(client, f"/ar/{JSON_LD}")
    assert document["@context"] == CONTEXT
    assert prefixes(document["@graph"]) <= CONTEXT.keys()


def test_the_document_says_nothing_empty(client):
    make_world()
    for node in graph(client).values():
        assert not [key for key, value in node.items() if value in (None, "", [], {})]


def test_every_reference_of_the_document_leads_to_a_node_of_it(client):
    make_world()
    nodes = graph(client)
    for node in nodes.values():
        for key in ("schema:provider", "schema:mentions", "adms:status", "dct:isReplacedBy"):
            if "@id" in node.get(key, {}):
                assert node[key]["@id"] in nodes


def test_a_source_is_cited_as_a_page(client):
    page = factories.SourceFactory(url="https://law.example/1", title="The law", publisher="Ministry", year=2020)
    factories.OrganisationFactory(slug="one", sources=[page])
    node = graph(client)["http://testserver/en/network/organisations/one/"]
    assert node["schema:citation"] == [
        {
            "@id": "https://law.example/1",
            "@type": "schema:WebPage",
            "schema:name": "The law",
            "schema:publisher": "Ministry",
            "schema:datePublished": "2020",
        }
    ]


def test_an_empty_directory_is_a_valid_document(client):
    assert data(client, f"/en/{JSON_LD}")["@graph"]


def test_the_document_is_sent_as_linked_data(client):
    response = client.get(f"/en/{JSON_LD}")
    assert (response["Content-Type"], response.streaming) == ("application/ld+json", True)
    body(response)


# The description for machines


world = kept(make_world)


@pytest.fixture
def described(client):
    return data(client, "/openapi.json")


def test_the_description_is_openapi_and_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/openapi.json")
    assert response["Content-Type"] == "application/json"
    document = response.json()
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    assert document["servers"] == [{"url": "http://testserver"}]
    assert document["info"]["license"]["name"] == "CC BY 4.0"


@every_list
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("query", ["", "?country=NL&country=XX", "?page=99"])
def test_a_real_answer_is_as_described(client, world, described, section, language, query):
    schema = {"$ref": f"#/components/schemas/{SCHEMAS[section]}List", "components": described["components"]}
    answer = data(client, f"/{language}/{section}.json{query}")
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(answer)] == []
    assert answer["results"]


@every_list
def test_the_columns_of_a_table_are_as_described(client, described, section):
    LISTS[section]()
    (row,) = rows(client, f"/en/{section}.csv")
    answer = described["paths"][f"/{{language}}/{section}.csv"]["get"]["responses"]["200"]
    assert answer["description"].endswith(", ".join(row))


@every_list
@every_format
def test_every_address_that_is_described_exists(client, described, section, extension):
    assert f"/{{language}}/{section}.{extension}" in described["paths"]
    text(client, f"/en/{section}.{extension}")


# Open to pages of other sites


@every_address
@pytest.mark.parametrize("method", ["get", "head"])
def test_every_site_may_read_data(client, path, method):
    response = getattr(client, method)(path, headers={"origin": "https://other.example"})
    body(response)
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (200, "*")
    assert "Access-Control-Allow-Credentials" not in response


@every_address
def test_a_browser_may_ask_before_it_reads(client, path):
    asked = {"origin": "https://other.example", "access-control-request-method": "GET"}
    response = client.options(path, headers=asked)
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == response["Allow"] == "GET, HEAD, OPTIONS"


@every_address
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_may_write_data(client, path, method):
    response = getattr(client, method)(path)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "Access-Control-Allow-Origin" not in response


def test_pages_for_people_stay_closed_to_other_sites(client):
    response = client.options("/en/stories/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert "Access-Control-Allow-Origin" not in client.get("/en/stories/")


@every_address
def test_data_says_nothing_of_caches_and_sets_no_cookie(client, path):
    response = client.get(path)
    body(response)
    assert "Cache-Control" not in response
    assert not response.cookies


@pytest.mark.parametrize("path", [path for path in DATA if path.endswith((".csv", ".jsonld"))])
def test_asking_for_the_head_of_a_long_answer_makes_no_body(client, path, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.head(path)
        assert body(response) == b""


@pytest.mark.parametrize("path", [path for path in DATA if not path.endswith(".atom") and path != "/openapi.json"])
def test_data_states_its_licence(client, path):
    response = client.get(path)
    body(response)
    assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in response["Link"]


# Cost


def test_data_costs_the_same_number_of_queries_with_few_and_with_many_rows(client):
    paths = [path for path in DATA if path != "/openapi.json"]
    counts = []
    make_world()
    for more in (range(2), range(2, 8)):
        add_rows(more)
        counts.append({})
        for path in paths:
            with CaptureQueriesContext(connection) as captured:
                text(client, path)
            counts[-1][path] = len(captured)
    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= 21  # the whole directory: five kinds with their relations and translations


# The page about it


def test_the_page_on_open_data_leads_to_everything(client):
    links = set(open_page(client, "/ar/open-data/").main.links)
    assert {f"/ar/{section}.{extension}" for section in (*LISTS, "practices") for extension in TYPES} <= links
    assert {f"/ar/{JSON_LD}", "/openapi.json", "https://creativecommons.org/licenses/by/4.0/"} <= links
