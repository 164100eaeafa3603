"""The index says what the records say, in the same transaction."""

import io

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from practices.models import Practice
from skills2work.search import backends, engine, fts, indexing, query, spelling
from skills2work.search.documents import kinds
from skills2work.search.models import SearchDocument, Synonym
from skills2work.version import content_version
from skills2work.vocabularies import PublicationState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    """No words or synonyms of another test: every test counts its versions from the same number."""
    spelling.vocabulary.cache_clear()
    query.read_synonyms.cache_clear()


def found(text):
    return engine.find(text, "en", ["practices"]).ids("practices")


def rows():
    return list(SearchDocument.objects.order_by("section", "record_id", "language").values())


def test_a_new_record_is_found():
    record = factories.PracticeFactory.create(title_en="Hairdressers")
    assert found("hairdressers") == [record.pk]


def test_a_changed_record_is_found_by_its_new_words_only():
    record = factories.PracticeFactory.create(title_en="Hairdressers")
    record.title_en = "Carpenters"
    record.save()
    assert found("carpenters") == [record.pk]
    assert found("hairdressers") == []


def test_a_record_has_one_row_a_language():
    record = factories.PracticeFactory.create(title_en="Hairdressers")
    record.save()
    record.save()
    languages = list(SearchDocument.objects.filter(record_id=record.pk).values_list("language", flat=True))
    assert len(languages) == len(set(languages))


@pytest.mark.parametrize("state", [PublicationState.DRAFT, PublicationState.ARCHIVED])
def test_what_is_taken_back_is_not_found(state):
    record = factories.PracticeFactory.create(title_en="Hairdressers")
    record.state = state
    record.save()
    assert found("hairdressers") == []
    assert not SearchDocument.objects.filter(section="practices", record_id=record.pk).exists()


def test_a_draft_is_never_found():
    record = factories.PracticeFactory.create(title_en="Hairdressers", draft=True)
    record.save()
    indexing.reindex(record)
    indexing.rebuild()
    assert found("hairdressers") == []


def test_a_deleted_record_is_not_found():
    record = factories.PracticeFactory.create(title_en="Hairdressers")
    record.delete()
    assert found("hairdressers") == []
    assert rows() == []


@pytest.mark.parametrize("change", ["create", "save", "unpublish", "delete"])
def test_a_change_that_is_rolled_back_leaves_the_index_as_it_was(change):
    record = factories.PracticeFactory.create(title_en="Hairdressers")
    before = rows()
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012 the transaction must see the error
        if change == "create":
            factories.PracticeFactory.create(title_en="Hairdressers again")
        elif change == "save":
            record.title_en = "Carpenters"
            record.save()
        elif change == "unpublish":
            record.state = PublicationState.DRAFT
            record.save()
        else:
            Practice.objects.get(pk=record.pk).delete()
        assert rows() != before
        raise RuntimeError
    assert rows() == before
    pk = before[0]["record_id"]
    assert found("hairdressers") == [pk]
    assert found("carpenters") == []


def test_a_step_belongs_to_its_practice():
    record = factories.PracticeFactory.create(steps=["Bring your crochet work"])
    assert found("crochet") == [record.pk]
    record.steps.all().delete()
    assert found("crochet") == []


def test_the_index_written_anew_says_the_same():
    factories.PracticeFactory.create(title_en="Hairdressers")
    factories.GuidanceFactory.create()

    def without_ids():
        return [{key: value for key, value in row.items() if key != "id"} for row in rows()]

    before = without_ids()
    indexing.rebuild()
    assert without_ids() == before


def test_the_command_writes_the_index_anew_and_says_how_far_it_is():
    with indexing.paused():
        record = factories.PracticeFactory.create(title_en="Hairdressers")
    told = io.StringIO()
    call_command("rebuild_search", stdout=told)
    assert found("hairdressers") == [record.pk]
    lines = told.getvalue().splitlines()
    rows = SearchDocument.objects.filter(section="practices").count()
    assert [line.split() for line in lines if line.endswith(" practices")] == [[str(rows), "practices"]]
    assert lines[-1] == f"The index is new: {SearchDocument.objects.count()} rows of {len(kinds())} kinds"


def test_one_section_can_be_written_anew():
    factories.PracticeFactory.create()
    factories.GuidanceFactory.create()
    SearchDocument.objects.all().delete()
    indexing.rebuild(["guidance"])
    assert set(SearchDocument.objects.values_list("section", flat=True)) == {"guidance"}


def test_nothing_is_written_while_paused():
    with indexing.paused():
        factories.PracticeFactory.create(title_en="Hairdressers")
        assert found("hairdressers") == []
    indexing.rebuild()
    assert len(found("hairdressers")) == 1


def test_a_new_synonym_counts_at_once():
    record = factories.PracticeFactory.create(title_en="Hairdressers")
    assert found("peluquero") == []
    version = content_version()
    Synonym.objects.create(name="hairdresser", terms="hairdresser\npeluquero")
    assert content_version() != version
    assert found("peluquero") == [record.pk]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's index knows in which column a word stands")
def test_postgresql_finds_the_words_of_titles_without_a_look_at_other_texts():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN SELECT id FROM {fts.TABLE} WHERE {fts.IN_TITLE} @@ 'nurse'::tsquery")  # noqa: S608
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = %s", [fts.TABLE])
        assert cursor.fetchone()[0] == ["toast_tuple_target=128"]
    assert f"{fts.TABLE}_title" in plan


@pytest.mark.parametrize("fields", [("title",), ("title", "terms"), backends.FIELDS])
def test_documents_are_found_by_the_fields_that_hold_the_words(fields):
    titled = factories.PracticeFactory.create(title_en="Nurses of Ghent", summary_en="-", what_en="-")
    factories.PracticeFactory.create(title_en="Other", summary_en="-", what_en="For a nurse.")
    groups = query.groups_of("nurse", "en", content_version())
    holding = SearchDocument.objects.filter(section="practices", pk__in=backends.document_ids(groups, fields))
    assert {row.record_id for row in holding} >= {titled.pk}
    assert len(holding) == (2 if "body" in fields else 1)
