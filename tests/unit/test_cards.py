"""The cards of the directory: few columns, few queries, every text escaped, whatever language it is in."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from practices.directory import Directory
from practices.templatetags.directory import check_boxes, practice_card
from practices.vocabularies import Evidence, PracticeStatus
from skills2work import languages
from skills2work.addresses import address, record_address
from tests import factories


def cards(language="en", query=""):
    """Return the cards of a page of the directory, and what the database was asked for the records."""
    with translation.override(language):
        asked = Directory(QueryDict(query))
        len(asked)
        with CaptureQueriesContext(connection) as queries:
            return [practice_card(record) for record in asked[0:20]], [query["sql"] for query in queries]


@pytest.mark.django_db
def test_a_page_of_cards_asks_once_and_for_what_it_shows():
    factories.PracticeFactory.create_batch(3)
    for language in ("en", "ar"):
        found, queries = cards(language)
        assert (len(found), len(queries)) == (3, 1)
        assert queries[0].count('."') < 25
        assert '"what_' not in queries[0]


@pytest.mark.django_db
def test_a_practice_written_in_another_language_costs_no_query_of_its_own():
    factories.PracticeFactory(title_en="In English")
    factories.PracticeFactory(title_en="", title_sk="Po slovensky", summary_sk="Čosi.", source_language="sk")
    for language in ("en", "nl", "sk"):
        found, queries = cards(language)
        assert len(queries) <= 1
        assert sum("Po slovensky" in card for card in found) == 1
        assert sum('lang="sk"' in card for card in found) == (language != "sk")


@pytest.mark.django_db
def test_cards_that_were_shown_cost_no_query_until_the_content_changes():
    made = factories.PracticeFactory(title_en="Before")
    assert [len(cards()[1]) for _time in range(2)] == [1, 0]
    made.title_en = "After"
    made.save()
    found, queries = cards()
    assert ("After" in found[0], len(queries)) == (True, 1)


@pytest.mark.django_db
def test_a_practice_from_a_card_is_a_practice_as_any_other():
    made = factories.PracticeFactory(what_en="It helps.")
    record = Directory(QueryDict())[0:20][0]
    assert record == made
    assert "what_en" in record.get_deferred_fields()
    assert record.what_en == "It helps."
    record.title_en = "Another"
    record.save()
    made.refresh_from_db()
    assert (made.title_en, made.what_en) == ("Another", "It helps.")


@pytest.mark.django_db
def test_every_text_of_a_card_is_escaped():
    bad = '<b>"&</b>'
    factories.PracticeFactory(title_en=bad, summary_en=bad, place_en=bad)
    (card,), _queries = cards()
    assert card.count("&lt;b&gt;&quot;&amp;&lt;/b&gt;") == 3
    assert "<b>" not in card


@pytest.mark.django_db
def test_a_card_says_what_the_record_says():
    record = factories.PracticeFactory(
        status=PracticeStatus.ENDED, end_year=2018, evidence=Evidence.EVALUATED, cost_kind="", kinds=["mentoring"]
    )
    (card,), _queries = cards()
    said = [record.country_name, record.status_text, record.get_evidence_display(), *record.kind_labels]
    assert [text for text in said if str(text) not in card] == []
    assert (record.cost_label, record.evidence_label) == ("", record.get_evidence_display())
    assert 'class="card card--ended"' in card


def test_the_values_of_check_boxes_are_escaped():
    html = check_boxes("kind", [('"x"', "<i>", True, 1200), ("y", "Y", False, 0)])
    assert 'name="kind" value="&quot;x&quot;" checked>' in html
    assert "<span>&lt;i&gt;</span>" in html
    assert '<span class="count">1,200<' in html
    assert html.count("checked") == 1


@pytest.mark.parametrize("language", languages.LANGUAGE_CODES)
def test_a_remembered_address_is_that_of_the_language(language):
    for _twice in range(2):
        with translation.override(language):
            assert address("practices") == reverse("practices")
            assert record_address("practice", "first-shift") == reverse("practice", args=["first-shift"])
