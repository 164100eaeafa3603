"""The weekly letter: what "My work" says, to whom it says anything, and to nobody else."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from skills2work.models import Report
from tests.admin.staff import make_staff
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db

SITE = "https://directory.example.org"
LONG_AGO = date(2020, 1, 1)


def staff(role: str, **limits: Any) -> Any:
    user = make_staff(role, **limits)
    user.email = f"{role}@example.org"
    user.save()
    return user


def digest(*options: str) -> str:
    told = StringIO()
    call_command("send_digest", "--site", SITE, *options, stdout=told)
    return told.getvalue()


@pytest.fixture
def old_practice():
    return PracticeFactory(
        country="NL",
        title_en="Old one",
        title_nl="Oude",
        verified_on=LONG_AGO,
        review_by=LONG_AGO + timedelta(days=365),
    )


def test_who_has_something_to_do_gets_it_with_whole_addresses(old_practice):
    staff("editor")
    digest()
    (letter,) = mail.outbox
    assert letter.to == ["editor@example.org"]
    assert "1 entry has to be checked again." in letter.body
    assert f"{SITE}/admin/practices/practice/{old_practice.pk}/change/" in letter.body
    assert "http://127" not in letter.body


def test_who_has_nothing_to_do_gets_no_letter(old_practice):
    staff("editor", countries=["IT"])
    assert "Letters sent: 0" in digest()
    assert not mail.outbox


def test_a_report_that_came_in_is_told_to_reviewers_without_where_to_answer():
    Report.objects.create(text="The fee is wrong", answer_to="reader@example.net")
    staff("reviewer")
    digest()
    assert "The fee is wrong" in mail.outbox[0].body
    assert "reader@example.net" not in mail.outbox[0].body


def test_a_translator_is_written_to_in_her_language(old_practice):
    staff("translator", languages=["hu"])
    old_practice.title_hu = "Régi"
    old_practice.save()
    old_practice.title_en = "Changed"
    old_practice.save()
    digest()
    assert "FromSkills2Work" in mail.outbox[0].subject
    assert "hu/" in mail.outbox[0].body


def test_who_has_left_gets_no_letter(old_practice):
    user = staff("editor")
    user.is_active = False
    user.save()
    digest()
    assert not mail.outbox


def test_a_dry_run_prints_and_sends_nothing(old_practice):
    staff("editor")
    assert "To: editor@example.org" in digest("--dry-run")
    assert not mail.outbox


def test_a_mail_server_that_takes_nothing_is_said_at_the_end(old_practice, settings, monkeypatch):
    staff("editor")
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda *_args: (_ for _ in ()).throw(OSError("closed")))
    with pytest.raises(CommandError, match="1 letters"):
        digest()
