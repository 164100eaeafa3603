"""Readers' questions go to a replica that is fit for it; everything else, and whatever fails there, to the primary."""

import socket
import time
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError, router
from django.http import HttpResponse

from skills2work.databases import middleware, reading
from skills2work.databases.addresses import PRIMARY
from skills2work.databases.middleware import ReadFromReplica
from skills2work.databases.replicas import SILENCE, Replica, Replicas
from skills2work.models import Source
from skills2work.search.backends import connection_to_read
from skills2work.version import read_version
from skills2work.views import machines


class Connection(SimpleNamespace):
    """A connection to a replica as the middleware sees it; `fails` says what every question does."""

    errors_occurred = True  # left over from an earlier request
    connection = None
    fails = False

    def close(self):
        self.closed = True


@pytest.fixture
def servers(monkeypatch):
    """One replica that follows, without a server behind it."""
    found = Replicas(["replica1"])
    found.start = lambda: None
    found.known["replica1"].heard("follows")
    found.connections = {"replica1": Connection()}
    monkeypatch.setattr(middleware, "replicas", found)
    monkeypatch.setattr(machines, "replicas", found)
    monkeypatch.setattr(middleware, "connections", found.connections)
    return found


@pytest.fixture
def answered(servers, rf):
    """Answer a request; returns the databases that it was read from, in order."""

    def answer(method="get", path="/en/", view=None, cookies=None, **headers):
        seen = []

        def get_response(request):
            site.process_view(request, view, (), {})
            seen.append(router.db_for_read(Source))
            connection = servers.connections.get(seen[-1])
            if connection and connection.fails:
                connection.errors_occurred = True
                return HttpResponse(status=503)
            return HttpResponse("fine")

        site = ReadFromReplica(get_response)
        request = getattr(rf, method)(path, **headers)
        request.COOKIES.update(cookies or {})
        assert site(request).content == b"fine"
        return seen

    return answer


def test_without_replicas_the_middleware_is_left_out():
    with pytest.raises(MiddlewareNotUsed):
        ReadFromReplica(lambda _request: HttpResponse())


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_reader_reads_from_the_replica(answered, method):
    assert answered(method) == ["replica1"]


def test_what_is_sent_goes_to_the_primary(answered):
    assert answered("post") == [PRIMARY]


@pytest.mark.parametrize("path", ["/admin/", "/readyz", "/healthz"])
def test_the_admin_and_the_checks_of_health_ask_the_primary(answered, path):
    assert answered(path=path) == [PRIMARY]


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken"])
def test_staff_and_whoever_has_sent_a_form_read_from_the_primary(answered, cookie):
    assert answered(cookies={cookie: "abc"}) == [PRIMARY]


def test_a_page_with_a_form_is_read_from_the_primary(answered):
    assert answered(view=SimpleNamespace(takes_post=True)) == [PRIMARY]


def test_after_the_request_everything_reads_from_the_primary_again(answered):
    answered()
    assert reading.chosen() == PRIMARY


def test_what_is_written_goes_to_the_primary_even_while_a_reader_reads():
    with reading.reading_from("replica1"):
        assert router.db_for_write(User) == PRIMARY
        assert router.db_for_write(Source, instance=Source()) == PRIMARY


def test_migrations_leave_replicas_alone():
    assert not router.allow_migrate("replica1", "practices")
    assert router.allow_migrate(PRIMARY, "practices")


@pytest.mark.parametrize(
    ("module", "ask"), [("skills2work.version", read_version), ("skills2work.search.backends", connection_to_read)]
)
def test_the_version_and_the_search_are_read_from_where_the_page_is(monkeypatch, module, ask):
    asked = []

    class Connections:
        def __getitem__(self, alias):
            asked.append(alias)
            raise OperationalError

    monkeypatch.setattr(f"{module}.connections", Connections())
    with reading.reading_from("replica1"), pytest.raises(OperationalError):
        ask()
    assert asked == ["replica1"]


# A replica that fails


def test_a_page_that_fails_on_the_replica_is_made_from_the_primary(answered, servers):
    servers.connections["replica1"].fails = True
    assert answered() == ["replica1", PRIMARY]


def test_a_replica_that_failed_is_left_alone_until_it_answers_again(answered, servers, monkeypatch):
    servers.connections["replica1"].fails = True
    answered()
    assert answered() == [PRIMARY]
    servers.connections["replica1"].fails = False
    servers.known["replica1"].heard("follows")
    assert answered() == [PRIMARY]
    later = time.monotonic() + 3
    monkeypatch.setattr("skills2work.databases.replicas.time.monotonic", lambda: later)
    assert answered() == ["replica1"]


