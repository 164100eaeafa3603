"""Translations are compiled without GNU gettext; a broken catalogue is named."""

import gettext

import pytest
from django.core.management import CommandError, call_command

HEAD = 'msgid ""\nmsgstr ""\n"Language: nl\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def catalogue(tmp_path, settings):
    """The path of a Dutch catalogue; the test writes it."""
    settings.LOCALE_PATHS = [tmp_path]
    path = tmp_path / "nl" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    return path


def compiled(path):
    with path.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_a_catalogue_is_compiled(catalogue):
    catalogue.write_text(HEAD + 'msgid "Home"\nmsgstr "Thuis – خباز"\n', encoding="utf-8")
    call_command("compile_catalogues")
    assert compiled(catalogue).gettext("Home") == "Thuis – خباز"


def test_contexts_and_plurals_are_kept(catalogue):
    catalogue.write_text(
        HEAD.replace("utf-8\\n", 'utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n')
        + 'msgctxt "menu"\nmsgid "%d step"\nmsgid_plural "%d steps"\nmsgstr[0] "%d stap"\nmsgstr[1] "%d stappen"\n',
        encoding="utf-8",
    )
    call_command("compile_catalogues")
    assert compiled(catalogue).npgettext("menu", "%d step", "%d steps", 2) == "%d stappen"


def test_a_doubtful_translation_is_left_out(catalogue):
    catalogue.write_text(HEAD + '#, fuzzy\nmsgid "Home"\nmsgstr "Thuis"\n', encoding="utf-8")
    call_command("compile_catalogues")
    assert compiled(catalogue).gettext("Home") == "Home"


@pytest.mark.parametrize("content", [b"rubbish\n", b'msgid "a"\nmsgstr "\xff"\n'], ids=["no catalogue", "not UTF-8"])
def test_a_broken_catalogue_is_named(catalogue, content):
    catalogue.write_bytes(content)
    with pytest.raises(CommandError, match=r"nl/LC_MESSAGES/django\.po"):
        call_command("compile_catalogues")


def test_a_broken_catalogue_is_not_compiled(catalogue):
    catalogue.write_bytes(b"rubbish\n")
    with pytest.raises(CommandError):
        call_command("compile_catalogues")
    assert not catalogue.with_suffix(".mo").exists()


def test_no_catalogues_are_no_failure(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    assert call_command("compile_catalogues") is None
