"""Two to four practices side by side, and two to four countries."""

import pytest

from practices.vocabularies import Evidence, LegalStatus, PracticeKind, RecognitionAreaKind, WorkAnswer
from tests import factories
from tests.pages.support import open_page, pairs

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_by_day]


def compared(client, query=""):
    return open_page(client, f"/en/service-providers/compare/{query}")


def columns(page):
    """Return the names above the columns."""
    return [cell.one("p", "with-stamp").all("a")[0].text for cell in page.main.all("th", scope="col")]


def row(page, label):
    """Return the cells of one row."""
    rows = [line for line in page.main.all("tr") if line.all("th", scope="row") and line.one("th").text == label]
    assert len(rows) == 1
    return rows[0].all("td")


@pytest.fixture
def five(db):
    return [factories.PracticeFactory(slug=letter, title_en=f"Practice {letter.upper()}") for letter in "abcde"]


# Practices


@pytest.mark.parametrize("query", ["?compare=b,a", "?compare=b&compare=a", "?compare=b,,%20a&compare=b"])
def test_practices_stand_side_by_side_in_the_order_of_the_address(client, five, query):
    assert columns(compared(client, query)) == ["Practice B", "Practice A"]


def test_every_practice_says_all_that_is_compared(client):
    partner = factories.OrganisationFactory(title_en="A partner")
    factories.PracticeFactory(
        slug="a",
        what_en="A desk.",
        steps=["You call."],
        partners=[partner],
        cost_en="Free of charge",
        duration_en="Six weeks",
        evidence=Evidence.EVALUATED,
        results_en="12 people (2024)",
        lessons_en="Start early.",
        as_of=2024,
    )
    factories.PracticeFactory(slug="b", cost_en="")
    page = compared(client, "?compare=a,b")
    for label, expected in {
        "What it is": "A desk.",
        "How it works, step by step": "You call.",
        "Run by": "A partner",
        "Cost": "Free of charge",
        "How long it takes": "Six weeks",
        "Evidence": "Evaluated",
        "Results": "12 people (2024)",
        "Lessons": "Start early.",
        "State": "Running (as of 2024)",
        "Sources": "1 source",
    }.items():
        first, second = row(page, label)
        assert expected in first.text
        assert second.text
    assert "Not known" in row(page, "Cost")[1].text


def test_an_unknown_practice_is_left_out_and_said_so(client, five):
    page = compared(client, "?compare=a,nonsense,b")
    assert columns(page) == ["Practice A", "Practice B"]
    assert "compare: nonsense" in page.notes


def test_a_fifth_practice_is_left_out_and_named(client, five):
    page = compared(client, "?compare=a,b,c,d,e")
    assert len(columns(page)) == 4
    assert "Practice E" in page.notes


@pytest.mark.parametrize("hidden", ["draft", "archived"])
def test_an_unpublished_practice_is_not_compared(client, five, hidden):
    factories.PracticeFactory(slug="z", title_en="Zephyr", **{hidden: True})
    page = compared(client, "?compare=a,z")
    assert columns(page) == ["Practice A"]
    assert "Zephyr" not in page.html


def test_an_unpublished_lead_or_partner_is_not_named(client):
    hidden = factories.OrganisationFactory(title_en="Zephyr", draft=True)
    factories.PracticeFactory(slug="a", lead=hidden, partners=[hidden])
    assert "Zephyr" not in compared(client, "?compare=a").html


def test_each_practice_can_be_taken_out(client, five):
    page = compared(client, "?compare=a,b")
    out = [link["href"] for link in page.main.all("a") if link.text.startswith("Take it out")]
    assert out == ["?compare=b", "?compare=a"]


def test_similar_practices_can_be_added(client, five):
    page = compared(client, "?compare=a")
    added = [pairs(link)[0][1] for link in page.main.links if link.startswith("?compare=a,")]
    assert sorted(added) == ["a,b", "a,c", "a,d", "a,e"]


def test_practices_are_found_by_words_and_can_be_added(client, five):
    factories.PracticeFactory(slug="nurses", title_en="For nurses", kinds=[PracticeKind.MENTORING.value])
    assert "?compare=a,nurses" in compared(client, "?compare=a&q=nurses").main.links


def test_what_is_chosen_stays_in_the_form(client, five):
    form = compared(client, "?compare=a,b&q=x").main.one("form")
    assert [field["value"] for field in form.all("input", name="compare")] == ["a", "b"]


def test_four_practices_leave_no_form_to_add(client, five):
    assert compared(client, "?compare=a,b,c,d").main.all("form") == []


def test_nothing_chosen_offers_a_choice(client):
    page = compared(client)
    assert page.main.all("table") == []
    assert page.main.all("form")


