"""Guidance: one piece for an audience, a country and a topic, in the order people ask."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from practices.models import Guidance
from practices.models.guidance import AUDIENCE_PAGES
from practices.vocabularies import GuidanceTopic
from skills2work.vocabularies import Audience
from tests import factories

pytestmark = pytest.mark.django_db


def test_topics_stand_in_the_order_people_ask():
    for topic in sorted(GuidanceTopic.values):
        factories.GuidanceFactory(topic=topic)
    assert [item.topic for item in Guidance.objects.in_topic_order()] == GuidanceTopic.values


def test_people_ask_about_the_right_to_work_first_and_about_rights_last():
    assert (GuidanceTopic.values[0], GuidanceTopic.values[-1]) == ("right_to_work", "rights")


def test_for_audience_keeps_the_audience():
    kept = factories.GuidanceFactory(audience="refugees")
    factories.GuidanceFactory(audience="employers")
    assert list(Guidance.objects.for_audience("refugees")) == [kept]


def test_the_database_refuses_a_second_piece_on_the_same_topic():
    factories.GuidanceFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.GuidanceFactory(slug="another")


@pytest.mark.parametrize("other", [{"audience": "refugees"}, {"country": "SK"}, {"topic": "documents"}])
def test_the_database_takes_another_audience_country_or_topic(other):
    factories.GuidanceFactory()
    assert factories.GuidanceFactory(**other).pk


def test_the_form_is_told_that_there_is_guidance_already():
    factories.GuidanceFactory()
    with pytest.raises(ValidationError, match="There is guidance on this topic"):
        factories.GuidanceFactory.build(slug="another").full_clean()


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ("employers", "/en/employers/netherlands/#netherlands-employers-documents"),
        ("refugees", "/en/refugees/netherlands/#netherlands-refugees-documents"),
        ("service_providers", "/en/service-providers/netherlands/#netherlands-service-providers-documents"),
        ("authorities", "/en/service-providers/netherlands/#netherlands-authorities-documents"),
    ],
)
def test_the_address_of_guidance_is_its_place_on_the_page_of_its_audience(audience, expected):
    assert factories.GuidanceFactory.build(audience=audience, topic="documents").get_absolute_url() == expected


def test_every_audience_but_the_authorities_has_a_page():
    assert set(Audience) - set(AUDIENCE_PAGES) == {Audience.AUTHORITIES}


def test_guidance_without_points_cannot_be_published():
    assert factories.GuidanceFactory(draft=True, points_en="").missing_for_publication() == ["points"]
