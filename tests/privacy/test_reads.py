"""Pages are counted by day, page and language: nobody can be found in the counts, and no page waits for them."""

from datetime import timedelta

import pytest
from django.conf import settings as site
from django.core.signals import request_finished
from django.db import DatabaseError
from django.utils import timezone

from network.models import Organisation
from practices.models import CountryProfile, Guidance, Practice
from skills2work import reads
from skills2work.models import PageReads
from tests import factories

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0"


@pytest.fixture(autouse=True)
def _counting(settings, monkeypatch):
    settings.READS_EVERY = 3600
    monkeypatch.setattr(reads, "waiting", reads.Waiting())


@pytest.fixture
def reader(client):
    client.defaults["HTTP_USER_AGENT"] = BROWSER
    return client


def counted():
    reads.write()
    return {(row.path, row.language): row.count for row in PageReads.objects.all()}


def test_a_page_is_counted_by_path_and_language_without_its_query_string(reader):
    factories.PracticeFactory.create(slug="first-shift")
    reader.get("/nl/practices/first-shift/?with=en")
    reader.get("/nl/practices/first-shift/")
    reader.get("/ar/practices/?q=my+secret")
    assert counted() == {("/practices/first-shift/", "nl"): 2, ("/practices/", "ar"): 1}


def test_nothing_is_kept_but_day_page_language_and_number():
    assert {field.name for field in PageReads._meta.get_fields()} == {"id", "day", "path", "language", "count"}


@pytest.mark.parametrize(
    "robot", ["", "Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8.5.0", "python-requests/2.32", "AhrefsBot/7.0"]
)
def test_a_robot_is_not_counted(reader, robot):
    reader.get("/en/about/", headers={"user-agent": robot})
    assert counted() == {}


def test_a_telephone_whose_name_ends_like_a_robot_is_counted(reader):
    reader.get("/en/accessibility/", headers={"user-agent": "Mozilla/5.0 (Linux; Android 13; CUBOT X30) Chrome/120"})
    assert counted() == {("/accessibility/", "en"): 1}


def test_who_has_a_session_is_not_counted(reader):
    reader.cookies[site.SESSION_COOKIE_NAME] = "somebody"
    reader.get("/en/accessibility/")
    assert counted() == {}


@pytest.mark.parametrize("address", ["/en/practices/nowhere/", "/en/practices.json", "/admin/login/", "/healthz", "/"])
def test_what_is_no_page_of_the_directory_is_not_counted(reader, address):
    reader.get(address)
    assert counted() == {}


def test_an_address_that_only_one_person_knows_is_not_counted(reader):
    proposal = factories.ProposalFactory.create()
    assert reader.get(f"/en/network/join/withdraw/{proposal.token}/").status_code == 200
    assert counted() == {}


def test_two_processes_add_to_the_same_row():
    for number in (1, 2):
        reads.waiting = reads.Waiting()  # the memory of another process
        for _reading in range(number):
            reads.note("/en/about/", "en")
        reads.write()
    assert counted() == {("/about/", "en"): 3}


def test_many_pages_are_written_with_few_statements(django_assert_max_num_queries):
    for number in range(reads.ROWS_AT_ONCE + 1):
        reads.note(f"/en/practices/p-{number}/", "en")
    with django_assert_max_num_queries(4):  # two statements, and a savepoint around them
        assert reads.write() == reads.ROWS_AT_ONCE + 1


def test_counting_asks_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        reads.note("/en/about/", "en")


def test_what_could_not_be_written_is_written_later(monkeypatch):
    def fail(rows):
        raise DatabaseError("gone")

    reads.note("/en/about/", "en")
    with monkeypatch.context() as broken:
        broken.setattr(reads, "add_up", fail)
        assert reads.write() == 0
    assert counted() == {("/about/", "en"): 1}


def test_a_half_written_batch_is_not_counted_twice(monkeypatch):
    real, calls = reads.add_up, []

    def fail_the_second_time(rows):
        calls.append(rows)
        if len(calls) == 2:
            raise DatabaseError("gone")
        real(rows)

    monkeypatch.setattr(reads, "ROWS_AT_ONCE", 1)
    reads.note("/en/about/", "en")
    reads.note("/en/privacy/", "en")
    with monkeypatch.context() as broken:
        broken.setattr(reads, "add_up", fail_the_second_time)
        reads.write()
    assert counted() == {("/about/", "en"): 1, ("/privacy/", "en"): 1}


def test_memory_stays_bounded_while_the_database_is_away(monkeypatch):
    monkeypatch.setattr(reads, "MOST_WAITING", 2)
    for number in range(5):
        reads.note(f"/en/practices/p-{number}/", "en")
    reads.note("/en/practices/p-0/", "en")
    assert counted() == {("/practices/p-0/", "en"): 2, ("/practices/p-1/", "en"): 1}


@pytest.mark.parametrize(("passed", "started"), [(59, 0), (61, 1)])
def test_writing_begins_when_it_is_due_and_in_a_thread_of_its_own(settings, monkeypatch, passed, started):
    threads = []

    class Thread:
        def __init__(self, **told):
            self.told = told

        def start(self):
            threads.append(self.told["target"])

    settings.READS_EVERY = 60
    reads.note("/en/about/", "en")
    reads.waiting.since -= passed
    monkeypatch.setattr(reads.threading, "Thread", Thread)
    request_finished.send(sender=None)
    request_finished.send(sender=None)  # while the first is still writing
    assert threads == [reads.write_apart] * started


def test_nothing_is_counted_where_counting_is_switched_off(reader, settings):
    settings.READS_EVERY = 0
    reader.get("/en/accessibility/")
    assert counted() == {}


def kept(path, days_ago, count=1, language="en"):
    day = timezone.localdate() - timedelta(days=days_ago)
    return PageReads.objects.create(day=day, path=path, language=language, count=count)


def test_the_reads_of_a_record_are_those_of_its_page_in_the_last_90_days():
    first = factories.PracticeFactory.create(slug="first-shift")
    factories.PracticeFactory.create(slug="nobody-read-it")
    kept("/practices/first-shift/", 1, 2)
    kept("/practices/first-shift/", 89, 3, "nl")
    kept("/practices/first-shift/", 90, 100)
    kept("/practices/another/", 1, 100)
    kept("/practices/", 1, 100)
    assert reads.reads_of(Practice) == {first.pk: 5}


def test_the_reads_of_a_country_leave_out_pages_below_it():
    profile = factories.CountryProfileFactory.create(slug="slovenia", country="SI")
    kept("/countries/slovenia/", 1, 2)
    kept("/countries/slovenia/pack/", 1, 100)
    assert reads.reads_of(CountryProfile) == {profile.pk: 2}


def test_records_without_a_page_of_their_own_have_no_reads():
    factories.GuidanceFactory.create()
    assert reads.reads_of(Guidance) == {}


def test_the_reads_of_all_records_of_a_kind_cost_two_queries(django_assert_num_queries):
    for number in range(20):
        slug = factories.OrganisationFactory.create().slug
        kept(f"/network/organisations/{slug}/", 1, number + 1)
    with django_assert_num_queries(2):
        assert sorted(reads.reads_of(Organisation).values()) == list(range(1, 21))
