"""The matrix of the right to work, whole and for one legal status."""

import pytest

from tests import factories
from tests.pages.support import open_page

pytestmark = pytest.mark.django_db


def test_one_status_stands_in_the_title_in_words(client):
    factories.AccessToWorkFactory(status="asylum_seekers")
    page = open_page(client, "/en/right-to-work/?status=asylum_seekers")
    assert "Asylum seekers" in page.title
    assert "Asylum seekers" in page.description
    assert "asylum_seekers" not in page.title + page.description


def test_one_status_has_one_column(client):
    factories.AccessToWorkFactory(status="refugees")
    table = open_page(client, "/en/right-to-work/?status=refugees").main.one("table")
    assert [head.text for head in table.all("th", scope="col")] == ["Country", "Refugees"]


def test_an_unknown_status_is_ignored_and_said_so(client):
    page = open_page(client, "/en/right-to-work/?status=nonsense")
    assert "status: nonsense" in page.notes
    assert len(page.main.one("table").all("th", scope="col")) == 5
