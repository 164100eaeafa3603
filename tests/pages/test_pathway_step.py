"""A step of a pathway says what to bring, what it costs and what to do without papers."""

import pytest

from practices.models import Pathway, PathwayStep
from tests.pages.support import open_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ANSWERS = "country=NL&status=refugees&have=diploma&occupation="


def test_a_step_shows_its_facts_and_says_what_is_not_known(client):
    pathway = Pathway.objects.create(
        country="NL",
        state="published",
        title_en="Path",
        summary_en="S.",
        verification="compiled",
        verified_on="2026-11-25",
    )
    PathwayStep.objects.create(
        pathway=pathway, slug="go", position=1, title_en="Go", text_en="Go there.", documents_en="Card", acts_today=True
    )
    text = open_page(client, f"/en/pathway/?{ANSWERS}").main.text
    for word in ("Bring", "Card", "Cost", "Not known", "How long it takes", "You can do this today"):
        assert word in text
