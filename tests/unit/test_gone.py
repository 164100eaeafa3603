"""What an address answers: the record, gone, or not found."""

import pytest
from django.http import Http404

from practices.models import Practice
from skills2work.gone import Gone, published_or_gone
from stories.models import Story
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_published_record_is_returned():
    practice = factories.PracticeFactory()
    assert published_or_gone(Practice.objects.all(), practice.slug) == practice


def test_an_archived_record_is_gone():
    practice = factories.PracticeFactory(archived=True)
    with pytest.raises(Gone):
        published_or_gone(Practice.objects.all(), practice.slug)


def test_a_withdrawn_story_is_gone():
    story = factories.StoryFactory(withdrawn=True)
    with pytest.raises(Gone):
        published_or_gone(Story.objects.all(), story.slug)


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_a_record_that_was_never_public_is_not_found(state):
    practice = factories.PracticeFactory(state=state)
    with pytest.raises(Http404):
        published_or_gone(Practice.objects.all(), practice.slug)


def test_an_address_without_a_record_is_not_found():
    with pytest.raises(Http404):
        published_or_gone(Practice.objects.all(), "nonsense")
