"""What a search finds, in which order, and that nothing a reader types makes it fail."""

import pytest
from django.core.management.color import no_style
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skills2work.search import backends, engine, query, spelling
from skills2work.search.models import SearchDocument, Synonym
from skills2work.search.ranking import Candidate, ranked
from skills2work.version import content_version
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.every_case]

# Version, synonyms, vocabulary (a process reads them once), four tiers, the words; and each group of a query once.
MOST_QUERIES = 9 + query.MOST_WORDS
AWKWARD = [
    "",
    " ",
    "\x00",
    "a\x00b nurse",
    "\x1b[31m\x07\r\n\t",
    "\ud800",
    "\u202enurse",
    '"',
    '"nurse',
    "*",
    "nurse*",
    "(",
    "nurse (",
    ")",
    "-nurse",
    "- -",
    "NEAR",
    "NEAR(nurse midwife, 5)",
    "OR",
    "nurse OR midwife",
    "AND NOT",
    "NOT nurse",
    "title : nurse",
    "{title body} : nurse",
    "^nurse",
    ":",
    "'",
    "''",
    "nurse' | 'midwife",
    "nurse & ! midwife",
    "nurse:*A",
    "<->",
    "\\",
    "\\'",
    "%s",
    "%(x)s",
    "; DROP TABLE skills2work_searchdocument",
    "x" * 10_000,
    "nurse " * 1_666,
    " ".join(f"word{number}" for number in range(2_000)),
    "مُ" * 5_000,
    "👩‍⚕️",
    "ﷺ",
    "İ",
]


@pytest.fixture(autouse=True)
def fresh():
    """No words or synonyms of another test: every test counts its versions from the same number."""
    spelling.vocabulary.cache_clear()
    query.read_synonyms.cache_clear()


def titles(text, language="en", **options):
    """Return what a text finds among practices, by title, the best first."""
    found = engine.find(text, language, ["practices"], **options).ids("practices")
    rows = factories.PracticeFactory._meta.model.objects.in_bulk(found)
    return [rows[pk].title_en for pk in found]


def practice(title, **fields):
    return factories.PracticeFactory.create(title_en=title, **{"summary_en": "-", "what_en": "-", **fields})


@pytest.mark.parametrize("text", AWKWARD)
def test_nothing_a_reader_types_makes_it_fail(text, django_assert_max_num_queries):
    practice("Nurse and midwife")
    with django_assert_max_num_queries(MOST_QUERIES):
        engine.find(text, "en", ["practices", "guidance"])
    with django_assert_max_num_queries(MOST_QUERIES):
        engine.matching(text, "en", "practices")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text):
    engine.find(text, "uk", ["practices"])


def test_the_number_of_queries_does_not_grow_with_the_text(django_assert_max_num_queries):
    for number in range(30):
        practice(f"word{number} word{number + 1}")
    with django_assert_max_num_queries(MOST_QUERIES):
        engine.find(" ".join(f"word{number}" for number in range(30)), "en", ["practices"])


@pytest.mark.parametrize(
    ("field", "value"), [("title_en", "Nurse"), ("summary_en", "A nurse."), ("what_en", "A nurse.")]
)
def test_a_word_is_found_in_every_field(field, value):
    factories.PracticeFactory.create(**{"title_en": "Wanted", field: value})
    practice("Other")
    assert len(titles("nurse")) == 1


def test_a_word_in_the_title_comes_first():
    practice("Body", what_en="A nurse works here.")
    practice("Summary", summary_en="For a nurse.")
    practice("Nurse")
    assert titles("nurse") == ["Nurse", "Summary", "Body"]


def test_all_words_must_stand_in_a_record_where_some_hold_all():
    for number in range(3):
        practice(f"Nurse course {number}")
    practice("Nurse")
    practice("Course")
    assert len(titles("nurse course")) == 3


def test_where_few_hold_all_words_those_that_hold_some_follow():
    practice("Nurse")
    practice("Welder course")
    practice("Nurse course")
    assert titles("nurse course")[0] == "Nurse course"
    assert set(titles("nurse course")) == {"Nurse course", "Nurse", "Welder course"}


