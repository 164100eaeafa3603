"""Every role at every address of the admin, with a record of its own and a foreign one."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from network.models import Organisation
from practices.models import Practice, PracticeStep
from skills2work.models import OpenQuestion, ProposedChange, Source, Synonym, Translation
from skills2work.parts import is_part, owner_model, owner_of
from skills2work.publishing import Published
from skills2work.staff import rights
from skills2work.staff.models import Assignment
from tests.admin.records import add_address, change_address, form_values, list_address, make, words
from tests.admin.staff import browser_of, make_staff
from tests.factories import OrganisationFactory, PracticeFactory, SourceFactory, indexed_once
from tests.support.by_day import at_night_unless

pytestmark = pytest.mark.django_db

ROLES = ("editor", "member", "reviewer", "translator", "administrator", "nobody")
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
PAGES = [model for model in MODELS if is_part(model) or issubclass(model, Published)]
OTHERS = [model for model in MODELS if model not in PAGES]
every_role = pytest.mark.parametrize("role", ROLES)
every_page = pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
# Records by country, by the organisation they name and by the one they are, a part, and a part of a part.
BY_DAY = {"Practice", "Organisation", "Story", "PracticeStep", "RecognitionBody"}
most_pages = pytest.mark.parametrize(
    "model",
    at_night_unless(lambda model: model.__name__ in BY_DAY, PAGES, name=lambda model: model.__name__),
)


def place(record: Any, country: str) -> Any:
    """Move a record, or the one it is a part of, to a country, past all rules."""
    owner = owner_of(record)
    type(owner)._base_manager.filter(pk=owner.pk).update(country=country)
    return type(record)._base_manager.get(pk=record.pk)


@indexed_once()
def own_and_foreign(model: Any, role: str) -> tuple[Any, Any]:
    """Return a record that each role works on, and one that no limited role does."""
    foreign = place(make(model, 10 if owner_model_of(model)._meta.model_name == "practice" else 4), "SK")
    own = place(make(model, 0), "NL")
    if role == "translator":
        owner = owner_of(own)
        values = {"verification": "compiled", "verified_on": "2026-11-02", "state": "published"}
        for name in ("basis", "basis_on"):
            if hasattr(owner, name):
                values[name] = {"basis": "published", "basis_on": "2026-11-02"}[name]
        type(owner)._base_manager.filter(pk=owner.pk).update(**values)
    return own, foreign


def owner_model_of(model: Any) -> Any:
    return owner_model(model) if is_part(model) else model


def names_organisation_0(record: Any) -> bool:
    """Say whether the organisation of the member is named, or is the record itself."""
    owner = owner_of(record)
    if isinstance(owner, Organisation):
        return owner.slug == "organisation-0"
    organisation = Organisation.objects.filter(slug="organisation-0").first()
    rows = type(owner)._default_manager.filter(pk=owner.pk)
    return bool(organisation and rows.naming(organisation).exists())


def expected(role: str, record: Any, *, own: bool) -> bool:
    """Say whether a role may open a record."""
    if role == "administrator":
        return True
    if role == "member":
        return names_organisation_0(record)
    return own and role != "nobody"


def address(model: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def refused(response: Any) -> bool:
    """Say whether an answer is a 403, or leads to the index with "does not exist"."""
    return response.status_code == 403 or (response.status_code == 302 and response["Location"] == "/admin/")


def offers(client: Any, record: Any) -> bool:
    """Say whether a look-up by typing offers a practice. Steps of practices look them up."""
    asked = {"app_label": "practices", "model_name": "practicestep", "field_name": "practice", "term": ""}
    found = client.get("/admin/autocomplete/", asked)
    return found.status_code == 200 and str(record.pk) in {one["id"] for one in found.json()["results"]}


@pytest.mark.sqlite_by_day
@every_role
@every_page
def test_a_form_and_its_history_open_for_those_whose_record_it_is(role, model):
    client = browser_of(make_staff(role))
    for record, own in zip(own_and_foreign(model, role), (True, False), strict=True):
        for page in ("change", "history"):
            response = client.get(address(model, page, record.pk))
            if expected(role, record, own=own):
                assert response.status_code == 200, page
            else:
                assert refused(response), (page, response.status_code)


@every_role
@every_page
def test_a_list_shows_what_is_hers(role, model):
    client = browser_of(make_staff(role))
    records = own_and_foreign(model, role)
    wanted = {one.pk for one, own in zip(records, (True, False), strict=True) if expected(role, one, own=own)}
    response = client.get(list_address(model))
    if role == "nobody":
        assert response.status_code == 403
    else:
        assert {one.pk for one in response.context["cl"].result_list} & {one.pk for one in records} == wanted


@pytest.mark.sqlite_by_day
@every_role
@most_pages
def test_only_editors_reviewers_and_administrators_add(role, model):
    response = browser_of(make_staff(role)).get(add_address(model))
    assert response.status_code == (403 if role in {"translator", "nobody"} else 200)


@pytest.mark.sqlite_by_day
@every_role
@most_pages
def test_saving_a_foreign_record_changes_nothing(role, model):
    client = browser_of(make_staff(role))
    _own, foreign = own_and_foreign(model, role)
    response = client.post(change_address(foreign), {"slug": "changed"})
    if not expected(role, foreign, own=False):
        assert refused(response)
    assert not model._base_manager.filter(slug="changed").exists() if hasattr(model, "slug") else True


@pytest.mark.sqlite_by_day
@every_role
@most_pages
def test_a_record_is_deleted_by_administrators_and_a_part_by_those_who_edit_its_record(role, model):
    client = browser_of(make_staff(role))
    for record, own in zip(own_and_foreign(model, role), (True, False), strict=True):
        client.post(address(model, "delete", record.pk), {"post": "yes"})
        there = model._base_manager.filter(pk=record.pk).exists()
        protected = model is Organisation and record.pk and role == "administrator" and there
        if role == "administrator":
            assert not there or protected
        elif is_part(model) and role not in {"translator", "nobody"}:
            assert there is not expected(role, record, own=own)
        else:
            assert there


@pytest.mark.sqlite_by_day
@every_role
@most_pages
def test_the_action_that_deletes_obeys_the_same_rule(role, model):
    client = browser_of(make_staff(role))
    records = own_and_foreign(model, role)
    asked = {"action": "delete_selected", "_selected_action": [one.pk for one in records], "post": "yes"}
    client.post(list_address(model), asked)
    takes_parts = is_part(model) and role not in {"translator", "nobody"}
    for record, own in zip(records, (True, False), strict=True):
        if role != "administrator" and not (takes_parts and expected(role, record, own=own)):
            assert model._base_manager.filter(pk=record.pk).exists()


@every_role
def test_a_look_up_by_typing_offers_what_is_hers(role):
    client = browser_of(make_staff(role))
    own, foreign = own_and_foreign(Practice, role)
    for record, is_own in ((own, True), (foreign, False)):
        assert offers(client, record) is expected(role, record, own=is_own)


@pytest.mark.sqlite_by_day
@every_role
@pytest.mark.parametrize("model", OTHERS, ids=lambda model: model.__name__)
def test_people_and_all_that_is_no_record_are_for_administrators_unless_said_otherwise(role, model):
    client = browser_of(make_staff(role))
    shared = model in {Source, OpenQuestion, Synonym} or getattr(model, "is_reference", False)
    status = client.get(list_address(model)).status_code
    if role == "administrator" or (role == "reviewer" and getattr(model, "is_for_reviewers", False)):
        assert status == 200
    elif not shared:
        assert status == 403 or model in {ProposedChange, Translation}
    if model is Translation:  # the matrix: open to everybody who works on something
        assert (status == 200) is (role != "nobody")
    add = client.get(add_address(model)).status_code
    if role in {"translator", "nobody"} or (not shared and role != "administrator"):
        assert add == 403


@every_role
def test_nobody_without_staff_status_may_do_anything(role):
    user = make_staff(role)
    user.is_staff = False
    user.save()
    assert not any(rights.may(user, action, thing) for action in rights.ACTIONS for thing in (None, Practice))
    assert browser_of(user).get(list_address(Practice)).status_code == 302


# What a role may do with what is hers


def save(client: Any, where: str, **changes: Any) -> Any:
    """Send the form of a page as it is, with some fields changed."""
    return client.post(where, {**form_values(client.get(where).content.decode()), **changes})


def test_an_editor_cannot_publish_and_is_not_offered_to():
    practice = PracticeFactory(draft=True)
    client = browser_of(make_staff("editor"))
    html = client.get(change_address(practice)).content.decode()
    assert 'value="in_review"' in html
    assert 'value="archived"' not in html
    save(client, change_address(practice), state="published")
    practice.refresh_from_db()
    assert practice.state == "draft"


def test_a_reviewer_publishes_in_her_countries():
    practice = PracticeFactory(draft=True)
    response = save(browser_of(make_staff("reviewer")), change_address(practice), state="published")
    assert response.status_code == 302, words(response)
    practice.refresh_from_db()
    assert practice.is_published


def test_an_editor_cannot_give_a_record_to_another_country():
    practice = PracticeFactory(draft=True)
    response = save(browser_of(make_staff("editor")), change_address(practice), country="SK")
    assert words(response) == "This is outside the countries and organisations that were given to you."
    practice.refresh_from_db()
    assert practice.country == "NL"


def test_a_part_cannot_be_moved_to_a_foreign_record():
    step = PracticeStep.objects.create(practice=PracticeFactory(draft=True), position=1, text_en="First")
    foreign = PracticeFactory(draft=True, country="SK")
    response = save(browser_of(make_staff("editor")), change_address(step), practice=foreign.pk)
    assert response.status_code == 200
    step.refresh_from_db()
    assert step.practice != foreign


def test_the_editor_of_an_organisation_adds_a_practice_that_names_it():
    organisation = OrganisationFactory(slug="organisation-0", country="BE")
    user = make_staff("member")
    values = {"title_en": "A", "slug": "a", "summary_en": "B", "what_en": "C", "country": "BE", "kinds": ["mentoring"]}
    values |= {"audiences": ["refugees"], "scope": "national"}
    client = browser_of(user)
    assert save(client, add_address(Practice), **values).status_code == 200
    response = save(client, add_address(Practice), lead=organisation.pk, **values)
    assert response.status_code == 302, words(response)
    assert rights.may(user, "change", Practice.objects.get())


def test_a_translator_changes_the_texts_of_her_languages_and_nothing_else():
    practice = PracticeFactory(steps=["First"])
    client = browser_of(make_staff("translator"))
    html = client.get(change_address(practice)).content.decode()
    typed = form_values(html)
    assert "title_nl" in typed
    assert not {"title_en", "title_fr", "country", "state", "slug", "steps-0-text_en"} & set(typed)
    changes = {"title_nl": "Een weg", "title_en": "Changed", "country": "SK", "steps-0-text_nl": "Eerst"}
    response = save(client, change_address(practice), **changes, **{"steps-0-text_en": "Changed"})
    assert response.status_code == 302, words(response)
    practice = Practice.objects.get(pk=practice.pk)
    assert (practice.title_nl, practice.country) == ("Een weg", "NL")
    assert practice.title_en.startswith("Practice")
    step = practice.steps.get()
    assert (step.text_nl, step.text_en) == ("Eerst", "First")


def test_a_translator_does_not_rewrite_the_original():
    practice = PracticeFactory(source_language="nl", title_nl="Een", summary_nl="Twee", what_nl="Drie")
    client = browser_of(make_staff("translator"))
    assert "title_nl" not in form_values(client.get(change_address(practice)).content.decode())


def test_a_source_is_changed_by_those_who_decide_on_all_that_rests_on_it():
    source = SourceFactory()
    editor, reviewer = make_staff("editor"), make_staff("reviewer")
    assert rights.may(editor, "change", source)
    PracticeFactory(sources=[source], draft=True)
    assert rights.may(editor, "change", source)
    PracticeFactory(sources=[source])
    assert not rights.may(editor, "change", source)
    assert rights.may(reviewer, "change", source)
    PracticeFactory(sources=[source], draft=True, country="SK")
    assert not rights.may(reviewer, "change", source)
    assert rights.may(reviewer, "view", source)


def test_open_questions_go_by_country_and_synonyms_to_reviewers():
    mine, foreign = (OpenQuestion.objects.create(country=code, text="Who?") for code in ("NL", "SK"))
    editor, reviewer = make_staff("editor"), make_staff("reviewer")
    assert rights.may(editor, "change", mine)
    assert not rights.may(editor, "view", foreign)
    assert list(rights.visible(editor, OpenQuestion.objects.all())) == [mine]
    assert rights.may(reviewer, "change", Synonym)
    assert not rights.may(editor, "view", Synonym)


def test_an_administrator_makes_no_superuser():
    user = make_staff("administrator")
    top = User.objects.create(username="top", is_superuser=True, is_staff=True)
    client = browser_of(user)
    where = change_address(user)
    save(client, where, is_superuser="on")
    user.refresh_from_db()
    assert not user.is_superuser
    assert "password" not in form_values(client.get(change_address(top)).content.decode())
    assert client.post(change_address(top), {"username": "low"}).status_code == 403


def test_the_roles_of_one_person_add_up():
    user = make_staff("translator")
    Assignment.objects.create(user=user, role="editor", countries=["SK"])
    assert rights.may(user, "add", PracticeFactory(draft=True, country="SK"))
    assert not rights.may(user, "add", PracticeFactory(draft=True))
    assert rights.writable_languages(user, PracticeFactory()) == {"nl"}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"role": "editor"}, "countries"),
        ({"role": "reviewer", "organisations": ["a"]}, "countries"),
        ({"role": "translator"}, "languages"),
        ({"role": "translator", "languages": ["xx"]}, "languages"),
        ({"role": "editor", "countries": ["NL"], "organisations": ["there-is-none"]}, "organisations"),
    ],
)
def test_an_assignment_names_what_is_missing(values, field):
    with pytest.raises(ValidationError) as refusal:
        Assignment(user=make_staff("nobody"), **values).full_clean()
    assert field in refusal.value.message_dict


def test_the_history_of_a_foreign_record_stays_closed_though_it_has_entries(admin_user):
    practice = PracticeFactory(draft=True, country="SK")
    LogEntry.objects.log_actions(admin_user.pk, [practice], CHANGE, "x")
    assert refused(browser_of(make_staff("editor")).get(address(Practice, "history", practice.pk)))


def test_every_action_is_known_and_no_other():
    user = make_staff("administrator")
    assert rights.may(user, "publish", models.Model) is True
    assert rights.may(user, "swim") is False


# Import and export


@pytest.mark.sqlite_by_day
@every_role
@pytest.mark.parametrize("model", [one for one in MODELS if hasattr(admin.site._registry[one], "resource_class")])
def test_import_and_export_open_for_those_who_may_and_hold_what_is_hers(role, model):
    own, foreign = own_and_foreign(model, role)
    client = browser_of(make_staff(role))
    writes = role not in {"translator", "nobody"}
    for page, may in {"import": writes, "template": writes, "export": role != "nobody"}.items():
        assert client.get(address(model, page)).status_code == (200 if may else 403), page
    assert client.get(address(model, "process_import", 1)).status_code == (404 if writes else 403)
    for kind in ("csv", "xlsx", "json"):
        response = client.get(address(model, "export_file", kind))
        assert response.status_code == (403 if role == "nobody" else 200)
    if role != "nobody":
        rows = {row["slug"] for row in client.get(address(model, "export_file", "json")).json()}
        for record, is_own in ((own, True), (foreign, False)):
            assert (record.slug in rows) is expected(role, record, own=is_own)
