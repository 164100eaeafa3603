"""Pages of readers are made once for each version of the content, and are never older than the last edit."""

import gzip
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.test.signals import template_rendered
from django.utils import timezone

from practices.models import Practice
from skills2work import reads
from skills2work.search.models import FailedSearch, Synonym
from skills2work.translations.models import Translation
from skills2work.version import bump_version, content_version
from tests import factories
from tests.pages.world import FORM_PAGES, PAGES, SITEMAPS, make_world

pytestmark = pytest.mark.django_db
ADDRESS = "/en/practices/hairdressers/"
BROWSER = {"user-agent": "Mozilla/5.0 Firefox/140.0"}


@pytest.fixture
def practice():
    return factories.PracticeFactory(slug="hairdressers", title_en="Hairdressers at work")


def how(response):
    return response.headers["Cache-Status"].removeprefix("skills2work; ")


def rename(title):
    record = Practice.objects.get(slug="hairdressers")
    record.title_en = title
    record.save()


def test_a_page_is_made_once_and_then_kept(client, practice):
    first, second = client.get(ADDRESS), client.get(ADDRESS)
    assert (how(first), how(second)) == ("fwd=uri-miss; stored", "hit")
    assert second.content == first.content


def test_every_page_but_those_of_forms_is_kept_and_takes_one_query_then(client, django_assert_num_queries):
    make_world()
    paths = {**{name: f"/en/{rest}" for name, rest in PAGES.items()}, **{name: f"/{name}" for name in SITEMAPS}}
    unkept = set()
    for name, path in paths.items():
        first = client.get(path)
        client.cookies.clear()
        if "Cache-Status" not in first.headers:
            unkept.add(name)
            continue
        with django_assert_num_queries(1):
            second = client.get(path)
        assert how(second) == "hit", name
        kept = {key: value for key, value in second.headers.items() if key not in {"Cache-Status", "X-Request-ID"}}
        assert {key: first.headers.get(key) for key in kept} | {"Content-Length": kept["Content-Length"]} == kept, name
        assert second.content == first.content, name
    assert unkept == FORM_PAGES


