"""Every record that comes with the site is complete, sourced, verified and valid."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import CharField, TextField

from skills2work.models import OpenQuestion, Source
from skills2work.publishing import Published, PublishedRecord, record_model
from skills2work.sources import is_copy

pytestmark = [pytest.mark.xdist_group("content"), pytest.mark.usefixtures("content"), pytest.mark.one_database]

APPS = ("skills2work", "network", "practices", "stories")
MODELS = [model for label in APPS for model in apps.get_app_config(label).get_models()]
# Not from fixtures: experts come later, facets and index are derived, failures and the version are the site's own, and
# readers, staff and the checker of links write the rest.
LEFT_OUT = {
    "network.ContactAddress",
    "network.Expert",
    "network.Proposal",
    "practices.PracticeFacet",
    "skills2work.Assignment",
    "skills2work.ContentVersion",
    "skills2work.DailySalt",
    "skills2work.FailedSearch",
    "skills2work.Judgements",
    "skills2work.Link",
    "skills2work.LinkCheck",
    "skills2work.ProposedChange",
    "skills2work.RecoveryCodes",
    "skills2work.Report",
    "skills2work.SearchDocument",
    "skills2work.PageReads",
    "skills2work.SearchWord",
    "skills2work.Sending",
    "skills2work.SentTable",
}
WRITTEN = [model for model in MODELS if model._meta.label not in LEFT_OUT]
PUBLISHED = [model for model in WRITTEN if issubclass(model, Published)]
RECORDS = [model for model in PUBLISHED if issubclass(model, PublishedRecord)]
EMAIL = re.compile(r"[\w.+-]+(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[\w-]+\.\w{2,}")
SECOND_SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\bSt)(?<!\bDr)[.?]\s+\w")


def each(models):
    """Return a parametrize decorator that runs a test for each model."""
    return pytest.mark.parametrize("model", models, ids=lambda model: model.__name__)


def faults_of(record):
    """Return what full_clean says against a record."""
    try:
        record.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@each(WRITTEN)
def test_there_are_records(model):
    assert model.objects.exists()


@each(WRITTEN)
def test_every_record_is_valid(model):
    assert [(str(record), faults) for record in model.objects.all() if (faults := faults_of(record))] == []


@each(PUBLISHED)
def test_every_record_is_published(model):
    assert model.objects.published().count() == model.objects.count()


@each(PUBLISHED)
def test_every_record_has_a_source(model):
    assert list(model.objects.filter(sources__isnull=True)) == []


@each(PUBLISHED)
def test_every_record_lacks_nothing(model):
    lacking = {str(record): record.missing_for_publication() for record in model.objects.with_sources()}
    assert {name: missing for name, missing in lacking.items() if missing} == {}


@each(PUBLISHED)
def test_every_record_is_compiled_and_none_is_called_confirmed(model):
    assert set(model.objects.order_by().values_list("verification", "confirmed_by").distinct()) == {("compiled", "")}


@each(PUBLISHED)
def test_every_record_was_verified_in_november_2026(model):
    days = model.objects.order_by().values_list("verified_on", flat=True).distinct()
    assert {day.replace(day=1) for day in days} == {date(2026, 11, 1)}


@each(RECORDS)
def test_every_summary_has_at_most_160_characters(model):
    summaries = model.objects.values_list("slug", "summary_en")
    assert {slug: len(summary) for slug, summary in summaries if len(summary) > 160} == {}


@each(RECORDS)
def test_every_summary_ends_with_a_full_stop(model):
    assert [
        slug for slug, summary in model.objects.values_list("slug", "summary_en") if not summary.endswith(".")
    ] == []


@each(RECORDS)
def test_every_summary_is_one_sentence(model):
    summaries = model.objects.values_list("slug", "summary_en")
    assert {slug: summary for slug, summary in summaries if SECOND_SENTENCE.search(summary)} == {}


@each(WRITTEN)
def test_no_text_holds_an_email_address(model):
    names = [field.name for field in model._meta.concrete_fields if isinstance(field, CharField | TextField)]
    texts = (text for row in model.objects.values_list(*names) for text in row if text)
    assert [text for text in texts if EMAIL.search(text)] == []


def test_every_address_of_a_source_starts_with_http():
    assert list(Source.objects.exclude(url__regex=r"^https?://[^/ ]+\.[^/ ]+")) == []


def test_every_source_that_was_read_on_a_copy_is_marked_and_no_other():
    assert [source.url for source in Source.objects.all() if source.copy_only != is_copy(source.url)] == []


def test_every_source_is_used():
    relations = [relation.get_accessor_name() for relation in Source._meta.related_objects]
    assert list(Source.objects.filter(**{f"{name.removesuffix('_set')}__isnull": True for name in relations})) == []


def test_no_question_is_called_answered_yet():
    assert not OpenQuestion.objects.exclude(answered_on=None).exists()


def test_nobody_is_named_as_an_expert_before_having_been_asked():
    assert not record_model("experts").objects.exists()


def test_every_story_rests_on_what_an_organisation_published():
    assert set(record_model("stories").objects.values_list("basis", flat=True)) == {"published"}


@each(PUBLISHED)
def test_every_record_was_written_in_english_first(model):
    assert not model.objects.exclude(source_language="en").exists()


@pytest.mark.parametrize("section", ["practices", "stories", "organisations"])
def test_every_organisation_practice_and_story_has_an_address_of_its_own(section):
    addresses = [record.get_absolute_url() for record in record_model(section).objects.all()]
    assert len(addresses) == len(set(addresses))
