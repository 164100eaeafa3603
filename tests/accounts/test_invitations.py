"""An account begins with an invitation; a forgotten password ends in a letter. No page says who has an account."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils.translation import get_language

from skills2work.accounts import invitations
from skills2work.staff.models import Assignment
from tests import factories
from tests.accounts.support import PASSWORD, code_of_device, enrol, may_use_the_admin, telephone
from tests.support.staff import with_password_only

pytestmark = pytest.mark.django_db
NEW = {"new_password1": PASSWORD, "new_password2": PASSWORD}


def invite(*arguments, **options):
    out = StringIO()
    call_command("invite", *arguments, site="https://example.org", stdout=out, **options)
    return out.getvalue()


def invite_noor(*more):
    return invite("noor", "noor@example.org", "--role", "editor", "--country", "NL", "--country", "BE", *more)


def link_in(letter):
    found = re.search(r"https://example\.org(/\S+)", letter.body)
    assert found
    return found[1]


# The command


def test_an_invitation_makes_an_account_that_does_nothing_yet():
    told = invite_noor()
    user = User.objects.get()
    assert (user.is_active, user.is_staff, user.is_superuser, user.has_usable_password()) == (False, True, False, False)
    assert "noor@example.org" in told


def test_an_invitation_gives_the_role():
    organisation = factories.OrganisationFactory()
    invite_noor("--organisation", organisation.slug, "--language", "nl")
    assignment = Assignment.objects.get()
    assert (assignment.user.username, assignment.role) == ("noor", "editor")
    assert assignment.countries == ["NL", "BE"]
    assert (assignment.organisations, assignment.languages) == ([organisation.slug], ["nl"])


def test_the_letter_names_the_account_and_holds_the_link(outbox):
    invite_noor()
    (letter,) = outbox()
    assert letter.to == ["noor@example.org"]
    assert "noor" in letter.body
    assert "72 hours" in letter.body
    assert link_in(letter).startswith("/admin/account/invitation/")


def test_every_letter_is_in_the_first_language_somebody_works_in(monkeypatch):
    found = []
    monkeypatch.setattr(invitations, "send", lambda _letter: not found.append(get_language()))
    invite("noor", "noor@example.org", "--role", "translator", "--language", "ar", "--language", "fr")
    invite("noor", "noor@example.org", "--again")
    assert found == ["ar", "ar"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("noor", "noor@example.org"),  # no role
        ("noor", "noor@example.org", "--role", "editor"),  # an editor of nothing
        ("noor", "noor@example.org", "--role", "editor", "--country", "XX"),
        ("noor", "noor@example.org", "--role", "editor", "--organisation", "no-such-organisation"),
        ("noor", "noor@example.org", "--role", "translator", "--language", "xx"),
        ("noor", "not an address", "--role", "administrator"),
        ("no one", "noor@example.org", "--role", "administrator"),
        ("MIRA", "noor@example.org", "--role", "administrator"),
        ("noor", "Mira@Example.org", "--role", "administrator"),
        ("noor", "noor@example.org", "--again"),
        ("mira", "mira@example.org", "--again"),
    ],
)
def test_an_impossible_invitation_is_refused_and_changes_nothing(arguments, mira, outbox):
    before = User.objects.get().password
    with pytest.raises(CommandError):
        invite(*arguments)
    assert User.objects.get().password == before
    assert not outbox()


def test_a_letter_that_cannot_be_sent_is_said(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    with pytest.raises(CommandError, match="not sent"):
        invite_noor()


# The link


@pytest.fixture
def link(outbox):
    invite_noor()
    return link_in(outbox()[0])


def test_the_link_leads_from_password_to_second_factor_to_the_admin(client, link):
    assert client.get(link).status_code == 200
    assert client.post(link, NEW)["Location"] == "/admin/account/second-factor/"
    assert User.objects.get().is_active
    assert not may_use_the_admin(client)
    assert len(enrol(client)) == 10
    assert may_use_the_admin(client)


def test_opening_the_link_changes_nothing(client, link):
    before = User.objects.values().get()
    client.get(link)
    assert User.objects.values().get() == before


@pytest.mark.parametrize("password", ["short", "123456789012345", "noor@example.org"])
def test_a_weak_password_is_refused_with_an_invitation(client, link, password):
    assert client.post(link, {"new_password1": password, "new_password2": password}).status_code == 200
    assert not User.objects.get().is_active


def test_a_used_link_says_so_and_does_nothing(client, link):
    client.post(link, NEW)
    before = User.objects.get().password
    response = Client().post(link, {"new_password1": "quite-another-one", "new_password2": "quite-another-one"})
    assert response.status_code == 410
    assert "used already" in response.content.decode()
    assert User.objects.get().password == before


def signed_earlier(monkeypatch, **ago):
    moment = invitations.signing.time.time() - timedelta(**ago).total_seconds()
    with monkeypatch.context() as patch:
        patch.setattr(invitations.signing.time, "time", lambda: moment)
        return f"/admin/account/invitation/{invitations.token(User.objects.get())}/"


def test_a_link_is_good_for_72_hours(client, link, monkeypatch):
    assert client.get(signed_earlier(monkeypatch, hours=71, minutes=59)).status_code == 200
    old = signed_earlier(monkeypatch, hours=72, minutes=1)
    for response in (client.get(old), client.post(old, NEW)):
        assert response.status_code == 410
        assert "72 hours, and they are over" in response.content.decode()
    assert not User.objects.get().is_active


def test_a_link_that_was_changed_is_unknown(client, link):
    assert client.get(link[:-3] + "x/").status_code == 404


def test_a_second_link_takes_the_place_of_the_first(client, link, outbox):
    invite("noor", "noor@example.org", "--again")
    assert client.get(link).status_code == 410
    assert client.get(link_in(outbox()[1])).status_code == 200


def test_the_link_signs_out_whoever_was_signed_in_before(client, link, mira):
    with_password_only(client, mira)
    client.post(link, NEW)
    assert client.session["_auth_user_id"] == str(User.objects.get(username="noor").pk)


def test_an_account_without_a_password_cannot_sign_in(client, link):
    for password in ("", "!", User.objects.get().password):
        client.post("/admin/login/", {"username": "noor", "password": password})
        assert "_auth_user_id" not in client.session


# A forgotten password


def ask(client, email):
    return client.post("/admin/password-reset/", {"email": email}, follow=True)


def test_the_login_leads_to_a_new_password(client, db):
    assert 'href="/admin/password-reset/"' in client.get("/admin/login/").content.decode()


def test_a_forgotten_password_is_set_anew_and_the_second_factor_stays(client, mira, outbox, settings):
    device = telephone(mira)
    settings.SITE_URL = "https://example.org"
    ask(client, "mira@example.org")
    page = client.get(link_in(outbox()[0]), follow=True)
    new = {"new_password1": "another-harbour-light", "new_password2": "another-harbour-light"}
    client.post(page.redirect_chain[-1][0], new)
    mira.refresh_from_db()
    assert mira.check_password("another-harbour-light")
    client.post("/admin/login/", {"username": "mira", "password": "another-harbour-light"})
    assert not may_use_the_admin(client)
    client.post("/admin/account/code/", {"code": code_of_device(device)})
    assert may_use_the_admin(client)


def test_the_answer_is_the_same_for_an_address_nobody_has(client, mira, outbox):
    known, unknown = ask(client, "mira@example.org"), ask(Client(), "nobody@example.org")
    assert known.redirect_chain == unknown.redirect_chain
    assert known.content == unknown.content
    assert [letter.to for letter in outbox()] == [["mira@example.org"]]


def test_whoever_was_invited_gets_no_link_for_a_forgotten_password(client, link, outbox):
    ask(client, "noor@example.org")
    assert len(outbox()) == 1


def test_a_link_for_a_forgotten_password_works_once(client, mira, outbox, settings):
    settings.SITE_URL = "https://example.org"
    ask(client, "mira@example.org")
    link = link_in(outbox()[0])
    mira.set_password("changed-in-the-meantime")
    mira.save()
    assert "used already" in client.get(link, follow=True).content.decode()