def test_a_whole_question_finds_what_holds_some_of_its_words():
    practice("Recognition without papers")
    practice("Bakery")
    assert titles("Where can I get recognition if I have forgotten everything?") == ["Recognition without papers"]


def test_a_misspelled_word_is_corrected_and_said():
    practice("Recognition desk")
    answer = engine.find("recogntion desk", "en", ["practices"])
    assert answer.corrected == "recognition desk"
    assert len(answer.found) == 1


@pytest.mark.parametrize("text", ["recognition", "Recognitions", "recog", "desk 2016", "xyz", "qqqqqqqqqq"])
def test_what_is_known_or_near_to_nothing_is_left_as_it_is(text):
    practice("Recognition desk")
    assert engine.find(text, "en", ["practices"]).corrected == ""


def test_a_misspelling_of_a_synonym_is_corrected_too():
    Synonym.objects.create(name="internship", terms="internship\ntirocinio")
    practice("Paid internship")
    answer = engine.find("tirocinnio", "it", ["practices"])
    assert (answer.corrected, len(answer.found)) == ("tirocinio", 1)


def test_a_synonym_is_never_corrected():
    Synonym.objects.create(name="asylum", terms="asylum\nasile")
    practice("Asylum on the other side, aside")
    assert engine.find("asile", "fr", ["practices"]).corrected == ""


def test_a_synonym_of_several_words_stands_for_one_and_the_other_way_round():
    Synonym.objects.create(name="rpl", terms="RPL\nrecognition of prior learning")
    practice("RPL desk")
    practice("Recognition of prior learning")
    practice("Learning to swim")
    assert titles("RPL") == ["RPL desk", "Recognition of prior learning"]
    assert titles("recognition of prior learning") == ["Recognition of prior learning", "RPL desk"]


def test_what_was_typed_comes_before_what_means_the_same():
    Synonym.objects.create(name="recognition", terms="recognition\nhomologación")
    practice("Recognition, recognition, recognition")
    practice("Fast handling of homologación for refugees and asylum seekers in the country")
    assert titles("homologacion")[0].startswith("Fast")


def test_a_record_answers_with_all_its_languages_together():
    practice("Nurse", title_de="Pflege", summary_de="Niederlande")
    practice("Baker in Holland", country="BE")
    assert titles("nurse Niederlande", "de")[0] == "Nurse"


def test_a_host_country_term_is_found_from_any_language():
    practice("Degree desk", local_title="Homologación de títulos")
    for language in ("en", "ar", "uk", "ga"):
        assert titles("homologacion", language) == ["Degree desk"]


@pytest.mark.parametrize("text", ["ممرضة", "ممرضه", "مُمَرِّضَة"])
def test_letters_that_readers_type_in_several_ways_find_the_same(text):
    practice("Nurse", title_ar="ممرضة")
    assert titles(text, "ar") == ["Nurse"]


def test_the_same_is_found_in_the_same_order_each_time():
    for number in range(12):
        practice(f"Nurse {'course ' * (number % 3)}", slug=f"nurse-{number}")
    first = engine.find("nurse course", "en", ["practices"]).found
    assert first == engine.find("nurse course", "en", ["practices"]).found


def test_only_the_sections_asked_for_are_searched():
    practice("Nurse")
    factories.GuidanceFactory.create(title_en="Nurse")
    assert {hit.section for hit in engine.find("nurse", "en", ["guidance"]).found} == {"guidance"}
    assert {hit.section for hit in engine.find("nurse", "en").found} == {"guidance", "practices"}


def test_no_more_is_given_than_was_asked_for():
    for number in range(5):
        practice(f"Nurse {number}")
    assert len(titles("nurse", limit=2)) == 2


def test_a_form_of_a_synonym_in_the_reader_s_language_is_recognised():
    Synonym.objects.create(name="prove", terms="prove\ndimostrare")
    practice("Prove it")
    assert titles("dimostro", "it") == ["Prove it"]


def test_a_term_of_two_sets_stands_for_both():
    Synonym.objects.create(name="boss", terms="boss\nChef")
    Synonym.objects.create(name="cook", terms="cook\nChef")
    practice("Boss")
    practice("Cook")
    assert sorted(titles("Chef", "de")) == ["Boss", "Cook"]


