"""Sources: one record an address; copies are named but never linked."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from skills2work.models import OpenQuestion, Source
from skills2work.sources import is_copy, linkable
from tests import factories

COPIES = [
    "https://www.platformsh.site/page",
    "https://main-abc.eu.platformsh.site/page",
    "https://x.arcpublishing.com/",
    "https://cdn.arc-cdn.net/",
    "https://test-stage.example.org/page",
    "https://project.webflow.io",
    "https://control.citizensinformation.ie/en/",
    "https://pubt.io/x",
    "https://redtram.com/x",
    "http://www.thenewsintel.com/x",
    "https://selfpos.online/x",
    "https://docslib.org/doc/1",
    "https://www.yumpu.com/en/1",
    "https://openrijk.nl/x",
    "HTTPS://WWW.YUMPU.COM/en/1",
    "https://yumpu.com:443/en/1",
]
OWN_PAGES = [
    "https://www.citizensinformation.ie/en/",
    "https://www.overheid.nl/",
    "https://notyumpu.com/",
    "https://yumpu.com.example.org/",
    "https://example.org/?from=yumpu.com",
    "https://my-test-stage.example.org/",
    "",
]


@pytest.mark.parametrize("url", COPIES)
def test_a_copy_of_a_page_is_known_by_its_host(url):
    assert is_copy(url)


@pytest.mark.parametrize("url", OWN_PAGES)
def test_a_page_on_its_own_host_is_no_copy(url):
    assert not is_copy(url)


def test_readers_may_be_sent_to_a_page_on_its_own_host():
    assert linkable("https://example.org/") == "https://example.org/"


def test_readers_are_not_sent_to_a_copy():
    assert linkable("https://www.yumpu.com/en/1") == ""


def test_a_source_is_called_by_its_title():
    assert factories.SourceFactory.build(title="Working here").label == "Working here"


def test_a_source_without_a_title_is_called_by_its_host():
    assert factories.SourceFactory.build(title="", url="https://www.example.org/a").label == "example.org"


def test_the_age_of_a_source_is_counted_from_its_year():
    assert factories.SourceFactory.build(year=timezone.localdate().year - 8).age_in_years == 8


def test_a_source_without_a_year_has_no_age():
    assert factories.SourceFactory.build(year=None).age_in_years is None


@pytest.mark.django_db
def test_the_database_refuses_an_address_twice():
    source = factories.SourceFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.SourceFactory(url=source.url)


@pytest.mark.django_db
@pytest.mark.parametrize("year", [1799, 2201, 20])
def test_the_database_refuses_what_is_no_year(year):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.SourceFactory(year=year)


@pytest.mark.django_db
@pytest.mark.parametrize("year", [None, 1951, 2026])
def test_the_database_takes_a_year_or_none(year):
    assert factories.SourceFactory(year=year).pk


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["ftp://example.org/", "javascript:alert(1)", "example.org"])
def test_the_database_refuses_an_address_that_is_not_http(url):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.SourceFactory(url=url)


@pytest.mark.django_db
def test_the_form_is_told_that_a_number_is_no_year():
    with pytest.raises(ValidationError, match="This is not a year"):
        factories.SourceFactory.build(year=20).full_clean()


@pytest.mark.django_db
def test_the_natural_key_finds_a_source_again():
    source = factories.SourceFactory()
    assert Source.objects.get_by_natural_key(*source.natural_key()) == source


@pytest.mark.django_db
def test_a_question_stands_once_in_a_country():
    question = factories.OpenQuestionFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.OpenQuestionFactory(text=question.text)


@pytest.mark.django_db
def test_a_question_may_stand_in_several_countries():
    question = factories.OpenQuestionFactory(country="NL")
    assert factories.OpenQuestionFactory(country="SK", text=question.text).pk


@pytest.mark.django_db
def test_the_natural_key_finds_a_question_again():
    question = factories.OpenQuestionFactory()
    assert OpenQuestion.objects.get_by_natural_key(*question.natural_key()) == question
