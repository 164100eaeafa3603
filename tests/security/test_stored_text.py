"""No stored text becomes markup: 127 hostile texts in every field, in three languages, on every page of readers."""

import csv
import html
import io
import json
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from defusedxml import ElementTree
from django.test import Client
from django.utils.html import escape
from markdown_it import MarkdownIt

from practices.models import Practice
from skills2work.data.kinds import kinds
from tests import factories
from tests.pages.conftest import passing_records
from tests.pages.support import Page
from tests.pages.world import PAGES, make_world
from tests.security.markup import Known, Markup
from tests.security.poison import (
    LANGUAGES,
    fill_all,
    harmless,
    hostile,
    is_translated,
    poisoned_models,
    sign,
    text_fields,
)
from tests.security.vectors import CLASSES, VECTORS

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.xdist_group("hostile")]

MORE_PAGES = {
    "pack": "countries/netherlands/pack/",
    "pack of Europe": "countries/european-union/pack/",
    "right to work": "right-to-work/",
    "right to work in a country": "right-to-work/netherlands/",
    "pathway": "pathway/?country=NL&status=refugees&have=diploma&occupation=2221",
    "pathway without papers": "pathway/?country=NL&status=refugees&have=no_documents&occupation=",
    "background paper": "pathway/background-paper/",
    "occupations": "occupations/?q=nurse",
    "group of occupations": "occupations/?group=2221",
    "occupation": "occupations/hostile/",
    "beside": "practices/bridge/?with=ar",
    "beside, the other way": "practices/bridge/?with=en",
    "search": "search/?q=xss",
    "search in practices": "practices/?q=xss",
    "story without an employer's page": "stories/lonely/",
    "employers' questions": "employers/netherlands/?status=refugees",
}
EVERY_PAGE = {**PAGES, **MORE_PAGES}
# Fields that no page for readers shows: what they are for is written beside them.
NOT_SHOWN = {
    ("OpenQuestion", "text"),  # for editors
    ("OpenQuestion", "answer"),
    ("OpenQuestion", "topic"),
}


def hostile_world() -> None:
    """Make one of everything that has a text, once."""
    make_world()
    organisation = Practice.objects.get(slug="bridge").lead
    pathway = factories.PathwayFactory()
    for number in range(2):
        factories.PathwayStepFactory(pathway=pathway, organisations=[organisation], position=number + 1)
    group = factories.IscoGroupFactory()
    for code in ("2", "22", "222"):
        factories.IscoGroupFactory(code=code)
    factories.OccupationFactory(slug="hostile", group=group)
    factories.OpenQuestionFactory()
    factories.StoryFactory(slug="lonely", employer=None)


class Walk:
    """Every page before and after, and what the harmless ones consist of."""

    def __init__(self) -> None:
        self.known = Known()
        self.client = Client()
        self.pages: dict[tuple[str, str], Any] = {}

    def paths(self) -> Iterator[tuple[str, str, str]]:
        for language in LANGUAGES:
            for name, rest in EVERY_PAGE.items():
                yield language, name, f"/{language}/{rest}"


@pytest.fixture(scope="module")
def walk(static_files_as_they_lie: None, django_db_setup: None, django_db_blocker: Any) -> Walk:
    """Visit every page with harmless texts, then with hostile ones; all addresses of data as well."""
    found = Walk()
    with passing_records(django_db_blocker):
        hostile_world()
        fill_all(harmless)
        for language, name, path in found.paths():
            if language == "nl":  # nothing stands there that the other two do not have
                continue
            response = found.client.get(path)
            assert response.status_code == 200, (name, response.status_code)
            found.known.learn(response.content.decode())
        fill_all(hostile)
        for language, name, path in found.paths():
            found.pages[name, language] = found.client.get(path)
        for path in data_paths():
            answer: Any = found.client.get(path)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            found.pages[path, ""] = (answer, content)
    return found


def data_paths() -> Iterator[str]:
    for language in LANGUAGES:
        for kind in kinds():
            for extension in ("json", "csv", "atom"):
                yield f"/{language}/{kind.address}.{extension}"
        yield f"/{language}/open-data/directory.jsonld"
    yield from ("/sitemap-practices.xml", "/sitemap-organisations.xml", "/openapi.json")


# What is hostile, and whether the reader of pages sees it

UNLIKELY = "harmless"
RAW = (
    "<p>{}</p>", '<p title="{}">x</p>', "<p title='{}'>x</p>", "<p title=x{}>x</p>", '<a href="{}">x</a>',
    '<script type="application/ld+json">"{}"</script>', "<title>{}</title>", "<textarea>{}</textarea>",
    "<style>{}</style>", "<p>x</p><!-- {} -->",
)  # fmt: skip
# Not for HTML: a spreadsheet, Django's templates and Python's format strings would run them.
OF_OTHERS = {vector for vector in VECTORS if vector.startswith(("=", "@", "{{", "%(", "+ADw", "${"))}


def decoded(vector: str) -> set[str]:
    """Return what a text becomes where somebody undoes an escaping too many."""
    twice = html.unescape(html.unescape(vector))
    plain = vector.replace("\\u003c", "<").replace("\\u003e", ">").replace("\u200b", "")
    return {vector, html.unescape(vector), twice, unquote(vector), unicodedata.normalize("NFKC", vector), plain}


