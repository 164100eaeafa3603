"""Stories: told only on a recorded basis, gone at once when it is withdrawn."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from practices.vocabularies import PracticeKind
from stories.models import Story
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_withdrawn_story_disappears_at_once():
    story = factories.StoryFactory()
    story.withdrawn_on = timezone.localdate()
    story.save()
    assert not Story.objects.published().exists()


def test_a_withdrawn_story_is_gone_though_its_state_is_still_published():
    story = factories.StoryFactory(withdrawn=True)
    assert list(Story.objects.gone()) == [story]


def test_an_archived_story_is_gone():
    story = factories.StoryFactory(archived=True)
    assert list(Story.objects.gone()) == [story]


def test_a_withdrawn_story_is_in_no_list():
    story = factories.StoryFactory(withdrawn=True)
    assert not Story.objects.published().in_country(story.country).by_title().exists()


def test_a_published_story_is_not_gone():
    factories.StoryFactory()
    assert not Story.objects.gone().exists()


def test_the_database_refuses_a_published_story_without_a_basis():
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.StoryFactory(basis="")


def test_the_database_takes_a_draft_without_a_basis():
    assert factories.StoryFactory(draft=True, basis="").pk


@pytest.mark.parametrize("state", ["draft", "published"])
def test_the_database_refuses_consent_without_its_date(state):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.StoryFactory(state=state, basis="consent", consent_on=None)


def test_the_database_takes_consent_with_its_date():
    story = factories.StoryFactory(consented=True)
    assert list(Story.objects.published()) == [story]


def test_the_form_is_told_that_a_story_needs_a_basis():
    with pytest.raises(ValidationError, match="only with a recorded basis"):
        factories.StoryFactory.build(basis="").full_clean()


def test_the_form_is_told_that_consent_needs_a_date():
    with pytest.raises(ValidationError, match="Consent needs its date"):
        factories.StoryFactory.build(basis="consent").full_clean()


@pytest.mark.parametrize(
    ("lack", "name"), [({"basis": ""}, "a recorded basis"), ({"path_en": ""}, "path"), ({"title_en": ""}, "title")]
)
def test_what_a_story_lacks_is_named(lack, name):
    assert factories.StoryFactory(draft=True, **lack).missing_for_publication() == [name]


def test_consent_without_a_date_is_no_basis():
    story = factories.StoryFactory(draft=True)
    story.basis = "consent"
    assert story.missing_for_publication() == ["a recorded basis"]


def test_the_stories_that_name_an_organisation_are_those_of_its_employees():
    employer = factories.OrganisationFactory()
    story = factories.StoryFactory(employer=employer)
    factories.StoryFactory()
    assert list(Story.objects.naming(employer)) == [story]


def test_stories_of_a_kind_are_those_whose_path_held_it():
    both = factories.StoryFactory(kinds=["mentoring", "job_matching"])
    one = factories.StoryFactory(kinds=["job_matching"])
    factories.StoryFactory(kinds=[])
    assert set(Story.objects.of_kind("job_matching")) == {both, one}
    assert set(Story.objects.of_kind("mentoring", "validation")) == {both}
    assert not Story.objects.of_kind("job").exists()


def test_a_kind_that_is_taken_out_is_not_found_any_more():
    story = factories.StoryFactory(kinds=["mentoring"])
    story.kinds = []
    story.save()
    assert not Story.objects.of_kind("mentoring").exists()


def test_all_kinds_together_fit_into_what_is_searched():
    story = factories.StoryFactory.build(kinds=PracticeKind.values)
    story.derive()
    assert len(story.kinds_text) <= Story._meta.get_field("kinds_text").max_length


def test_the_form_is_told_of_an_unknown_kind():
    with pytest.raises(ValidationError, match="luck"):
        factories.StoryFactory.build(kinds=["luck"]).full_clean()


def test_a_list_does_not_fetch_the_long_texts():
    factories.StoryFactory()
    assert {"path_en", "advice_en", "path_ar"} <= Story.objects.for_list().get().get_deferred_fields()


def test_the_page_of_a_story_costs_two_queries(django_assert_num_queries):
    factories.StoryFactory(employer=factories.OrganisationFactory())
    with django_assert_num_queries(2):
        story = Story.objects.for_page().get()
        assert (story.employer.slug, len(story.sources.all())) != ("", 0)


def test_the_year_of_a_story_is_that_of_its_source():
    assert factories.StoryFactory.build(year=2017).as_of_year == 2017


def test_the_address_of_a_story_is_its_page():
    assert factories.StoryFactory.build(slug="amal").get_absolute_url() == "/en/stories/amal/"
