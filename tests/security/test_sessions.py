"""Sessions, passwords and links of staff: what ends them, what renews them, and what nobody can find out."""

import pytest
from django.contrib.auth import hashers
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from skills2work.accounts import factors, invitations
from skills2work.accounts.models import RecoveryCodes
from tests.accounts.support import PASSWORD, code_of_device, letters, may_use_the_admin, telephone
from tests.support.staff import confirm, sign_in

pytestmark = [pytest.mark.django_db]

NEW = "another-harbour-light"
ACCOUNT = ("confirm", "recovery-codes", "sessions")


@pytest.fixture
def mira(db):
    return User.objects.create_superuser("mira", "mira@example.org", PASSWORD)


def give(client, username="mira", password=PASSWORD):
    return client.post("/admin/login/", {"username": username, "password": password})


# The session


def test_each_factor_gives_the_session_a_new_key_and_ends_the_old_one(client, mira):
    device = telephone(mira)
    before = client.session
    before["something"] = 1
    before.save()
    keys = [before.session_key]
    client.cookies["sessionid"] = keys[0]
    give(client)
    keys.append(client.cookies["sessionid"].value)
    client.post("/admin/account/code/", {"code": code_of_device(device)})
    keys.append(client.cookies["sessionid"].value)
    assert len(set(keys)) == 3
    assert set(Session.objects.values_list("pk", flat=True)) == {keys[-1]}


def test_a_session_key_that_somebody_made_up_is_never_taken(client, mira):
    client.cookies["sessionid"] = "a" * 32
    give(client)
    assert client.cookies["sessionid"].value != "a" * 32


def test_a_session_key_has_more_than_128_bits(client, mira):
    give(client)
    assert len(client.cookies["sessionid"].value) == 32  # of 36 signs: 165 bits


def test_signing_out_ends_the_session_at_the_server(client, mira):
    sign_in(client, mira)
    kept = client.cookies["sessionid"].value
    client.post("/admin/logout/")
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert not may_use_the_admin(thief)


def test_signing_out_needs_a_form_of_ours(mira):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, mira)
    assert client.get("/admin/logout/").status_code == 405
    assert client.post("/admin/logout/").status_code == 403
    assert may_use_the_admin(client)


@pytest.mark.parametrize("how", ["by herself", "by a link"])
def test_a_new_password_ends_all_other_sessions(mira, settings, how):
    settings.SITE_URL = "https://example.org"
    here, there = Client(), Client()
    sign_in(here, mira)
    sign_in(there, mira)
    if how == "by herself":
        confirm(here)
        here.post("/admin/password_change/", {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})
        assert may_use_the_admin(here)
    else:
        Client().post("/admin/password-reset/", {"email": mira.email})
        link = letters(mail)[0].body.split("https://example.org")[1].split()[0]
        stranger = Client()
        path = stranger.get(link, follow=True).redirect_chain[-1][0]
        stranger.post(path, {"new_password1": NEW, "new_password2": NEW})
        assert not may_use_the_admin(here)
    mira.refresh_from_db()
    assert mira.check_password(NEW)
    assert not may_use_the_admin(there)


def test_the_present_password_is_needed_for_a_new_one(client, mira):
    sign_in(client, mira)
    confirm(client)
    client.post("/admin/password_change/", {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW})
    mira.refresh_from_db()
    assert mira.check_password(PASSWORD)


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_an_account_that_is_closed_is_out_at_once(client, mira, change):
    sign_in(client, mira)
    User.objects.filter(pk=mira.pk).update(**change)
    assert not may_use_the_admin(client)


@pytest.mark.parametrize("path", ["/admin/", "/admin/auth/user/", *(f"/admin/account/{page}/" for page in ACCOUNT)])
def test_pages_of_the_admin_are_kept_by_no_browser(client, mira, path):
    sign_in(client, mira)
    assert "no-store" in client.get(path)["Cache-Control"]
    confirm(client)
    response = client.get(path)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_signing_out_makes_the_browser_forget_what_it_keeps_but_not_that_it_is_known(client, mira):
    sign_in(client, mira)
    assert not client.get("/admin/").has_header("Clear-Site-Data")
    forgotten = client.post("/admin/logout/")["Clear-Site-Data"]
    assert forgotten == '"cache", "storage"'


@pytest.mark.parametrize("path", ["/admin/", "/admin/account/sessions/"])
def test_a_session_that_ends_by_itself_makes_it_forget_too(client, mira, settings, path):
    settings.SESSION_IDLE_MINUTES = 0
    sign_in(client, mira)
    assert client.get(path)["Clear-Site-Data"] == '"cache", "storage"'
    assert not client.get(path).has_header("Clear-Site-Data")


# What nobody can find out


def work(monkeypatch):
    """Count how often a password is hashed: that is what takes time."""
    counted = []
    hasher = type(hashers.get_hasher("argon2"))
    for name in ("encode", "verify"):
        real = getattr(hasher, name)

        def told(self, *arguments, real=real, name=name):
            counted.append(name)
            return real(self, *arguments)

        monkeypatch.setattr(hasher, name, told)
    return counted


