"""The filters, chips and orders of the directory. The address is the state."""

from datetime import date

import pytest

from practices.vocabularies import CostKind, Evidence, LegalStatus, PracticeKind, PracticeStatus, Scope, ValidationStage
from skills2work.vocabularies import Audience, Sector
from tests.factories import PracticeFactory
from tests.pages.support import open_page, pairs

pytestmark = [pytest.mark.django_db, pytest.mark.every_case]

# For each filter: its value in the address, and the field of a practice that has it and of one that has not.
FACETS = {
    "country": ("BE", {"country": "BE"}, {"country": "NL"}),
    "kind": ("mentoring", {"kinds": [PracticeKind.MENTORING]}, {"kinds": [PracticeKind.VALIDATION]}),
    "stage": ("assessment", {"stages": [ValidationStage.ASSESSMENT]}, {"stages": [ValidationStage.IDENTIFICATION]}),
    "audience": ("employers", {"audiences": [Audience.EMPLOYERS]}, {"audiences": [Audience.REFUGEES]}),
    "eligible": ("resettled", {"eligible": [LegalStatus.RESETTLED]}, {"eligible": [LegalStatus.REFUGEES]}),
    "scope": ("local", {"scope": Scope.LOCAL}, {"scope": Scope.NATIONAL}),
    "sector": ("F", {"sectors": [Sector.F]}, {"sectors": [Sector.Q]}),
    "status": ("ended", {"status": PracticeStatus.ENDED}, {"status": PracticeStatus.ACTIVE}),
    "language": ("ar", {"languages_offered": ["ar"]}, {"languages_offered": ["nl"]}),
    "evidence": ("evaluated", {"evidence": Evidence.EVALUATED}, {"evidence": Evidence.DESCRIBED}),
    "cost": ("free", {"cost_kind": CostKind.FREE}, {"cost_kind": CostKind.PAID}),
}
each_facet = pytest.mark.parametrize("facet", FACETS)


def directory(client, query="", language="en"):
    return open_page(client, f"/{language}/practices/{query}")


@pytest.fixture
def three(db):
    """Mentoring in Belgium, validation in Belgium, validation in Slovenia."""
    PracticeFactory(title_en="Mentors of Ghent", country="BE", kinds=[PracticeKind.MENTORING])
    PracticeFactory(title_en="Validation in Liège", country="BE", kinds=[PracticeKind.VALIDATION])
    PracticeFactory(title_en="Validation in Maribor", country="SI", kinds=[PracticeKind.VALIDATION])


@each_facet
def test_each_filter_alone_keeps_what_has_the_value(client, facet):
    value, having, lacking = FACETS[facet]
    PracticeFactory(title_en="Wanted", **having)
    PracticeFactory(title_en="Other", **lacking)
    assert directory(client, f"?{facet}={value}").card_titles == ["Wanted"]


@each_facet
def test_each_filter_is_offered_in_the_form(client, facet):
    value, having, _lacking = FACETS[facet]
    PracticeFactory(**having)
    assert value in [box["value"] for box in directory(client).all("input", type="checkbox", name=facet)]


@each_facet
def test_what_is_chosen_is_checked_in_the_form(client, facet):
    value, having, _lacking = FACETS[facet]
    PracticeFactory(**having)
    boxes = directory(client, f"?{facet}={value}").all("input", type="checkbox")
    assert [(box["name"], box["value"]) for box in boxes if "checked" in box.attributes] == [(facet, value)]


@each_facet
def test_each_filter_ignores_unknown_values_and_says_so(client, facet):
    PracticeFactory(title_en="Any")
    page = directory(client, f"?{facet}=nonsense")
    assert page.card_titles == ["Any"]
    assert f"{facet}: nonsense" in page.notes


@each_facet
def test_a_known_value_next_to_an_unknown_one_still_counts(client, facet):
    value, having, lacking = FACETS[facet]
    PracticeFactory(title_en="Wanted", **having)
    PracticeFactory(title_en="Other", **lacking)
    assert directory(client, f"?{facet}=nonsense&{facet}={value}").card_titles == ["Wanted"]


def test_a_practice_is_found_under_each_of_its_kinds(client):
    PracticeFactory(title_en="Both", kinds=[PracticeKind.VALIDATION, PracticeKind.MENTORING])
    assert directory(client, "?kind=validation").card_titles == ["Both"]
    assert directory(client, "?kind=mentoring").card_titles == ["Both"]


def test_two_values_of_one_filter_mean_or(client, three):
    titles = directory(client, "?country=BE&country=SI&sort=title").card_titles
    assert titles == ["Mentors of Ghent", "Validation in Liège", "Validation in Maribor"]


