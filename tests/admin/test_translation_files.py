"""Translations as XLIFF 2 files: out and back without a loss; what is stale, foreign or dangerous is refused."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from lxml import etree

from skills2work.languages import LANGUAGE_CODES
from skills2work.models import ProposedChange, Translation
from skills2work.staff.translation_files import TranslationImportError, exported, imported
from skills2work.translations.following import written_by
from skills2work.vocabularies import TranslationState
from tests.admin.staff import browser_of, make_staff
from tests.factories import PracticeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_by_day]

ODD = "First line\n\n- a “list” & <b>angles</b>\n- [a link](https://example.org/?a=1&b=2)\n\tand a tab – 50 %"
SPACE = "{urn:oasis:names:tc:xliff:document:2.0}"


@pytest.fixture
def practice() -> Any:
    with written_by(TranslationState.MACHINE):
        made: Any = PracticeFactory(
            country="NL", title_en="A course", title_nl="Een cursus", what_en=ODD, steps=["One"]
        )
    return made


def with_target(data: bytes, text: str, old: str = "Een cursus") -> bytes:
    assert old.encode() in data
    return data.replace(old.encode(), text.encode())


def told(record: Any) -> list[Any]:
    return list(Translation.objects.of_page(record).order_by("pk").values())


@pytest.mark.parametrize("language", [code for code in LANGUAGE_CODES if code != "en"])
def test_out_and_back_changes_nothing(practice, language):
    for name, text in {"title": "دورة “قصيرة” ʼ", "what": f"{ODD}\nŻ ő č ї"}.items():
        setattr(practice, f"{name}_{language}", text)
    practice.save()
    before = told(practice)
    outcome = imported(exported(language, "NL"))
    assert (outcome.saved, outcome.refused) == (0, [])
    assert outcome.unchanged >= 4
    assert told(practice) == before


def test_what_was_translated_comes_back_whole(practice):
    data = exported("ar", "NL")
    tree = etree.fromstring(data)
    for segment in tree.iter(f"{SPACE}segment"):
        source = segment.find(f"{SPACE}source")
        target = etree.SubElement(segment, f"{SPACE}target")
        target.text = f"ترجمة: {source.text}"
    outcome = imported(etree.tostring(tree, encoding="utf-8"))
    practice.refresh_from_db()
    assert outcome.refused == []
    assert practice.what_ar == f"ترجمة: {ODD}"
    assert practice.steps.get().text_ar == "ترجمة: One"
    assert Translation.objects.of(practice).get(language="ar").state == TranslationState.PERSON


def test_a_file_by_a_machine_counts_as_such(practice):
    imported(with_target(exported("nl", "NL"), "Een opleiding"), state=TranslationState.MACHINE)
    assert Translation.objects.of(practice).get(language="nl").state == TranslationState.MACHINE


def test_a_file_holds_the_texts_of_its_country_only(practice):
    PracticeFactory(country="IT", title_en="From Italy")
    assert b"From Italy" not in exported("nl", "NL")


def test_a_text_whose_original_has_changed_is_refused_by_name_and_the_others_are_saved(practice):
    data = with_target(exported("nl", "NL"), "Een opleiding")
    step = practice.steps.get()
    step.text_en = "Another step"
    step.save()
    outcome = imported(data)
    practice.refresh_from_db()
    assert practice.title_nl == "Een opleiding"
    assert [name for name, reason in outcome.refused if "changed" in reason] == [f"{practice.slug}/1 · text"]


def test_a_text_of_nothing_is_refused_by_name(practice):
    data = exported("nl", "NL").replace(practice.slug.encode(), b"no-such-practice")
    outcome = imported(data)
    assert outcome.refused
    assert all("no-such-practice" in name for name, _reason in outcome.refused)


def test_a_unit_that_is_not_ours_is_refused(practice):
    data = exported("nl", "NL").replace(b'category="key"', b'category="remark"')
    outcome = imported(data)
    assert {reason for _name, reason in outcome.refused} == {"There is no such text here."}


def test_an_original_that_was_edited_in_the_file_is_refused(practice):
    outcome = imported(exported("nl", "NL").replace(b"A course", b"A corpse"))
    assert (f"{practice.slug} · title", "The original has changed since the file was made.") in outcome.refused


def test_a_text_that_lost_its_address_is_refused(practice):
    practice.what_nl = ODD
    practice.save()
    data = exported("nl", "NL")
    text = data.decode()
    place = text.rindex("https://example.org/?a=1&amp;b=2")
    outcome = imported((text[:place] + "hier" + text[place + len("https://example.org/?a=1&amp;b=2") :]).encode())
    assert any("https://example.org/" in reason for _name, reason in outcome.refused)


def test_a_translation_that_a_colleague_has_changed_since_is_not_overwritten(practice):
    untouched = exported("nl", "NL")
    practice.title_nl = "Van een ander"
    practice.save()
    outcome = imported(untouched)
    practice.refresh_from_db()
    assert (outcome.saved, practice.title_nl) == (0, "Van een ander")
    outcome = imported(with_target(untouched, "Een opleiding"))
    practice.refresh_from_db()
    assert practice.title_nl == "Van een ander"
    assert [name for name, _reason in outcome.refused] == [f"{practice.slug} · title"]


def test_a_file_that_says_it_is_in_another_language_is_refused(practice):
    data = with_target(exported("nl", "NL"), "Een opleiding").replace(b'trgLang="nl"', b'trgLang="de"')
    assert imported(data).saved == 0
    practice.refresh_from_db()
    assert not practice.title_de


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="nl"><file id="f">
<unit id="u"><segment><source>&b;</source></segment></unit></file></xliff>"""
FILE_OF_SERVER = BOMB.replace(b'"aaaaaaaaaa"', b'SYSTEM "file:///etc/hostname"')


