"""Practices, guidance and the right to work as data."""

from django.urls import URLPattern

from practices.data import access, guidance
from practices.data.practice import PRACTICES, practice_row
from skills2work.data import addresses, register

__all__ = ["PRACTICES", "data_addresses", "practice_row", "register_all"]


def data_addresses() -> list[URLPattern]:
    """Return the addresses of guidance and of the right to work as data; those of practices are the directory's."""
    return [
        *addresses(guidance.GUIDANCE, guidance.asked, guidance.page),
        *addresses(access.ACCESS, access.asked, access.page),
    ]


def register_all() -> None:
    """Give the data of this app away."""
    for kind in (PRACTICES, guidance.GUIDANCE, access.ACCESS):
        register(kind)