def test_a_practice_with_both_values_stands_in_the_list_once(client):
    PracticeFactory(title_en="Both", kinds=[PracticeKind.VALIDATION, PracticeKind.MENTORING])
    page = directory(client, "?kind=validation&kind=mentoring")
    assert (page.card_titles, page.count) == (["Both"], "1 practice")


def test_two_filters_mean_and(client, three):
    assert directory(client, "?country=BE&kind=validation").card_titles == ["Validation in Liège"]


def test_or_within_a_filter_and_and_between_filters_work_together(client, three):
    titles = directory(client, "?country=BE&country=SI&kind=validation&sort=title").card_titles
    assert titles == ["Validation in Liège", "Validation in Maribor"]


def test_words_are_looked_for(client, three):
    assert directory(client, "?q=ghent").card_titles == ["Mentors of Ghent"]


def test_all_words_must_be_there(client, three):
    assert directory(client, "?q=validation+maribor").card_titles == ["Validation in Maribor"]


def test_words_are_found_in_the_text_too(client):
    PracticeFactory(title_en="Deep", what_en="It welcomes welders.")
    PracticeFactory(title_en="Other")
    assert directory(client, "?q=welders").card_titles == ["Deep"]


def test_words_and_filters_mean_and(client, three):
    assert directory(client, "?q=validation&country=SI").card_titles == ["Validation in Maribor"]


def test_words_stay_in_the_box(client, three):
    assert directory(client, "?q=ghent").one("input", id="filter-q")["value"] == "ghent"


@pytest.mark.parametrize("empty", ["?q=", "?q=+++", "?country=", "?kind=&country=&q=&sort=&page="])
def test_empty_values_ask_for_nothing(client, three, empty):
    page = directory(client, empty)
    assert (page.count, page.chips, page.notes) == ("3 practices", {}, "")


def test_a_percent_sign_is_no_wildcard(client, three):
    assert directory(client, "?q=%25").card_titles == []


def test_an_unknown_parameter_changes_nothing(client, three):
    assert directory(client, "?utm_source=letter").count == "3 practices"


def test_repeated_values_count_once(client, three):
    page = directory(client, "?kind=mentoring&kind=mentoring")
    assert page.card_titles == ["Mentors of Ghent"]
    assert len(page.chips) == 1


def test_an_empty_result_says_so_and_leads_out(client, three):
    page = directory(client, "?q=nothing-like-this&country=BE")
    assert page.count == "0 practices"
    assert "/en/practices/" in page.main.one("div", "empty").links


def test_an_empty_result_keeps_what_was_chosen_removable(client, three):
    assert len(directory(client, "?q=nothing-like-this&country=BE").chips) == 2


def test_the_number_of_results_is_said(client, three):
    assert directory(client, "?country=BE").count == "2 practices"


def test_values_in_lower_case_are_unknown(client, three):
    assert "country: be" in directory(client, "?country=be").notes


def test_at_most_ten_unknown_values_are_named(client, three):
    query = "&".join(f"kind=nonsense-{number}x" for number in range(30))
    assert directory(client, f"?{query}").notes.count("nonsense-") == 10


def test_a_long_unknown_value_is_cut(client, three):
    assert len(directory(client, f"?kind={'x' * 5000}").notes) < 300


# Chips


QUERY = "?q=validation&country=BE&country=SI&kind=validation&sort=title"


def test_there_is_a_chip_for_every_value_and_for_the_words(client, three):
    labels = [label.split(":", 1)[1].strip() for label in directory(client, QUERY).chips]
    assert sorted(labels) == ["Belgium", "Slovenia", "Validation of skills", "validation"]


@pytest.mark.parametrize(
    ("label", "removed"),
    [
        ("validation", ("q", "validation")),
        ("Belgium", ("country", "BE")),
        ("Slovenia", ("country", "SI")),
        ("Validation of skills", ("kind", "validation")),
    ],
)
def test_a_chip_removes_exactly_one_value(client, three, label, removed):
    chips = directory(client, QUERY).chips
    href = next(href for text, href in chips.items() if text.endswith(f": {label}"))
    assert pairs(href) == sorted(set(pairs(QUERY)) - {removed})


def test_a_chip_removes_a_repeated_value_altogether(client, three):
    (href,) = directory(client, "?kind=mentoring&kind=mentoring").chips.values()
    assert pairs(href) == []


def test_a_chip_says_what_it_does(client, three):
    assert all(text.startswith("Remove filter ") for text in directory(client, QUERY).chips)


