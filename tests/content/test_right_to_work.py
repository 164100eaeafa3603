"""Nine countries and four legal statuses: each has an answer, or an honest "not known" with whom to ask."""

import pytest

from practices.models import AccessToWork, CountryProfile
from practices.vocabularies import MATRIX_STATUSES
from skills2work import countries

pytestmark = [pytest.mark.xdist_group("content"), pytest.mark.usefixtures("content"), pytest.mark.one_database]


@pytest.mark.parametrize("status", MATRIX_STATUSES, ids=lambda status: status.value)
@pytest.mark.parametrize("country", countries.NINE)
def test_every_cell_of_the_matrix_has_a_rule_with_a_source(country, status):
    rule = AccessToWork.objects.published().in_country(country).for_status(status.value).with_sources().get()
    assert rule.answer_text
    assert rule.sources.all()


@pytest.mark.parametrize("country", countries.NINE)
def test_every_country_names_whom_to_ask(country):
    assert CountryProfile.objects.published().in_country(country).get().employment_service_en
