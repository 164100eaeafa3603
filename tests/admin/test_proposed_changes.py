"""What an editor saves to a published entry waits; readers see the live one until a reviewer has accepted it."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from practices.models import PathwayStep, Practice
from skills2work.models import ProposedChange, Translation
from tests.admin.records import add_address, change_address, form_values, words
from tests.admin.staff import browser_of, make_staff
from tests.factories import OrganisationFactory, PathwayFactory, PathwayStepFactory, PracticeFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor_nl() -> Client:
    return browser_of(make_staff("editor"))


@pytest.fixture
def reviewer() -> Client:
    return browser_of(make_staff("reviewer"))


def save(client: Client, where: str, **changes: Any) -> Any:
    """Send the form of a page as it is, with some fields changed."""
    return client.post(where, {**form_values(client.get(where).content.decode()), **changes})


def propose(client: Client, record: Any, **changes: Any) -> ProposedChange:
    response = save(client, change_address(record), **changes)
    assert response.status_code == 302, words(response)
    return ProposedChange.objects.latest("pk")


def decide(client: Client, change: ProposedChange, what: str, comment: str = "") -> Any:
    return client.post(change_address(change), {what: "1", "comment": comment})


def public(record: Any, language: str = "en") -> str:
    return Client().get(f"/{language}/practices/{record.slug}/").content.decode()


def test_readers_see_the_live_entry_until_a_reviewer_accepts(editor_nl, reviewer):
    practice = PracticeFactory(title_en="Live", steps=["First"])
    change = propose(editor_nl, practice, title_en="Proposed", **{"steps-0-text_en": "Changed step"})
    assert "Live" in public(practice)
    assert "Proposed" not in public(practice)
    assert "First" in public(practice)
    decide(reviewer, change, "accept")
    assert "Proposed" in public(practice)
    assert "Changed step" in public(practice)


def test_a_proposal_leaves_no_trace_in_the_entry(editor_nl):
    practice = PracticeFactory(steps=["First"], title_nl="Oud")
    before = Practice.objects.values().get(), list(Translation.objects.order_by("pk").values())
    propose(editor_nl, practice, title_nl="Nieuw", **{"steps-1-position": "2", "steps-1-text_en": "Second"})
    assert (Practice.objects.values().get(), list(Translation.objects.order_by("pk").values())) == before
    assert practice.steps.count() == 1
    assert not Version.objects.exists()


def test_accepting_brings_relations_parts_and_translations_and_makes_a_version(editor_nl, reviewer):
    source, partner = SourceFactory(), OrganisationFactory()
    practice = PracticeFactory(steps=["First", "Second"], title_nl="Oud")
    changes = {"sources": [source.pk], "partners": [partner.pk], "title_nl": "Nieuw", "end_year": "2020"}
    changes |= {"steps-0-position": "2", "steps-1-position": "1", "steps-2-position": "3", "steps-2-text_en": "Third"}
    change = propose(editor_nl, practice, **changes)
    response = decide(reviewer, change, "accept")
    assert response.status_code == 302, response.context["problem"]
    practice = Practice.objects.get()
    assert list(practice.sources.all()) == [source]
    assert list(practice.partners.all()) == [partner]
    assert (practice.title_nl, practice.end_year) == ("Nieuw", 2020)
    assert [step.text_en for step in practice.steps.all()] == ["Second", "First", "Third"]
    assert Translation.objects.of(practice).get(language="nl").state == "person"
    assert Translation.objects.of(practice.steps.get(position=3)).filter(language="en").exists()
    version = Version.objects.get_for_object(practice).first()
    assert version.revision.user.username == "the-reviewer"
    assert "the-editor" in version.revision.comment


def test_a_part_that_was_taken_away_goes_with_the_acceptance(editor_nl, reviewer):
    practice = PracticeFactory(steps=["First", "Second"])
    change = propose(editor_nl, practice, **{"steps-0-DELETE": "on"})
    assert practice.steps.count() == 2
    decide(reviewer, change, "accept")
    assert [step.text_en for step in practice.steps.all()] == ["Second"]


def test_what_somebody_else_changed_meanwhile_stays(editor_nl, reviewer):
    practice = PracticeFactory(title_en="Live")
    change = propose(editor_nl, practice, local_title="Mine")
    save(reviewer, change_address(practice), title_en="Newer")
    decide(reviewer, change, "accept")
    practice.refresh_from_db()
    assert (practice.title_en, practice.local_title) == ("Newer", "Mine")


def test_a_field_that_both_changed_is_marked(editor_nl, reviewer):
    practice = PracticeFactory(title_en="Live")
    change = propose(editor_nl, practice, title_en="Mine")
    save(reviewer, change_address(practice), title_en="Newer")
    html = reviewer.get(change_address(change)).content.decode()
    assert "Somebody else has changed this field since" in html


def test_the_reviewer_sees_old_and_new_word_by_word(editor_nl, reviewer):
    practice = PracticeFactory(title_en="A red door", title_ar="باب أحمر")
    change = propose(editor_nl, practice, title_en="A green <door>", title_ar="باب أخضر")
    html = reviewer.get(change_address(change)).content.decode()
    assert "<del>red</del>" in html
    assert "<ins>green</ins>" in html or "<ins>green &lt;door&gt;</ins>" in html
    assert "<door>" not in html
    assert 'lang="ar" dir="rtl"' in html


def test_sending_back_needs_a_comment_that_the_author_sees(editor_nl, reviewer):
    practice = PracticeFactory(title_en="Live")
    change = propose(editor_nl, practice, title_en="Proposed")
    assert decide(reviewer, change, "send_back").context["problem"]
    decide(reviewer, change, "send_back", "Which year?")
    html = editor_nl.get(change_address(change)).content.decode()
    assert "Which year?" in html
    assert "Proposed" not in public(practice)


def test_the_author_takes_up_again_what_was_sent_back(editor_nl, reviewer):
    practice = PracticeFactory(title_en="Live", steps=["First"])
    change = propose(editor_nl, practice, title_en="Proposed", **{"steps-0-text_en": "Changed"})
    decide(reviewer, change, "send_back", "Which year?")
    html = editor_nl.get(f"{change_address(practice)}?again={change.pk}").content.decode()
    values = form_values(html)
    assert (values["title_en"], values["steps-0-text_en"]) == (["Proposed"], ["Changed"])
    practice.refresh_from_db()
    assert practice.title_en == "Live"
    response = editor_nl.post(change_address(practice), {**values, "title_en": "Proposed in 2020"})
    assert response.status_code == 302, words(response)
    decide(reviewer, ProposedChange.objects.latest("pk"), "accept")
    practice.refresh_from_db()
    assert practice.title_en == "Proposed in 2020"


def test_the_author_withdraws_and_nobody_else(editor_nl, reviewer):
    change = propose(editor_nl, PracticeFactory(), title_en="Proposed")
    assert decide(reviewer, change, "withdraw").context["problem"]
    decide(editor_nl, change, "withdraw")
    change.refresh_from_db()
    assert change.state == "withdrawn"


def test_an_editor_accepts_nothing(editor_nl):
    practice = PracticeFactory(title_en="Live")
    change = propose(editor_nl, practice, title_en="Proposed")
    assert decide(editor_nl, change, "accept").context["problem"]
    practice.refresh_from_db()
    assert practice.title_en == "Live"


@pytest.mark.parametrize("another", [True, False])
def test_nobody_accepts_her_own_where_there_is_a_second_reviewer(editor_nl, another):
    practice = PracticeFactory(title_en="Live")
    change = propose(editor_nl, practice, title_en="Proposed")
    author = User.objects.get(username="the-editor")
    author.assignments.update(role="reviewer")
    if another:
        make_staff("reviewer")
    decide(browser_of(author), change, "accept")
    practice.refresh_from_db()
    assert practice.title_en == ("Live" if another else "Proposed")


def test_a_reviewer_of_another_country_sees_and_decides_nothing(editor_nl):
    change = propose(editor_nl, PracticeFactory(), title_en="Proposed")
    other = browser_of(make_staff("reviewer", "elsewhere", countries=["SK"]))
    assert other.get(change_address(change)).status_code == 302
    decide(other, change, "accept")
    change.refresh_from_db()
    assert change.is_waiting


def test_a_proposal_is_decided_once(editor_nl, reviewer):
    change = propose(editor_nl, PracticeFactory(), title_en="Proposed")
    decide(reviewer, change, "accept")
    assert decide(reviewer, change, "send_back", "No").context["problem"]


def test_what_would_leave_the_entry_without_what_it_needs_is_not_accepted(editor_nl, reviewer):
    source = SourceFactory()
    practice = PracticeFactory(sources=[source])
    change = propose(editor_nl, practice, sources=[SourceFactory().pk])
    new = practice.sources.model.objects.exclude(pk=source.pk).get()
    new.delete()
    response = decide(reviewer, change, "accept")
    assert response.status_code == 200
    assert list(practice.sources.all()) == [source]


def test_a_draft_is_saved_at_once(editor_nl):
    practice = PracticeFactory(draft=True)
    save(editor_nl, change_address(practice), title_en="Changed")
    practice.refresh_from_db()
    assert practice.title_en == "Changed"
    assert not ProposedChange.objects.exists()


def test_a_part_with_a_form_of_its_own_waits_too(editor_nl, reviewer):
    step = PathwayStepFactory(title_en="Live")
    change = propose(editor_nl, step, title_en="Proposed")
    step.refresh_from_db()
    assert step.title_en == "Live"
    decide(reviewer, change, "accept")
    step.refresh_from_db()
    assert step.title_en == "Proposed"


def test_a_new_part_of_a_published_entry_waits_too(editor_nl, reviewer):
    pathway = PathwayFactory()
    values = {"pathway": pathway.pk, "slug": "new", "position": 1, "title_en": "New", "text_en": "Do it"}
    response = save(editor_nl, add_address(PathwayStep), **values)
    assert response.status_code == 302, words(response)
    assert not PathwayStep.objects.exists()
    decide(reviewer, ProposedChange.objects.get(), "accept")
    assert PathwayStep.objects.get().title_en == "New"


def test_saving_without_a_change_proposes_nothing(editor_nl):
    save(editor_nl, change_address(PracticeFactory(steps=["First"])))
    assert not ProposedChange.objects.exists()


def test_a_minor_edit_stays_one_when_it_is_accepted(editor_nl, reviewer):
    practice = PracticeFactory(title_en="Teh way", title_nl="De weg")
    before = Translation.objects.of(practice).get(language="nl").sources
    change = propose(editor_nl, practice, title_en="The way", minor_edit="on")
    decide(reviewer, change, "accept")
    row, source = (Translation.objects.of(practice).get(language=code) for code in ("nl", "en"))
    assert row.sources["title"] == source.texts["title"] != before["title"]


# Previews


def preview(record: Any, language: str) -> str:
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_preview"
    return reverse(name, args=[record.pk, language])


def test_a_draft_is_previewed_as_readers_will_see_it(editor_nl):
    practice = PracticeFactory(draft=True, title_en="Draft", title_nl="Klad", steps=["First"])
    response = editor_nl.get(preview(practice, "nl"))
    html = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="nl"' in html
    assert "Klad" in html
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]
    practice.refresh_from_db()
    assert practice.state == "draft"
    assert Client().get(f"/en/practices/{practice.slug}/").status_code == 404


def test_a_proposal_is_previewed_in_any_language_and_nothing_of_it_stays(editor_nl, reviewer):
    practice = PracticeFactory(title_en="Live", title_ar="حي")
    change = propose(editor_nl, practice, title_en="Proposed", title_ar="مقترح")
    assert "Proposed" in reviewer.get(preview(change, "en")).content.decode()
    html = reviewer.get(preview(change, "ar")).content.decode()
    assert "مقترح" in html
    assert 'dir="rtl"' in html
    practice.refresh_from_db()
    assert practice.title_en == "Live"
    assert "Proposed" not in public(practice)


def test_previews_are_for_those_who_may_see_the_record(editor_nl):
    practice = PracticeFactory(country="SK", draft=True)
    assert editor_nl.get(preview(practice, "en")).status_code == 302
    assert Client().get(preview(practice, "en"))["Location"].startswith("/admin/login/")
    assert editor_nl.get(preview(PracticeFactory(draft=True), "xx")).status_code == 404


def test_the_form_leads_to_the_previews(editor_nl):
    practice = PracticeFactory(draft=True)
    assert preview(practice, "fa") in editor_nl.get(change_address(practice)).content.decode()


@pytest.mark.parametrize("published", [True, False])
def test_an_unpublished_twin_is_no_part_of_the_preview_of_another(editor_nl, published):
    practice = PracticeFactory(draft=True)
    other = PracticeFactory(title_en="Another way", draft=not published)
    html = editor_nl.get(preview(practice, "en")).content.decode()
    assert (other.title_en in html) is published
