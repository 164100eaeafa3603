"""A database with something of everything, and another one in a file of its own that can be lost."""

import io
import json
import shutil
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from skills2work.accounts import factors
from skills2work.backups.writing import write_backup
from skills2work.links.models import Link
from skills2work.models import Assignment, Report
from skills2work.staff.versions import recorded
from tests import factories
from tests.support.real_site import BASE_DIR, environment


def make_world():
    """Make something of each kind that a backup must not lose."""
    mira = User.objects.create_user("mira", "mira@example.org", "long enough a password", is_staff=True)
    Assignment.objects.create(user=mira, role="editor", countries=["NL", "SI"])
    TOTPDevice.objects.create(user=mira, name="telephone", confirmed=True)
    factors.new_recovery_codes(mira)
    practice = factories.PracticeFactory(
        title_en="First shift",
        title_ar="أول نوبة\nعمل",
        kinds=["mentoring", "validation"],
        partners=[factories.OrganisationFactory()],
    )
    with recorded(mira, "A first version", practice):
        practice.summary_en = 'Quotes " and \\ and \u2028 stay'
        practice.save()
    factories.PracticeStepFactory(practice=practice)
    factories.StoryFactory()
    factories.ProposalFactory()
    Report.objects.create(page="/en/", text="Something is wrong here", answer_to="reader@example.org")
    Link.objects.create(url="https://example.org/gone").checks.create(day="2026-11-25", outcome="fine")


@pytest.fixture
def world(db):
    make_world()


@pytest.fixture(scope="package")
def written(django_db_setup, django_db_blocker, tmp_path_factory):
    """The file of a backup of a world that is gone: written once for all tests that only read it."""
    path = tmp_path_factory.mktemp("written") / "world.zip"
    with django_db_blocker.unblock(), transaction.atomic():
        make_world()
        write_backup(path, io.StringIO())
        transaction.set_rollback(True)
    return path


@pytest.fixture
def backup(world, tmp_path):
    """The file of a backup of the world."""
    path = tmp_path / "world.zip"
    write_backup(path, io.StringIO())
    return path


@pytest.fixture
def restore():
    """Run the command; returns what it says."""

    def run(path, *options):
        out = io.StringIO()
        call_command("restore", str(path), *options, stdout=out)
        return out.getvalue()

    return run


STEPS = """
import json, pathlib, shutil, sys, django
django.setup()
from django.core.management import call_command
from django.db import connection
for name, *arguments in json.loads(sys.argv[1]):
    if name == "lose":
        connection.close()
        for path in pathlib.Path(sys.argv[2]).parent.glob("db.sqlite3*"):
            path.unlink()
        shutil.copy(sys.argv[3], sys.argv[2])
    else:
        call_command(name, *arguments)
"""


class OtherDatabase:
    """A SQLite database in a file, used by a process of its own. It can be lost: then it begins anew, empty."""

    def __init__(self, folder, empty=""):
        self.file, self.empty = folder / "db.sqlite3", str(empty)
        if empty:
            shutil.copy(empty, self.file)

    def run(self, *steps):
        """Run commands there, one process for all; returns what they say."""
        done = subprocess.run(
            [sys.executable, "-c", STEPS, json.dumps(steps), str(self.file), self.empty],
            cwd=BASE_DIR,
            # The folder of the site stays the same: what it keeps for the search need not be made anew.
            env={
                **environment(settings.VAR_DIR),
                "DATABASE_URL": f"sqlite:///{self.file}",
                "PYTHONPATH": str(BASE_DIR),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def other(tmp_path_factory):
    """A database that `migrate` has made, with nothing in it."""
    empty = OtherDatabase(tmp_path_factory.mktemp("empty"))
    empty.run(["migrate", "-v0"])
    return OtherDatabase(tmp_path_factory.mktemp("other"), empty.file)
