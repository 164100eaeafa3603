"""What has been kept long enough is deleted, a day earlier it is not; and the privacy page says how long that is."""

from datetime import UTC, datetime, timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone, translation

from network.models import Proposal
from skills2work.languages import LANGUAGE_CODES
from skills2work.letters.models import DailySalt, LetterState, Report, Sending
from skills2work.models import FailedSearch, PageReads, SentTable
from skills2work.privacy import retention
from skills2work.staff.changes import ChangeState, ProposedChange
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 6, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setattr(timezone, "localdate", lambda *_zone: NOW.date())


def day(days_ago):
    return NOW.date() - timedelta(days=days_ago)


def moment(days_ago):
    return NOW - timedelta(days=days_ago)


def a_user(**values):
    return User.objects.create(username=f"user-{User.objects.count()}", **values)


def an_answer_address(days):
    proposal = factories.ProposalFactory.create(answer_to="a@example.org", received_on=day(days))
    return lambda: Proposal.objects.get(pk=proposal.pk).answer_to != ""


def a_report(days):
    report = Report.objects.create(text="Wrong", received_on=day(days), state=LetterState.DONE)
    return Report.objects.filter(pk=report.pk).exists


def a_sending(days):
    return Sending.objects.filter(pk=Sending.objects.create(sender="a", at=moment(days)).pk).exists


def a_failed_login(days):
    made = AccessAttempt.objects.create(username="a", ip_address="203.0.113.7", failures_since_start=1)
    AccessAttempt.objects.filter(pk=made.pk).update(attempt_time=moment(days))
    return AccessAttempt.objects.filter(pk=made.pk).exists


def a_session(days):
    over = moment(days) + timedelta(hours=12)
    return Session.objects.filter(
        pk=Session.objects.create(session_key="a", session_data="", expire_date=over).pk
    ).exists


def an_invitation(days):
    user = a_user(is_active=False, is_staff=True, password="!unusable", date_joined=moment(days))
    return User.objects.filter(pk=user.pk).exists


def a_refused_change(days):
    change = ProposedChange.objects.create(
        owner_model="practices.practice", owner_id=1, author=a_user(), state=ChangeState.SENT_BACK, made_at=moment(days)
    )
    return ProposedChange.objects.filter(pk=change.pk).exists


def a_sent_table(days):
    table = SentTable.objects.create(
        user=a_user(), model_name="practices.practice", name="a.csv", kind="csv", sent_at=moment(days)
    )
    return SentTable.objects.filter(pk=table.pk).exists


def an_entry_of_the_log(days):
    kind = ContentType.objects.get_for_model(Report)
    entry = LogEntry.objects.create(user=a_user(), content_type=kind, action_flag=CHANGE, action_time=moment(days))
    return LogEntry.objects.filter(pk=entry.pk).exists


def a_count(days):
    return PageReads.objects.filter(pk=PageReads.objects.create(day=day(days), path="/", language="en").pk).exists


def a_failed_search(days):
    made = FailedSearch.objects.create(text="a", language="en", last_month=day(days).replace(day=1))
    return FailedSearch.objects.filter(pk=made.pk).exists


# The last day on which something is kept, and the first on which it is not; parts of a day where hours count.
AGES = {
    "answer-addresses": (an_answer_address, 90, 91),
    "reports": (a_report, 365, 366),
    "sendings": (a_sending, 0.99, 1.01),
    "failed-logins": (a_failed_login, 0.99, 1.01),
    "sessions": (a_session, 0.49, 0.51),
    "invitations": (an_invitation, 29.99, 30.01),
    "refused-changes": (a_refused_change, 365.2, 365.3),
    "sent-tables": (a_sent_table, 6.99, 7.01),
    "staff-log": (an_entry_of_the_log, 760.9, 761),
    "page-counts": (a_count, 760, 762),
    "failed-searches": (a_failed_search, 760, 800),
}


def test_every_rule_has_its_dates_here():
    assert [rule.name for rule in retention.RULES] == list(AGES)


@pytest.mark.parametrize("name", AGES)
def test_on_its_last_day_it_is_kept(name):
    make, kept, _over = AGES[name]
    is_there = make(kept)
    call_command("forget")
    assert is_there()


@pytest.mark.parametrize("name", AGES)
def test_after_its_last_day_it_is_gone(name):
    make, _kept, over = AGES[name]
    is_there = make(over)
    assert is_there()
    call_command("forget")
    assert not is_there()


def test_a_report_that_waits_for_somebody_stays():
    report = Report.objects.create(text="Wrong", received_on=day(2000))
    call_command("forget")
    assert Report.objects.get() == report


def test_a_change_that_was_accepted_stays():
    change = ProposedChange.objects.create(
        owner_model="practices.practice", owner_id=1, author=a_user(), state=ChangeState.ACCEPTED, made_at=moment(2000)
    )
    call_command("forget")
    assert ProposedChange.objects.get() == change


@pytest.mark.parametrize(
    "values",
    [
        {"is_active": True, "password": "!unusable"},
        {"is_active": False, "password": "argon2$used-before"},
        {"is_active": False, "password": "!unusable", "last_login": NOW - timedelta(days=1)},
    ],
)
def test_an_account_that_was_used_is_not_taken_for_an_old_invitation(values):
    user = a_user(date_joined=moment(2000), **values)
    call_command("forget")
    assert User.objects.get() == user


def test_salts_of_other_days_are_thrown_away():
    for days in (0, 1):
        DailySalt.objects.create(day=day(days), salt="salt")
    call_command("forget")
    assert [salt.day for salt in DailySalt.objects.all()] == [day(0)]


def test_a_rule_that_fails_keeps_no_other_from_being_obeyed(monkeypatch):
    def fail(moment, day):
        raise DatabaseError("locked")

    first = retention.RULES[0]
    broken = retention.Rule("broken", "", 1, "day", fail)
    monkeypatch.setattr("skills2work.management.commands.forget.RULES", (broken, first))
    is_there = an_answer_address(91)
    with pytest.raises(CommandError, match="broken"):
        call_command("forget")
    assert not is_there()


def test_the_list_deletes_nothing(capsys):
    is_there = an_answer_address(2000)
    call_command("forget", "--list")
    assert "answer-addresses: 90 days" in capsys.readouterr().out
    assert is_there()


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_the_privacy_page_tells_every_period_in_its_language(client, language):
    page = client.get(f"/{language}/privacy/").content.decode()
    with translation.override(language):
        periods = [rule.period for rule in retention.RULES]
    assert [period for period in periods if period not in page] == []
    assert len(set(periods)) == 7
