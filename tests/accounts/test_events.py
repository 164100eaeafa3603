"""Every sign-in is in the log: who by number, which factor, right or wrong; no name, address, password or code."""

import io
import json
import logging
import logging.config

import pytest
from django.contrib.auth.models import User

from skills2work.accounts import events, factors
from skills2work.running.logs import Json, logging_settings
from tests.accounts.support import PASSWORD, code_of_device, enrol, telephone
from tests.support.staff import confirm, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
CODE = "/admin/account/code/"


@pytest.fixture
def told(caplog):
    """What the log says of accounts, as JSON, in the order in which it was written."""
    caplog.set_level(logging.INFO, logger=events.logger.name)

    def lines():
        found = [json.loads(Json().format(one)) for one in caplog.records if one.name == events.logger.name]
        return [{name: one[name] for name in ("event", "outcome", "staff", "factor") if name in one} for one in found]

    return lines


def test_a_right_sign_in_is_told_with_both_factors(client, give_password, mira, told):
    device = telephone(mira)
    give_password()
    client.post(CODE, {"code": code_of_device(device)})
    same = {"event": "sign-in", "outcome": "right", "staff": mira.pk}
    assert told()[-2:] == [{**same, "factor": "password"}, {**same, "factor": "app"}]


def test_a_recovery_code_is_told_as_one(client, give_password, mira, told):
    telephone(mira)
    code = factors.new_recovery_codes(mira)[0]
    give_password()
    client.post(CODE, {"code": code})
    assert told()[-1]["factor"] == "recovery code"


def test_a_wrong_password_is_told_by_the_number_of_the_account(give_password, mira, told):
    give_password("wrong")
    assert told()[-1] == {"event": "sign-in", "outcome": "wrong", "staff": mira.pk, "factor": "password"}


def test_a_name_that_nobody_has_is_not_written(give_password, told, caplog):
    give_password("wrong", username="my-password-by-mistake")
    assert told()[-1] == {"event": "sign-in", "outcome": "wrong", "staff": None, "factor": "password"}
    assert "my-password-by-mistake" not in caplog.text


def test_a_wrong_code_is_told(client, give_password, mira, told):
    telephone(mira)
    give_password()
    client.post(CODE, {"code": "000000"})
    assert told()[-1] == {"event": "sign-in", "outcome": "wrong", "staff": mira.pk, "factor": "code"}


def test_a_closed_account_is_told(give_password, told):
    for _time in range(5):
        give_password("wrong")
    assert "closed" in {one["outcome"] for one in told()}
    assert len([one for one in told() if one["outcome"] == "wrong"]) == 5


def test_a_new_second_factor_and_new_codes_are_told(client, give_password, mira, told):
    give_password()
    assert len(enrol(client)) == 10
    assert [one["event"] for one in told()][-2:] == ["sign-in", "new-recovery-codes"]


def test_signing_out_a_new_password_ended_sessions_and_a_reset_are_told(client, mira, told):
    other = User.objects.create(username="other", is_staff=True)
    sign_in(client, mira)
    confirm(client)
    new = {"old_password": PASSWORD, "new_password1": "another-harbour-light"}
    client.post("/admin/password_change/", {**new, "new_password2": new["new_password1"]})
    client.post("/admin/account/sessions/")
    client.post("/admin/auth/user/", {"action": "reset_second_factor", "_selected_action": [other.pk]})
    client.post("/admin/logout/")
    found = [(one["event"], one["staff"]) for one in told()]
    assert found[-4:] == [(name, mira.pk) for name in ("new-password", "sessions-ended", "second-factor-reset", "sign-out")]  # fmt: skip  # noqa: E501


def test_a_session_that_ended_by_itself_is_told(client, mira, told, at):
    sign_in(client, mira)
    at(hours=2)
    client.get("/admin/")
    assert told()[-1]["event"] == "session-over"


def test_whoever_is_refused_something_is_told_by_her_number(client, told):
    user = User.objects.create(username="nobody", is_staff=True)
    sign_in(client, user)
    assert client.get("/admin/auth/user/").status_code == 403
    assert told()[-1] == {"event": "access", "outcome": "refused", "staff": user.pk}


def test_no_line_holds_a_name_an_address_a_password_or_a_code(give_password, mira, client, caplog, told):
    device = telephone(mira)
    give_password("a-wrong-password", REMOTE_ADDR="203.0.113.77")
    give_password(REMOTE_ADDR="203.0.113.77")
    code = code_of_device(device)
    client.post(CODE, {"code": code})
    written = "\n".join(Json().format(one) for one in caplog.records if one.name == events.logger.name)
    assert len(told()) >= 3
    secrets = ("mira", "203.0.113.77", "a-wrong-password", PASSWORD, f'"{code}"', f"={code}")
    assert not [secret for secret in secrets if secret in written]


@pytest.mark.parametrize("level", ["WARNING", "CRITICAL"])
def test_it_is_written_however_little_else_is(level):
    stream = io.StringIO()
    found = logging_settings("json", level)
    found["handlers"]["console"]["stream"] = stream
    root = logging.getLogger()
    kept = root.handlers[:], root.level
    logging.config.dictConfig(found)
    try:
        events.tell("sign-in", events.RIGHT, 7, factor="app")
        logging.getLogger("skills2work.anything").info("another line")
    finally:
        root.handlers[:], root.level = kept
    (line,) = stream.getvalue().splitlines()
    assert (json.loads(line)["event"], json.loads(line)["staff"]) == ("sign-in", 7)
