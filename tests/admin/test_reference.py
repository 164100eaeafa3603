"""Data of others: editors look it up and change nothing."""

import pytest

from practices.models import IscoGroup, Occupation
from tests import factories
from tests.admin.records import add_address, change_address, list_address, reference_models

pytestmark = pytest.mark.django_db
every_model = pytest.mark.parametrize("model", reference_models(), ids=lambda model: model.__name__)


@pytest.fixture(autouse=True)
def occupation():
    return factories.OccupationFactory(labels={"en": "nurse", "sk": "sestra"})


@every_model
def test_the_list_and_each_entry_can_be_looked_at(editor, model):
    assert editor.get(list_address(model)).status_code == 200
    assert editor.get(change_address(model.objects.get())).status_code == 200


@every_model
def test_nothing_can_be_added_changed_or_deleted(editor, model):
    record = model.objects.get()
    assert editor.get(add_address(model)).status_code == 403
    assert editor.post(change_address(record), {"code": "9999"}).status_code == 403
    assert editor.post(change_address(record).replace("/change/", "/delete/"), {"post": "yes"}).status_code == 403
    assert list(model.objects.values("pk", "code")) == [{"pk": record.pk, "code": record.code}]


@every_model
def test_a_stranger_is_sent_to_the_login(client, model):
    assert client.get(list_address(model))["Location"].startswith("/admin/login/")


def test_the_search_finds_by_code_and_by_label_in_any_language(editor):
    for text in ("2221", "sestra"):
        assert "nurse" in editor.get(list_address(Occupation), {"q": text}).content.decode()
    assert "nurse" not in editor.get(list_address(Occupation), {"q": "carpenter\0"}).content.decode()
    assert "Group 2221" in editor.get(list_address(IscoGroup), {"q": "group"}).content.decode()


@every_model
def test_a_list_costs_the_same_with_two_rows_and_with_twenty(editor, model, django_assert_max_num_queries):
    def add(numbers):
        for number in numbers:
            group = factories.IscoGroupFactory(code=f"{3000 + number}")
            factories.OccupationFactory(group=group)

    add(range(20))
    with django_assert_max_num_queries(8):
        assert editor.get(list_address(model)).status_code == 200
