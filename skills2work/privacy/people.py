"""Where something is kept of a person: one register of all places, for the copy she gets and for being forgotten.

Each place names the personal fields it answers for. A test walks over all models and fails for a field that is in no
place. An app adds its own places in `AppConfig.ready`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models.functions import Lower

from skills2work.letters.forgetting import letter_models

# Of no use to her, of much to others.
SECRETS = {"password", "key", "token", "codes", "session_data", "session_key", "salt"}


@dataclass
class Person:
    """Somebody, by the addresses and names she is known under here."""

    asked: str
    accounts: list[Any] = field(default_factory=list)
    emails: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    records: list[models.Model] = field(default_factory=list)  # entries of the directory that are about her

    @property
    def words(self) -> set[str]:
        """Return what names her unmistakably in any text, in small letters."""
        return {word.lower() for word in self.emails}


def person(asked: str, records: Iterable[models.Model] = ()) -> Person:
    """Return who is meant by an email address or the name of an account."""
    found = Person(asked, records=list(records))
    named = models.Q(email__iexact=asked) if "@" in asked else models.Q(username__iexact=asked)
    found.accounts = list(get_user_model().objects.filter(named))
    found.emails = {account.email for account in found.accounts if account.email}
    if "@" in asked:
        found.emails.add(asked)
    found.names = {account.get_username() for account in found.accounts}
    for find in _record_finders:
        found.records += [record for record in find(found) if record not in found.records]
    return found


Rows = Any  # a query set
Find = Callable[[Person], Rows]
Erase = Callable[[Person, Rows], None]


def delete(_person: Person, rows: Rows) -> None:
    """Delete the rows."""
    rows.delete()


def leave(_person: Person, _rows: Rows) -> None:
    """Do nothing: the row goes, or lets go of her, with her account."""


@dataclass(frozen=True)
class Place:
    """One model: which of its fields are personal, how her rows are found, and what erasing does to them."""

    model: str
    fields: tuple[str, ...]
    find: Find
    erase: Erase = delete
    order: int = 50  # accounts come last: other places are found by them

    def rows(self, whose: Person) -> Rows:
        """Return her rows."""
        return self.find(whose)

    def copy(self, whose: Person) -> list[dict[str, Any]]:
        """Return her rows as plain values, without what is a secret of the site."""
        return [values_of(row) for row in self.rows(whose)]


def values_of(row: models.Model) -> dict[str, Any]:
    """Return the fields of a row as they would stand in JSON; of a file that somebody sent, its text."""
    kept = [one for one in row._meta.concrete_fields if one.name not in SECRETS]
    values = {one.name: one.value_from_object(row) for one in kept}
    return {
        name: bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else value
        for name, value in values.items()
    }


_places: dict[tuple[str, tuple[str, ...]], Place] = {}
_record_finders: list[Callable[[Person], Iterable[models.Model]]] = []


def register(*places: Place) -> None:
    """Add places to the register."""
    for place in places:
        _places[place.model, place.fields] = place


def register_records(find: Callable[[Person], Iterable[models.Model]]) -> None:
    """Add a way to find entries of the directory that are about a person."""
    if find not in _record_finders:
        _record_finders.append(find)


def places() -> list[Place]:
    """Return all places in the order in which they are erased."""
    return sorted(_places.values(), key=lambda place: place.order)


# How rows are found


def by_account(label: str, name: str = "user") -> Find:
    """Return a finder of rows that belong to one of her accounts."""
    return lambda whose: apps.get_model(label)._base_manager.filter(**{f"{name}__in": whose.accounts})  # noqa: SLF001


def by_email(label: str, name: str) -> Find:
    """Return a finder of rows that hold one of her addresses, in small letters or large ones."""

    def find(whose: Person) -> Rows:
        """Find them."""
        rows = apps.get_model(label)._base_manager.alias(address_in_small=Lower(name))  # noqa: SLF001
        return rows.filter(address_in_small__in=whose.words)

    return find


def by_name(label: str, name: str) -> Find:
    """Return a finder of rows that hold what she typed to log in: the name of an account, or an address."""
    return lambda whose: apps.get_model(label)._base_manager.filter(**{f"{name}__in": whose.names | whose.emails})  # noqa: SLF001


def sessions_of(whose: Person) -> Rows:
    """Return the sessions she is logged in with; they say so in their sealed data only."""
    numbers = {str(account.pk) for account in whose.accounts}
    hers = [one.pk for one in Session.objects.iterator() if one.get_decoded().get("_auth_user_id") in numbers]
    return Session.objects.filter(pk__in=hers)


def log_of(whose: Person) -> Rows:
    """Return what the admin's log says that she did, and what was done to her accounts."""
    to_her = models.Q(
        content_type__app_label="auth",
        content_type__model="user",
        object_id__in=[str(account.pk) for account in whose.accounts],
    )
    return LogEntry.objects.filter(to_her | models.Q(user__in=whose.accounts))


def user_fields() -> list[tuple[str, str]]:
    """Return every field of any model that is personal by its kind: an account, an email or a network address."""
    account = get_user_model()
    kinds = (models.EmailField, models.GenericIPAddressField)
    return [
        (model._meta.label, one.name)
        for model in apps.get_models()
        for one in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if isinstance(one, kinds) or (one.is_relation and one.related_model is account)
    ]


def register_all() -> None:
    """Register what is kept on the ground floor and by the libraries."""
    register(
        Place("sessions.Session", (), sessions_of, order=10),
        *(
            Place(f"axes.{name}", ("ip_address",), by_name(f"axes.{name}", "username"), order=20)
            for name in ("AccessAttempt", "AccessFailureLog", "AccessLog")
        ),
        Place("otp_totp.TOTPDevice", ("user",), by_account("otp_totp.TOTPDevice")),
        Place("otp_static.StaticDevice", ("user",), by_account("otp_static.StaticDevice")),
        Place("skills2work.RecoveryCodes", ("user",), by_account("skills2work.RecoveryCodes")),
        Place("admin.LogEntry", ("user",), log_of),
        Place("skills2work.Assignment", ("user",), by_account("skills2work.Assignment")),
        Place("skills2work.SentTable", ("user",), by_account("skills2work.SentTable")),
        Place("skills2work.ProposedChange", ("author",), by_account("skills2work.ProposedChange", "author")),
        Place(
            "skills2work.ProposedChange", ("decided_by",), by_account("skills2work.ProposedChange", "decided_by"), leave
        ),
        Place("reversion.Revision", ("user",), by_account("reversion.Revision"), leave),
        Place(
            "auth.User",
            ("email",),
            lambda whose: get_user_model().objects.filter(pk__in=[account.pk for account in whose.accounts]),
            order=90,
        ),
    )
    for model in letter_models():
        if model._meta.app_label == "skills2work":
            register(Place(model._meta.label, ("answer_to",), by_email(model._meta.label, "answer_to")))
