"""An editor of a step of a pathway sees the answer in which it appears; nobody else does."""

import pytest
from django.test import Client

from practices.models.pathway import Access, Holding, MatrixStatus
from tests import factories
from tests.admin.records import change_address
from tests.admin.staff import make_staff
from tests.pages.support import open_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def address(step, language="en"):
    return f"/{language}/pathway/preview/{step.pk}/"


def make_step(**values):
    return factories.PathwayStepFactory(title_en="Ask the chamber", slug="ask", **values)


def draft_step(**values):
    return make_step(pathway=factories.PathwayFactory(draft=True, verification="", verified_on=None), **values)


def titles(page):
    return [title.text for title in page.main.one("ol", "steps").all("h2")]


def given(page):
    return page.main.one("dl", "given").text


@pytest.mark.parametrize("access", Access.values)
@pytest.mark.parametrize("isco", [[], ["22"], ["2221", "7411"]])
@pytest.mark.parametrize("statuses", [[], ["asylum_seekers"]])
@pytest.mark.parametrize("haves", [[], ["trade", "experience"]])
def test_a_step_is_for_the_answers_that_fit_it(access, isco, statuses, haves):
    for code, regulated in (("2221", True), ("2212", False), ("7411", True), ("7412", False)):
        factories.RegulatedProfessionFactory(isco=code, regulated=regulated)
    step = make_step(access=access, isco=isco, statuses=statuses, haves=haves)
    assert step.is_for(step.fitting_answers())


@pytest.mark.parametrize(("access", "code"), [(Access.REGULATED, "7411"), (Access.NOT_REGULATED, "7412")])
def test_the_occupation_is_one_of_which_the_country_has_a_rule(access, code):
    factories.RegulatedProfessionFactory(isco="7411", regulated=True)
    factories.RegulatedProfessionFactory(isco="7412", regulated=False)
    factories.RegulatedProfessionFactory(isco="2221", regulated=access == Access.REGULATED, country="BE")
    assert make_step(access=access, isco=["7"]).fitting_answers().isco == code


def test_open_conditions_are_answered_as_most_people_would():
    answers = make_step().fitting_answers()
    assert answers == ("NL", MatrixStatus.REFUGEES, Holding.DIPLOMA, "", Access.UNKNOWN)


def test_the_form_of_a_step_leads_to_its_preview(editor):
    step = draft_step()
    assert f'href="{address(step)}#ask"' in editor.get(change_address(step)).content.decode()


def test_the_preview_shows_the_step_among_those_that_come_with_it(editor):
    step = draft_step(statuses=["asylum_seekers"], haves=["trade"])
    factories.PathwayStepFactory(pathway=step.pathway, title_en="For everybody")
    factories.PathwayStepFactory(pathway=step.pathway, title_en="For refugees", statuses=["refugees"])
    page = open_page(editor, address(step))
    assert titles(page) == ["Ask the chamber", "For everybody"]
    assert "Asylum seekers" in given(page)
    assert "A trade, learnt at work or in a workshop" in given(page)


def test_the_preview_shows_drafts_that_readers_do_not_see(editor):
    practice = factories.PracticeFactory(draft=True, title_en="A draft that helps")
    organisation = factories.OrganisationFactory(draft=True, title_en="A draft office")
    gone = factories.PracticeFactory(archived=True, title_en="Taken down")
    factories.AccessToWorkFactory(draft=True, status="refugees", summary_en="A draft rule.")
    step = make_step(shows_access=True, organisations=[organisation])
    step.practices.add(practice, gone)
    shown = open_page(editor, address(step)).main.text
    read = open_page(Client(), "/en/pathway/?country=NL&status=refugees&have=diploma&occupation=").main.text
    for text in ("A draft that helps", "A draft office", "A draft rule."):
        assert text in shown
        assert text not in read
    assert "Taken down" not in shown


def test_the_preview_speaks_the_language_of_its_address(editor):
    step = draft_step(title_nl="Vraag de kamer")
    assert titles(open_page(editor, address(step, "nl"))) == ["Vraag de kamer"]


def test_the_preview_is_kept_nowhere(editor):
    assert "no-store" in editor.get(address(draft_step()))["Cache-Control"]


def test_readers_get_no_preview(client):
    assert client.get(address(draft_step())).status_code == 404


@pytest.mark.parametrize(("is_staff", "country", "status"), [(True, "NL", 200), (True, "SK", 404), (False, "NL", 404)])
def test_only_staff_who_may_see_the_step_get_a_preview(client, is_staff, country, status):
    user = make_staff("editor", countries=[country])
    user.is_staff = is_staff
    user.save()
    client.force_login(user)
    assert client.get(address(draft_step())).status_code == status


def test_a_step_that_there_is_not_has_no_preview(editor):
    assert editor.get("/en/pathway/preview/999999999999999999999/").status_code == 404
