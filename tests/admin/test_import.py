"""Import: a look first, errors in plain words, all or nothing, and nobody gets around a right or a reviewer."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from reversion.models import Version

from network.models import Organisation
from practices.models import Practice
from skills2work.models import SearchDocument, SentTable, Source, Translation
from skills2work.staff import exchange_admin
from skills2work.staff.exchange_batch import Batch
from tests.admin.tables import (
    NEW,
    address,
    change,
    csv_file,
    look,
    mark_in,
    problems,
    save,
    send,
    table,
    text_of,
    xlsx_file,
)
from tests.admin.test_own_server_only import complaints
from tests.factories import OrganisationFactory, PracticeFactory, SourceFactory

pytestmark = pytest.mark.django_db


def everything() -> Any:
    """Return all that an import may touch, as the database has it."""
    found = [Practice, Organisation, Source, Translation, SearchDocument, Version]
    return [sorted(map(repr, model.objects.values_list())) for model in found]


# A look, and then the saving


def test_a_new_entry_is_shown_first_and_saved_with_all_it_says(editor):
    partner = OrganisationFactory(slug="partner")
    row = NEW | {"partners": "partner", "lead": "partner", "title_nl": "Eerste dienst"}
    row |= {"steps": "Register.\nWork.", "steps_nl": "\nWerk."}
    row |= {"sources": "https://a.example/x | A page | Publisher | 2024 | 2026-11-02"}
    page = look(editor, Practice, table(row))
    assert "1 new entry" in page
    assert not Practice.objects.exists()
    assert "Everything is saved." in save(editor, Practice, table(row))
    practice = Practice.objects.get()
    assert (practice.title_en, practice.title_nl, practice.state) == ("First shift", "Eerste dienst", "draft")
    assert practice.kinds == ["work_placement", "mentoring"]
    assert (practice.lead, list(practice.partners.all())) == (partner, [partner])
    assert [(step.text_en, step.text_nl or "") for step in practice.steps.all()] == [
        ("Register.", ""),
        ("Work.", "Werk."),
    ]
    source = practice.sources.get()
    assert (source.title, source.publisher, source.year, str(source.read_on)) == (
        "A page",
        "Publisher",
        2024,
        "2026-11-02",
    )


def test_a_change_is_shown_old_and_new(editor):
    practice = PracticeFactory(title_en="Old name")
    PracticeFactory(slug="other", title_en="Stays")
    page = look(
        editor, Practice, table({"slug": practice.slug, "title": "New name"}, {"slug": "other", "title": "Stays"})
    )
    assert "1 changed entry" in page
    assert "1 unchanged entry" in page
    assert '<td dir="auto"><del>Old</del> name</td>' in page
    assert '<td dir="auto"><ins>New</ins> name</td>' in page
    practice.refresh_from_db()
    assert practice.title_en == "Old name"


def test_of_many_sources_one_sees_those_that_differ(editor):
    practice = PracticeFactory(sources=[SourceFactory(url=f"https://a.example/{number}") for number in range(40)])
    lines = [f"https://a.example/{number}" for number in range(39)]
    page = look(editor, Practice, change(practice, sources="\n".join([*lines, "https://new.example/"])))
    assert "https://a.example/39" in page
    assert "https://new.example/" in page
    assert "https://a.example/7" not in page


def test_looking_writes_nothing(editor, monkeypatch):
    practice = PracticeFactory()
    send(editor, Practice, table({**NEW, "sources": "https://new.example/"}, {"slug": practice.slug, "title": "X"}))
    before = everything()
    monkeypatch.setattr(Batch, "save", lambda *_args: pytest.fail("it was saved"))
    assert "1 new entry" in text_of(editor.get(address(Practice, "process_import", SentTable.objects.get().pk)))
    assert everything() == before


def test_the_file_need_not_be_chosen_again(editor):
    practice = PracticeFactory()
    page = look(editor, Practice, change(practice, title="New name"))
    assert 'type="file"' not in page
    assert "table.csv" in text_of(editor.get(address(Practice, "import")))
    sent = SentTable.objects.get()
    editor.post(address(Practice, "process_import", sent.pk), {"mark": mark_in(page)}).getvalue()
    practice.refresh_from_db()
    assert practice.title_en == "New name"
    sent.refresh_from_db()
    assert bytes(sent.content) == b""
    assert editor.get(address(Practice, "process_import", sent.pk)).status_code == 302


def test_a_mended_file_takes_the_place_of_the_one_before(editor):
    look(editor, Practice, table({**NEW, "country": "Holland"}))
    look(editor, Practice, table(NEW), "other.csv")
    look(editor, Practice, table(NEW))
    assert sorted(SentTable.objects.values_list("name", flat=True)) == ["other.csv", "table.csv"]
    assert "1 new entry" in text_of(editor.get(address(Practice, "process_import", SentTable.objects.latest("pk").pk)))


def test_a_file_can_be_discarded(editor):
    look(editor, Practice, table(NEW))
    editor.post(address(Practice, "process_import", SentTable.objects.get().pk), {"discard": "1"})
    assert not SentTable.objects.exists()


def test_what_somebody_changed_since_the_look_stops_the_saving(editor):
    practice = PracticeFactory(title_en="Old name")
    page = look(editor, Practice, change(practice, title="Mine"))
    Practice.objects.get(pk=practice.pk).delete()
    practice = PracticeFactory(slug=practice.slug, title_en="Theirs")
    sent = SentTable.objects.get()
    answer = text_of(editor.post(address(Practice, "process_import", sent.pk), {"mark": mark_in(page)}))
    assert "Somebody has changed an entry since you looked." in answer
    assert '<td dir="auto"><del>Theirs</del></td>' in answer
    practice.refresh_from_db()
    assert practice.title_en == "Theirs"
    text_of(editor.post(address(Practice, "process_import", sent.pk), {"mark": mark_in(answer)}))
    practice.refresh_from_db()
    assert practice.title_en == "Mine"


def test_a_column_that_is_not_there_stays_and_an_empty_cell_empties(editor):
    practice = PracticeFactory(cost_en="Free", duration_en="A week")
    save(editor, Practice, change(practice, cost=""))
    practice.refresh_from_db()
    assert (practice.cost_en or "", practice.duration_en) == ("", "A week")


def test_steps_that_stay_keep_their_translations(editor):
    practice = PracticeFactory(steps=["One", "Two", "Three"])
    two = practice.steps.get(position=2)
    two.text_nl = "Twee"
    two.save()
    save(editor, Practice, change(practice, steps="Two\nFour\nThree"))
    steps = [(step.position, step.text_en, step.text_nl or "") for step in practice.steps.order_by("position")]
    assert steps == [(1, "Two", "Twee"), (2, "Four", ""), (3, "Three", "")]


def test_a_changed_source_text_leaves_its_translations_behind(editor):
    practice = PracticeFactory(title_en="Old", title_nl="Oud")
    row = Translation.objects.of(practice).get(language="nl")
    source = Translation.objects.of(practice).get(language="en")
    assert row.sources["title"] == source.texts["title"]
    save(editor, Practice, change(practice, title="New"))
    row.refresh_from_db()
    source.refresh_from_db()
    assert row.sources["title"] != source.texts["title"]


def test_readers_find_what_was_imported(editor, client):
    practice = PracticeFactory()
    save(editor, Practice, change(practice, title="Zeppelin school"))
    assert practice.slug in client.get("/en/search/?q=zeppelin").content.decode()
    assert client.get("/en/practices/?kind=mentoring").content.decode().count(practice.slug) == 0
    save(editor, Practice, change(practice, kinds="mentoring"))
    assert practice.slug in client.get("/en/practices/?kind=mentoring").content.decode()


def test_each_entry_has_a_version_before_and_after_with_the_name_of_the_file(editor):
    practice = PracticeFactory(title_en="Old")
    save(editor, Practice, change(practice, title="New"))
    after, before = Version.objects.get_for_object(practice)
    assert (before.field_dict["title_en"], after.field_dict["title_en"]) == ("Old", "New")
    assert after.revision.comment == "Import of table.csv"
    assert after.revision.user.username == "editor"


@pytest.mark.parametrize("name", ["table.csv", "table.xlsx"])
def test_the_pages_need_no_other_host_and_no_code_inside(editor, name):
    practice = PracticeFactory()
    rows = [["slug", "title", "country"], [practice.slug, "<script>alert(1)</script>", "Holland"]]
    page = look(editor, Practice, (csv_file if name.endswith("csv") else xlsx_file)(*rows), name)
    assert complaints(page) == []
    assert complaints(look(editor, Practice, change(practice, title="<script>x</script>"))) == []
    assert complaints(text_of(editor.get(address(Practice, "import")))) == []


# Errors in plain words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"country": "Holland"}, "Row 2, country: “Holland” is not one of: BE, HU, IE"),
        ({"kinds": "mentoring, walking"}, "Row 2, kinds: “walking” is not one of: "),
        ({"as_of": "last year"}, "Row 2, as_of: “last year” is not a number such as 2025."),
        ({"verified_on": "25/11/2026"}, "Row 2, verified_on: “25/11/2026” is not a day."),
        ({"languages_offered": "en, xxxx"}, "Row 2, languages_offered: These codes are not known: xxxx"),
        ({"lead": "nobody"}, "Row 2, lead: No entry has this address: nobody"),
        ({"partners": "nobody"}, "Row 2, partners: No entry has this address: nobody"),
        ({"url": "no address"}, "Row 2, url: Enter a valid URL."),
        ({"title": ""}, "Row 2, title: This must not be empty."),
        ({"title": "x" * 301}, "Row 2, title: Ensure this value has at most 300 characters"),
        ({"start_year": "2020", "end_year": "2010"}, "Row 2: A practice cannot end before it starts."),
        ({"sources": ""}, "Row 2, state: Cannot be published yet: at least one source"),
        ({"sources": "ftp://x"}, "Row 2, sources: ftp://x: This must be a web address that starts with http."),
        ({"sources": "https://x.example/ | T | P | MM"}, "Row 2, sources: “MM” is not a number such as 2025."),
        ({"sources": "https://x.example/|a|b|1999||copy|x"}, "Row 2, sources: This line has too many values"),
        ({"title_en": "x"}, "Row 2, title_en: This entry is written in this language."),
        ({"steps": "One", "steps_nl": "Een\nTwee"}, "Row 2, steps_nl: There are 2 lines here, and 1 in the column"),
        ({"colour": "red"}, "These columns are not known: colour"),
    ],
)
def test_a_bad_cell_is_named_in_plain_words(editor, values, words):
    practice = PracticeFactory()
    page = look(editor, Practice, change(practice, **values))
    assert words in problems(page).replace("&#x27;", "'")
    assert 'name="save"' not in page
    sent = SentTable.objects.get()
    before = everything()
    answer = text_of(editor.post(address(Practice, "process_import", sent.pk), {"mark": mark_in(page)}))
    assert "Nothing is saved." in answer
    assert everything() == before


def test_a_new_entry_needs_what_the_form_needs(editor):
    page = problems(look(editor, Practice, table({"slug": "Not an address", "title": "x"})))
    for column in ("slug", "country", "kinds", "audiences", "scope"):
        assert f"Row 2, {column}:" in page


def test_two_rows_with_one_address_are_refused(editor):
    page = problems(look(editor, Practice, table(NEW, {**NEW, "title": "Another"})))
    assert "Row 2, slug: Two rows have this address." in page
    assert "Row 3, slug: Two rows have this address." in page


def test_a_table_without_addresses_is_refused(editor):
    assert "The column “slug” is missing" in look(editor, Practice, csv_file(["title"], ["x"]))


def test_every_row_that_is_wrong_is_named(editor):
    rows = [{**NEW, "slug": f"row-{number}", "country": "XX"} for number in range(5)]
    page = look(editor, Practice, table(*rows))
    assert [f"Row {number}, country" in page for number in range(1, 8)] == [False, *[True] * 5, False]
    assert "5 rows with errors" in page


def test_two_rows_that_say_different_things_of_a_page_are_refused(editor):
    rows = [{**NEW, "slug": name, "sources": f"https://a.example/ | {name}"} for name in ("one", "two")]
    assert "Row 3, sources: https://a.example/: another row says something else" in look(editor, Practice, table(*rows))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("table.pdf", b"x", "Choose a file whose name ends in .csv, .xlsx or .json."),
        ("table.csv", b"\xff\xfe", "This file is not text in UTF-8."),
        ("table.xlsx", b"x", "This is no XLSX file, or it is damaged."),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_on_the_page(editor, name, content, words):
    response = send(editor, Practice, content, name)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not SentTable.objects.exists()


def test_no_file_at_all_is_answered_too(editor):
    assert "Choose a file first." in text_of(editor.post(address(Practice, "import")))


# All or nothing


def many(count: int, **bad: str) -> list[dict[str, str]]:
    rows = [{**NEW, "slug": f"row-{number}", "sources": f"https://a.example/{number}"} for number in range(count)]
    rows[-1] |= bad
    return rows


def test_one_bad_row_among_many_saves_nothing(editor):
    before = everything()
    answer = save(editor, Practice, table(*many(12, country="XX")))
    assert "Nothing is saved." in answer
    assert everything() == before


@pytest.mark.parametrize("error", [DatabaseError("secret detail"), RuntimeError("secret detail")])
def test_a_fault_in_the_last_row_saves_nothing_and_tells_no_details(editor, monkeypatch, error):
    page = look(editor, Practice, table(*many(12)))
    before, real = everything(), Batch.save

    def faulty(self: Any, record: Any, later: Any, comment: str) -> None:
        real(self, record, later, comment)
        if record.slug == "row-11":
            raise error

    monkeypatch.setattr(Batch, "save", faulty)
    sent = SentTable.objects.get()
    answer = text_of(editor.post(address(Practice, "process_import", sent.pk), {"mark": mark_in(page)}))
    assert "Row 13: This row cannot be saved." in answer
    assert "secret" not in answer
    assert everything() == before
    sent.refresh_from_db()
    assert sent.saved_at is None


def test_what_the_database_itself_refuses_saves_nothing(editor, monkeypatch):
    page = look(editor, Practice, table(*many(12)))
    before, real = everything(), Batch.save

    def faulty(self: Any, record: Any, later: Any, comment: str) -> None:
        real(self, record, later, comment)
        if record.slug == "row-5":
            with connection.cursor() as cursor:
                cursor.execute("SELECT * FROM there_is_no_such_table")

    monkeypatch.setattr(Batch, "save", faulty)
    where = address(Practice, "process_import", SentTable.objects.get().pk)
    assert "Row 7: This row cannot be saved." in text_of(editor.post(where, {"mark": mark_in(page)}))
    assert everything() == before


def test_who_leaves_in_the_middle_saves_nothing(editor, monkeypatch):
    monkeypatch.setattr(exchange_admin, "EVERY", 1)
    page = look(editor, Practice, table(*many(6)))
    before = everything()
    where = address(Practice, "process_import", SentTable.objects.get().pk)
    response = editor.post(where, {"mark": mark_in(page)})
    pieces = iter(response.streaming_content)
    seen = ""
    while "3 of 6 rows" not in seen:
        seen += next(pieces).decode()
    assert Practice.objects.count() == 3
    response._iterator.close()  # as a server does; Django's test client then spares the test's own connection
    assert everything() == before
    assert list(pieces) == []


def test_a_long_table_shows_how_far_it_is(editor, monkeypatch):
    monkeypatch.setattr(exchange_admin, "EVERY", 2)
    page = look(editor, Practice, table(*many(6)))
    assert [f"<li>{number} of 6 rows</li>" in page for number in range(1, 7)] == [False, True] * 3
    assert page.index("2 of 6 rows") < page.index("6 new entries") < page.index("</html>")


def test_a_look_asks_no_more_of_the_database_for_each_row(editor, django_assert_max_num_queries):
    records = [PracticeFactory(steps=["One"], partners=[OrganisationFactory()]) for _number in range(20)]
    content = table(*({"slug": one.slug, "title": one.title_en, "steps": "One", "partners": one.partners.get().slug}
                      for one in records))  # fmt: skip
    with django_assert_max_num_queries(20):
        assert "20 unchanged entries" in look(editor, Practice, content)


# Commands


def test_the_commands_write_and_read_the_same_file(tmp_path, capsys):
    practice = PracticeFactory(title_en="Old", steps=["One"])
    file = tmp_path / "practices.csv"
    call_command("export_records", "practices", str(file), translations=True)
    call_command("import_records", "practices", str(file), dry_run=True)
    assert "0 new, 0 changed, 1 unchanged. Nothing is saved." in capsys.readouterr().out
    file.write_text(file.read_text("utf-8").replace("Old", "New"), "utf-8")
    call_command("import_records", "practices", str(file), dry_run=True)
    assert f"Row 2, changed: {practice.slug} (title)" in capsys.readouterr().out
    call_command("import_records", "practices", str(file))
    practice.refresh_from_db()
    assert practice.title_en == "New"


def test_the_command_names_what_is_wrong_and_saves_nothing(tmp_path):
    file = tmp_path / "practices.csv"
    file.write_bytes(table(NEW, {**NEW, "slug": "b", "country": "Holland"}))
    with pytest.raises(CommandError, match="Row 3, country: “Holland” is not one of"):
        call_command("import_records", "practices", str(file))
    assert not Practice.objects.exists()
