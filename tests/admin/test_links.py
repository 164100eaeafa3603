"""Links in the admin: what is broken, with the entries that name it; nobody writes in the list."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from skills2work.links.models import Link
from skills2work.links.outcomes import Outcome
from skills2work.links.visiting import Visit
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_by_day]
LIST = "admin:skills2work_link_changelist"


def failing(days):
    """Return a link that failed on so many days."""
    link = Link.objects.create(url="https://a.example/")
    for number in range(days):
        link.note(Visit(link.url, Outcome.NOT_FOUND, 404), date(2026, 11, 2) + timedelta(days=number))
    return link


def test_the_list_shows_what_is_broken_with_the_entries_that_name_it(editor):
    organisation = factories.OrganisationFactory(title_en="Bridge", url="https://a.example/")
    failing(3)
    Link.objects.create(url="https://fine.example/", outcome="fine")
    html = editor.get(reverse(LIST), {"look": "broken"}).content.decode()
    assert "https://a.example/" in html
    assert "https://fine.example/" not in html
    assert reverse("admin:network_organisation_change", args=[organisation.pk]) in html


@pytest.mark.parametrize("look", ["failing", "moved", "nothing-like-this"])
def test_every_filter_of_the_list_answers(editor, look):
    failing(1)
    assert editor.get(reverse(LIST), {"look": look}).status_code == 200


def test_a_link_shows_its_history_and_takes_no_change(editor):
    link = failing(2)
    address = reverse("admin:skills2work_link_change", args=[link.pk])
    html = editor.get(address).content.decode()
    assert "The page is gone" in html
    assert 'name="_save"' not in html
    assert editor.post(address, {"url": "https://b.example/"}).status_code == 403


def test_the_list_costs_as_many_queries_with_many_rows(editor, django_assert_max_num_queries):
    address = reverse(LIST)

    def make(numbers):
        for _number in numbers:
            url = factories.OrganisationFactory().sources.get().url
            Link.objects.create(url=url, outcome="fine")

    make(range(2))
    editor.get(address)
    with django_assert_max_num_queries(200) as few:
        editor.get(address)
    make(range(2, 20))
    with django_assert_max_num_queries(len(few)):
        editor.get(address)
