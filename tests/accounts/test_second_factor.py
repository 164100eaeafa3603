"""The admin opens with a password and a code, never with a password alone."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from skills2work.accounts import factors
from skills2work.accounts.models import RecoveryCodes
from skills2work.staff.models import Assignment
from tests.accounts.support import code_of, code_of_device, enrol, may_use_the_admin, secret_on, telephone
from tests.support.staff import confirm, sign_in

pytestmark = pytest.mark.django_db
CODE, ENROL = "/admin/account/code/", "/admin/account/second-factor/"


def test_a_password_alone_does_not_open_the_admin(client, give_password):
    give_password()
    assert not may_use_the_admin(client)


def test_a_password_alone_does_not_open_other_pages_for_staff(client, give_password):
    give_password()
    assert client.get("/en/styleguide/").status_code == 404


@pytest.mark.parametrize("path", ["/admin/", "/admin/auth/user/", "/admin/password_change/", "/admin/autocomplete/"])
def test_whoever_has_no_telephone_is_led_to_set_one_up(client, give_password, path):
    give_password()
    assert client.get(path, follow=True).redirect_chain[-1][0].startswith(ENROL)


def test_whoever_has_a_telephone_is_asked_for_its_code(client, give_password, mira):
    telephone(mira)
    give_password()
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith(CODE)


def test_reading_the_page_of_enrolment_writes_nothing(client, give_password):
    give_password()
    client.get(ENROL)
    assert not TOTPDevice.objects.exists()


def test_the_page_of_enrolment_draws_the_secret_it_names(client, give_password):
    give_password()
    html = client.get(ENROL).content.decode()
    assert "<svg" in html.split('class="qr__code"')[1]
    assert len(secret_on(html)[0].replace(" ", "")) == 32


def test_the_first_code_opens_the_admin_and_brings_ten_recovery_codes(client, give_password):
    give_password()
    codes = enrol(client)
    assert len(set(codes)) == 10
    assert may_use_the_admin(client)


def test_a_wrong_first_code_keeps_nothing_and_the_secret_stays(client, give_password):
    give_password()
    secret, seal = secret_on(client.get(ENROL).content.decode())
    wrong = "000000" if code_of(secret) != "000000" else "000001"
    html = client.post(ENROL, {"sealed": seal, "code": wrong}).content.decode()
    assert secret_on(html) == (secret, seal)
    assert not TOTPDevice.objects.exists()


def test_a_secret_sealed_for_somebody_else_is_refused(client, give_password):
    other = User.objects.create(username="other")
    seal = factors.sealed_secret(other)
    device = factors.opened(seal, other)
    give_password()
    client.post(ENROL, {"sealed": seal, "code": code_of_device(device)})
    assert not TOTPDevice.objects.exists()


def test_a_second_telephone_cannot_be_added_with_a_password_alone(client, give_password, mira):
    seal = factors.sealed_secret(mira)
    device = factors.opened(seal, mira)
    telephone(mira)
    give_password()
    client.post(ENROL, {"sealed": seal, "code": code_of_device(device)})
    assert TOTPDevice.objects.count() == 1
    assert not may_use_the_admin(client)


def test_password_and_code_open_the_admin(client, give_password, mira):
    device = telephone(mira)
    give_password()
    response = client.post(CODE, {"code": code_of_device(device), "next": "/admin/auth/user/"})
    assert response["Location"] == "/admin/auth/user/"
    assert may_use_the_admin(client)


def test_a_code_may_have_a_space_and_digits_of_another_script(client, give_password, mira):
    code = code_of_device(telephone(mira)).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    give_password()
    client.post(CODE, {"code": f"{code[:3]} {code[3:]}"})
    assert may_use_the_admin(client)


def test_a_code_works_once(client, give_password, mira):
    device = telephone(mira)
    code = code_of_device(device)
    assert factors.check(mira, code)
    give_password()
    client.post(CODE, {"code": code})
    assert not may_use_the_admin(client)


def test_after_wrong_codes_even_the_right_one_has_to_wait(client, give_password, mira):
    device = telephone(mira)
    TOTPDevice.objects.update(throttling_failure_count=6, throttling_failure_timestamp=timezone.now())
    give_password()
    html = client.post(CODE, {"code": code_of_device(device)}).content.decode()
    assert "Too many wrong codes: wait 3" in html
    assert not may_use_the_admin(client)


def test_nobody_is_led_to_another_site(client, give_password, mira):
    device = telephone(mira)
    give_password()
    response = client.post(CODE, {"code": code_of_device(device), "next": "https://evil.example/"})
    assert response["Location"] == "/admin/"


def test_a_new_sign_in_asks_for_the_code_again(client, give_password, mira):
    sign_in(client, mira)
    give_password()
    assert not may_use_the_admin(client)


# Recovery codes


def test_a_recovery_code_works_once(client, give_password, mira):
    telephone(mira)
    code, *_others = factors.new_recovery_codes(mira)
    give_password()
    client.post(CODE, {"code": code.upper()})
    assert may_use_the_admin(client)
    give_password()
    client.post(CODE, {"code": code})
    assert not may_use_the_admin(client)


def test_recovery_codes_are_not_kept_as_they_are_written(mira):
    codes = factors.new_recovery_codes(mira)
    kept = RecoveryCodes.objects.get().codes
    assert len(kept) == 10
    assert not [code for code in codes if factors.plain(code) in str(kept)]


def test_after_a_recovery_code_the_admin_says_how_many_are_left(client, give_password, mira):
    telephone(mira)
    code, *_others = factors.new_recovery_codes(mira)
    give_password()
    html = client.post(CODE, {"code": code}, follow=True).content.decode()
    assert "You have 9 recovery codes left." in html


def test_new_recovery_codes_take_the_place_of_the_old(client, mira):
    before = factors.new_recovery_codes(mira)
    sign_in(client, mira)
    confirm(client)
    assert "You have 10 recovery codes left." in client.get("/admin/account/recovery-codes/").content.decode()
    client.post("/admin/account/recovery-codes/")
    assert factors.recovery_codes_left(mira) == 10
    assert factors.check(mira, before[0]) is None


def test_new_recovery_codes_need_both_factors(client, give_password, mira):
    telephone(mira)
    give_password()
    assert client.post("/admin/account/recovery-codes/")["Location"].startswith("/admin/login/")
    assert factors.recovery_codes_left(mira) == 0


# Reset by an administrator


def reset(client, *people):
    """Take the second factor of people away, as an administrator who has just given both factors once more."""
    confirm(client)
    data = {"action": "reset_second_factor", "_selected_action": [user.pk for user in people]}
    return client.post(reverse("admin:auth_user_changelist"), data)


def test_an_administrator_takes_a_second_factor_away_and_the_history_says_so(client, mira):
    other = User.objects.create(username="other", is_staff=True)
    telephone(other)
    factors.new_recovery_codes(other)
    sign_in(client, mira)
    reset(client, other)
    assert not factors.has_factor(other)
    assert factors.recovery_codes_left(other) == 0
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (mira, str(other.pk))
    assert "Second factor" in entry.change_message


def test_an_administrator_by_role_may_do_it_too_but_not_to_those_above_her(client, mira):
    user = User.objects.create(username="administrator", is_staff=True)
    Assignment.objects.create(user=user, role="administrator")
    other = User.objects.create(username="other", is_staff=True)
    telephone(other)
    telephone(mira)
    sign_in(client, user)
    reset(client, other, mira)
    assert not factors.has_factor(other)
    assert factors.has_factor(mira)


def test_an_editor_may_not_take_a_second_factor_away(client, mira):
    user = User.objects.create(username="editor", is_staff=True)
    Assignment.objects.create(user=user, role="editor", countries=["NL"])
    telephone(mira)
    sign_in(client, user)
    assert reset(client, mira).status_code == 403
    assert factors.has_factor(mira)


def test_a_session_whose_factor_was_taken_away_is_over(client, mira):
    sign_in(client, mira)
    factors.reset(mira)
    assert not may_use_the_admin(client)


def test_the_list_of_people_says_who_has_a_second_factor_in_as_many_queries(client, mira):
    sign_in(client, mira)
    address = reverse("admin:auth_user_changelist")
    client.get(address)
    with CaptureQueriesContext(connection) as alone:
        client.get(address)
    for number in range(5):
        telephone(User.objects.create(username=f"person-{number}"))
    with CaptureQueriesContext(connection) as together:
        html = client.get(address).content.decode()
    assert html.count("field-second_factor") == 6
    assert len(together) == len(alone)


def test_no_page_shows_the_secrets_of_others(client, mira):
    sign_in(client, mira)
    assert "otp_totp" not in client.get("/admin/").content.decode()
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404


# The session


def test_a_session_ends_with_the_browser(client, give_password):
    cookie = give_password().cookies["sessionid"]
    assert not cookie["max-age"]
    assert not cookie["expires"]


def test_a_session_ends_after_twelve_hours_whatever_happens_in_it(client, mira, at):
    sign_in(client, mira)
    for minutes in range(0, 12 * 60, 45):  # it is used, and saved, all the time
        at(minutes=minutes)
        assert may_use_the_admin(client)
    at(hours=12, minutes=1)
    assert not may_use_the_admin(client)


def test_a_session_that_nobody_uses_ends_after_an_hour(client, mira, at):
    sign_in(client, mira)
    at(minutes=59)
    assert may_use_the_admin(client)
    at(minutes=59 + 59)
    assert may_use_the_admin(client)
    at(minutes=59 + 59 + 61)
    assert not may_use_the_admin(client)
    assert not Session.objects.exists()


def test_how_long_a_session_may_lie_unused_is_set_by_whoever_runs_the_site(client, mira, at, settings):
    settings.SESSION_IDLE_MINUTES = 5
    sign_in(client, mira)
    at(minutes=6)
    assert not may_use_the_admin(client)


def test_the_sign_in_says_that_the_session_is_over_and_leads_back(client, mira, at):
    sign_in(client, mira)
    at(hours=2)
    response = client.get("/admin/auth/user/", follow=True)
    address = response.redirect_chain[-1][0]
    assert address.startswith("/admin/login/?next=/admin/auth/user/")
    assert "You are not signed in any more" in response.content.decode()
    assert "You are not signed in any more" not in client.get("/admin/login/").content.decode()


def test_the_time_of_the_last_use_is_written_once_a_minute(client, mira, at):
    sign_in(client, mira)
    noted = []
    for seconds in (0, 30, 70, 80):
        at(seconds=seconds)
        client.get("/admin/")
        noted.append(client.session["last_used_at"])
    assert noted[0] == noted[1] < noted[2] == noted[3]


def test_while_nothing_can_be_written_a_session_is_still_good_for_reading(client, mira, at, monkeypatch):
    sign_in(client, mira)
    at(minutes=5)

    def full(*_arguments, **_more):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", full)
    assert may_use_the_admin(client)


@pytest.mark.parametrize("name", ["signed_in_at", "last_used_at"])
def test_a_session_that_does_not_know_when_it_began_or_was_used_is_over(client, mira, name):
    sign_in(client, mira)
    session = client.session
    del session[name]
    session.save()
    assert not may_use_the_admin(client)
