"""The clock of the server is wrong for a while: nobody stays locked out, nothing lasts longer, no page is stale."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from practices.models import Practice
from skills2work.accounts import factors, sessions
from skills2work.letters.models import Report
from skills2work.version import bump_version, content_version
from tests import factories
from tests.pages.forms import hidden_values
from tests.pages.support import Page, open_page

pytestmark = pytest.mark.django_db
REAL = timezone.now


@pytest.fixture
def clock(monkeypatch):
    """Return a function that sets the clock of the server forward, or back."""

    def jump(span):
        now = REAL() + span
        monkeypatch.setattr(timezone, "now", lambda: now)
        monkeypatch.setattr("time.time", now.timestamp)
        monkeypatch.setattr(timezone, "localdate", lambda *_zone: now.date())

    return jump


def code_of(device):
    """Return what the app of a telephone shows, whose own clock is right."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = REAL().timestamp()
    return f"{totp.token():06d}"


@pytest.fixture
def device():
    user = User.objects.create(username="mira", is_staff=True)
    return TOTPDevice.objects.create(user=user, name="TOTP", confirmed=True)


def over(began):
    return sessions.is_over({sessions.BEGAN: began.timestamp(), sessions.USED: began.timestamp()})


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(days=-1)])
def test_a_session_does_not_live_longer_because_the_clock_jumped(clock, jump):
    began = timezone.now()
    assert not over(began)
    clock(jump)
    assert over(began)


def test_clocks_of_two_machines_may_differ_a_little():
    assert not over(timezone.now() + timedelta(seconds=60))


def test_codes_work_again_as_soon_as_the_clock_is_right(clock, device):
    clock(timedelta(days=1))
    assert factors.check(device.user, code_of(device)) is None
    clock(timedelta())
    assert factors.check(device.user, code_of(device)) == device


def test_a_recovery_code_works_while_the_clock_is_wrong(clock, device):
    codes = factors.new_recovery_codes(device.user)
    clock(timedelta(days=-400))
    assert factors.check(device.user, codes[0]) is not None


def test_wrong_codes_of_today_still_hold_up_the_next(device):
    assert factors.check(device.user, "000000") is None
    assert factors.seconds_to_wait(device.user) > 0


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=-400), timedelta(days=2)])
def test_a_form_that_was_open_when_the_clock_jumped_goes_through_at_the_second_try(client, clock, jump):
    def sent(page):
        return client.post("/en/report/", {**hidden_values(page), "text": "The number is wrong.", "fax": ""})

    first = open_page(client, "/en/report/")
    clock(jump)
    refused = sent(first)
    assert (refused.status_code, Report.objects.count()) == (200, 0)
    page = Page(refused)
    assert "The number is wrong." in page.html
    clock(jump + timedelta(seconds=5))
    assert sent(page).status_code == 302
    assert Report.objects.get().text == "The number is wrong."


def test_the_version_of_the_content_is_another_one_whatever_the_clock_says(clock):
    seen = set()
    for days in (0, 1, -1, 0):
        clock(timedelta(days=days))
        bump_version()
        seen.add(content_version())
    assert len(seen) == 4


def test_what_is_due_follows_the_clock_and_nothing_is_written_for_it(clock, django_assert_num_queries):
    factories.PracticeFactory.create()
    before = list(Practice.objects.values("review_by", "verified_on", "state"))
    clock(timedelta(days=4000))
    with django_assert_num_queries(1):
        far = Practice.objects.filter(review_by__lt=timezone.localdate()).count()
    clock(timedelta())
    assert (far, Practice.objects.filter(review_by__lt=timezone.localdate()).count()) == (1, 0)
    assert list(Practice.objects.values("review_by", "verified_on", "state")) == before