@pytest.mark.parametrize("text", ["روزنامه نگار", "روزنامه‌نگار", "روزنامهنگار"])
def test_a_synonym_is_known_written_as_one_word_or_as_two(text):
    Synonym.objects.create(name="journalist", terms="journalist\nروزنامه‌نگار")
    practice("Journalist")
    assert titles(text, "fa") == ["Journalist"]


def test_an_ending_that_no_stemmer_knows_is_looked_past():
    Synonym.objects.create(name="retraining", terms="retraining\nrekvalifikácia")
    practice("Retraining")
    assert titles("rekvalifikacnymi", "sk") == ["Retraining"]


def test_a_slip_is_corrected_to_the_word_that_belongs_to_its_neighbour():
    Synonym.objects.create(name="profession", terms="profession\npovolanie")
    Synonym.objects.create(name="work-permit", terms="work permit\npracovné povolenie")
    practice("Work permit")
    assert engine.find("pracovné povolnie", "sk", ["practices"]).corrected == "pracovné povolenie"


def test_what_the_dictionary_of_the_page_s_language_has_is_never_corrected():
    practice("Hold east, nuovo")
    assert engine.find("houd vast", "nl", ["practices"]).corrected == ""
    assert engine.find("nuevo", "es", ["practices"]).corrected == ""


def test_the_country_that_a_query_names_comes_first():
    Synonym.objects.create(name="spain", terms="Spain\nSpanje\nSpaanse")
    practice("Nurse, nurse, nurse in Spain", country="IT")
    practice("A course for people who want to be a nurse", country="ES")
    assert titles("Spaanse nurse", "nl")[0].startswith("A course")


def test_a_town_names_its_country():
    Synonym.objects.create(name="turin", terms="Turin\nTorino")
    practice("Nurse, nurse, nurse near Turin", country="ES")
    practice("A course in Turin for people who want to be a nurse", country="IT")
    assert titles("nurse Torino", "nl")[0].startswith("A course")


def test_where_no_country_is_named_those_of_the_page_s_language_come_first():
    for country in ("IT", "ES", "SK"):
        practice(f"Zzqx {country}", country=country)
    for language, country in (("es", "ES"), ("sk", "SK"), ("it", "IT")):
        assert titles("zzqx", language)[0] == f"Zzqx {country}"


def test_a_word_of_another_language_prefers_the_countries_of_that_language():
    Synonym.objects.create(name="internship", terms="internship\ntirocinio")
    for country in ("ES", "IT", "SK"):
        practice(f"Internship {country}", country=country)
    assert titles("tirocinio", "sk")[0] == "Internship IT"


def test_a_local_word_prefers_the_country_whose_records_alone_hold_it():
    Synonym.objects.create(name="recognition", terms="recognition\nzzhonos")
    practice("Recognition, recognition", country="SK")
    practice("Recognition of a degree for people who come from elsewhere", country="HU", local_title="zzhonos")
    practice("Recognition for nurses who come from elsewhere, all of them", country="HU")
    assert titles("zzhonos", "sk")[:2] == [
        "Recognition of a degree for people who come from elsewhere",
        "Recognition for nurses who come from elsewhere, all of them",
    ]


def test_a_pathway_is_found_by_the_words_of_its_steps():
    pathway = factories.PathwayFactory.create(country="ES")
    factories.PathwayStepFactory.create(pathway=pathway, title_en="Count six months", text_en="The red card says so.")
    assert engine.find("red card", "en", ["pathways"]).ids("pathways") == [pathway.pk]


def test_a_field_without_the_words_may_be_left_out_of_the_count():
    practice("Nurses of Ghent", summary_en="A course.", what_en="A nursery for nurses, and nursing.")
    practice("Baker", summary_en="Nothing of it here.", what_en="Only a nurse.")
    Synonym.objects.create(name="nurse", terms="nurse\ncourse")
    for text in ("nurse", "nurs", "nurses ghent", "course baker"):
        groups = query.groups_of(text, "en", content_version())
        documents = backends.document_ids(groups) or backends.document_ids(groups[:1])
        whole = [
            Candidate(*row[:5], dict(zip(backends.FIELDS, row[6:], strict=True)), row[5])
            for row in backends.rows_of(documents)
        ]
        expected = [(one.record_id, score) for score, one in ranked(groups, whole, "en")]
        assert [
            (hit.record_id, hit.score) for hit in engine.scored_ids(groups, documents, "en", content_version())
        ] == expected


