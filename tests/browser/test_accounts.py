"""Somebody is invited, comes in, leaves and comes back in a real browser, in both directions of writing."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.accounts.support import PASSWORD, choose_password_and_factor, code_of, invited_to, letters
from tests.support import axe
from tests.support.browser import Visitor
from tests.support.by_day import at_night_unless
from tests.support.staff import sign_in, with_password_only

pytestmark = pytest.mark.django_db(transaction=True)


def is_arabic(locale, *_view):
    """Say whether a view is one of by day: English comes in by day in `test_a_week`."""
    return locale == "ar"


BOTH_DIRECTIONS = pytest.mark.parametrize(
    ("locale", "direction"), at_night_unless(is_arabic, [("en", "ltr"), ("ar", "rtl")])
)


@pytest.fixture
def visit(browser, live_server):
    visitor = Visitor(browser, live_server.url)
    yield visitor
    complaints = visitor.leave()
    assert not complaints, "\n".join(complaints)


def invitation(origin):
    call_command("invite", "noor", "noor@example.org", "--role", "administrator", "--site", origin)
    return invited_to(mail)


def see(page, address, direction):
    """The page is the one expected, in the direction of its language, and axe finds nothing."""
    page.wait_for_url(f"**{address}")
    assert page.locator("html").get_attribute("dir") == direction
    faults = axe.faults(page)
    assert not faults, "\n".join(" | ".join(fault) for fault in faults)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    ("locale", "direction", "width"),
    at_night_unless(is_arabic, [("en", "ltr", 1280), ("ar", "rtl", 360)]),
)
def test_from_the_invitation_into_the_admin_and_back(visit, live_server, locale, direction, width):
    page = visit(invitation(live_server.url), locale=locale, width=width)
    see(page, "/admin/account/invitation/**", direction)
    page.locator("#id_new_password1").fill(PASSWORD)
    page.locator("#id_new_password2").fill(PASSWORD)
    page.locator("#password-form [type=submit]").click()

    see(page, "/admin/account/second-factor/", direction)
    assert page.locator(".qr__code svg").bounding_box()["width"] > 150
    secret = page.locator("#secret").inner_text()
    page.locator("#id_code").fill(code_of(secret))
    page.locator("#enrol-form [type=submit]").click()

    page.locator("#recovery-codes").wait_for()
    see(page, "/admin/account/second-factor/", direction)
    codes = page.locator("#recovery-codes code").all_inner_texts()
    assert len(codes) == 10
    page.locator("#go-on").click()
    page.wait_for_url("**/admin/")

    def log_out_and_give_the_password():
        page.locator("#logout-form button").click()
        page.goto("/admin/")
        page.locator("#id_username").fill("noor")
        page.locator("#id_password").fill(PASSWORD)
        page.locator("#login-form [type=submit]").click()
        see(page, "/admin/account/code/**", direction)

    log_out_and_give_the_password()
    TOTPDevice.objects.update(last_t=-1)  # half a minute later
    page.locator("#id_code").fill(code_of(secret))
    page.locator("#code-form [type=submit]").click()
    page.wait_for_url("**/admin/")
    assert page.locator("#user-tools").is_visible()

    log_out_and_give_the_password()
    page.locator("#id_code").fill(codes[3])
    page.locator("#code-form [type=submit]").click()
    page.wait_for_url("**/admin/")
    assert page.locator(".messagelist .warning").is_visible()
    assert len([letter for letter in letters(mail) if "Chrom" in letter.body]) == 1


@BOTH_DIRECTIONS
def test_the_pages_for_those_who_cannot_come_in_can_be_used_by_everybody(visit, locale, direction):
    page = visit("/admin/password-reset/", locale=locale)
    see(page, "/admin/password-reset/", direction)
    page.locator("#id_email").fill("nobody@example.org")
    page.locator("#reset-form [type=submit]").click()
    see(page, "/admin/account/password-reset/sent/", direction)
    visit.go(page, "/admin/account/invitation/nonsense/", status=404)
    see(page, "/admin/account/invitation/nonsense/", direction)


@BOTH_DIRECTIONS
def test_a_closed_account_says_so_to_everybody(visit, live_server, locale, direction):
    visit.watch.pardoned.add(f"{live_server.url}/admin/login/")
    page = visit("/admin/login/", locale=locale)
    for _time in range(5):
        page.locator("#id_username").fill("noor")
        page.locator("#id_password").fill("wrong")
        page.locator("#login-form [type=submit]").click()
    page.locator("#content .errornote[role=alert]").wait_for()
    see(page, "/admin/login/", direction)


def test_recovery_codes_are_printed_without_what_is_around_them(visit, live_server):
    page = visit(invitation(live_server.url))
    choose_password_and_factor(page)
    page.emulate_media(media="print")
    assert not page.locator("#go-on").is_visible()
    assert page.locator("#recovery-codes code").first.is_visible()


def test_signing_out_in_one_window_empties_the_others_but_for_what_is_typed(visit, live_server):
    page = visit(invitation(live_server.url))
    choose_password_and_factor(page)
    quiet, busy = page.context.new_page(), page.context.new_page()
    quiet.goto(f"{live_server.url}/admin/auth/user/")
    busy.goto(f"{live_server.url}/admin/practices/practice/add/")
    busy.locator("#id_slug").fill("typed")
    page.goto(f"{live_server.url}/admin/")
    page.locator("#logout-form button").click()
    quiet.wait_for_url("**/admin/login/**")
    assert "noor" not in quiet.content()
    assert busy.locator("#id_slug").input_value() == "typed"


@pytest.mark.parametrize(
    ("locale", "direction", "width"),
    at_night_unless(is_arabic, [("en", "ltr", 1280), ("ar", "rtl", 360)]),
)
def test_giving_both_factors_once_more_and_ending_the_other_sessions(
    visit, browser, live_server, locale, direction, width
):
    page = visit(invitation(live_server.url), locale=locale, width=width)
    secret = choose_password_and_factor(page)
    with_password_only(Client(), User.objects.get(username="noor"))
    sign_in(Client(), User.objects.get(username="noor"))
    page.goto(f"{live_server.url}/admin/")
    page.locator('#user-tools a[href="/admin/account/sessions/"]').click()
    see(page, "/admin/account/confirm/**", direction)
    TOTPDevice.objects.update(last_t=-1)  # half a minute later
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_code").fill(code_of(secret))
    page.locator("#confirm-form [type=submit]").click()
    see(page, "/admin/account/sessions/", direction)
    assert page.locator(".own-sessions > li").count() == 2
    page.locator("#end-others [type=submit]").click()
    page.wait_for_function("document.querySelectorAll('.own-sessions > li').length == 1")
    assert Session.objects.count() == 1
