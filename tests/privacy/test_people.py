"""A person gets a copy of all that is kept of her, and is forgotten everywhere: in tables, texts and versions."""

import json

import pytest
import reversion
from axes.models import AccessAttempt
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice
from reversion.models import Revision, Version

from network.models import ContactAddress, Expert, Organisation, Proposal
from practices.models import Practice
from skills2work.letters.models import Report
from skills2work.models import RecoveryCodes, SearchDocument, SearchWord, SentTable
from skills2work.privacy import people
from skills2work.staff.changes import ProposedChange
from skills2work.staff.models import Assignment
from skills2work.staff.versions import recorded
from skills2work.translations.models import Translation
from tests import factories

pytestmark = pytest.mark.django_db
EMAIL = "Mira.Kovac@example.org"


@pytest.fixture
def mira():
    """Somebody of the staff who has left a trace everywhere."""
    user = User.objects.create(username="mirakovac", email=EMAIL, is_staff=True, password="argon2$her-hash")
    other = User.objects.create(username="noor", email="noor@example.org", is_staff=True)
    Assignment.objects.create(user=user, role="reviewer", countries=["NL"])
    TOTPDevice.objects.create(user=user, key="aa" * 20)
    RecoveryCodes.objects.create(user=user, codes=[["h", "her-token"]])
    Client().force_login(user)
    AccessAttempt.objects.create(username="mirakovac", ip_address="203.0.113.7", failures_since_start=1)
    practice = factories.PracticeFactory.create(slug="first-shift", confirmed_by=f"Foundation, {EMAIL.lower()}")
    with recorded(user, "Changed by mirakovac", practice):
        practice.save()
    practice.confirmed_by = "Foundation, director"
    practice.save()
    change = {"owner_model": "practices.practice", "owner_id": practice.pk, "title": "First shift"}
    ProposedChange.objects.create(author=user, **change)
    ProposedChange.objects.create(
        author=other, decided_by=user, comment=f"Ask {EMAIL}", after={"x": {"text": [f"To {EMAIL}."]}}, **change
    )
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(user=user, content_type=kind, object_id=str(other.pk), action_flag=CHANGE)
    LogEntry.objects.create(
        user=other, content_type=kind, object_id=str(user.pk), object_repr="mirakovac", action_flag=CHANGE
    )
    Report.objects.create(text="Wrong number", answer_to=EMAIL.lower())
    SentTable.objects.create(user=user, model_name="practices.practice", name="hers.csv", kind="csv", content=b"a,b")
    return user


@pytest.fixture
def expert():
    """Somebody who proposed herself as an expert, and was published, changed and translated."""
    expert = factories.ExpertFactory.create(slug="mira-kovac", title_en="Mira Kovac Zdravljica", title_nl="Mira Kovac")
    factories.ProposalFactory.create(expert=expert, answer_to=EMAIL)
    with reversion.create_revision():
        expert.save()
    return expert


def exported(*arguments):
    call_command("export_person", *arguments)


def everything():
    """Return all text in all tables."""
    texts = []
    for model in apps.get_models():
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        texts += [json.dumps(row, default=str) for row in model._base_manager.values_list(*names)] if names else []
    return "\n".join(texts).lower()


# The register


def test_every_personal_field_of_every_model_stands_in_the_register():
    known = {(place.model, name) for place in people.places() for name in place.fields}
    assert [found for found in people.user_fields() if found not in known] == []


def test_the_register_names_no_field_that_there_is_not():
    known = {(place.model, name) for place in people.places() for name in place.fields}
    assert known - set(people.user_fields()) == set()


def test_the_walk_sees_accounts_emails_and_network_addresses():
    assert {("auth.User", "email"), ("reversion.Revision", "user"), ("axes.AccessAttempt", "ip_address")} <= set(
        people.user_fields()
    )


# The copy


def test_the_copy_holds_what_is_kept_everywhere(mira, expert, capsys):
    exported(EMAIL)
    copy = json.loads(capsys.readouterr().out)
    assert set(copy["kept"]) == {
        "admin.LogEntry",
        "auth.User",
        "axes.AccessAttempt",
        "network.Proposal",
        "skills2work.RecoveryCodes",
        "otp_totp.TOTPDevice",
        "reversion.Revision",
        "sessions.Session",
        "skills2work.Assignment",
        "skills2work.ProposedChange",
        "skills2work.Report",
        "skills2work.SentTable",
    }
    assert len(copy["kept"]["skills2work.ProposedChange"]) == 2
    [entry] = copy["entries"]
    assert entry["fields"]["title_en"] == "Mira Kovac Zdravljica"
    assert all(entry[part] for part in ("translations", "versions", "search"))
    assert any(place.startswith("reversion.Version") for place in copy["named_in"])


def test_the_copy_holds_no_secret_of_the_site(mira, capsys):
    exported("mirakovac")
    text = capsys.readouterr().out
    assert EMAIL in text
    assert [secret for secret in ("her-hash", "aa" * 20, "her-token", Session.objects.get().pk) if secret in text] == []


