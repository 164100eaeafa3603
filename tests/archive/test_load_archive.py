"""`manage.py load_archive`: the same directory again, by its hash, and nothing half loaded."""

import json
import shutil
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from network.models import ContactAddress, Organisation
from practices.models import Practice
from skills2work.archive.dump import public_hash
from skills2work.models import Source
from tests.archive.support import DRAFT
from tests.pages.world import TITLE

pytestmark = pytest.mark.django_db


def load(given):
    out = StringIO()
    call_command("load_archive", str(given), stdout=out)
    return out.getvalue()


@pytest.fixture
def lost(archive):
    """The hash of the site that the archive was made of; the database of the test is empty."""
    with zipfile.ZipFile(archive / "data/content.zip") as data:
        return json.loads(data.read("manifest.json"))["content_hash"]


def test_the_same_directory_comes_back(archive, lost):
    assert lost in load(archive)
    assert public_hash() == lost
    assert TITLE in Client().get("/en/practices/bridge/").text
    assert "A course for <mark>nurses</mark>" in Client().get("/en/search/?q=nurses").text


def test_drafts_and_private_addresses_do_not_come_back(archive, lost):
    load(archive / "data/content.zip")
    assert not Practice.objects.filter(slug=DRAFT).exists()
    assert not ContactAddress.objects.exists()


def test_new_records_get_keys_of_their_own_afterwards(archive, lost):
    load(archive)
    made = Organisation.objects.create(slug="new", country="NL", kind="ngo", title_en="New", summary_en="New.")
    assert made.pk


def test_a_database_with_content_is_left_as_it_is(archive, site):
    sources = Source.objects.count()
    with pytest.raises(CommandError, match="holds content already"):
        load(archive)
    assert Source.objects.count() == sources


def test_a_changed_file_changes_nothing(archive, lost, tmp_path):
    with zipfile.ZipFile(archive / "data/content.zip") as good, zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b"A foundation.", b"A fountain....."))
    with pytest.raises(CommandError, match="checksum is another one"):
        load(tmp_path / "bad.zip")
    assert not Source.objects.exists()


@pytest.mark.parametrize("body", [b"", b"no zip", None], ids=["empty", "nonsense", "cut off"])
def test_a_broken_file_is_said_to_be_one(archive, lost, tmp_path, body):
    shutil.copy(archive / "data/content.zip", tmp_path / "content.zip")
    whole = (tmp_path / "content.zip").read_bytes()
    (tmp_path / "content.zip").write_bytes(whole[: len(whole) // 2] if body is None else body)
    with pytest.raises(CommandError, match="no data of an archive"):
        load(tmp_path / "content.zip")
