"""Publishing in the admin obeys the rule of the model, and says in words what is missing."""

from typing import Any

import pytest

from network.models import Expert
from practices.models import Practice
from stories.models import Story
from tests.admin.records import add_address, change_address, form_values, make, make_practice, make_source, words

pytestmark = pytest.mark.django_db

VERIFIED = {"verification": "compiled", "verified_on": "2026-11-02"}


def send(editor: Any, address: str, **changes: Any) -> Any:
    """Send the form of a page as it is, with some fields changed."""
    values = form_values(editor.get(address).content.decode())
    return editor.post(address, {**values, **changes})


def test_publishing_without_sources_is_refused_in_words(editor):
    practice = make_practice()
    response = send(editor, change_address(practice), state="published", **VERIFIED)
    assert response.status_code == 200
    assert words(response) == "Cannot be published yet: at least one source"
    practice.refresh_from_db()
    assert practice.state == "draft"


def test_all_that_is_missing_is_named_at_once(editor):
    response = send(editor, change_address(make_practice(what_en="")), state="published")
    expected = "Cannot be published yet: what it is, at least one source, a verification with its date"
    assert words(response) == expected


def test_publishing_with_everything_works(editor):
    practice, source = make_practice(), make_source()
    response = send(editor, change_address(practice), state="published", sources=[source.pk], **VERIFIED)
    assert response.status_code == 302, words(response)
    practice.refresh_from_db()
    assert practice.is_published
    assert practice.published_at is not None
    assert list(practice.sources.all()) == [source]
    assert practice.facets.filter(facet="country", value="NL").exists()


def test_a_new_record_can_be_published_at_once(editor):
    changes = {
        "title_en": "A way to work",
        "slug": "a-way-to-work",
        "summary_en": "What",
        "what_en": "How",
        "country": "NL",
        "kinds": ["mentoring"],
        "audiences": ["refugees"],
        "scope": "national",
        "state": "published",
        "sources": [make_source().pk],
        **VERIFIED,
    }
    response = send(editor, add_address(Practice), **changes)
    assert response.status_code == 302, words(response)
    assert Practice.objects.get(slug="a-way-to-work").is_published


def test_taking_the_last_source_from_a_published_record_is_refused(editor):
    practice = make_practice()
    practice.sources.add(make_source())
    send(editor, change_address(practice), state="published", **VERIFIED)
    response = send(editor, change_address(practice), sources=[])
    assert words(response) == "Cannot be published yet: at least one source"
    assert practice.sources.count() == 1


def test_a_record_is_published_by_the_texts_of_its_own_source_language(editor):
    practice = make_practice(title_en=None, summary_en=None, what_en=None, source_language="sk", title_sk="Cesta")
    changes = {"state": "published", "sources": [make_source().pk], **VERIFIED}
    response = send(editor, change_address(practice), **changes)
    assert words(response) == "Cannot be published yet: summary, what it is"
    response = send(editor, change_address(practice), summary_sk="Čo", what_sk="Ako", **changes)
    assert response.status_code == 302, words(response)


def test_a_draft_needs_a_title_in_its_source_language(editor):
    practice = make_practice()
    response = send(editor, change_address(practice), title_en="")
    assert words(response) == "This field is required."


def test_a_confirmed_record_needs_who_confirmed_it(editor):
    response = send(editor, change_address(make_practice()), verification="confirmed", verified_on="2026-11-02")
    assert words(response) == "A confirmed entry needs the organisation that confirmed it."


@pytest.mark.parametrize(
    ("model", "missing"), [(Story, "a recorded basis"), (Expert, "a recorded basis with its date")]
)
def test_people_are_named_only_with_a_basis(editor, model, missing):
    changes = {"state": "published", "sources": [make_source(99).pk], **VERIFIED}
    response = send(editor, change_address(make(model)), **changes)
    assert words(response).startswith(f"Cannot be published yet: {missing}")


def test_a_source_that_does_not_exist_is_refused_once(editor):
    response = send(editor, change_address(make_practice()), state="published", sources=["987654"], **VERIFIED)
    assert response.status_code == 200
    assert "at least one source" not in words(response)
    assert "987654" in words(response)


def test_the_first_kind_of_a_practice_stays_the_first(editor):
    practice = make_practice(kinds=["mentoring", "validation"])
    response = send(editor, change_address(practice), kinds=["academic_recognition", "validation", "mentoring"])
    assert response.status_code == 302, words(response)
    practice.refresh_from_db()
    assert practice.kinds == ["mentoring", "validation", "academic_recognition"]
