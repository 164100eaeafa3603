"""Regulated professions and the rules above them."""

import pytest
from django.db import IntegrityError, transaction

from practices.models import ProfessionRule, RegulatedProfession
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_professions_of_a_country_come_in_the_order_of_their_names():
    for name in ("Nurse", "Architect", "Lawyer"):
        factories.RegulatedProfessionFactory(profession_en=name)
    assert [row.profession for row in RegulatedProfession.objects.for_page()] == ["Architect", "Lawyer", "Nurse"]


def test_the_professions_of_a_country_cost_three_queries(django_assert_num_queries):
    organisation = factories.OrganisationFactory()
    for _ in range(3):
        factories.RegulatedProfessionFactory(organisations=[organisation])
    with django_assert_num_queries(3):
        rows = [
            (len(row.organisations.all()), len(row.sources.all())) for row in RegulatedProfession.objects.for_page()
        ]
        assert rows == [(1, 1)] * 3


def test_the_database_refuses_two_professions_with_one_address():
    factories.RegulatedProfessionFactory(slug="netherlands-nurse")
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.RegulatedProfessionFactory(slug="netherlands-nurse")


def test_the_database_refuses_two_rules_with_one_address():
    factories.ProfessionRuleFactory(slug="drivers")
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.ProfessionRuleFactory(slug="drivers")


def test_the_address_of_a_profession_is_its_place_on_the_page_of_the_country():
    url = factories.RegulatedProfessionFactory.build(country="SI", slug="slovenia-nurse").get_absolute_url()
    assert url == "/en/countries/slovenia/#slovenia-nurse"


@pytest.mark.parametrize(("lack", "name"), [({"profession_en": ""}, "profession"), ({"note_en": ""}, "conditions")])
def test_what_a_profession_lacks_is_named(lack, name):
    assert factories.RegulatedProfessionFactory(draft=True, **lack).missing_for_publication() == [name]


def test_a_rule_needs_a_subject_or_a_text():
    rule = factories.ProfessionRuleFactory(draft=True, subject_en="", text_en="")
    assert rule.missing_for_publication() == ["a subject or a text"]


@pytest.mark.parametrize("lack", [{"subject_en": ""}, {"text_en": ""}])
def test_a_rule_with_either_of_them_lacks_nothing(lack):
    assert factories.ProfessionRuleFactory(draft=True, **lack).missing_for_publication() == []


def test_the_natural_key_finds_a_profession_again():
    profession = factories.RegulatedProfessionFactory()
    assert RegulatedProfession.objects.get_by_natural_key(*profession.natural_key()) == profession


def test_the_natural_key_finds_a_rule_again():
    rule = factories.ProfessionRuleFactory()
    assert ProfessionRule.objects.get_by_natural_key(*rule.natural_key()) == rule


def test_a_profession_does_not_link_to_a_copy_of_the_page_of_its_authority():
    assert factories.RegulatedProfessionFactory.build(url="https://register.webflow.io/").own_page == ""


def test_rules_are_in_a_country_or_the_european_level():
    european = factories.ProfessionRuleFactory(country="EU")
    factories.ProfessionRuleFactory(country="GB")
    assert list(ProfessionRule.objects.in_country("EU")) == [european]
