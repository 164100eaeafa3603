"""Country profiles with their areas of recognition and the bodies in them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from practices.models import CountryProfile, RecognitionArea, RecognitionBody
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_database_refuses_a_second_profile_of_a_country():
    factories.CountryProfileFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.CountryProfileFactory(slug="another")


def test_the_address_of_a_profile_follows_from_its_country():
    assert factories.CountryProfileFactory(country="IE", slug="another").slug == "ireland"


def test_the_database_refuses_an_area_twice_in_a_profile():
    area = factories.RecognitionAreaFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.RecognitionAreaFactory(profile=area.profile)


def test_the_form_is_told_that_the_profile_has_the_area_already():
    area = factories.RecognitionAreaFactory()
    with pytest.raises(ValidationError, match="has this area already"):
        factories.RecognitionAreaFactory.build(profile=area.profile).full_clean()


def test_the_database_refuses_two_bodies_in_one_place():
    body = factories.RecognitionBodyFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.RecognitionBodyFactory(area=body.area)


def test_the_page_of_a_country_costs_seven_queries(django_assert_num_queries):
    organisation = factories.OrganisationFactory()
    profile = factories.CountryProfileFactory()
    profile.employment_services.set([organisation])
    for kind in ("academic", "professional", "validation"):
        area = factories.RecognitionAreaFactory(profile=profile, area=kind)
        for position in (1, 2):
            factories.RecognitionBodyFactory(area=area, position=position, organisations=[organisation])
    with django_assert_num_queries(7):
        found = CountryProfile.objects.for_page().get()
        bodies = [body for area in found.areas.all() for body in area.bodies.all()]
        assert [len(body.organisations.all()) for body in bodies] == [1] * 6
        assert [len(area.sources.all()) for area in found.areas.all()] == [1] * 3
        assert (len(found.sources.all()), len(found.employment_services.all())) == (1, 1)


def test_a_profile_links_to_the_employment_service():
    profile = factories.CountryProfileFactory.build(employment_service_url="https://employment.example/")
    assert profile.employment_service_page == "https://employment.example/"


def test_a_profile_does_not_link_to_a_copy_of_the_page_of_the_employment_service():
    profile = factories.CountryProfileFactory.build(employment_service_url="https://service.webflow.io/")
    assert profile.employment_service_page == ""


def test_a_body_does_not_link_to_a_copy_of_its_page():
    assert factories.RecognitionBodyFactory.build(url="https://body.webflow.io/").own_page == ""


def test_a_body_links_to_its_page():
    assert factories.RecognitionBodyFactory.build(url="https://body.example/").own_page == "https://body.example/"


def test_official_languages_are_named_in_the_language_of_the_reader():
    with translation.override("de"):
        assert factories.CountryProfileFactory.build(official_languages=["nl", "fr"]).official_language_names == [
            "Niederländisch",
            "Französisch",
        ]


def test_an_official_language_must_be_one():
    with pytest.raises(ValidationError) as caught:
        factories.CountryProfileFactory.build(official_languages=["klingonese"]).full_clean()
    assert list(caught.value.message_dict) == ["official_languages"]


def test_the_address_of_a_profile_is_the_page_of_the_country():
    assert factories.CountryProfileFactory.build(country="IE").get_absolute_url() == "/en/countries/ireland/"


def test_the_natural_key_finds_an_area_again():
    area = factories.RecognitionAreaFactory()
    assert RecognitionArea.objects.get_by_natural_key(*area.natural_key()) == area


def test_the_natural_key_finds_a_body_again():
    body = factories.RecognitionBodyFactory()
    assert RecognitionBody.objects.get_by_natural_key(*body.natural_key()) == body


def test_an_area_and_its_bodies_are_written_in_the_language_of_the_profile():
    profile = factories.CountryProfileFactory.build(source_language="sk")
    area = factories.RecognitionAreaFactory.build(profile=profile)
    body = factories.RecognitionBodyFactory.build(area=area)
    assert (area.source_language, body.source_language) == ("sk", "sk")


def test_an_area_is_called_by_country_and_name():
    assert str(factories.RecognitionAreaFactory.build(area="validation")) == "NL: Skills learnt at work"