def unsafe_markdown(vector: str) -> str:
    writer: Any = MarkdownIt("commonmark")
    writer.validateLink = lambda _url: True
    writer.normalizeLink = lambda url: url
    return f"{writer.render(vector)}{writer.render(vector + chr(10) * 2 + '[xss]')}"


def test_there_are_enough_hostile_texts_of_every_class():
    assert len(set(VECTORS)) == len(VECTORS) >= 120
    assert min(len(vectors) for vectors in CLASSES.values()) >= 4


@pytest.mark.parametrize("vector", sorted(set(VECTORS) - OF_OTHERS))
def test_the_reader_of_pages_sees_every_hostile_text_that_is_not_escaped(vector):
    found = []
    for raw in RAW:
        known = Known()
        known.learn(raw.format(UNLIKELY))
        found += [stranger for text in decoded(vector) for stranger in known.strangers(raw.format(text))]
    found += Known().strangers(unsafe_markdown(vector))
    assert found


# Pages


def test_no_page_has_an_element_attribute_script_or_address_from_a_text(walk):
    told = {key: walk.known.strangers(page.content.decode()) for key, page in walk.pages.items() if key[1]}
    assert len(told) == len(EVERY_PAGE) * len(LANGUAGES)
    assert {key: strangers for key, strangers in told.items() if strangers} == {}


def test_every_page_answers_and_stays_well_formed(walk):
    for key, response in walk.pages.items():
        if key[1]:
            assert response.status_code == 200, key
            Page(response)  # complains of an end tag too many or too few


def test_every_text_field_was_seen_on_a_page_in_each_language(walk):
    seen = {
        language: "".join(page.content.decode() for (_name, spoken), page in walk.pages.items() if spoken == language)
        for language in LANGUAGES
    }
    missed = set()
    for model in poisoned_models():
        for field in text_fields(model):
            language = getattr(field, "language", None) or "en"
            if field.get_internal_type() == "URLField" or field.name == "url":
                continue
            if sign(model, field)[:20] not in seen[language]:
                missed.add((model.__name__, field.name))
    assert missed == NOT_SHOWN


def test_every_hostile_text_stands_on_a_page_as_text(walk):
    text = "".join("".join(Markup(page.content.decode()).text) for key, page in walk.pages.items() if key[1])
    spaced = " ".join(text.split())
    missed = [vector for vector in VECTORS if " ".join(vector.split()) not in spaced]
    # a link or an emphasis that Markdown makes is no text any more, and it undoes its own escapes
    assert [vector for vector in missed if vector in CLASSES["scripts"] or vector in CLASSES["handlers"]] == []
    assert len(missed) < 20


# Data


def data_of(walk, ending):
    found = {key[0]: value for key, value in walk.pages.items() if not key[1] and key[0].endswith(ending)}
    assert found
    return found


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (".json", "application/json"),
        (".csv", "text/csv; charset=utf-8"),
        (".atom", "application/atom+xml; charset=utf-8"),
        (".jsonld", "application/ld+json"),
        (".xml", "application/xml"),
    ],
)
def test_data_say_what_they_are_and_no_browser_may_guess(walk, ending, kind):
    for path, (response, _content) in data_of(walk, ending).items():
        assert (response.status_code, response["Content-Type"]) == (200, kind), path
        assert response["X-Content-Type-Options"] == "nosniff", path
        assert "default-src 'none'" in response["Content-Security-Policy"], path


def test_json_is_whole_and_holds_the_hostile_texts_as_they_are(walk):
    for path, (_response, content) in {**data_of(walk, ".json"), **data_of(walk, ".jsonld")}.items():
        assert json.loads(content), path
    (_response, content) = walk.pages["/en/practices.json", ""]
    assert "<script>xss(1)</script>" in json.loads(content)["results"][0]["what"]


def test_feeds_are_whole_and_their_html_is_only_text(walk):
    atom = "{http://www.w3.org/2005/Atom}"
    summaries = []
    for path, (_response, content) in {**data_of(walk, ".atom"), **data_of(walk, ".xml")}.items():
        root = ElementTree.fromstring(content)
        assert not [element for element in root.iter() if element.tag.rpartition("}")[2] == "script"], path
        summaries += [element.text for element in root.iter(f"{atom}summary")]
    assert len(summaries) > 10
    for summary in summaries:
        assert Markup(summary or "").pairs == set(), summary
    assert any(escape("<") in (summary or "") for summary in summaries)


def test_tables_hold_no_formula(walk):
    for path, (_response, content) in data_of(walk, ".csv").items():
        cells = [cell for row in csv.reader(io.StringIO(content.decode())) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], path


def test_no_field_is_left_out_by_mistake():
    named = {(model.__name__, field.name) for model in poisoned_models() for field in text_fields(model)}
    assert ("Practice", "what_ar") in named
    assert ("Source", "publisher") in named
    assert not [field for model in poisoned_models() for field in text_fields(model) if is_translated(model, field)]
    assert len(named) > 150
