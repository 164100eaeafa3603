"""What a published record is, and what the query sets of all published records answer."""

import json
from datetime import timedelta

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from network.models import Organisation
from practices.models import Practice
from skills2work.neighbours import neighbours
from skills2work.publishing import record_model, record_models, unlisted
from skills2work.version import one_answer
from skills2work.vocabularies import PublicationState
from stories.models import Story
from tests import factories

pytestmark = pytest.mark.django_db

FACTORIES = [
    factories.OrganisationFactory,
    factories.ExpertFactory,
    factories.PracticeFactory,
    factories.StoryFactory,
    factories.GuidanceFactory,
    factories.AccessToWorkFactory,
    factories.CountryProfileFactory,
    factories.RegulatedProfessionFactory,
    factories.ProfessionRuleFactory,
]
every_kind = pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)


@every_kind
def test_a_record_from_the_factory_is_valid_and_lacks_nothing(factory):
    record = factory()
    record.full_clean()
    assert record.missing_for_publication() == []


@every_kind
@pytest.mark.parametrize("state", PublicationState.values)
def test_readers_may_see_a_record_only_while_it_is_published(factory, state):
    record = factory(state=state)
    assert type(record).objects.published().exists() is (state == "published")


@every_kind
@pytest.mark.parametrize("state", PublicationState.values)
def test_only_an_archived_record_is_gone(factory, state):
    record = factory(state=state)
    assert type(record).objects.gone().exists() is (state == "archived")


@every_kind
@pytest.mark.parametrize(
    "missing", [{"verification": ""}, {"verified_on": None}], ids=lambda missing: next(iter(missing))
)
def test_the_database_refuses_a_published_record_without_verification_or_its_date(factory, missing):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**missing)


@every_kind
def test_the_database_refuses_a_confirmed_record_that_nobody_confirmed(factory):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(confirmed=True, confirmed_by="")


@every_kind
def test_the_database_takes_a_confirmed_record_with_a_name(factory):
    record = factory(confirmed=True)
    assert type(record).objects.published().get() == record


@every_kind
def test_the_database_takes_a_draft_without_verification(factory):
    record = factory(draft=True, verification="", verified_on=None)
    assert type(record).objects.get() == record


@every_kind
def test_every_record_gives_its_texts_in_the_language_of_the_reader(factory):
    record = factory()
    field = (
        "title"
        if hasattr(record, "title_en")
        else {"RegulatedProfession": "profession"}.get(type(record).__name__, "subject")
    )
    setattr(record, f"{field}_nl", "Nederlands")
    with translation.override("nl"):
        assert record.local(field) == ("Nederlands", "nl")


@pytest.mark.parametrize(
    ("factory", "field"),
    [
        *((factory, field) for factory in (*FACTORIES[:7], factories.PathwayFactory) for field in ("title", "summary")),
        (factories.PathwayStepFactory, "title"),
        (factories.ExpertFactory, "role"),
    ],
)
def test_a_translation_may_have_300_characters(factory, field):
    long = "x" * 300
    record = factory(**{f"{field}_uk": long})
    record.refresh_from_db()
    assert getattr(record, f"{field}_uk") == long
    setattr(record, f"{field}_uk", f"{long}x")
    with pytest.raises(ValidationError, match="at most 300 characters"):
        record.clean_fields()


@pytest.mark.parametrize(
    ("lack", "name"),
    [
        ({"title_en": ""}, "title"),
        ({"summary_en": ""}, "summary"),
        ({"what_en": ""}, "what it is"),
        ({"sources": []}, "at least one source"),
        ({"verification": ""}, "a verification with its date"),
        ({"verified_on": None}, "a verification with its date"),
    ],
)
def test_what_is_missing_for_publication_is_named(lack, name):
    practice = factories.PracticeFactory(draft=True, **lack)
    assert practice.missing_for_publication() == [name]


def test_everything_that_is_missing_is_named_at_once():
    practice = factories.PracticeFactory(draft=True, summary_en="", sources=[], verification="")
    assert practice.missing_for_publication() == ["summary", "at least one source", "a verification with its date"]


def test_the_source_language_of_the_record_is_the_one_that_must_be_filled():
    practice = factories.PracticeFactory(draft=True, source_language="sk", summary_sk="Zhrnutie.", what_sk="Opis.")
    assert practice.missing_for_publication() == ["title"]


def test_a_record_that_was_never_saved_has_no_source():
    assert "at least one source" in Practice(title_en="A", summary_en="B.").missing_for_publication()