def test_a_practice_leads_to_the_comparison(client, five):
    assert "/en/service-providers/compare/?compare=a" in open_page(client, "/en/practices/a/").main.links


BAD = [
    "=%00",
    "=%FF",
    "=%ED%A0%80",
    "=" + "x" * 5_000,
    "=" + "a," * 5_000,
    "=%3Cscript%3E",
    "=" + "&{name}=".join(str(number) for number in range(900)),
]


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize(
    ("path", "name"), [("service-providers/compare/", "compare"), ("countries/compare/", "country")]
)
def test_bad_input_gets_a_page_of_the_site(client, five, path, name, bad):
    page = open_page(client, f"/en/{path}?{name}{bad.format(name=name)}")
    assert page.is_of_the_site
    assert "<script>" not in page.html


def test_comparisons_stay_out_of_robots(client, five):
    assert "noindex" in compared(client, "?compare=a,b").one("meta", name="robots")["content"]
    assert compared(client).all("meta", name="robots") == []


# Countries


def countries_compared(client, query="?country=NL&country=SI"):
    return open_page(client, f"/en/countries/compare/{query}")


def country_columns(page):
    return [cell.one("a").text for cell in page.main.all("th", scope="col")]


def test_countries_stand_side_by_side_in_the_order_of_the_address(client):
    assert country_columns(countries_compared(client, "?country=SI&country=NL")) == ["Slovenia", "Netherlands"]
    assert country_columns(countries_compared(client, "?country=SI,NL")) == ["Slovenia", "Netherlands"]


def test_each_legal_status_is_a_row_with_its_year(client):
    factories.AccessToWorkFactory(
        status=LegalStatus.ASYLUM_SEEKERS, answer=WorkAnswer.AFTER_MONTHS, waiting_months=6, as_of=2025
    )
    dutch, slovenian = row(countries_compared(client), "Asylum seekers")
    assert "Yes, after 6 months" in dutch.text
    assert "as of 2025" in dutch.text
    assert "Not known" in slovenian.text


def test_recognition_is_compared(client):
    profile = factories.CountryProfileFactory()
    area = factories.RecognitionAreaFactory(
        profile=profile, cost_en="50 euros", duration_en="Two months", without_documents_en="An interview"
    )
    factories.RecognitionBodyFactory(area=area)
    factories.RecognitionAreaFactory(
        profile=profile, area=RecognitionAreaKind.VALIDATION, summary_en="Tests.", local_term="EVC"
    )
    page = countries_compared(client)
    for label, expected in {
        "Who recognises": "The recognition centre",
        "Cost": "50 euros",
        "How long it takes": "Two months",
        "Without documents": "An interview",
        "Validation of skills": "EVC",
    }.items():
        dutch, slovenian = row(page, label)
        assert expected in dutch.text
        assert "as of" in dutch.text
        assert "Not known" in slovenian.text


def test_practices_are_counted_by_kind_and_lead_to_the_list(client):
    factories.PracticeFactory.create_batch(2, kinds=[PracticeKind.MENTORING.value])
    factories.PracticeFactory(kinds=[PracticeKind.MENTORING.value], draft=True)
    dutch, slovenian = row(countries_compared(client), "Mentoring")
    assert dutch.one("a").text.startswith("2")
    assert dutch.links == ["/en/practices/?country=NL&kind=mentoring"]
    assert "none found" in slovenian.text


def test_nothing_unpublished_is_compared(client):
    factories.AccessToWorkFactory(draft=True, summary_en="Zephyr")
    profile = factories.CountryProfileFactory(draft=True)
    factories.RecognitionAreaFactory(profile=profile, cost_en="Zephyr")
    assert "Zephyr" not in countries_compared(client).html


def test_an_unknown_country_is_left_out_and_said_so(client):
    page = countries_compared(client, "?country=NL&country=FR&country=nl")
    assert country_columns(page) == ["Netherlands"]
    assert "country: FR" in page.notes


def test_a_fifth_country_is_left_out_and_named(client):
    page = countries_compared(client, "?country=NL,SI,BE,HU,ES")
    assert len(country_columns(page)) == 4
    assert "Spain" in page.notes


def test_what_is_chosen_is_ticked_in_the_form(client):
    boxes = countries_compared(client).main.all("input", type="checkbox")
    assert [box["value"] for box in boxes if "checked" in box.attributes] == ["NL", "SI"]


def test_the_overview_offers_the_comparison(client):
    form = open_page(client, "/en/countries/").main.one("form", "compare-form")
    assert form["action"] == "/en/countries/compare/"
    assert len(form.all("input", name="country")) == 10


def test_the_address_of_the_comparison_is_no_country(client):
    assert countries_compared(client, "").one("h1").text == "Compare countries"
