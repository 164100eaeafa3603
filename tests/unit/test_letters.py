"""What readers wrote is forgotten in time, and the limits keep nothing that leads to a person."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import timezone

from skills2work.letters import limits
from skills2work.letters.models import DailySalt, Report, Sending

pytestmark = pytest.mark.django_db


def request_from(address, **headers):
    return RequestFactory().get("/en/report/", REMOTE_ADDR=address, **headers)


@pytest.fixture
def days_later(monkeypatch):
    """Return a function that moves the clock by some days."""
    now = timezone.now()

    def move(days):
        monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=days))

    return move


def test_the_address_for_an_answer_is_deleted_after_90_days_and_the_report_stays(days_later):
    Report.objects.create(text="Wrong", answer_to="reader@example.org")
    days_later(90)
    call_command("forget_answers")
    assert Report.objects.get().answer_to == "reader@example.org"
    days_later(91)
    call_command("forget_answers")
    assert (Report.objects.get().answer_to, Report.objects.get().text) == ("", "Wrong")


def test_what_the_limits_count_is_deleted_after_a_day(days_later):
    limits.count(request_from("203.0.113.5"))
    days_later(0.9)
    call_command("forget_answers")
    assert Sending.objects.count() == 1
    days_later(1.01)
    call_command("forget_answers")
    assert (Sending.objects.count(), DailySalt.objects.count()) == (0, 0)


def test_the_command_says_what_it_deleted(days_later, capsys):
    Report.objects.create(text="Wrong", answer_to="reader@example.org")
    days_later(100)
    call_command("forget_answers")
    assert capsys.readouterr().out.startswith("1 addresses")


def test_old_counts_go_with_the_next_form_even_without_the_command(days_later):
    limits.count(request_from("203.0.113.5"))
    days_later(2)
    limits.count(request_from("203.0.113.5"))
    assert Sending.objects.count() == 1


def test_the_salt_is_another_one_each_day_and_the_old_one_is_gone(days_later):
    request = request_from("203.0.113.5")
    first = limits.sender_of(request)
    assert limits.sender_of(request) == first
    days_later(1)
    assert limits.sender_of(request) != first
    assert DailySalt.objects.count() == 1


def test_a_household_with_a_whole_ipv6_network_is_one_sender():
    assert limits.network_of(request_from("2001:db8:1:2::1")) == limits.network_of(request_from("2001:db8:1:2:ffff::9"))
    assert limits.network_of(request_from("2001:db8:1:3::1")) != limits.network_of(request_from("2001:db8:1:2::1"))


def test_an_ipv4_address_in_ipv6_clothes_is_the_same_sender():
    assert limits.network_of(request_from("::ffff:203.0.113.5")) == "203.0.113.5"


def test_behind_a_proxy_the_address_that_the_proxy_wrote_counts(settings):
    settings.BEHIND_PROXY = True
    request = request_from("10.0.0.1", headers={"x-forwarded-for": "203.0.113.99, 203.0.113.5"})
    assert limits.network_of(request) == "203.0.113.5"


def test_without_a_proxy_nobody_can_claim_another_address():
    request = request_from("203.0.113.5", headers={"x-forwarded-for": "203.0.113.99"})
    assert limits.network_of(request) == "203.0.113.5"


def test_behind_a_proxy_without_the_header_its_own_address_counts(settings):
    settings.BEHIND_PROXY = True
    assert limits.network_of(request_from("10.0.0.1")) == "10.0.0.1"
