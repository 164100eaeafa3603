"""A list costs as many queries with twenty rows as with two."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.models import CountryProfile, Pathway
from tests.admin.records import list_address, make, our_admin_models


@pytest.mark.parametrize("model", our_admin_models(), ids=lambda model: model.__name__)
def test_a_list_costs_the_same_with_two_rows_and_with_twenty(editor, model):
    counts = []
    many = {CountryProfile: 10, Pathway: 9}.get(model, 20)  # there are no more countries
    for numbers in (range(2), range(2, many)):
        for number in numbers:
            make(model, number)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = editor.get(list_address(model))
        assert len(response.context["cl"].result_list) == numbers.stop
        counts.append(len(queries))
    assert counts[0] == counts[1]
