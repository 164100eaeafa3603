"""What an import may do, asked of `rights.py`. A command at the server asks nothing: there is no user."""

from typing import Any

from django.utils.translation import gettext as _

from skills2work.staff import rights
from skills2work.staff.changes import proposes
from skills2work.staff.duties import duties
from skills2work.staff.rights_admin import ON_THE_WAY


def not_hers(user: Any, record: Any) -> str:
    """Return why a row is not even compared: the record is not hers to see. A table tells nothing about it."""
    if user is None or record.pk is None or rights.may(user, "view", record):
        return ""
    return _("This address belongs to an entry outside the countries and organisations that were given to you.")


def may_import(user: Any, record: Any) -> bool:
    """Say whether she may change the record as it is now by an import."""
    return user is None or rights.may(user, "import", type(record) if record.pk is None else record)


def refusals(user: Any, record: Any, old_state: str, naming: set[str], *, may_import: bool) -> list[tuple[str, str]]:
    """Return (column, reason) for all that she may not do with a record as a row would leave it."""
    if user is None:
        return []
    if not may_import:
        return [("", why_not(user, record, old_state))]
    if not rights.may_hold(user, record, naming):
        return [("", _("This is outside the countries and organisations that were given to you."))]
    if record.state != old_state or record.pk is None:
        decides = rights.reviews(duties(user), record)
        on_the_way = record.state in ON_THE_WAY and (record.pk is None or old_state in ON_THE_WAY)
        if not decides and not on_the_way:
            return [("state", _("A reviewer of the country decides this."))]
    return []


def why_not(user: Any, record: Any, old_state: str) -> str:
    """Return in words why an import does not change this record."""
    state, record.state = record.state, old_state
    try:
        if proposes(user, record):
            return _(
                "Readers see this entry: an import does not change it. Change it in its form, then a reviewer sees it."
            )
    finally:
        record.state = state
    return _("You may look at this entry, but not change it by an import.")


def named_organisations(record: Any, later: list[tuple[Any, Any]]) -> set[str]:
    """Return the addresses of the organisations that a record will name."""
    found = {getattr(record, one.name) for one in record._meta.fields if one.is_relation}
    for _column, value in later:
        if isinstance(value, list):
            found.update(one for one in value if hasattr(one, "slug"))
    return {one.slug for one in found if one is not None and rights.is_organisation(type(one))}