def test_the_copy_in_a_file_is_for_its_owner_only(mira, tmp_path):
    file = tmp_path / "copy.json"
    exported("mirakovac", "--output", str(file))
    assert json.loads(file.read_text())["asked_for"] == "mirakovac"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_name_is_found_in_small_and_large_letters(mira, capsys):
    exported("MIRAKOVAC")
    assert "auth.User" in json.loads(capsys.readouterr().out)["kept"]


@pytest.mark.parametrize("command", ["export_person", "erase_person"])
def test_of_a_stranger_nothing_is_kept(mira, command):
    with pytest.raises(CommandError, match=r"Nothing is kept of nobody@example\.org"):
        call_command(command, "nobody@example.org")


# Being forgotten


def test_after_erasing_her_address_and_account_stand_nowhere(mira, expert):
    assert EMAIL.lower() in everything()
    call_command("erase_person", EMAIL, "--yes")
    text = everything()
    assert [word for word in (EMAIL.lower(), "mirakovac", "203.0.113.7") if word in text] == []
    assert list(User.objects.values_list("username", flat=True)) == ["noor"]
    assert not Session.objects.exists()


def test_after_erasing_an_expert_is_gone_with_versions_translations_and_search(expert, client):
    assert client.get("/en/network/experts/mira-kovac/").status_code == 200
    call_command("erase_person", EMAIL, "--yes")
    assert [word for word in ("zdravljica", "kovac") if word in everything()] == []
    assert not Expert.objects.exists()
    assert not Proposal.objects.exists()
    assert not Version.objects.get_for_model(Expert).exists()
    assert not Translation.objects.filter(model="network.expert").exists()
    assert not SearchDocument.objects.filter(section="experts").exists()
    assert not SearchWord.objects.filter(word__icontains="zdravljica").exists()
    assert client.get("/en/network/experts/mira-kovac/").status_code == 404


def test_an_expert_whose_address_is_deleted_already_is_named_by_the_entry(expert):
    Proposal.objects.update(answer_to="")
    call_command("erase_person", EMAIL, "--entry", "experts/mira-kovac", "--yes")
    assert not Expert.objects.exists()
    assert "kovac" not in everything()


def test_an_entry_that_there_is_not_is_told():
    with pytest.raises(CommandError, match="experts/nobody"):
        call_command("erase_person", EMAIL, "--entry", "experts/nobody", "--yes")


def test_what_others_did_stays(mira, expert):
    call_command("erase_person", EMAIL, "--yes")
    kept = ProposedChange.objects.get()
    assert (kept.author.username, kept.decided_by, kept.comment) == ("noor", None, "Ask [erased]")
    assert kept.after == {"x": {"text": ["To [erased]."]}}
    assert Practice.objects.filter(slug="first-shift").exists()
    [version] = Version.objects.get_for_object(Practice.objects.get())[:1]
    assert version.field_dict["confirmed_by"] == "Foundation, [erased]"
    assert [revision.user for revision in Revision.objects.filter(comment__contains="[erased]")] == [None]


def test_an_organisation_stays_when_the_one_who_proposed_it_is_forgotten():
    organisation = factories.OrganisationFactory.create()
    factories.ProposalFactory.create(organisation=organisation, expert=None, answer_to=EMAIL)
    ContactAddress.objects.create(organisation=organisation, email=EMAIL)
    call_command("erase_person", EMAIL, "--yes")
    assert Organisation.objects.filter(pk=organisation.pk).exists()
    assert Proposal.objects.get().answer_to == ""
    assert not ContactAddress.objects.exists()


def test_a_name_that_is_part_of_another_is_left_alone():
    User.objects.create(username="mira", email="mira@example.org")
    other = User.objects.create(username="other", email="a.mira@example.org.uk")
    practice = factories.PracticeFactory.create()
    with recorded(other, "Changed by miranda, a.mira@example.org.uk", practice):
        practice.save()
    call_command("erase_person", "mira", "--yes")
    assert "Changed by miranda, a.mira@example.org.uk" in set(Revision.objects.values_list("comment", flat=True))


def test_what_still_names_her_is_told_and_not_changed(mira):
    Practice.objects.filter(slug="first-shift").update(what_en=f"Write to {EMAIL}.")
    with pytest.raises(CommandError, match="Not everything"):
        call_command("erase_person", EMAIL, "--yes")
    assert not User.objects.filter(username="mirakovac").exists()
    assert Practice.objects.get(slug="first-shift").what_en == f"Write to {EMAIL}."


def test_without_a_yes_nothing_is_changed(mira, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("erase_person", EMAIL)
    assert User.objects.filter(username="mirakovac").exists()


def test_erasing_is_all_or_nothing(mira, monkeypatch):
    def fail(*args):
        raise RuntimeError("in the middle")

    monkeypatch.setattr("skills2work.privacy.erasing.blank_copies", fail)
    with pytest.raises(RuntimeError):
        call_command("erase_person", EMAIL, "--yes")
    assert User.objects.filter(username="mirakovac").exists()
    assert Report.objects.exists()
