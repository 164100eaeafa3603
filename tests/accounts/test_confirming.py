"""Both factors are asked once more before somebody changes how an account signs in, or ends sessions."""

import pytest
from django.contrib.auth.models import User
from django_otp.plugins.otp_totp.models import TOTPDevice

from skills2work.accounts import factors
from skills2work.accounts.models import RecoveryCodes
from tests.accounts.support import PASSWORD, code_of_device, may_use_the_admin, telephone
from tests.support.staff import confirm, sign_in

pytestmark = pytest.mark.django_db
CONFIRM = "/admin/account/confirm/"
NEW = "another-harbour-light"
CODES = "/admin/account/recovery-codes/"
PAGES = [CODES, "/admin/account/sessions/", "/admin/password_change/"]


@pytest.fixture
def device(client, mira):
    """The telephone of somebody who has signed in."""
    sign_in(client, mira)
    return TOTPDevice.objects.get()


def give(client, device, password=PASSWORD, code=None, **more):
    TOTPDevice.objects.update(last_t=-1)  # half a minute later
    return client.post(CONFIRM, {"password": password, "code": code or code_of_device(device), **more})


def is_asked(response):
    return response.status_code == 302 and response["Location"].startswith(CONFIRM)


@pytest.mark.parametrize("path", PAGES)
def test_the_page_asks_first_and_comes_afterwards(client, device, path):
    asked = client.get(path)
    assert is_asked(asked)
    assert 'name="password"' in client.get(asked["Location"]).content.decode()
    done = give(client, device, next=path)
    assert done["Location"] == path
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_a_form_sent_past_the_page_changes_nothing(client, device, mira, path):
    factors.new_recovery_codes(mira)
    before = RecoveryCodes.objects.get().codes
    passwords = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert is_asked(client.post(path, passwords))
    mira.refresh_from_db()
    assert mira.check_password(PASSWORD)
    assert RecoveryCodes.objects.get().codes == before


def test_a_sign_in_of_a_moment_ago_is_not_enough(client, mira, give_password):
    device = telephone(mira)
    give_password()
    client.post("/admin/account/code/", {"code": code_of_device(device)})
    assert may_use_the_admin(client)
    assert is_asked(client.get(CODES))


def test_it_holds_for_ten_minutes(client, device, at):
    confirm(client)
    at(minutes=9)
    assert client.get(CODES).status_code == 200
    at(minutes=11)
    assert is_asked(client.get(CODES))


def test_a_new_sign_in_asks_again(client, device, mira):
    confirm(client)
    sign_in(client, mira)
    assert is_asked(client.get(CODES))


@pytest.mark.parametrize(("password", "code"), [("wrong", None), (PASSWORD, "000000"), ("", None)])
def test_one_factor_is_not_enough(client, device, password, code):
    response = give(client, device, password=password, code=code)
    assert response.status_code == 200
    assert is_asked(client.get(CODES))


def test_a_wrong_password_uses_no_code_up(client, device):
    code = code_of_device(device)
    give(client, device, password="wrong", code=code)
    assert client.post(CONFIRM, {"password": PASSWORD, "code": code}).status_code == 302


def test_a_recovery_code_will_do(client, device, mira):
    code = factors.new_recovery_codes(mira)[0]
    assert give(client, device, code=code).status_code == 302
    assert factors.recovery_codes_left(mira) == 9


def test_wrong_passwords_are_counted_as_at_the_sign_in(client, device, give_password):
    answers = [give(client, device, password="wrong").status_code for _time in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert give(client, device).status_code == 429
    assert give_password().status_code == 429


def test_nobody_is_led_to_another_site(client, device):
    assert give(client, device, next="https://evil.example/")["Location"] == "/admin/"


def test_the_page_is_for_those_who_are_signed_in(client, mira, give_password):
    telephone(mira)
    give_password()
    assert client.get(CONFIRM)["Location"].startswith("/admin/login/")


# What administrators change


def test_the_password_of_anybody_is_not_set_without_it(client, device):
    other = User.objects.create_user("noor", "noor@example.org", PASSWORD, is_staff=True)
    path = f"/admin/auth/user/{other.pk}/password/"
    sent = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    assert is_asked(client.post(path, sent))
    confirm(client)
    assert client.post(path, sent).status_code == 302
    other.refresh_from_db()
    assert other.check_password(NEW)


def test_ones_own_account_is_not_changed_without_it_and_that_of_others_is(client, device, mira):
    other = User.objects.create_user("noor", "noor@example.org", PASSWORD, is_staff=True)
    assert is_asked(client.get(f"/admin/auth/user/{mira.pk}/change/"))
    assert is_asked(client.post(f"/admin/auth/user/{mira.pk}/change/", {"email": "thief@example.org"}))
    assert client.get(f"/admin/auth/user/{other.pk}/change/").status_code == 200


def test_what_was_typed_into_ones_own_account_for_long_is_not_thrown_away(client, device, mira, at):
    confirm(client)
    at(minutes=30)
    path = f"/admin/auth/user/{mira.pk}/change/"
    assert is_asked(client.get(path))
    assert not is_asked(client.post(path, {"username": "mira"}))


def test_no_second_factor_is_taken_away_without_it(client, device, mira):
    action = {"action": "reset_second_factor", "_selected_action": [mira.pk]}
    assert is_asked(client.post("/admin/auth/user/", action))
    assert factors.has_factor(mira)
