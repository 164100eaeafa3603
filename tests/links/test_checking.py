"""Every address is visited once a day, what came of it is kept, and only three bad days make a link broken."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from skills2work.links import checking
from skills2work.links.checking import waiting
from skills2work.links.models import Link, LinkCheck
from skills2work.links.named import addresses, entries_naming
from skills2work.links.outcomes import ADVICE, FAILURES, Outcome
from skills2work.links.visiting import Visit
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


def failed(url="https://a.example/"):
    return Visit(url, Outcome.NOT_FOUND, 404)


def fine(url="https://a.example/"):
    return Visit(url, Outcome.FINE, 200)


def noted(*visits):
    """Return a link that had one visit a day, in this order."""
    link = Link.objects.create(url="https://a.example/")
    for number, visit in enumerate(visits):
        link.note(visit, DAY + timedelta(days=number))
    return link


# What counts as broken


def test_two_bad_days_do_not_make_a_link_broken():
    link = noted(failed(), failed())
    assert not link.is_broken
    assert not Link.objects.broken().exists()


def test_three_bad_days_make_a_link_broken():
    link = noted(failed(), Visit("https://a.example/", Outcome.TIMEOUT), failed())
    assert link.is_broken
    assert list(Link.objects.broken()) == [link]


def test_three_failures_on_one_day_are_one():
    link = Link.objects.create(url="https://a.example/")
    for _number in range(3):
        link.note(failed(), DAY)
    assert (link.failing_days, link.checks.count()) == (1, 1)


def test_a_good_day_begins_the_count_anew():
    assert noted(failed(), failed(), fine(), failed()).failing_days == 1


def test_a_server_that_lets_no_program_in_is_not_called_broken():
    unwelcome = Visit("https://a.example/", Outcome.UNWELCOME, 403)
    assert not noted(unwelcome, unwelcome, unwelcome).is_broken


def test_every_outcome_says_what_to_do():
    assert set(ADVICE) == set(Outcome)
    assert {Outcome.FINE, Outcome.MOVED, Outcome.UNWELCOME} == set(Outcome) - FAILURES


def test_the_history_keeps_day_outcome_status_and_where_it_led():
    noted(Visit("https://a.example/", Outcome.MOVED, 200, "https://b.example/", "https://b.example/"))
    check = LinkCheck.objects.get()
    assert (check.day, check.outcome, check.status, check.final_url) == (DAY, "moved", 200, "https://b.example/")
    assert Link.objects.get().moved_to == "https://b.example/"


# Which addresses


def test_addresses_of_all_kinds_are_named_once():
    source = factories.SourceFactory(url="https://source.example/one")
    factories.OrganisationFactory(url="https://own.example/", sources=[source])
    factories.PracticeFactory(url="https://own.example/", sources=[source])
    factories.RecognitionBodyFactory(
        url="https://body.example/", area__profile__employment_service_url="https://es.example/"
    )
    factories.RegulatedProfessionFactory(url="https://profession.example/")
    found = addresses()
    wanted = {"https://source.example/one", "https://own.example/", "https://body.example/", "https://es.example/"}
    assert wanted | {"https://profession.example/"} <= set(found)
    assert len(found) == len(set(found))


def test_what_was_taken_down_and_mere_copies_are_not_visited():
    factories.OrganisationFactory(url="https://gone.example/", archived=True)
    factories.SourceFactory(url="https://x.cloudfront.net/page")
    assert {"https://gone.example/", "https://x.cloudfront.net/page"}.isdisjoint(addresses())


def test_the_entries_that_name_an_address_are_found():
    source = factories.SourceFactory(url="https://source.example/one")
    organisation = factories.OrganisationFactory(url="https://own.example/", sources=[source])
    body = factories.RecognitionBodyFactory(url="https://own.example/")
    uses = entries_naming(["https://own.example/", "https://source.example/one"])
    assert uses["https://own.example/"] == [organisation, body.area.profile]
    assert uses["https://source.example/one"] == [organisation]


def test_finding_the_entries_costs_as_many_queries_for_many_addresses(django_assert_max_num_queries):
    made = [factories.OrganisationFactory(url=f"https://own-{number}.example/").url for number in range(20)]
    with django_assert_max_num_queries(100) as few:
        entries_naming(made[:2])
    with django_assert_max_num_queries(len(few)):
        entries_naming(made)


# The command


@pytest.fixture
def answers(monkeypatch):
    """Let visits answer from a dictionary; all others are fine. Returns it, and what was visited."""
    given, asked = {}, []

    def visits(urls, _manners):
        for url in urls:
            asked.append(url)
            answer = given.get(url, fine(url))
            if isinstance(answer, BaseException):
                raise answer
            yield answer

    monkeypatch.setattr(checking, "visits", visits)
    return given, asked


def test_each_address_is_visited_once_a_day(answers):
    factories.OrganisationFactory(url="https://a.example/")
    call_command("check_links")
    call_command("check_links")
    assert sorted(answers[1]) == sorted(addresses())


def test_all_are_visited_again_when_asked(answers):
    factories.OrganisationFactory(url="https://a.example/")
    call_command("check_links")
    call_command("check_links", again=True)
    assert answers[1].count("https://a.example/") == 2
    assert LinkCheck.objects.filter(link__url="https://a.example/").count() == 1


def test_only_those_that_failed_are_visited_when_asked(answers):
    factories.OrganisationFactory(url="https://a.example/", sources=[])
    factories.OrganisationFactory(url="https://b.example/", sources=[])
    answers[0]["https://a.example/"] = failed()
    call_command("check_links")
    answers[1].clear()
    call_command("check_links", again=True, failing=True)
    assert answers[1] == ["https://a.example/"]


def test_a_stopped_run_goes_on_where_it_was(answers, capsys):
    for letter in "abc":
        factories.OrganisationFactory(url=f"https://{letter}.example/", sources=[])
    answers[0]["https://b.example/"] = KeyboardInterrupt()
    call_command("check_links")
    assert "goes on from here" in capsys.readouterr().out
    answers[0].clear()
    answers[1].clear()
    call_command("check_links")
    assert answers[1] == ["https://b.example/", "https://c.example/"]


def test_an_address_that_nobody_names_any_more_is_forgotten(answers):
    organisation = factories.OrganisationFactory(url="https://a.example/")
    call_command("check_links")
    organisation.delete()
    waiting(timezone.localdate())
    assert not Link.objects.filter(url="https://a.example/").exists()


def test_the_command_says_what_is_broken_what_to_do_and_who_names_it(answers, capsys, monkeypatch):
    factories.OrganisationFactory(title_en="Bridge", url="https://a.example/", sources=[])
    answers[0]["https://a.example/"] = failed()
    now = timezone.now()
    for days in range(3):
        monkeypatch.setattr(timezone, "now", lambda days=days: now + timedelta(days=days))
        call_command("check_links")
    told = capsys.readouterr().out.rpartition("1 broken")[2]
    assert "https://a.example/" in told
    assert "name another source" in told
    assert "organisation: Bridge" in told


def test_the_command_meets_a_real_server(server, settings, capsys):
    settings.LINKS_ALLOW_PRIVATE, settings.LINKS_PAUSE = True, 0
    factories.OrganisationFactory(url=f"{server.origin}/200", sources=[])
    factories.OrganisationFactory(url=f"{server.origin}/404", sources=[])
    call_command("check_links")
    found = dict(Link.objects.values_list("url", "outcome"))
    assert found == {f"{server.origin}/200": "fine", f"{server.origin}/404": "not_found"}


def test_the_settings_keep_the_command_out_of_private_networks(server, settings):
    settings.LINKS_PAUSE = 0
    factories.OrganisationFactory(url=f"{server.origin}/200", sources=[])
    call_command("check_links")
    assert (Link.objects.get().outcome, server.asked) == ("inside", [])


def test_servers_are_told_which_site_asks(settings):
    settings.SITE_URL = "https://directory.example"
    assert checking.manners().agent == "FromSkills2Work-links/1.0 (+https://directory.example)"