def test_words_of_two_sets_together_say_a_third():
    practice("For people without documents")
    Synonym.objects.create(name="lost", terms="lost\nstratil")
    Synonym.objects.create(name="diploma", terms="diploma\ndiplom")
    Synonym.objects.create(name="papers", terms="papers\ndoklady")
    Synonym.objects.create(
        name="gone", terms="without documents\nlost diploma\ndiploma lost\nstratil doklady\nlost diplom"
    )
    assert titles("stratil som svoj diplom", "sk") == ["For people without documents"]


def test_what_was_too_much_to_be_ranked_is_found_too(monkeypatch):
    monkeypatch.setattr(engine, "RERANKED", 3)
    for number in range(8):
        practice(f"Nurses {number}")
    assert len(titles("nurses")) == 8


def test_a_new_record_is_found_by_a_word_that_was_asked_before():
    practice("Nurses of Ghent")
    assert titles("nurses") == ["Nurses of Ghent"]
    practice("Nurses of Rome")
    assert sorted(titles("nurses")) == ["Nurses of Ghent", "Nurses of Rome"]


def test_a_record_about_two_of_three_words_comes_before_long_texts_that_merely_hold_all():
    for number in range(engine.ENOUGH):
        practice(f"Help number {number}", what_en=f"The library is open. {'They help. ' * 200} One had a welding test.")
    practice("Welding test", summary_en="A welding test with a certificate for welders.")
    assert titles("welding test library")[0] == "Welding test"


def test_a_page_on_a_whole_country_comes_after_a_practice_that_says_the_same():
    text = "Welders take a test here."
    profile = factories.CountryProfileFactory.create(summary_en=text)
    record = practice("Help", summary_en=text)
    found = engine.find("welders test", "en", ["practices", "countries"]).found
    assert [(hit.section, hit.record_id) for hit in found] == [("practices", record.pk), ("countries", profile.pk)]


@pytest.mark.parametrize("number", [1, 12])
def test_an_index_whose_ids_begin_anew_is_read_anew(monkeypatch, number):
    """As when the file of a database is replaced by another under a running site."""
    monkeypatch.setattr(backends.Owners, "OVERLAP", 2)
    owners = backends.Owners(("practices",))
    with transaction.atomic():
        factories.PracticeFactory.create_batch(9)
        owners.read(1)
        assert len(set(owners.records_of(owners.everything))) == 9
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [SearchDocument]):
            cursor.execute(statement)  # a rollback does not do so on PostgreSQL
    records = factories.PracticeFactory.create_batch(number)
    owners.read(2)
    known = set(owners.records_of(owners.everything))
    assert {owners.named(record) for record in known} == {("practices", record.pk) for record in records}


# Words of one language that are other words in another


def listed(text, language="en"):
    """Return what a list filtered by a text holds, by title."""
    ids = engine.matching(text, language, "practices").everything
    rows = factories.PracticeFactory._meta.model.objects.in_bulk(ids)
    return sorted(rows[pk].title_en for pk in ids)


def test_a_list_leaves_out_what_is_another_word_in_the_language_of_a_translation():
    Synonym.objects.create(name="nurse", terms="nurse\naltra")  # Irish
    practice("Nurse in three steps")
    practice("Welding", title_it="Un'altra scuola")
    assert listed("nurse") == ["Nurse in three steps"]


def test_the_stem_of_a_synonym_counts_in_its_own_language_only():
    Synonym.objects.create(name="midwife", terms="midwife\npartera")  # the Spanish stem is "part"
    practice("Midwife in three steps")
    practice("Part of the town")
    assert listed("midwife") == ["Midwife in three steps"]
    assert titles("midwife") == ["Midwife in three steps"]


def test_what_stands_in_no_text_of_the_readers_language_is_looked_for_in_all():
    Synonym.objects.create(name="plumber", terms="plumber\nidraulico")
    practice("Water and heating", summary_it="Corsi per idraulici")
    assert listed("plumber") == ["Water and heating"]
    assert titles("plumber") == ["Water and heating"]
