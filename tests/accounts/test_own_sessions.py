"""The page with one's own sessions: what it tells, and what it ends."""

import re

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.accounts.support import PASSWORD, may_use_the_admin
from tests.support.staff import confirm, sign_in, with_password_only

pytestmark = pytest.mark.django_db
PAGE = "/admin/account/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def browser(client, mira):
    """The browser of somebody who has given both factors once more."""
    sign_in(client, mira)
    confirm(client)
    return client


def another(user):
    client = Client()
    sign_in(client, user)
    return client


def signs(client):
    return re.findall(r'name="end"\s+value="([^"]+)"', client.get(PAGE).content.decode())


def test_a_session_is_told_with_its_browser_and_its_times_and_no_address(client, mira, give_password, at):
    at(minutes=-50)
    give_password(headers={"user-agent": FIREFOX}, REMOTE_ADDR="203.0.113.77")
    held = client.session
    held["otp_device_id"] = "otp_totp.totpdevice/1"
    held.save()
    at(minutes=0)
    viewer = another(mira)
    confirm(viewer)
    html = viewer.get(PAGE).content.decode()
    assert html.count("<li>") == 2
    assert "Firefox" in html
    assert html.count("the one you are using") == 1
    assert html.count("last used") == 2
    assert "203.0.113.77" not in html
    assert "203.0.113.77" not in str(held.items())


def test_the_page_does_not_hold_the_key_of_any_session(browser, mira):
    another(mira)
    html = browser.get(PAGE).content.decode()
    assert Session.objects.count() == 2
    assert not [key for key in Session.objects.values_list("pk", flat=True) if key in html]


def test_one_session_is_ended_and_the_others_stay(browser, mira):
    one, two = another(mira), another(mira)
    first, second = signs(browser)
    browser.post(PAGE, {"end": first})
    assert sorted([may_use_the_admin(one), may_use_the_admin(two)]) == [False, True]
    assert may_use_the_admin(browser)
    assert signs(browser) == [second]


def test_all_others_are_ended_those_with_a_password_alone_too(browser, mira):
    one, half = another(mira), Client()
    with_password_only(half, mira)
    browser.post(PAGE)
    assert may_use_the_admin(browser)
    assert not may_use_the_admin(one)
    assert Session.objects.count() == 1


def test_nobody_sees_or_ends_the_session_of_somebody_else(browser, mira):
    other = User.objects.create_superuser("noor", "noor@example.org", PASSWORD)
    hers, viewer = another(other), another(other)
    confirm(viewer)
    (sign,) = signs(viewer)
    assert signs(browser) == []
    browser.post(PAGE, {"end": sign})
    browser.post(PAGE)
    assert may_use_the_admin(hers)


@pytest.mark.parametrize("sent", ["", "nonsense"])
def test_a_sign_that_is_none_ends_nothing(browser, mira, sent):
    one = another(mira)
    browser.post(PAGE, {"end": sent})
    assert may_use_the_admin(one)


def test_a_session_that_is_over_or_of_an_old_password_is_not_told(browser, mira, at):
    another(mira)
    at(hours=2)
    sign_in(browser, mira)
    confirm(browser)
    assert signs(browser) == []
    another(mira)
    mira.set_password("another-harbour-light")
    mira.save()
    sign_in(browser, mira)
    confirm(browser)
    assert signs(browser) == []


def test_reading_the_page_ends_nothing(browser, mira):
    one = another(mira)
    browser.get(PAGE, {"end": signs(browser)[0]})
    assert may_use_the_admin(one)


def test_the_page_takes_as_many_queries_with_many_sessions(browser, mira):
    with CaptureQueriesContext(connection) as alone:
        browser.get(PAGE)
    for _time in range(5):
        another(mira)
    with CaptureQueriesContext(connection) as together:
        assert len(signs(browser)) == 5
    assert len(together) == len(alone)


def test_the_page_is_for_those_who_have_given_both_factors(client, give_password):
    give_password()
    assert client.get(PAGE)["Location"].startswith("/admin/login/")


def test_every_page_of_the_admin_leads_there(browser):
    assert f'href="{PAGE}"' in browser.get("/admin/").content.decode()
