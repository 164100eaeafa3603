"""Access to work: the short answer, the order of statuses, one rule a country and status."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from practices.models import AccessToWork
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("answer", "months", "expected"),
    [
        ("at_once", 0, "Yes, at once"),
        ("after_months", 1, "Yes, after 1 month"),
        ("after_months", 6, "Yes, after 6 months"),
        ("after_months", None, "Yes, after a waiting time"),
        ("with_permit", 6, "With a permit or certificate"),
        ("not_allowed", None, "No"),
        ("unknown", None, "Not known"),
    ],
)
def test_the_short_answer_names_the_months_of_a_waiting_time(answer, months, expected):
    assert factories.AccessToWorkFactory.build(answer=answer, waiting_months=months).answer_text == expected


def test_the_database_refuses_a_second_rule_for_a_country_and_status():
    factories.AccessToWorkFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.AccessToWorkFactory(slug="another")


def test_the_form_is_told_that_there_is_a_rule_already():
    factories.AccessToWorkFactory()
    with pytest.raises(ValidationError, match="has a rule for this legal status already"):
        factories.AccessToWorkFactory.build(slug="another").full_clean()


def test_for_status_keeps_the_rules_for_a_status():
    kept = factories.AccessToWorkFactory(status="refugees")
    factories.AccessToWorkFactory(status="asylum_seekers")
    assert list(AccessToWork.objects.for_status("refugees")) == [kept]


def test_the_matrix_has_the_four_statuses_only():
    statuses = ["asylum_seekers", "refugees", "subsidiary_protection", "temporary_protection"]
    for status in (*statuses, "resettled"):
        factories.AccessToWorkFactory(status=status)
    assert {rule.status for rule in AccessToWork.objects.in_matrix()} == set(statuses)


def test_statuses_stand_in_the_order_of_the_vocabulary():
    order = ["asylum_seekers", "refugees", "subsidiary_protection", "temporary_protection", "resettled"]
    for status in sorted(order, reverse=True):
        factories.AccessToWorkFactory(status=status)
    assert [rule.status for rule in AccessToWork.objects.in_status_order()] == order


def test_the_rules_of_a_country_stand_together():
    for country, status in [("SK", "refugees"), ("NL", "refugees"), ("SK", "asylum_seekers")]:
        factories.AccessToWorkFactory(country=country, status=status)
    assert [rule.country for rule in AccessToWork.objects.in_status_order()] == ["NL", "SK", "SK"]


def test_the_address_of_a_rule_is_its_place_on_the_page_of_the_country():
    url = factories.AccessToWorkFactory.build(country="GB", status="asylum_seekers").get_absolute_url()
    assert url == "/en/right-to-work/united-kingdom/#united-kingdom-asylum-seekers"


def test_the_european_level_has_no_rule_of_its_own():
    with pytest.raises(ValidationError) as caught:
        factories.AccessToWorkFactory.build(country="EU").full_clean()
    assert list(caught.value.message_dict) == ["country"]


def test_a_rule_without_its_text_cannot_be_published():
    assert factories.AccessToWorkFactory(draft=True, rule_en="").missing_for_publication() == ["rule"]
