"""`manage.py archive`: every page as a file, no dead link, nothing that readers may not see."""

import json
import re
import shutil
import zipfile
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError

from skills2work.archive.journal import JOURNAL, state_in
from skills2work.archive.pages import write_page
from skills2work.archive.places import ORIGIN, places_in
from skills2work.archive.rendering import Copy
from skills2work.management.commands.archive import Command
from skills2work.version import bump_version, read_version
from tests.archive.support import DRAFT, TAKEN_DOWN, archived, short_pathway
from tests.pages.world import HIDDEN_ADDRESS

pytestmark = pytest.mark.django_db


def test_every_page_is_written_in_every_language_of_the_archive(archive):
    for code in ("en", "ar"):
        for page in ("", "practices/bridge/", "countries/netherlands/pack/", "stories/bridge/", "search/titles/"):
            assert (archive / code / page / "index.html").is_file()
    assert not (archive / "nl").exists()


def test_a_filter_has_a_page_for_each_of_its_values(text_of):
    assert "A course that ended" in text_of("en/practices/country.SI/index.html")
    assert "A foundation" not in text_of("en/practices/country.SI/index.html")
    assert 'href="country.SI/index.html"' in text_of("en/practices/index.html")


def test_three_answers_of_the_pathway_make_a_page_with_the_steps(site, tmp_path):
    asked = "/en/pathway/?country=NL&status=refugees&have=diploma"
    done = write_page(asked, Copy(date(2026, 11, 25), ("en", "ar")), tmp_path)
    assert done.file == "en/pathway/country.NL/status.refugees/have.diploma/index.html"
    assert "I do not know yet" in (tmp_path / done.file).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("/en/practices/?kind=mentoring&country=NL&page=2", "en/practices/kind.mentoring/index.html"),
        ("/en/practices/?country=NL&page=2", "en/practices/country.NL/page.2/index.html"),
        ("/en/practices/?sort=title", "en/practices/index.html"),
        ("/nl/practices/bridge/?with=ar", "ar/practices/bridge/index.html"),
        ("/en/practices.json?page=2", "en/practices.page.2.json"),
        ("/en/practices.csv?country=NL", "en/practices.csv"),
        ("/ar/open-data/directory.jsonld", "en/open-data/directory.jsonld"),
        ("/en/right-to-work/?status=refugees", "en/right-to-work/status.refugees/index.html"),
    ],
)
def test_a_question_leads_to_the_nearest_page(address, nearest):
    assert places_in(("en", "ar")).find(address, "ar").file == nearest


def test_an_address_that_the_site_does_not_know_is_no_page():
    assert places_in(("en", "ar")).find("/en/no-such-page/") is None


def test_every_page_says_of_what_day_it_is(archive):
    day = json.loads((archive / "archive.json").read_text())["made_on"]
    pages = [path for path in (archive / "en").rglob("*.html") if 'http-equiv="refresh"' not in path.read_text()]
    assert len(pages) > 50
    assert [path for path in pages if "archive-banner" not in path.read_text(encoding="utf-8")] == []
    assert day[:4] in re.search(r"archive-banner.*?</p>", pages[0].read_text(encoding="utf-8"), re.DOTALL)[0]


def test_no_file_names_the_place_it_was_made_at(archive):
    named = [
        path.name
        for path in archive.rglob("*")
        if path.suffix in {".html", ".json", ".csv", ".atom", ".jsonld", ".xml"}
        and ORIGIN in path.read_text(encoding="utf-8")
    ]
    assert named == []


def test_forms_that_need_a_server_become_a_page_that_says_so(text_of):
    for page in ("report", "network/join/expert", "network/organisations/bridge/contact"):
        text = text_of(f"en/{page}/index.html")
        assert "This service has ended" in text
        assert "method=" not in text


def test_drafts_and_private_data_stand_nowhere(archive):
    with zipfile.ZipFile(archive / "data/content.zip") as data:
        texts = [data.read(name).decode() for name in data.namelist()]
    texts += [
        path.read_text(encoding="utf-8") for path in archive.rglob("*") if path.suffix in {".html", ".json", ".csv"}
    ]
    for secret in (DRAFT, "Secret draft", HIDDEN_ADDRESS):
        assert not any(secret in text for text in texts)


def test_what_was_taken_down_is_gone_in_the_words_of_every_host(text_of, archive):
    path = f"/ar/practices/{TAKEN_DOWN}/"
    assert path in text_of("gone.txt")
    assert f"location ^~ {path} {{ error_page 410 /ar/gone.html; return 410; }}" in text_of("nginx.conf")
    assert f"Redirect gone {path}" in text_of(".htaccess")
    assert not (archive / path.lstrip("/")).exists()


def test_a_dead_link_fails_the_check_and_is_named(archive, tmp_path):
    shutil.copytree(archive, tmp_path / "copy")
    (tmp_path / "copy/en/stories/bridge/index.html").unlink()
    with pytest.raises(CommandError, match=r"lead nowhere[\s\S]*stories/bridge/index.html"):
        archived(tmp_path / "copy", "--check")


def test_a_dead_link_on_a_page_for_errors_is_found_as_well(archive, tmp_path):
    shutil.copytree(archive, tmp_path / "copy")
    page = tmp_path / "copy/ar/404.html"
    page.write_text(page.read_text().replace('"/ar/countries/index.html"', '"/ar/lands/index.html"'))
    with pytest.raises(CommandError, match=r"1 links lead nowhere:\nar/404\.html -> /ar/lands/index\.html"):
        archived(tmp_path / "copy", "--check")


def test_the_data_lists_go_on_in_files(text_of):
    assert json.loads(text_of("en/practices.json"))["count"] == 4
    assert "<feed" in text_of("ar/practices.atom")


def test_a_run_that_was_stopped_is_taken_up(archive, site, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(archive, folder)
    state = state_in(folder)
    state.content_version = read_version()  # the same site, in another transaction
    state.save(folder)
    journal = folder / JOURNAL
    *lines, last = journal.read_bytes().splitlines()
    lost = json.loads(last)["file"]
    (folder / lost).unlink()
    journal.write_bytes(b"\n".join(lines) + b"\n" + last[:20])  # killed in the middle of a line
    before = (folder / "en/index.html").stat().st_mtime_ns
    with short_pathway():
        assert "pages are there already" in archived(folder)
    assert (folder / lost).is_file()
    assert (folder / "en/index.html").stat().st_mtime_ns == before


def test_other_content_makes_the_pages_anew(archive, tmp_path):
    shutil.copytree(archive, tmp_path / "copy")
    bump_version()
    Command(stdout=StringIO()).state(tmp_path / "copy", ["en", "ar"], "")
    assert not (tmp_path / "copy" / JOURNAL).exists()
    assert state_in(tmp_path / "copy").content_version == read_version()


def test_a_folder_with_something_else_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(CommandError, match="not empty"):
        archived(tmp_path)
    assert (tmp_path / "letter.txt").read_text() == "mine"
