"""Export: what is hers, in three formats, with vocabularies to choose from; and what comes back changes nothing."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from openpyxl import load_workbook

from network.exchange import OrganisationResource
from network.models import Organisation
from practices.exchange import PracticeResource
from practices.models import Practice
from practices.vocabularies import PracticeKind, Scope
from skills2work.staff import exchange_files as files
from skills2work.staff.exchange_sheet import HELP, LISTS, workbook
from stories.exchange import StoryResource
from stories.models import Story
from tests.admin.staff import browser_of, make_staff
from tests.admin.tables import address, text_of
from tests.admin.test_own_server_only import complaints
from tests.factories import OrganisationFactory, PracticeFactory, SourceFactory, StoryFactory

pytestmark = pytest.mark.django_db

RESOURCES = {Organisation: OrganisationResource, Practice: PracticeResource, Story: StoryResource}
every_kind = pytest.mark.parametrize("model", RESOURCES, ids=lambda model: model.__name__)
every_format = pytest.mark.parametrize("kind", files.FORMATS)


def file_of(resource: Any, kind: str) -> bytes:
    table = resource.export()
    return workbook(resource, table) if kind == files.XLSX else files.written(table, kind)


def look(resource: Any, content: bytes, kind: str) -> Any:
    list(resource.look(files.read(content, kind)))
    return resource.outcome


def exported(client: Any, model: Any, kind: str = "csv", **query: str) -> Any:
    response = client.get(address(model, "export_file", kind), query)
    assert response.status_code == 200
    return files.read(response.content, kind)


# What comes back changes nothing


@pytest.fixture
def content() -> None:
    """Two countries of the real content, with all that the records of others in them name."""
    folder = Path(settings.FIXTURE_DIRS[0])
    kinds = ("sources", "organisations", "practices", "stories")
    found = [path for kind in kinds for path in sorted(folder.glob(f"*/{kind}.yaml"))]
    needed = [path for path in found if path.stem in {"sources", "organisations"} or path.parent.name in {"nl", "si"}]
    call_command("loaddata", *needed, verbosity=0)


@pytest.mark.slow
@every_format
def test_the_real_content_comes_back_unchanged_from_each_format(content, kind):
    for resource in RESOURCES.values():
        outcome = look(resource(), file_of(resource(), kind), kind)
        assert not outcome.problems
        assert [(row.told, row.changes) for row in outcome.rows if row.kind != "unchanged"] == []
        assert len(outcome.rows) == resource.record.objects.count() > 0


@every_format
def test_records_with_everything_come_back_unchanged(kind):
    awkward = "=1+1\r\n  “two”, lines; | \\ tab\there \n\nend  "
    sources = [SourceFactory(title="a | b \\ c\nd", copy_only=True), SourceFactory(year=None, publisher="", title="")]
    organisation = OrganisationFactory(what_en=awkward, title_ar="منظمة", local_name="-1")
    practice = PracticeFactory(
        what_en=awkward, lead=organisation, partners=[organisation], sources=sources, steps=["+ first", "two\nlines"],
        isco=["2221", "0110"], title_nl="'=x", source_language="en", successor=PracticeFactory(),
    )  # fmt: skip
    step = practice.steps.get(position=2)
    step.text_nl = "alleen de tweede"
    step.save()
    StoryFactory(employer=organisation, kinds=["mentoring"], consented=True, source_language="sk", title_sk="Príbeh",
                 summary_sk="Veta", path_sk="Krok")  # fmt: skip
    for resource in RESOURCES.values():
        outcome = look(resource(), file_of(resource(), kind), kind)
        assert [(row.told, row.changes) for row in outcome.rows if row.kind != "unchanged"] == []
        assert len(outcome.rows) == resource.record.objects.count() > 0


def test_every_field_of_the_form_has_a_column(editor):
    """Address for messages and the mark of a minor edit are no content."""
    for model, resource in RESOURCES.items():
        page = admin.site._registry[model]
        fields = {*page.first, *page.facts, "state", "verification", "verified_on", "review_by", "confirmed_by"}
        fields |= {"source_language", "sources"}
        assert fields <= set(resource().fields), model


def test_the_names_of_columns_are_stable():
    assert list(OrganisationResource(translated=False).fields) == [
        *("slug", "title", "summary", "what", "topics", "local_name", "country", "kind", "roles", "url"),
        *("source_language", "state", "verification", "verified_on", "review_by", "confirmed_by", "sources"),
    ]
    assert {"steps", "steps_ar", "title_nl", "partners"} <= set(PracticeResource().fields)


def test_a_text_stands_in_the_column_without_a_language_if_the_entry_is_written_in_it():
    StoryFactory(source_language="sk", title_sk="Príbeh", summary_sk="Veta", path_sk="Krok", title_en="A story")
    row = json.loads(file_of(StoryResource(), "json"))[0]
    assert (row["title"], row["title_sk"], row["title_en"]) == ("Príbeh", "", "A story")


def test_an_export_asks_as_much_of_the_database_for_many_as_for_few(django_assert_max_num_queries):
    for _number in range(12):
        PracticeFactory(steps=["First"], lead=OrganisationFactory(), partners=[OrganisationFactory()])
    with django_assert_max_num_queries(9):
        assert len(PracticeResource().export()) == 12


# Pages


@every_kind
def test_the_page_offers_each_format_and_needs_no_other_host(model, editor):
    html = text_of(editor.get(address(model, "export")))
    assert complaints(html) == []
    for kind in files.FORMATS:
        assert address(model, "export_file", kind) in html
    assert address(model, "export") in text_of(editor.get(address(model, "changelist")))


@every_kind
@every_format
def test_a_file_has_its_type_and_name(model, kind, editor):
    response = editor.get(address(model, "export_file", kind))
    assert response["Content-Type"] == files.CONTENT_TYPES[kind]
    assert response["Content-Disposition"].startswith(f'attachment; filename="{model._meta.model_name}-')
    assert response["Content-Disposition"].endswith(f'.{kind}"')


def test_a_format_that_there_is_not_leads_back(editor):
    assert editor.get(address(Practice, "export_file", "pdf"))["Location"] == address(Practice, "export")


def test_translations_are_for_those_who_ask(editor):
    PracticeFactory(title_nl="Een")
    assert "title_nl" not in exported(editor, Practice).headers
    assert exported(editor, Practice, translations="1")["title_nl"] == ["Een"]


def test_a_text_too_long_for_a_workbook_is_said_and_not_cut(editor):
    OrganisationFactory(what_en="x" * 33_000)
    response = editor.get(address(Organisation, "export_file", "xlsx"), follow=True)
    assert "Choose CSV or JSON." in text_of(response)
    assert len(exported(editor, Organisation)["what"][0]) == 33_000


# Rights


@every_format
@pytest.mark.parametrize(
    ("role", "slugs"),
    [
        ("editor", ["mine"]),
        ("member", ["organisation-0"]),
        ("reviewer", ["mine"]),
        ("translator", ["mine", "organisation-0", "theirs"]),
        ("administrator", ["draft", "mine", "organisation-0", "theirs"]),
    ],
)
def test_an_export_holds_what_is_hers_and_nothing_else(role, slugs, kind):
    OrganisationFactory(slug="mine")
    OrganisationFactory(slug="organisation-0", country="BE")
    OrganisationFactory(slug="theirs", country="SK")
    OrganisationFactory(slug="draft", country="SK", draft=True)
    assert exported(browser_of(make_staff(role)), Organisation, kind)["slug"] == slugs


@every_kind
@pytest.mark.parametrize("page", ["export", "export_file"])
def test_who_has_no_duties_exports_nothing(model, page):
    where = address(model, page, *(["csv"] if page == "export_file" else []))
    assert browser_of(make_staff("nobody")).get(where).status_code == 403


# The template


def template(client: Any, model: Any) -> Any:
    response = client.get(address(model, "template"))
    assert response.status_code == 200
    return load_workbook(io.BytesIO(response.content))


def test_the_template_offers_the_vocabularies_from_a_hidden_sheet(editor):
    book = template(editor, Practice)
    entries, lists = book[files.SHEET], book[LISTS]
    assert lists.sheet_state == "hidden"
    offered = {}
    for rule in entries.data_validations.dataValidation:
        column = entries.cell(row=1, column=entries[str(rule.sqref).partition(":")[0]].column).value
        cells = lists[rule.formula1.partition("!")[2].replace("$", "")]
        offered[column] = ([cell[0].value for cell in cells], rule.showErrorMessage, str(rule.sqref).partition(":")[2])
    assert offered["scope"][0] == Scope.values
    assert offered["scope"][1] is True
    assert offered["kinds"][0] == PracticeKind.values
    assert not offered["kinds"][1]  # several codes with commas between them must be possible
    assert offered["scope"][2].endswith("2001")
    assert {"country", "status", "evidence", "state", "source_language", "verification", "sectors"} <= set(offered)


@every_kind
def test_the_template_says_of_each_column_what_it_wants(model, editor):
    book = template(editor, model)
    names = [cell.value for cell in book[files.SHEET][1]]
    assert names == list(RESOURCES[model](translated=False).fields)
    told = {row[0]: row[2] for row in book[HELP].iter_rows(min_row=2, values_only=True) if row[0]}
    assert set(told) == set(names)
    columns = RESOURCES[model](translated=False).fields
    for name in names:
        assert all(code in told[name] for code in columns[name].choices()), name


def test_the_fixtures_name_the_same_fields_as_the_columns():
    record = next(
        one
        for one in yaml.safe_load((Path(settings.FIXTURE_DIRS[0]) / "nl" / "practices.yaml").read_text())
        if one["model"] == "practices.practice"
    )
    names = {name.removesuffix("_en") for name in record["fields"]}
    assert names <= set(PracticeResource(translated=False).fields)
