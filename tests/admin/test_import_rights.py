"""Import: nobody gets around a right or a reviewer by sending a table."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from network.models import Organisation
from practices.models import Practice
from skills2work.models import ProposedChange, SentTable
from stories.models import Story
from tests.admin.staff import browser_of, make_staff
from tests.admin.tables import NEW, address, change, look, problems, save, table
from tests.factories import OrganisationFactory, PracticeFactory, SourceFactory, StoryFactory

pytestmark = pytest.mark.django_db


def page_of(client: Any, model: Any, content: bytes) -> str:
    return problems(look(client, model, content))


def test_an_editor_imports_drafts_of_her_countries():
    practice = PracticeFactory(draft=True)
    client = browser_of(make_staff("editor"))
    assert "Everything is saved." in save(client, Practice, table(NEW, {**NEW, "slug": practice.slug, "title": "New"}))
    practice.refresh_from_db()
    assert practice.title_en == "New"


def test_readers_go_on_seeing_what_an_editor_would_change_by_an_import():
    practice = PracticeFactory(title_en="Live")
    draft = PracticeFactory(draft=True)
    client = browser_of(make_staff("editor"))
    answer = save(
        client, Practice, table({"slug": practice.slug, "title": "New"}, {"slug": draft.slug, "title": "New"})
    )
    assert "Row 2: Readers see this entry: an import does not change it." in answer
    for record in (practice, draft):
        title = record.title_en
        record.refresh_from_db()
        assert record.title_en == title
    assert not ProposedChange.objects.exists()


def test_a_published_entry_that_a_table_leaves_as_it_is_does_not_stop_it():
    practice, draft = PracticeFactory(title_en="Live"), PracticeFactory(draft=True)
    rows = [{"slug": practice.slug, "title": "Live"}, {"slug": draft.slug, "title": "New"}]
    assert "Everything is saved." in save(browser_of(make_staff("editor")), Practice, table(*rows))


@pytest.mark.parametrize("role", ["editor", "member", "reviewer", "administrator"])
def test_a_foreign_entry_is_neither_changed_nor_shown(role):
    foreign = PracticeFactory(country="SK", title_en="Their secret title", draft=True)
    client = browser_of(make_staff(role))
    answer = save(client, Practice, change(foreign, title="Mine"))
    foreign.refresh_from_db()
    if role == "administrator":
        assert foreign.title_en == "Mine"
    else:
        assert "Row 2: This address belongs to an entry outside" in answer
        assert "secret" not in answer
        assert foreign.title_en == "Their secret title"


@pytest.mark.parametrize("role", ["editor", "member", "reviewer"])
def test_nobody_adds_or_moves_an_entry_to_where_it_is_not_hers(role):
    client = browser_of(make_staff(role))
    assert "Row 2: This is outside the countries" in page_of(client, Practice, table({**NEW, "country": "SK"}))
    if role != "member":
        mine = PracticeFactory(draft=True)
        assert "Row 2: This is outside the countries" in page_of(client, Practice, change(mine, country="SK"))


def test_the_editor_of_an_organisation_imports_what_names_it():
    OrganisationFactory(slug="organisation-0", country="BE")
    client = browser_of(make_staff("member"))
    assert "Everything is saved." in save(client, Practice, table({**NEW, "country": "BE", "lead": "organisation-0"}))


@pytest.mark.parametrize(("role", "published"), [("editor", False), ("reviewer", True)])
def test_only_those_publish_by_an_import_who_publish_by_a_form(role, published):
    practice = PracticeFactory(draft=True)
    answer = save(browser_of(make_staff(role)), Practice, change(practice, state="published"))
    practice.refresh_from_db()
    assert practice.is_published is published
    assert ("Row 2, state: A reviewer of the country decides this." in answer) is not published


def test_a_story_whose_basis_is_missing_is_not_published_by_an_import(editor):
    story = StoryFactory(draft=True, basis="")
    assert "a recorded basis" in page_of(editor, Story, change(story, state="published"))


def test_a_source_that_others_rest_on_is_not_changed_by_an_import():
    source = SourceFactory(url="https://shared.example/", title="Shared")
    PracticeFactory(country="SK", sources=[source])
    draft = PracticeFactory(draft=True, sources=[])
    client = browser_of(make_staff("editor"))
    changed = change(draft, sources="https://shared.example/ | Renamed")
    assert "https://shared.example/: entries of others rest on this page too." in page_of(client, Practice, changed)
    assert "Everything is saved." in save(client, Practice, change(draft, sources="https://shared.example/"))
    assert draft.sources.get() == source


def test_no_draft_of_others_can_be_found_out_by_naming_it():
    OrganisationFactory(slug="their-draft", country="SK", draft=True)
    OrganisationFactory(slug="their-page", country="SK")
    client, mine = browser_of(make_staff("editor")), PracticeFactory(draft=True)
    assert "No entry has this address: their-draft" in page_of(client, Practice, change(mine, lead="their-draft"))
    assert page_of(client, Practice, change(mine, lead="their-page")) == ""


@pytest.mark.parametrize("role", ["translator", "nobody"])
@pytest.mark.parametrize("model", [Practice, Organisation, Story])
def test_who_edits_no_entry_imports_none(role, model):
    client = browser_of(make_staff(role))
    sent = SentTable.objects.create(
        user=User.objects.get(), model_name=model._meta.label_lower, name="a.csv", kind="csv"
    )
    for where in (address(model, "import"), address(model, "template"), address(model, "process_import", sent.pk)):
        assert client.get(where).status_code == 403
        assert client.post(where).status_code == 403
    assert address(model, "import") not in client.get(address(model, "changelist")).content.decode()


def test_nobody_sees_or_saves_the_table_of_somebody_else(editor):
    look(editor, Practice, table(NEW))
    where = address(Practice, "process_import", SentTable.objects.get().pk)
    other = browser_of(make_staff("administrator"))
    assert other.get(where).status_code == 404
    assert other.post(where).status_code == 404
    assert not Practice.objects.exists()
    assert editor.get(where.replace("practices/practice", "stories/story")).status_code == 404