def test_a_kept_page_goes_out_compressed_where_that_is_asked_for(client, practice):
    plain = client.get(ADDRESS).content
    response = client.get(ADDRESS, headers={"accept-encoding": "gzip, br"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert int(response.headers["Content-Length"]) == len(response.content) < len(plain)
    assert gzip.decompress(response.content) == plain
    assert "Content-Encoding" not in client.get(ADDRESS, headers={"accept-encoding": "gzip;q=0"}).headers


def test_a_page_made_for_a_reader_of_compressed_pages_serves_the_others_too(client, practice):
    client.get(ADDRESS, headers={"accept-encoding": "gzip"})
    response = client.get(ADDRESS)
    assert how(response) == "hit"
    assert b"Hairdressers at work" in response.content


def test_an_edit_is_seen_on_the_next_request_on_every_process(practice):
    processes = [Client(), Client()]  # each has a cache of its own
    for process in processes:
        process.get(ADDRESS)
    rename("Barbers at work")
    for process in processes:
        assert b"Barbers at work" in process.get(ADDRESS).content


def test_an_edit_that_is_taken_back_leaves_the_kept_pages(client, practice):
    client.get(ADDRESS)
    with transaction.atomic():
        rename("Barbers at work")
        transaction.set_rollback(True)
    assert how(client.get(ADDRESS)) == "hit"


def test_a_page_that_is_published_while_it_is_made_is_not_kept(client, practice):
    edited = []

    def edit(**_kwargs):
        if not edited:
            edited.append(True)
            rename("Barbers at work")

    template_rendered.connect(edit)
    try:
        first = client.get(ADDRESS)
    finally:
        template_rendered.disconnect(edit)
    assert b"Hairdressers at work" in first.content  # it was read before the edit
    assert how(first) == "fwd=uri-miss"
    second = client.get(ADDRESS, headers={"if-none-match": first.headers["ETag"]})
    assert second.status_code == 200
    assert b"Barbers at work" in second.content


def test_a_new_day_makes_pages_anew(client, practice, monkeypatch):
    client.get(ADDRESS)
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_args: tomorrow)
    assert how(client.get(ADDRESS)) == "fwd=uri-miss; stored"


def test_the_age_of_a_fact_grows_in_the_night_without_an_edit(client, monkeypatch):
    factories.PracticeFactory(slug="hairdressers", as_of=2026)
    for year, word in ((2026, None), (2030, b"4 years old")):
        monkeypatch.setattr(timezone, "localdate", lambda *_args, year=year: date(year, 1, 1))
        assert word is None or word in client.get(ADDRESS).content
        client.get(ADDRESS)


# 304


def test_an_unchanged_page_is_answered_with_304_without_making_it(client, practice, django_assert_num_queries):
    tag = client.get(ADDRESS).headers["ETag"]
    with django_assert_num_queries(1):
        response = Client().get(ADDRESS, headers={"if-none-match": tag})  # a process that never made the page
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == tag
    assert response.headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize("form", ["{}", '"other", {}', "{}-gzip"])
def test_a_tag_is_known_among_others_and_as_a_strong_one(client, practice, form):
    tag = client.get(ADDRESS).headers["ETag"]
    asked = form.format(tag) if form != "{}-gzip" else tag.removeprefix("W/")
    assert client.get(ADDRESS, headers={"if-none-match": asked}).status_code == 304


def test_after_an_edit_the_whole_page_comes(client, practice):
    tag = client.get(ADDRESS).headers["ETag"]
    rename("Barbers at work")
    response = client.get(ADDRESS, headers={"if-none-match": tag})
    assert response.status_code == 200
    assert response.headers["ETag"] != tag


def test_the_tag_of_one_page_says_nothing_of_another(client, practice):
    tag = client.get(ADDRESS).headers["ETag"]
    assert client.get("/en/practices/", headers={"if-none-match": tag}).status_code == 200
    assert client.get(f"{ADDRESS}?with=nl", headers={"if-none-match": tag}).status_code == 200


# Headers


def test_caches_in_front_may_keep_a_page_and_are_told_for_how_long(client, practice):
    said = client.get(ADDRESS).headers["Cache-Control"].split(", ")
    assert {"public", "max-age=0"} <= set(said)
    assert [part.split("=")[0] for part in said][-2:] == ["stale-while-revalidate", "stale-if-error"]


def test_a_page_depends_on_nothing_but_the_encoding(client, practice):
    assert client.get(ADDRESS).headers["Vary"] == "Accept-Encoding"
    assert client.get("/robots.txt", headers={"accept-language": "ar"}).headers["Vary"] == "Accept-Encoding"
    assert client.get("/sitemap.xml", headers={"accept-language": "ar"}).headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(("path", "status"), [("/en/nothing/", 404), ("/", 302), ("/en/search/?q=xyzzyx", 200)])
def test_what_must_not_be_kept_says_so(client, path, status):
    response = client.get(path)
    assert (response.status_code, response.headers["Cache-Control"]) == (status, "no-cache")
    assert "ETag" not in response.headers


def test_an_address_that_was_missing_is_there_once_it_is_published(client):
    assert client.get(ADDRESS).status_code == 404
    factories.PracticeFactory(slug="hairdressers")
    assert client.get(ADDRESS).status_code == 200


def test_a_search_that_finds_nothing_is_counted_each_time(client):
    for _time in range(2):
        client.get("/en/search/?q=xyzzyx")
    assert FailedSearch.objects.get().count == 2


def test_the_headers_that_keep_readers_safe_are_kept_too(client, practice):
    client.get(ADDRESS)
    response = client.get(ADDRESS)
    assert how(response) == "hit"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_hosts_do_not_share_pages(client, practice, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    one = client.get(ADDRESS, headers={"host": "one.example"})
    two = client.get(ADDRESS, headers={"host": "two.example"})
    assert how(two) == "fwd=uri-miss; stored"
    assert (b"one.example" in one.content, b"one.example" in two.content) == (True, False)
    assert client.get(ADDRESS, headers={"host": "three.example"}).status_code == 400


def test_asking_for_the_head_of_a_kept_page_gives_its_headers(client, practice):
    client.get(ADDRESS)
    whole, head = client.get(ADDRESS), client.head(ADDRESS)
    assert how(head) == "hit"
    assert (head.content, head.headers["Content-Length"]) == (b"", whole.headers["Content-Length"])


# Who gets kept pages


def test_staff_gets_pages_made_for_her_and_leaves_none_behind(client, practice):
    staff = Client()
    staff.force_login(User.objects.create(username="editor", is_staff=True))
    response = staff.get(ADDRESS)
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Cache-Status" not in response.headers
    staff.logout()
    assert how(staff.get(ADDRESS)) == "fwd=uri-miss; stored"


def test_a_reader_with_a_strange_cookie_gets_kept_pages_but_leaves_none(client, practice):
    client.cookies["of_some_proxy"] = "x"
    assert client.get(ADDRESS).headers["Cache-Control"] == "no-cache"
    del client.cookies["of_some_proxy"]
    assert how(client.get(ADDRESS)) == "fwd=uri-miss; stored"
    client.cookies["of_some_proxy"] = "x"
    response = client.get(ADDRESS, headers={"accept-encoding": "gzip"})
    assert how(response) == "hit"
    assert "Content-Encoding" not in response.headers  # compression and a secret do not go together


def test_the_admin_is_never_kept(client):
    response = client.get("/admin/login/")
    assert "no-store" in response.headers["Cache-Control"]
    assert "ETag" not in response.headers


def test_a_kept_page_counts_as_read(client, practice, settings):
    settings.READS_EVERY = 3600
    reads.waiting.take()
    tag = [client.get(ADDRESS, headers=BROWSER) for _time in range(3)][-1].headers["ETag"]
    client.get(ADDRESS, headers={**BROWSER, "if-none-match": tag})
    assert sum(reads.waiting.take().values()) == 4


def test_without_the_cache_nothing_is_kept_and_nothing_said(client, practice, settings):
    settings.PAGE_CACHE = False
    for _time in range(2):
        assert {"ETag", "Cache-Control", "Cache-Status"}.isdisjoint(client.get(ADDRESS).headers)


# What makes a new version


CHANGES = {
    "update": lambda record: Practice.objects.filter(pk=record.pk).update(title_en="Barbers"),
    "bulk_update": lambda record: Practice.objects.bulk_update([record], ["title_en"]),
    "bulk_create": lambda _record: Practice.objects.bulk_create(
        [factories.PracticeFactory.build(updated_at=timezone.now())]
    ),
    "relation": lambda record: record.partners.through.objects.create(
        practice=record, organisation=factories.OrganisationFactory()
    ),
    "delete": lambda _record: Translation.objects.all()._raw_delete("default"),
    "statement": lambda _record: connection.cursor().execute("UPDATE practices_practice SET title_en = 'Barbers'"),
    "translation": lambda _record: Translation.objects.update(role="counsellor"),
    "synonym": lambda _record: Synonym.objects.bulk_create([Synonym(name="x", terms="x\ny")]),
    "address for messages": lambda _record: factories.ContactAddressFactory(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_way_to_change_what_readers_see_makes_a_new_version(practice, change):
    before = content_version()
    change(practice)
    assert content_version() != before


def test_what_readers_do_not_see_makes_none(practice):
    before = content_version()
    FailedSearch.objects.create(text="x", language="en", count=1, last_month=date(2026, 11, 1))
    User.objects.create(username="somebody")
    assert content_version() == before


def test_a_version_is_known_once_a_request_even_within_another(practice, django_assert_num_queries):
    bump_version()
    from skills2work.version import one_answer  # noqa: PLC0415

    with django_assert_num_queries(1), one_answer():
        first = content_version()
        with one_answer():
            assert content_version() == first
