"""A week at the admin in a real browser: an editor, a reviewer and a translator, from invitation to publication."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import Page

from practices.models import Practice
from skills2work.models import Translation
from skills2work.translations.following import written_by
from skills2work.vocabularies import TranslationState
from tests.accounts.support import choose_password_and_factor, invited_to
from tests.factories import OrganisationFactory, PracticeFactory
from tests.support import axe
from tests.support.browser import Visitor
from tests.support.by_day import at_night_unless

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE, AFTER = "A mentor helps for six weeks.", "A mentor helps for nine weeks."


@pytest.fixture
def visit(browser: Any, live_server: Any) -> Iterator[Visitor]:
    visitor = Visitor(browser, live_server.url)
    yield visitor
    # The look-up fields of Django's own forms measure themselves with an inline style; the policy forbids it.
    complaints = [one for one in visitor.leave() if "Applying inline style" not in one]
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def practice() -> Any:
    OrganisationFactory(slug="menedek", title_en="Menedék", country="HU")
    with written_by(TranslationState.MACHINE):
        made = PracticeFactory(
            slug="mentors-budapest",
            country="HU",
            title_en="Mentors in Budapest",
            title_hu="Mentorok Budapesten",
            summary_en=BEFORE,
            summary_hu="Egy mentor hat hétig segít.",
            verified_on=date(2020, 1, 1),
            review_by=date(2021, 1, 1),
        )
    PracticeFactory(slug="a-new-course", country="HU", title_en="A new course", state="draft")
    return made


def come_in(visit: Visitor, name: str, role: str, locale: str, *limits: str, width: int = 1280) -> Page:
    """Invite somebody, and let her choose a password and set up her second factor. Returns her first page."""
    origin = visit.watch.origin
    call_command("invite", name, f"{name}@example.org", "--role", role, "--site", origin, *limits)
    page = visit(invited_to(mail), locale=locale, width=width)
    choose_password_and_factor(page)
    page.locator("#go-on").click()
    page.wait_for_url("**/admin/")
    return page


def look(page: Page, locale: str) -> None:
    """The page is in her language, axe finds nothing, and it fits the screen."""
    assert page.locator("html").get_attribute("lang") == locale
    faults = [fault for fault in axe.faults(page) if "select2" not in fault.where]  # Django's look-up fields
    assert not faults, "\n".join(" | ".join(fault) for fault in faults)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def public(visit: Visitor, practice: Practice, language: str = "en") -> Page:
    return visit(f"/{language}/practices/{practice.slug}/")


def text_of(page: Page) -> str:
    return page.locator("main").inner_text()


def monday(visit: Visitor, editor: Page, practice: Any, locale: str) -> None:
    """The editor finds an entry that has to be checked, and says with one click that it is still correct."""
    look(editor, locale)
    due = editor.locator("section[aria-labelledby=task-due] li").filter(has_text="Budapest")
    due.get_by_role("button").click()
    editor.locator(".messagelist .success").wait_for()
    assert editor.locator("section[aria-labelledby=task-due] li").filter(has_text="Budapest").count() == 0
    assert "Menedék" in text_of(public(visit, practice))


def tuesday(visit: Visitor, editor: Page, practice: Any, draft: Any, locale: str) -> None:
    """She changes it; readers go on seeing it as it was. Her draft goes to review."""
    editor.goto(f"/admin/practices/practice/{practice.pk}/change/")
    look(editor, locale)
    editor.locator("#id_summary_en").fill(AFTER)
    editor.locator("[name=_save]").first.click()
    editor.wait_for_url("**/proposedchange/**")
    look(editor, locale)
    assert BEFORE in text_of(public(visit, practice))
    editor.goto(f"/admin/practices/practice/{draft.pk}/change/")
    editor.locator("#id_state").select_option("in_review")
    editor.locator("[name=_save]").first.click()
    editor.locator(".messagelist .success").wait_for()
    visit(f"/en/practices/{draft.slug}/", status=404)


def wednesday(visit: Visitor, reviewer: Page, practice: Any, draft: Any, locale: str) -> None:
    """The reviewer finds the change on her first page, reads it and accepts it, and publishes the draft."""
    look(reviewer, locale)
    reviewer.locator("section[aria-labelledby=task-changes] li a").first.click()
    look(reviewer, locale)
    assert reviewer.locator(".staff-diff ins").first.inner_text().strip() == "nine"
    reviewer.locator("[name=accept]").click()
    reviewer.locator(".messagelist .success").wait_for()
    assert AFTER in text_of(public(visit, practice))
    reviewer.goto(f"/admin/practices/practice/{draft.pk}/change/")
    reviewer.locator("#id_state").select_option("published")
    reviewer.locator("[name=_save]").first.click()
    reviewer.locator(".messagelist .success").wait_for()
    assert draft.title_en in visit(f"/en/practices/{draft.slug}/").locator("h1").inner_text()


def thursday(visit: Visitor, translator: Page, practice: Any, locale: str) -> None:
    """The translator sees that a text is behind, with the word that changed, and brings it up to date."""
    look(translator, locale)
    translator.locator("section[aria-labelledby=task-translations] li a").first.click()
    look(translator, locale)
    summary = translator.locator(f"textarea[name='practices.practice:{practice.pk}:summary']")
    unit = translator.locator(".staff-unit").filter(has=summary)
    assert unit.locator("ins").first.inner_text().strip() == "nine"
    summary.fill("Egy mentor kilenc hétig segít.")
    translator.locator(".staff-translate [type=submit]").first.click()
    translator.locator(".messagelist .success").wait_for()
    assert "kilenc hétig" in text_of(public(visit, practice, "hu"))
    assert Translation.objects.of(practice).get(language="hu").state == TranslationState.PERSON
    translator.goto("/admin/skills2work/translation/")
    look(translator, locale)


def friday(visit: Visitor, reviewer: Page, practice: Any, locale: str) -> None:
    """The reviewer has compared both texts: readers are told so, by her role and never by her name."""
    reviewer.goto(f"/admin/skills2work/translation/practices.practice/{practice.pk}/hu/")
    look(reviewer, locale)
    reviewer.locator("[name=review]").click()
    reviewer.locator(".messagelist .success").wait_for()
    assert Translation.objects.of(practice).get(language="hu").state == TranslationState.REVIEWED
    assert "rita" not in text_of(public(visit, practice, "hu")).lower()
    look(reviewer, locale)


@pytest.mark.parametrize(
    ("locale", "width"), at_night_unless(lambda locale, _width: locale == "en", [("en", 1280), ("hu", 360)])
)
def test_a_week_of_three_people(visit, practice, locale, width):
    draft = Practice.objects.get(slug="a-new-course")
    editor = come_in(visit, "eszter", "editor", locale, "--country", "HU", "--organisation", "menedek", width=width)
    monday(visit, editor, practice, locale)
    tuesday(visit, editor, practice, draft, locale)
    reviewer = come_in(visit, "rita", "reviewer", locale, "--country", "HU", width=width)
    wednesday(visit, reviewer, practice, draft, locale)
    translator = come_in(visit, "tamara", "translator", locale, "--language", "hu", width=width)
    thursday(visit, translator, practice, locale)
    friday(visit, reviewer, practice, locale)


@pytest.mark.parametrize(
    ("locale", "direction", "width"),
    at_night_unless(
        lambda locale, _direction, width: (locale, width) in {("en", 360), ("ar", 1280)},
        [("en", "ltr", 360), ("en", "ltr", 1280), ("ar", "rtl", 360), ("ar", "rtl", 1280)],
    ),
)
def test_my_work_and_translating_can_be_used_by_everybody(visit, practice, locale, direction, width):
    page = come_in(visit, "ada", "administrator", locale, width=width)
    assert page.locator("html").get_attribute("dir") == direction
    for address in (
        "/admin/",
        "/admin/skills2work/translation/",
        "/admin/skills2work/translation/?language=ar",
        f"/admin/skills2work/translation/practices.practice/{practice.pk}/ar/",
        "/admin/guide/",
    ):
        page.goto(address)
        look(page, locale)
