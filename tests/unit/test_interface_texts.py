"""The catalogues of the interface: complete in every language, with their placeholders, markup and plural forms."""

import ast
import csv
import gettext
import os
import re
import shutil
import string
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

from skills2work import languages

ROOT = Path(settings.BASE_DIR)
TRANSLATED = [code for code in languages.LANGUAGE_CODES if code != languages.SOURCE_LANGUAGE]
PERCENT = re.compile(r"%(?:\(\w+\))?[sd]|%%")
TAG = re.compile(r"</?[a-z][^>]*>")


def catalogue(code: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / code / "LC_MESSAGES" / "django.po"))


def key(entry: polib.POEntry) -> tuple[str, str, str]:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


@pytest.fixture(scope="session")
def found_today(tmp_path_factory) -> dict[tuple[str, str, str], polib.POEntry]:
    """What `makemessages` finds in a copy of the sources."""
    assert shutil.which("xgettext"), "GNU gettext is needed: .ci/need gettext"
    copy = tmp_path_factory.mktemp("sources")
    for name in ("skills2work", "network", "practices", "stories", "templates", "static"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "migrations"))
    shutil.copy(ROOT / "manage.py", copy)
    (copy / "locale" / "nl" / "LC_MESSAGES").mkdir(parents=True)
    command = [sys.executable, "manage.py", "makemessages", "--locale", "nl", "--no-location", "--no-wrap"]
    environment = {**os.environ, "VAR_DIR": str(copy / "var"), "PYTHONPATH": str(copy)}
    run = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    entries = polib.pofile(str(copy / "locale" / "nl" / "LC_MESSAGES" / "django.po"))
    return {key(entry): entry for entry in entries}


GETTEXT = {"gettext", "pgettext", "ngettext", "npgettext", "gettext_lazy", "pgettext_lazy", "_"}


def test_no_text_stands_where_xgettext_does_not_look():
    """It does not look into f-strings."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for app in ("skills2work", "network", "practices", "stories")
        for path in (ROOT / app).rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) in GETTEXT
    ]
    assert hidden == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_holds_every_text_of_the_site_and_nothing_else(code, found_today):
    held = {key(entry) for entry in catalogue(code) if not entry.obsolete}
    assert sorted(found_today.keys() - held) == []
    assert sorted(held - found_today.keys()) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_translated_and_none_is_doubtful(code):
    entries = list(catalogue(code))
    assert [entry.msgid for entry in entries if not entry.translated()] == []
    assert [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete] == []


def fields(text: str) -> list[str]:
    """Return the placeholders of a text: those of % and those of str.format."""
    braces = [name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None]
    return sorted(PERCENT.findall(text)) + sorted(braces)


def marks(text: str) -> tuple[list[str], list[str]]:
    """Return placeholders and tags of a text."""
    return fields(text), sorted(TAG.findall(text))


@pytest.mark.parametrize("code", TRANSLATED)
def test_placeholders_and_markup_are_those_of_the_source(code):
    wrong = []
    for entry in catalogue(code):
        if entry.msgid_plural:
            allowed = set(fields(entry.msgid_plural))
            wrong += [text for text in entry.msgstr_plural.values() if not set(fields(text)) <= allowed]
            # The form for all other numbers must name them.
            last = entry.msgstr_plural[max(entry.msgstr_plural)]
            wrong += [last] if fields(last) != fields(entry.msgid_plural) else []
        elif fields(entry.msgstr) != fields(entry.msgid) or sorted(TAG.findall(entry.msgstr)) != sorted(
            TAG.findall(entry.msgid)
        ):
            wrong.append(entry.msgstr)
    assert wrong == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_each_plural_has_as_many_forms_as_its_language(code):
    book = catalogue(code)
    forms = int(re.search(r"nplurals=(\d)", book.metadata["Plural-Forms"]).group(1))
    wrong = [
        entry.msgid
        for entry in book
        if entry.msgid_plural and (len(entry.msgstr_plural) != forms or not all(entry.msgstr_plural.values()))
    ]
    assert wrong == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_numbers_that_share_a_form_are_those_that_share_one_in_cldr(code):
    rule = gettext.c2py(re.search(r"plural=(.*?);?$", catalogue(code).metadata["Plural-Forms"]).group(1))
    cldr = languages.locale(code).plural_form
    pairs = {(rule(number), cldr(number)) for number in range(1000)}
    assert len(pairs) == len({form for form, _name in pairs}) == len({name for _form, name in pairs})


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_says_how_it_came_about(code):
    assert catalogue(code).metadata["X-Translation-State"] in {"machine", "person", "reviewed"}


@pytest.mark.parametrize("code", ["ar", "fa", "uk"])
def test_a_catalogue_in_another_script_has_no_text_left_in_english(code):
    own = re.compile(r"[\u0600-\u06ff]" if code in {"ar", "fa"} else r"[\u0400-\u04ff]")
    latin = re.compile(r"[A-Za-z]{4,}")
    left = [
        entry.msgid
        for entry in catalogue(code)
        if entry.msgstr and not own.search(entry.msgstr) and len(latin.findall(PERCENT.sub("", entry.msgid))) > 2
    ]
    assert left == []


def agreed() -> list[dict[str, str]]:
    with (ROOT / "locale" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_vocabularies_follow_the_glossary(code):
    texts = {(entry.msgctxt or "", entry.msgid): entry.msgstr for entry in catalogue(code)}
    rows = [row for row in agreed() if row["language"] == code and row["vocabulary"]]
    assert len(rows) > 30
    wrong = [
        (row["term"], row["label"], texts.get(tuple(row["vocabulary"].split("|", 1))))
        for row in rows
        if texts.get(tuple(row["vocabulary"].split("|", 1))) != row["label"]
    ]
    assert wrong == []


def test_the_glossary_has_one_rendering_for_a_term_and_language():
    pairs = [(row["term"], row["language"]) for row in agreed()]
    assert len(pairs) == len(set(pairs))
    assert all(row["rendering"] or row["label"] for row in agreed())
