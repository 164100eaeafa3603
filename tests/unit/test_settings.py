"""The settings as the process gets them: production starts only with what it needs, and safely."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

OURS = (
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "DEBUG",
    "PRODUCTION",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "SITE_URL",
    "DATABASE_URL",
    "BEHIND_PROXY",
)
PRODUCTION = {
    "PRODUCTION": "True",
    "SECRET_KEY": "kX8-vd2Qz_Lw5RmTy7Hc0Jb3NfPs9Ga1UeWi4OqZtYxBnMrVl6",
    "ALLOWED_HOSTS": "example.org",
    "SITE_URL": "https://example.org",
}


@pytest.fixture
def check(tmp_path):
    """Return a function that runs `manage.py check` with some variables, in a process of its own."""

    def run(variables, *arguments):
        inherited = {name: value for name, value in os.environ.items() if name not in OURS}
        return subprocess.run(
            [sys.executable, settings.BASE_DIR / "manage.py", "check", *arguments],
            env={**inherited, "VAR_DIR": str(tmp_path), **variables},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_production_passes_the_checks_of_django_for_deployment(check):
    done = check(PRODUCTION, "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_does_not_start_without_what_it_needs(check, name):
    done = check({key: value for key, value in PRODUCTION.items() if key != name})
    assert (done.returncode != 0, name in done.stderr) == (True, True)


def test_production_and_debugging_exclude_each_other(check):
    done = check({**PRODUCTION, "DEBUG": "True"})
    assert (done.returncode != 0, "DEBUG" in done.stderr) == (True, True)


@pytest.mark.parametrize("name", ["DEBUG", "PRODUCTION"])
def test_a_boolean_that_is_neither_true_nor_false_is_refused_with_its_name(check, name):
    done = check({name: "yes"})
    assert (done.returncode != 0, f"{name} must be True or False" in done.stderr) == (True, True)


def test_a_checkout_needs_no_configuration(check):
    done = check({}, "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_production_leaves_no_key_behind(check, tmp_path):
    check(PRODUCTION)
    assert not (tmp_path / "secret_key").exists()
