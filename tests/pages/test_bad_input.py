"""Whatever the address holds, the reader gets a page of the site, and never a 500."""

import pytest

from tests import factories
from tests.pages.support import Page, open_page
from tests.support.worlds import kept

pytestmark = pytest.mark.django_db

ASKABLE = ["practices/", "stories/", "network/organisations/", "network/experts/", "search/"]
MEAN = {
    "10,000 characters": "q=" + "a" * 10_000,
    "10,000 words": "q=" + "a+" * 5_000,
    "NUL": "q=nurse%00",
    "nothing but NUL": "q=%00",
    "control characters": "q=%01%02%07%08%0B%1B%7F%C2%85",
    "line breaks": "q=a%0D%0Ab",
    "a lone surrogate": "q=%ED%A0%80",
    "broken UTF-8": "q=%FF%FE%C3",
    "a cut escape": "q=%E2%82&x=%",
    "a character no font has": "q=%F4%8F%BF%BF",
    "a non-character": "q=%EF%BF%BF",
    "bidirectional overrides": "q=%E2%80%AE%E2%81%A6abc",
    "SQL": "q='%20OR%201=1;--",
    "LIKE": "q=%25_%5C",
    "JSON": "q=%7B%22a%22:%5B%5D%7D",
    "a template": "q=%7B%7B%20settings.SECRET_KEY%20%7D%7D",
    "no name": "=x&&=&;",
    "a strange name": "q%5B%5D=x&q__icontains=y&__class__=z",
    "NUL in a filter": "country=%00&kind=%00&role=%00&sort=%00&page=%00",
    "NUL in a name": "co%00untry=NL",
    "long values": "&".join(f"{name}={'x' * 3000}" for name in ("country", "kind", "role", "sort", "page", "language")),
    "broken UTF-8 in a filter": "country=%FF&kind=%ED%A0%80&sort=%FF",
    "900 values of one filter": "&".join(f"kind={number}" for number in range(900)),
    "a page in the powers": "page=1e9",
    "a page without end": "page=inf",
    "a page that is none": "page=nan",
}
mean = pytest.mark.parametrize("query", MEAN.values(), ids=MEAN.keys())
askable = pytest.mark.parametrize("path", ASKABLE)


@kept
def records():
    factories.PracticeFactory()
    factories.StoryFactory()
    factories.OrganisationFactory()
    factories.ExpertFactory()


@askable
@mean
def test_bad_input_gets_a_page_of_the_site(client, records, path, query):
    assert open_page(client, f"/en/{path}?{query}").is_of_the_site


@askable
def test_very_many_parameters_get_a_page_of_the_site(client, records, path):
    query = "&".join(f"p{number}=1" for number in range(5_000))
    page = Page(client.get(f"/en/{path}?{query}"))
    assert page.status in {200, 400}
    assert page.is_of_the_site


@pytest.mark.parametrize(
    "path", ["", "practices/one/", "countries/", "countries/netherlands/", "employers/netherlands/", "about/"]
)
@pytest.mark.parametrize("query", ["q=%00", "page=1e9", "with=%FF", "lang=xx", "x=" + "a" * 10_000])
def test_pages_that_take_no_parameters_do_not_mind_them(client, path, query):
    factories.PracticeFactory(slug="one")
    assert open_page(client, f"/en/{path}?{query}").is_of_the_site


@askable
def test_html_in_the_words_is_escaped(client, records, path):
    page = open_page(client, f"/en/{path}?q=%3Cscript%3Ealert(1)%3C/script%3E%22%20onfocus=%22x")
    assert "<script>alert" not in page.html
    assert not [element for element in page.elements if "onfocus" in element.attributes]


@askable
@pytest.mark.parametrize("name", ["country", "kind", "sort", "role", "page", "anything"])
def test_html_in_a_parameter_is_escaped(client, records, path, name):
    page = open_page(client, f"/en/{path}?{name}=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E")
    assert "<img" not in page.html


def test_html_in_the_name_of_a_parameter_is_escaped(client, records):
    assert "<img" not in open_page(client, "/en/practices/?%22%3E%3Cimg%20src=x%3E=1&page=2&kind=validation").html


def test_a_template_in_the_words_is_not_run(client, records, settings):
    page = open_page(client, "/en/search/?q=%7B%7B%20request.path%20%7D%7D%7B%25%20now%20%22Y%22%20%25%7D")
    assert page.one("input", id="page-search")["value"] == '{{ request.path }}{% now "Y" %}'


@pytest.mark.parametrize("path", ["search/", "practices/", "network/organisations/"])
def test_a_long_text_is_cut_and_the_reader_is_told(client, records, path):
    page = open_page(client, f"/en/{path}?q={'a' * 10_000}")
    assert "very long" in page.notes
    assert len(page.main.one("input", type="search")["value"]) == 200


@pytest.mark.parametrize("path", ["search/", "practices/", "network/organisations/"])
def test_control_characters_around_a_word_do_not_hide_what_it_finds(client, path):
    for factory in (factories.PracticeFactory, factories.OrganisationFactory):
        factory(title_en="For nurses")
        factory(title_en="For welders")
    assert set(open_page(client, f"/en/{path}?q=%00nurses%07").card_titles) == {"For nurses"}


def test_control_characters_in_the_words_leave_the_other_filters_in_force(client):
    factories.PracticeFactory(title_en="Dutch")
    factories.PracticeFactory(title_en="Belgian", country="BE")
    page = open_page(client, "/en/practices/?q=%00&country=NL")
    assert page.card_titles == ["Dutch"]
    assert list(page.chips) == ["Remove filter Country: Netherlands"]


def test_control_characters_in_a_filter_leave_the_others_in_force(client):
    factories.PracticeFactory(title_en="Dutch")
    factories.PracticeFactory(title_en="Belgian", country="BE")
    page = open_page(client, "/en/practices/?kind=%00&country=NL")
    assert page.card_titles == ["Dutch"]


def test_the_links_of_a_page_keep_strange_characters_safe(client):
    factories.PracticeFactory.create_batch(21, title_en="a&b=c#d")
    href = open_page(client, "/en/practices/?q=%26b%3Dc%23d").to("next")
    assert href == "?q=%26b%3Dc%23d&page=2"


@pytest.mark.parametrize(
    "path",
    [
        "/en/practices/%00/",
        "/en/practices/%FF/",
        "/en/practices/" + "a" * 5_000 + "/",
        "/en/practices/%3Cscript%3E/",
        "/en/practices/../../etc/passwd",
        "/en/countries/%E2%80%AE/",
        "/en//practices/",
        "/%00",
        "/en/%2F%2Fevil.example/",
        "/en//evil.example/",
    ],
)
def test_a_strange_path_gets_a_page_of_the_site(client, path):
    page = open_page(client, path, status=404)
    assert page.is_of_the_site
    assert "<script>" not in page.html