def test_no_query_is_made_for_sources_that_the_caller_knows(django_assert_num_queries):
    practice = factories.PracticeFactory(draft=True, sources=[])
    with django_assert_num_queries(0):
        assert practice.missing_for_publication(has_sources=True) == []


def test_publishing_an_incomplete_record_raises_and_names_what_is_missing():
    practice = factories.PracticeFactory(draft=True, sources=[])
    with pytest.raises(ValidationError, match="at least one source"):
        practice.publish()


def test_a_record_that_could_not_be_published_stays_a_draft():
    practice = factories.PracticeFactory(draft=True, sources=[])
    with pytest.raises(ValidationError):
        practice.publish()
    assert Practice.objects.get().state == "draft"


def test_publishing_a_complete_record_shows_it_to_readers():
    practice = factories.PracticeFactory(draft=True)
    practice.publish()
    assert Practice.objects.published().get() == practice


def test_the_form_is_told_why_a_published_record_needs_a_verification():
    practice = factories.PracticeFactory.build(verification="")
    with pytest.raises(ValidationError, match="needs a verification and its date"):
        practice.full_clean()


def test_the_form_is_told_why_a_confirmed_record_needs_a_name():
    practice = factories.PracticeFactory.build(confirmed=True, confirmed_by="")
    with pytest.raises(ValidationError, match="needs the organisation that confirmed it"):
        practice.full_clean()


def test_a_draft_has_no_day_of_publication():
    assert factories.PracticeFactory(draft=True).published_at is None


def test_the_day_of_publication_is_set_when_a_record_is_published():
    practice = factories.PracticeFactory(draft=True)
    practice.publish()
    assert abs(Practice.objects.get().published_at - timezone.now()) < timedelta(minutes=1)


def test_the_day_of_publication_stays_when_a_record_is_archived_and_published_again():
    first = timezone.now() - timedelta(days=30)
    practice = factories.PracticeFactory(archived=True, published_at=first)
    practice.publish()
    assert Practice.objects.get().published_at == first


def test_every_save_sets_the_day_of_the_last_change():
    practice = factories.PracticeFactory()
    Practice.objects.update(updated_at=timezone.now() - timedelta(days=30))
    practice.refresh_from_db()
    practice.save()
    assert timezone.now() - Practice.objects.get().updated_at < timedelta(minutes=1)


def load_raw(model, **fields):
    """Save a record as `loaddata` does: without the model's own save()."""
    (loaded,) = serializers.deserialize("json", json.dumps([{"model": model, "fields": fields}]))
    loaded.save()


FIXTURE = {
    "slug": "from-a-fixture",
    "title_en": "Mentors",
    "summary_en": "They help.",
    "country": "NL",
    "state": "published",
    "verification": "compiled",
    "verified_on": "2026-11-25",
}


def test_a_record_from_a_fixture_gets_its_derived_fields():
    load_raw("network.organisation", **FIXTURE, kind="ngo", roles=["partner", "expert"])
    assert Organisation.objects.get().roles_text == "|partner|expert|"


def test_a_record_from_a_fixture_gets_its_day_of_publication():
    load_raw("network.organisation", **FIXTURE, kind="ngo")
    assert Organisation.objects.get().published_at is not None


def test_a_practice_from_a_fixture_gets_its_facets():
    load_raw(
        "practices.practice", **FIXTURE, kinds=["mentoring"], audiences=["refugees"], scope="local", what_en="Help."
    )
    assert Practice.objects.of_kind("mentoring").exists()


def test_the_natural_key_finds_the_record_again():
    practice = factories.PracticeFactory()
    assert Practice.objects.get_by_natural_key(*practice.natural_key()) == practice


def test_a_record_is_called_by_its_title():
    assert str(factories.PracticeFactory.build(title_en="Mentors")) == "Mentors"


def test_a_record_without_a_title_is_called_by_its_address():
    assert str(factories.PracticeFactory.build(title_en="", slug="nl-mentors")) == "nl-mentors"


def test_the_country_of_a_record_is_named_in_the_language_of_the_reader():
    with translation.override("nl"):
        assert factories.PracticeFactory.build(country="SI").country_name == "Slovenië"


def test_a_record_links_to_its_own_page():
    assert factories.PracticeFactory.build(url="https://a.example/").own_page == "https://a.example/"


def test_a_record_does_not_link_to_a_copy_of_its_own_page():
    assert factories.PracticeFactory.build(url="https://a.webflow.io/").own_page == ""


def test_a_kind_of_record_without_an_own_page_links_nowhere():
    assert factories.GuidanceFactory.build().own_page == ""