@pytest.mark.parametrize(
    "data",
    [b"", b"no xml", b"<xliff/>", BOMB, FILE_OF_SERVER, b"\x00\xff\xfe", b"<a" * 100_000],
    ids=["empty", "text", "other", "bomb", "file", "bytes", "deep"],
)
def test_what_is_no_file_of_translations_is_refused_as_a_whole(data):
    with pytest.raises(TranslationImportError):
        imported(data)


def test_a_language_that_the_site_does_not_have_is_refused(practice):
    with pytest.raises(TranslationImportError, match="language"):
        imported(exported("nl", "NL").replace(b'trgLang="nl"', b'trgLang="xx"'))


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("skills2work.staff.translation_files.LARGEST", 1024 * 1024)
    with pytest.raises(TranslationImportError, match="larger"):
        imported(b" " * (1024 * 1024 + 1))


# The commands


def test_the_commands_write_and_read_a_file(practice, tmp_path, capsys):
    path: Path = tmp_path / "nl.xlf"
    call_command("export_translations", "nl", "--country", "NL", str(path))
    path.write_bytes(with_target(path.read_bytes(), "Een opleiding"))
    call_command("import_translations", str(path))
    practice.refresh_from_db()
    assert practice.title_nl == "Een opleiding"
    assert "saved 1" in capsys.readouterr().out


def test_the_command_says_what_is_wrong_with_a_file(tmp_path):
    path = tmp_path / "nl.xlf"
    path.write_text("nothing")
    with pytest.raises(CommandError, match="XLIFF"):
        call_command("import_translations", str(path))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_translations", str(tmp_path / "none.xlf"))


# In the admin


def upload(client: Client, data: bytes, **values: str) -> Any:
    file = SimpleUploadedFile("nl.xlf", data)
    return client.post(reverse("admin:skills2work_translation_import"), {"file": file, **values})


def test_a_translator_downloads_and_uploads(practice):
    client = browser_of(make_staff("translator"))
    asked = {"language": "nl", "country": "NL"}
    data = client.get(reverse("admin:skills2work_translation_export"), asked).content
    page = upload(client, with_target(data, "Een opleiding")).content.decode()
    practice.refresh_from_db()
    assert "1 text is saved." in page
    assert practice.title_nl == "Een opleiding"


def test_what_is_not_hers_is_refused_by_name(practice):
    data = exported("ar", "NL")
    tree = etree.fromstring(data)
    segment = next(tree.iter(f"{SPACE}segment"))
    etree.SubElement(segment, f"{SPACE}target").text = "دورة"
    page = upload(browser_of(make_staff("translator")), etree.tostring(tree)).content.decode()
    assert "not yours" in page
    practice.refresh_from_db()
    assert not practice.title_ar


def test_what_an_editor_uploads_for_a_published_entry_waits(practice):
    data = with_target(exported("nl", "NL"), "Een opleiding")
    page = upload(browser_of(make_staff("editor")), data).content.decode()
    practice.refresh_from_db()
    assert practice.title_nl == "Een cursus"
    assert ProposedChange.objects.waiting().count() == 1
    assert "1 text waits for a reviewer." in page


def test_the_same_file_twice_makes_one_proposal(practice):
    client, data = browser_of(make_staff("editor")), with_target(exported("nl", "NL"), "Een opleiding")
    upload(client, data)
    upload(client, data)
    assert ProposedChange.objects.waiting().count() == 1


@pytest.mark.parametrize(
    ("role", "limits"), [("translator", {}), ("editor", {"countries": ["IT"]}), ("member", {}), ("editor", {})]
)
def test_a_file_holds_no_draft_of_others(role, limits):
    PracticeFactory(draft=True, country="NL", title_en="Secret draft")
    client = browser_of(make_staff(role, **limits))
    data = client.get(reverse("admin:skills2work_translation_export"), {"language": "nl", "country": "NL"}).content
    assert (b"Secret draft" in data) is (role == "editor" and not limits)


def test_what_was_written_in_another_language_goes_out_from_that_language():
    PracticeFactory(country="SK", source_language="sk", title_sk="Kurz", title_en="", summary_sk="Kde", summary_en="")
    client = browser_of(make_staff("administrator"))
    asked = {"language": "en", "country": "SK", "source": "sk"}
    assert "Kurz" in client.get(reverse("admin:skills2work_translation_export"), asked).content.decode()


def test_a_damaged_file_is_said_to_be_so(practice):
    assert "damaged" in upload(browser_of(make_staff("translator")), b"<xliff").content.decode()


@pytest.mark.parametrize("asked", [{}, {"language": "xx", "country": "NL"}, {"language": "nl", "country": "XX"}])
def test_a_file_of_nothing_is_not_found(asked):
    client = browser_of(make_staff("translator"))
    assert client.get(reverse("admin:skills2work_translation_export"), asked).status_code == 404
