"""What is chosen to be compared: up to four records that the address names; the rest is left out and said so."""

from collections.abc import Collection
from typing import NamedTuple

from django.http import QueryDict

from skills2work import querystrings
from skills2work.asked import query_text, unknown

MOST = 4
MOST_SAID = 10
MOST_READ = 50


class Chosen(NamedTuple):
    """The values to compare; what does not exist ("compare: nonsense"), and what is one too many."""

    values: list[str]
    ignored: list[str]
    too_many: list[str]

    @property
    def is_full(self) -> bool:
        """Say whether no more can be added."""
        return len(self.values) >= MOST


def asked_values(query: QueryDict, name: str) -> list[str]:
    """Return what the address names, once each, at most MOST_READ: a parameter may be repeated and may hold commas."""
    parts = [part for value in query.getlist(name) for part in value.split(",", MOST_READ)][:MOST_READ]
    return list(dict.fromkeys(text for part in parts if (text := query_text(part).text)))


def chosen(query: QueryDict, name: str, known: Collection[str]) -> Chosen:
    """Return the first four known values in the order of the address."""
    asked = asked_values(query, name)
    found = [value for value in asked if value in known]
    ignored = [unknown(name, value) for value in asked if value not in known]
    return Chosen(found[:MOST], ignored[:MOST_SAID], found[MOST:][:MOST_SAID])


def query_of(name: str, values: list[str]) -> str:
    """Return the query string that names some values in one readable parameter: "?compare=a,b"."""
    return querystrings.encode([(name, ",".join(values))]).replace("%2C", ",") if values else "?"
