"""Recovery codes that people have on paper since before codes were slowly hashed go on working."""

from importlib import import_module

import pytest
from django.apps import apps
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from skills2work.accounts import factors
from skills2work.accounts.models import RecoveryCodes

pytestmark = pytest.mark.django_db
ON_PAPER = ["abcde-fghjk", "mnpqr-stuvw", "23456-789ab"]


@pytest.fixture
def taken_over(mira):
    """Codes as the database held them, taken over by the migration."""
    device = StaticDevice.objects.create(user=mira, name="recovery", confirmed=True)
    for code in ON_PAPER:
        kept = salted_hmac("skills2work.accounts.factors", factors.plain(code)).hexdigest()[:16]
        StaticToken.objects.create(device=device, token=kept)
    import_module("skills2work.migrations.0014_recovery_codes_slowly_hashed").take_over(apps, None)
    return mira


def test_each_works_once(taken_over):
    for code in ON_PAPER:
        assert factors.check(taken_over, code)
    RecoveryCodes.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert factors.check(taken_over, ON_PAPER[0]) is None


def test_they_are_counted(taken_over):
    assert factors.recovery_codes_left(taken_over) == 3


def test_of_each_only_the_slow_hash_is_left(taken_over):
    assert not StaticToken.objects.exists()
    assert all(kept.startswith("argon2$argon2id$") for _digit, kept in RecoveryCodes.objects.get().codes)


def test_new_codes_take_their_place(taken_over):
    code = factors.new_recovery_codes(taken_over)[0]
    assert factors.check(taken_over, ON_PAPER[0]) is None
    RecoveryCodes.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert factors.check(taken_over, code)