@pytest.mark.parametrize("name", ["mira", "nobody-of-this-name", "closed", "invited"])
def test_a_wrong_sign_in_is_as_much_work_and_looks_the_same_for_every_name(client, mira, monkeypatch, name):
    User.objects.create_user("closed", password=PASSWORD, is_active=False)
    User.objects.create_user("invited")
    counted = work(monkeypatch)
    response = give(client, name, "wrong-password-here")
    assert len(counted) == 1
    assert response.status_code == 200
    other = give(Client(), "somebody-else", "wrong-password-here")

    def plain(html):
        return [line for line in html.decode().replace(name, "").replace("somebody-else", "").splitlines()
                if "csrfmiddlewaretoken" not in line]  # fmt: skip

    assert plain(response.content) == plain(other.content)


def test_a_name_nobody_has_is_closed_after_five_tries_like_any_other(client, mira):
    answers = [give(client, "nobody", "wrong").status_code for _time in range(5)]
    assert answers == [200, 200, 200, 200, 429]


def test_letters_for_new_passwords_are_limited_for_each_network(client, mira, settings):
    settings.FORMS_AN_HOUR = 2
    answers = [client.post("/admin/password-reset/", {"email": mira.email}).status_code for _time in range(4)]
    assert answers == [302, 302, 200, 200]
    assert len(letters(mail)) == 2


def test_the_limit_is_the_same_for_an_address_nobody_has(client, mira, settings):
    settings.FORMS_AN_HOUR = 2
    answers = [client.post("/admin/password-reset/", {"email": "nobody@example.org"}).status_code for _time in range(3)]
    assert answers == [302, 302, 200]


# Passwords


@pytest.mark.parametrize(
    "password",
    [
        "a-short-one",
        "1qaz2wsx3edc",
        "password123456",
        "SunshineQwerty",
        "mira@example.org",
        "1" * 20,
        "FromSkills2Work!",
        "my-Skills-2-Work",
    ],
)
def test_a_weak_password_is_refused(client, mira, password):
    sign_in(client, mira)
    confirm(client)
    client.post(
        "/admin/password_change/", {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    )
    mira.refresh_from_db()
    assert mira.check_password(PASSWORD)


@pytest.mark.parametrize(
    "password", ["x" * 40 + " ünïcode 🔑 " + "y" * 60, "only lower case letters", "  spaces at both ends  "]
)
def test_any_signs_and_any_length_make_a_password_taken_as_it_is(client, mira, password):
    sign_in(client, mira)
    confirm(client)
    client.post(
        "/admin/password_change/", {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    )
    mira.refresh_from_db()
    assert mira.check_password(password)
    assert not mira.check_password(password.strip() + "!")


def test_password_fields_hide_what_is_typed_and_let_programs_fill_them_in(client):
    html = client.get("/admin/login/").content.decode()
    field = html.split('name="password"')[1].split(">")[0] + html.split('name="password"')[0].rsplit("<", 1)[1]
    assert 'type="password"' in field
    assert 'autocomplete="current-password"' in field
    assert "onpaste" not in html


# Codes and links


def test_a_code_of_the_app_is_refused_the_second_time_in_another_browser_too(client, mira):
    device = telephone(mira)
    code = code_of_device(device)
    for browser, opens in ((client, True), (Client(), False)):
        give(browser)
        browser.post("/admin/account/code/", {"code": code})
        assert may_use_the_admin(browser) is opens


def test_a_code_of_last_minutes_is_refused(client, mira):
    device = telephone(mira)
    give(client)
    client.post("/admin/account/code/", {"code": code_of_device(device, steps=-4)})
    assert not may_use_the_admin(client)


def test_recovery_codes_are_long_random_and_slowly_hashed_each_with_its_salt(mira):
    codes = factors.new_recovery_codes(mira)
    assert len(set(codes)) == 10
    assert all(len(factors.plain(code)) == 10 for code in codes)  # of 31 signs: 49 bits
    kept = [text for _digit, text in RecoveryCodes.objects.get().codes]
    assert all(text.startswith("argon2$argon2id$") for text in kept)
    assert len({text.split("$")[4] for text in kept}) == 10


def test_the_database_alone_says_nothing_of_a_recovery_code(mira, settings):
    code = factors.new_recovery_codes(mira)[0]
    settings.SECRET_KEY = "another key"
    assert factors.check(mira, code) is None


def test_few_hashes_are_computed_for_a_recovery_code(mira, monkeypatch):
    codes = factors.new_recovery_codes(mira)
    counted = work(monkeypatch)
    assert factors.check(mira, codes[-1])
    digits = [digit for digit, _text in RecoveryCodes.objects.get().codes]
    fingerprint = RecoveryCodes().fingerprint(factors.plain(codes[-1]))
    assert len(counted) == 1 + digits.count(fingerprint[0])


def test_a_token_for_one_purpose_opens_nothing_else(client, mira):
    seal = factors.sealed_secret(mira)
    assert invitations.read(seal)[0] == invitations.Standing.UNKNOWN
    assert factors.opened(invitations.token(mira), mira) is None
    assert client.get(reverse("accounts:invitation", args=[seal])).status_code == 404


def test_a_link_of_an_account_is_nothing_a_browser_hands_on(client, mira):
    path = reverse("accounts:invitation", args=[invitations.token(mira)])
    response = client.get(path)
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
