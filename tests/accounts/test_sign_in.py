"""Wrong passwords, new browsers, and how passwords are kept."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.models import User
from django.core import signing
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.utils import timezone

from skills2work.accounts import browsers, devices
from skills2work.accounts.addresses import client_address
from tests.accounts.support import PASSWORD, code_of_device, may_use_the_admin, telephone

pytestmark = pytest.mark.django_db
CODE = "/admin/account/code/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


# Wrong passwords


@pytest.fixture
def five_failures(give_password):
    return [give_password("wrong") for _time in range(5)]


def test_the_fifth_wrong_password_closes_the_account(five_failures):
    assert [response.status_code for response in five_failures] == [200, 200, 200, 200, 429]
    html = five_failures[-1].content.decode()
    assert "After 5 wrong passwords this account is closed to you for 15 minutes." in html


def test_even_the_right_password_is_refused_then(five_failures, give_password, client):
    assert give_password().status_code == 429
    assert "_auth_user_id" not in client.session


def test_other_names_and_other_addresses_are_not_closed(five_failures, give_password):
    User.objects.create_superuser("other", "other@example.org", PASSWORD)
    assert give_password(username="other").status_code == 302
    assert give_password(REMOTE_ADDR="192.0.2.9").status_code == 302


def test_another_browser_at_the_same_address_is_closed_too(five_failures, give_password):
    assert give_password(headers={"user-agent": FIREFOX}).status_code == 429


def test_an_account_opens_again_after_fifteen_minutes(five_failures, give_password):
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert give_password().status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert give_password().status_code == 302


def test_knocking_while_closed_does_not_keep_it_closed(five_failures, give_password):
    before = AccessAttempt.objects.get().attempt_time
    give_password("wrong")
    assert AccessAttempt.objects.get().attempt_time == before


def test_no_password_is_kept_of_a_wrong_sign_in(give_password):
    give_password("my-other-password")
    kept = AccessAttempt.objects.values().get()
    assert not [name for name, value in kept.items() if "my-other-password" in str(value)]


def test_nothing_is_kept_of_a_right_sign_in(give_password):
    give_password("wrong")
    give_password()
    assert not AccessAttempt.objects.exists()
    assert not AccessLog.objects.exists()


def test_addresses_do_not_reach_the_log(give_password, caplog):
    for _time in range(6):
        give_password("wrong", REMOTE_ADDR="192.0.2.77")
    assert "192.0.2.77" not in caplog.text


def test_failures_are_forgotten_after_a_day(give_password, capsys):
    give_password("wrong")
    give_password("wrong", username="older")
    AccessAttempt.objects.filter(username="older").update(attempt_time=timezone.now() - timedelta(hours=25))
    call_command("forget_logins")
    assert AccessAttempt.objects.values_list("username", flat=True).get() == "mira"
    assert "1 " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("behind", "sent", "found"),
    [
        (False, "203.0.113.5", "192.0.2.1"),
        (True, "203.0.113.5", "203.0.113.5"),
        (True, "198.51.100.1, 203.0.113.5", "203.0.113.5"),
        (True, "", "192.0.2.1"),
        (True, "nonsense", None),
    ],
)
def test_behind_a_proxy_the_address_is_what_the_proxy_wrote(settings, behind, sent, found):
    settings.BEHIND_PROXY = behind
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": sent})
    assert client_address(request) == found


# New browsers


@pytest.fixture
def sign_in_fully(client, give_password, mira):
    def signed_in(browser: Client | None = None):
        device = mira.totpdevice_set.first() or telephone(mira)
        used = browser or client
        used.post("/admin/login/", {"username": "mira", "password": PASSWORD}, headers={"user-agent": FIREFOX})
        type(device).objects.update(last_t=-1)
        return used.post(CODE, {"code": code_of_device(device)}, headers={"user-agent": FIREFOX})

    return signed_in


def test_a_new_browser_is_told_by_email_once(sign_in_fully, client, outbox):
    sign_in_fully()
    assert may_use_the_admin(client)
    (told,) = outbox()
    assert told.to == ["mira@example.org"]
    assert "Firefox" in told.body
    assert "127.0.0.1" not in told.body
    assert str(timezone.now().year) in told.body
    client.post("/admin/logout/")
    sign_in_fully()
    assert len(outbox()) == 1


def test_another_browser_is_told_too(sign_in_fully, outbox):
    sign_in_fully()
    sign_in_fully(browser=Client())
    assert len(outbox()) == 2


def test_a_browser_known_for_one_account_is_new_for_another(sign_in_fully, client, outbox):
    client.cookies["known_device"] = signing.dumps([999], salt=devices.SALT)
    sign_in_fully()
    assert len(outbox()) == 1
    assert signing.loads(client.cookies["known_device"].value, salt=devices.SALT)[1] == 999


def test_a_cookie_that_is_not_ours_makes_no_browser_known(sign_in_fully, client, outbox, mira):
    client.cookies["known_device"] = signing.dumps([mira.pk], salt="something else")
    sign_in_fully()
    assert len(outbox()) == 1


def test_the_cookie_of_known_browsers_is_for_the_admin_only(sign_in_fully):
    cookie = sign_in_fully().cookies["known_device"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert cookie["max-age"] == 365 * 24 * 3600


def test_a_mail_server_that_fails_does_not_keep_anybody_out(sign_in_fully, client, outbox, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    sign_in_fully()
    outbox()
    assert may_use_the_admin(client)


@pytest.mark.parametrize(
    ("told", "family"),
    [
        (FIREFOX, "Firefox"),
        ("Mozilla/5.0 AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36", "Chrome"),
        ("Mozilla/5.0 AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0", "Edge"),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Version/19.0 Safari/604.1", "Safari"),
        ("curl/8", "another browser"),
    ],
)
def test_only_the_family_of_a_browser_is_named(told, family):
    assert browsers.family_name(browsers.family_of(RequestFactory().get("/", headers={"user-agent": told}))) == family


# Passwords


def test_passwords_are_kept_with_argon2(mira, settings):
    assert settings.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"
    assert mira.password.startswith("argon2$argon2id$")


def test_a_fresh_database_has_no_account():
    assert not User.objects.exists()


def test_no_content_file_holds_an_account(settings):
    files = [path for folder in settings.FIXTURE_DIRS for path in folder.rglob("*") if path.is_file()]
    assert files
    assert not [path.name for path in files if b"auth.user" in path.read_bytes() or b"otp_" in path.read_bytes()]