def test_a_question_that_the_replica_only_took_back_does_not_cost_it_its_place(answered, servers):
    connection = servers.connections["replica1"]
    connection.fails, connection.connection, connection.is_usable = True, object(), lambda: True
    assert answered() == ["replica1", PRIMARY]
    assert answered() == ["replica1", PRIMARY]


@pytest.mark.parametrize("state", ["not asked yet", "does not answer", "is behind", "was promoted and follows no more"])
def test_a_replica_in_any_other_state_is_not_read_from(answered, servers, state):
    servers.known["replica1"].heard(state)
    assert answered() == [PRIMARY]


def test_a_replica_that_is_silent_is_not_read_from(answered, servers):
    servers.known["replica1"].answered_at -= SILENCE + 1
    assert answered() == [PRIMARY]


def test_another_replica_takes_over():
    found = Replicas(["replica1", "replica2"])
    found.start = lambda: None
    found.known["replica1"].heard("does not answer")
    found.known["replica2"].heard("follows")
    assert {found.choose() for _try in range(20)} == {"replica2"}


def test_the_site_is_ready_for_readers_while_only_a_replica_answers(client, servers, monkeypatch):
    def gone():
        raise OperationalError

    monkeypatch.setattr(machines.connection, "cursor", gone)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"reading only: the primary does not answer\n")
    servers.known["replica1"].heard("does not answer")
    assert client.get("/readyz").status_code == 503


# How far a replica is behind


class Cursor:
    def __init__(self, row):
        self.row = row

    def __enter__(self):
        if isinstance(self.row, Exception):
            raise self.row
        return self

    def __exit__(self, *_error):
        pass

    def execute(self, _statement):
        pass

    def fetchone(self):
        return self.row


class Asked:
    """A connection of the threads that watch; gives one answer."""

    def __init__(self, row):
        self.row = row

    def cursor(self):
        return Cursor(self.row)

    def close(self):
        pass


@pytest.fixture
def watched(settings):
    """A primary that had written up to 100 ten seconds ago, and up to 200 now."""
    settings.REPLICA_MAX_LAG = 5
    found = Replicas(["replica1"])
    now = time.monotonic()
    found.written.extend([(now - 10, 100), (now, 200)])
    return found


def state(found, row):
    found.ask("replica1", Asked(row))
    return found.known["replica1"].state


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ((True, 200), "follows"),
        ((True, 250), "follows"),  # the primary was asked a moment before
        ((True, 150), "follows"),  # it lacks what was written just now
        ((True, 99), "is behind"),  # it lacks what was written ten seconds ago
        ((True, None), "is behind"),  # it has received nothing yet
        ((False, 300), "was promoted and follows no more"),
        (OperationalError(), "does not answer"),
    ],
)
def test_a_replica_is_what_its_answer_says(watched, row, expected):
    assert state(watched, row) == expected


def test_a_replica_that_caught_up_is_read_from_again(watched):
    state(watched, (True, 99))
    assert not watched.known["replica1"].is_usable()
    state(watched, (True, 200))
    assert watched.known["replica1"].is_usable()


def test_while_the_primary_is_gone_a_replica_that_has_everything_goes_on(watched):
    watched.ask(PRIMARY, Asked(OperationalError()))
    assert state(watched, (True, 200)) == "follows"


def test_the_answers_of_the_primary_are_what_lag_is_measured_by(watched):
    watched.ask(PRIMARY, Asked((False, 300)))
    assert watched.written[-1][1] == 300


def test_a_silent_replica_is_given_up_and_its_connections_are_cut(watched):
    ours, theirs = socket.socketpair()
    replica = watched.known["replica1"]
    replica.heard("follows")
    watched.note_connection(SimpleNamespace(alias="replica1", connection=ours))
    watched.give_up_silent_ones()
    assert replica.state == "follows"
    replica.answered_at -= SILENCE + 1
    watched.give_up_silent_ones()
    assert replica.state == "does not answer"
    assert theirs.recv(1) == b""
    ours.close()
    theirs.close()


def test_only_what_changes_is_logged(caplog):
    replica = Replica("replica1")
    for _time in range(3):
        replica.heard("follows")
    assert len(caplog.records) == 1