def test_in_country_keeps_the_countries_that_are_named():
    kept = {factories.PracticeFactory(country=code) for code in ("NL", "EU")}
    factories.PracticeFactory(country="SK")
    assert set(Practice.objects.in_country("NL", "EU")) == kept


def test_no_record_of_a_kind_without_organisations_names_one():
    factories.GuidanceFactory()
    organisation = factories.OrganisationFactory()
    assert not type(factories.GuidanceFactory.build()).objects.naming(organisation).exists()


def test_titles_are_ordered_in_the_language_of_the_reader():
    first = factories.StoryFactory(title_en="Zebra", title_nl="Aap")
    last = factories.StoryFactory(title_en="Ape", title_nl="Zebra")
    with translation.override("nl"):
        assert list(Story.objects.by_title()) == [first, last]


def test_titles_are_ordered_without_regard_to_capitals():
    last = factories.StoryFactory(title_en="Baker")
    first = factories.StoryFactory(title_en="apple")
    assert list(Story.objects.by_title()) == [first, last]


def test_an_untranslated_title_is_ordered_by_its_english_text():
    last = factories.StoryFactory(title_en="Middle", title_nl="Zebra", slug="a")
    first = factories.StoryFactory(title_en="Baker", slug="z")
    with translation.override("nl"):
        assert list(Story.objects.by_title()) == [first, last]


def test_the_neighbours_are_the_records_before_and_after_in_the_order_of_titles():
    before, record, after = (factories.StoryFactory(title_en=title) for title in ("A", "B", "C"))
    assert neighbours(record) == (before, after)


def test_the_first_record_has_nothing_before_it():
    record, after = (factories.StoryFactory(title_en=title) for title in ("A", "B"))
    assert neighbours(record) == (None, after)


def test_the_last_record_has_nothing_after_it():
    before, record = (factories.StoryFactory(title_en=title) for title in ("A", "B"))
    assert neighbours(record) == (before, None)


def test_records_with_the_same_title_are_neighbours_too():
    before, record, after = (factories.StoryFactory(title_en="A") for _ in range(3))
    assert neighbours(record) == (before, after)


def test_the_neighbours_within_a_country_are_of_that_country():
    pairs = (("A", "NL"), ("B", "SI"), ("C", "NL"))
    before, _other, record = (factories.PracticeFactory(title_en=title, country=code) for title, code in pairs)
    assert neighbours(record, "NL") == (before, None)


def test_what_nobody_may_see_is_nobodys_neighbour():
    record, draft = factories.StoryFactory(title_en="A"), factories.StoryFactory(title_en="B")
    assert neighbours(record) == (None, draft)
    draft.state = "draft"
    draft.save()
    assert neighbours(record) == (None, None)


def test_the_neighbours_cost_one_query_once_the_order_is_known(django_assert_num_queries):
    record = [factories.StoryFactory() for _ in range(5)][2]
    with one_answer():
        with django_assert_num_queries(3):  # the version of the content, the order, the records
            neighbours(record)
        with django_assert_num_queries(1):
            neighbours(record)


def test_the_newest_records_are_those_verified_last():
    today = timezone.localdate()
    old = factories.StoryFactory(verified_on=today - timedelta(days=9))
    new = factories.StoryFactory(verified_on=today)
    assert list(Story.objects.newest()) == [new, old]


def test_sources_come_with_the_records_in_one_query_more(django_assert_num_queries):
    for _ in range(3):
        factories.StoryFactory()
    with django_assert_num_queries(2):
        assert [len(story.sources.all()) for story in Story.objects.with_sources()] == [1, 1, 1]


def test_countries_are_counted_in_one_query_and_those_without_records_are_left_out(django_assert_num_queries):
    for country in ("NL", "NL", "SK"):
        factories.StoryFactory(country=country)
    with django_assert_num_queries(1):
        assert Story.objects.count_by_country() == {"NL": 2, "SK": 1}


def test_the_kinds_of_records_stand_in_the_order_of_the_apps():
    assert [model.section for model in record_models()] == [
        "organisations",
        "experts",
        "access-to-work",
        "guidance",
        "practices",
        "pathways",
        "countries",
        "stories",
    ]


def test_a_section_has_its_model():
    assert record_model("stories") is Story


def test_a_section_that_does_not_exist_has_no_model():
    with pytest.raises(LookupError):
        record_model("nonsense")


def test_fields_left_out_of_lists_are_left_out_in_all_languages():
    names = unlisted(Story, "advice")
    assert {"advice", "advice_en", "advice_ar", "advice_ga"} <= set(names)
    assert len(names) == 14
