"""The addresses of databases, and which of them there can be."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from skills2work.databases.addresses import database, replicas

ONE = "postgres://reader:se%40cret@one:5433/directory"


def test_one_server():
    settings = database(ONE, 60)
    assert (settings["HOST"], settings["PORT"], settings["PASSWORD"]) == ("one", 5433, "se@cret")
    assert settings["CONN_MAX_AGE"] == 60


def test_several_servers_of_which_one_can_be_written_to():
    settings = database("postgres://writer:a@one:5433,two/directory?target_session_attrs=read-write", 60)
    assert (settings["HOST"], settings["PORT"]) == ("one,two", "5433,5432")
    assert (settings["USER"], settings["NAME"]) == ("writer", "directory")
    assert settings["OPTIONS"] == {"target_session_attrs": "read-write"}


def test_sqlite_stays_as_it_is():
    assert database("sqlite:////srv/a,b.sqlite3", 60)["NAME"] == "/srv/a,b.sqlite3"


def test_each_replica_has_a_name_and_is_not_waited_for():
    found = replicas([ONE, ONE], database(ONE, 60), 60)
    assert list(found) == ["replica1", "replica2"]
    assert found["replica1"]["OPTIONS"] == {"connect_timeout": 2, "tcp_user_timeout": 5000}


def test_an_address_may_say_how_long_to_wait():
    found = replicas([f"{ONE}?connect_timeout=7"], database(ONE, 60), 60)
    assert found["replica1"]["OPTIONS"]["connect_timeout"] == 7


def test_without_replicas_there_is_one_database():
    assert replicas([], database("sqlite:////tmp/a.sqlite3", 60), 60) == {}


@pytest.mark.parametrize(
    ("urls", "primary"),
    [([ONE], "sqlite:////tmp/a.sqlite3"), (["sqlite:////tmp/a.sqlite3"], ONE)],
)
def test_sqlite_neither_has_replicas_nor_is_one(urls, primary):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_REPLICA_URL"):
        replicas(urls, database(primary, 60), 60)
