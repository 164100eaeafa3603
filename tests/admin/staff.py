"""People with roles for the admin tests: a browser in which each has signed in."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from skills2work.staff.models import Assignment

LIMITS: dict[str, dict[str, list[str]]] = {
    "editor": {"countries": ["NL"]},
    "member": {"organisations": ["organisation-0"]},
    "reviewer": {"countries": ["NL"]},
    "translator": {"languages": ["nl"]},
    "administrator": {},
    "nobody": {},
}


def make_user(name: str, **values: Any) -> User:
    return User.objects.create(username=name, **{"is_staff": True, **values})


def make_staff(role: str, name: str = "", **limits: list[str]) -> User:
    """Return somebody with one role. A "member" is an editor for an organisation, "nobody" has no role."""
    user = make_user(name or f"the-{role}")
    if role != "nobody":
        known = "editor" if role == "member" else role
        Assignment.objects.create(user=user, role=known, **(limits or LIMITS[role]))
    return user


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