def test_chips_drop_the_page(client, three):
    assert all("page" not in dict(pairs(href)) for href in directory(client, f"{QUERY}&page=3").chips.values())


def test_following_a_chip_shows_the_list_without_the_value(client, three):
    (href,) = directory(client, "?country=SI").chips.values()
    assert directory(client, href).count == "3 practices"


def test_all_filters_can_be_cleared_at_once(client, three):
    assert directory(client, QUERY).main.one("a", "chips__clear")["href"] == "/en/practices/"


def test_without_filters_there_are_no_chips(client, three):
    assert directory(client, "?sort=title").chips == {}


# Orders


@pytest.fixture
def ordered(db):
    """Practices whose order by usefulness, day of checking, title and country differs."""
    day = date(2026, 1, 1)
    PracticeFactory(title_en="delta", country="BE", status=PracticeStatus.ENDED, verified_on=day.replace(day=4))
    PracticeFactory(title_en="Alpha", country="SI", evidence=Evidence.DESCRIBED, verified_on=day.replace(day=3))
    PracticeFactory(title_en="bravo", country="NL", evidence=Evidence.EVALUATED, verified_on=day.replace(day=2))
    PracticeFactory(title_en="Charlie", country="EU", status=PracticeStatus.PILOT, verified_on=day.replace(day=1))


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["bravo", "Alpha", "Charlie", "delta"]),
        ("?sort=relevance", ["bravo", "Alpha", "Charlie", "delta"]),
        ("?sort=verified", ["delta", "Alpha", "bravo", "Charlie"]),
        ("?sort=title", ["Alpha", "bravo", "Charlie", "delta"]),
        ("?sort=country", ["delta", "bravo", "Alpha", "Charlie"]),
    ],
)
def test_the_list_can_be_put_in_each_order(client, ordered, query, titles):
    assert directory(client, query).card_titles == titles


def test_countries_are_ordered_by_their_names_in_the_language_of_the_page(client):
    PracticeFactory(title_en="Germanic", country="GB")  # Egyesült Királyság
    PracticeFactory(title_en="Belgian", country="BE")  # Belgium
    PracticeFactory(title_en="Irish", country="IE")  # Írország
    PracticeFactory(title_en="Dutch", country="NL")  # Hollandia
    titles = directory(client, "?sort=country", language="hu").card_titles
    assert titles.index("Germanic") < titles.index("Dutch")
    assert directory(client, "?sort=country").card_titles == ["Belgian", "Irish", "Dutch", "Germanic"]


def test_titles_are_ordered_in_the_language_of_the_page(client):
    PracticeFactory(title_en="Alpha", title_nl="Zwaluw")
    PracticeFactory(title_en="Bravo", title_nl="Aap")
    assert directory(client, "?sort=title", language="nl").card_titles == ["Aap", "Zwaluw"]


def test_an_unknown_order_is_ignored_and_said_so(client, ordered):
    page = directory(client, "?sort=nonsense")
    assert page.card_titles[0] == "bravo"
    assert "sort: nonsense" in page.notes


def test_the_present_order_is_marked_and_the_others_are_links(client, ordered):
    page = directory(client, "?sort=title")
    assert page.main.one("ul", "sorts").one("span", **{"aria-current": "true"}).text == "Title"
    assert len(page.sorts) == 3


def test_order_links_keep_the_filters(client, ordered):
    for href in directory(client, "?country=NL&country=BE&q=a").sorts.values():
        assert [pair for pair in pairs(href) if pair[0] != "sort"] == [("country", "BE"), ("country", "NL"), ("q", "a")]


def test_order_links_drop_the_page(client, ordered):
    assert all("page" not in dict(pairs(href)) for href in directory(client, "?page=2").sorts.values())


def test_the_form_drops_the_page_and_keeps_the_order(client, ordered):
    form = directory(client, "?page=2&sort=title").main.one("form", "filters")
    hidden = [(field["name"], field["value"]) for field in form.all("input", type="hidden")]
    assert hidden == [("sort", "title")]


def test_the_form_asks_by_the_address(client, ordered):
    form = directory(client).main.one("form", "filters")
    assert (form.get("method") or "get", form["action"]) == ("get", "/en/practices/")


def test_every_check_box_has_a_label_around_it(client, ordered):
    boxes = directory(client).main.all("input", type="checkbox")
    assert all(box.parent.tag == "label" and box.parent.text for box in boxes)


def test_every_filter_is_a_group_with_a_name(client, ordered):
    assert all(group.one("legend").text for group in directory(client).main.all("fieldset"))
