"""The addresses of databases as Django's settings have them, of servers that stand in for each other too."""

from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

PRIMARY = "default"
REPLICA = "replica"  # the names of replicas begin with it
# A replica that does not answer is not waited for: the primary is there.
REPLICA_LIMITS = {"connect_timeout": 2, "tcp_user_timeout": 5000}


def database(url: str, max_age: int) -> dict[str, Any]:
    """Return the settings of a database.

    As libpq does, it takes several servers: `postgres://user:password@one:5432,two:5432/name` with
    `?target_session_attrs=read-write` at the end goes to whichever of them can be written to.
    """
    parts = urlsplit(url)
    user, at, servers = parts.netloc.rpartition("@")
    first, *others = servers.split(",")
    settings: dict[str, Any] = dict(
        dj_database_url.parse(
            parts._replace(netloc=f"{user}{at}{first}").geturl() if others else url,
            conn_max_age=max_age,
            conn_health_checks=True,
        )
    )
    if others:
        pairs = [server.rpartition(":") if ":" in server else (server, "", "5432") for server in (first, *others)]
        settings["HOST"] = ",".join(host for host, _colon, _port in pairs)
        settings["PORT"] = ",".join(port for _host, _colon, port in pairs)
    return settings


def replicas(urls: list[str], primary: dict[str, Any], max_age: int) -> dict[str, dict[str, Any]]:
    """Return the settings of all replicas by name. Raises ImproperlyConfigured where there can be none."""
    if urls and not primary["ENGINE"].endswith("postgresql"):
        raise ImproperlyConfigured("DATABASE_REPLICA_URL needs a DATABASE_URL of PostgreSQL: SQLite has no replicas")
    found: dict[str, dict[str, Any]] = {}
    for number, url in enumerate(urls, start=1):
        settings = database(url, max_age)
        if not settings["ENGINE"].endswith("postgresql"):
            raise ImproperlyConfigured("DATABASE_REPLICA_URL must be one address of PostgreSQL or several, with commas")
        settings["OPTIONS"] = {**REPLICA_LIMITS, **settings.get("OPTIONS", {})}
        settings["CONN_HEALTH_CHECKS"] = False  # a question that fails is asked again of the primary
        settings["TEST"] = {"MIRROR": PRIMARY}
        found[f"{REPLICA}{number}"] = settings
    return found
