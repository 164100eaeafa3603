"""Pieces of pages that many pages share are made once, and never shown longer than they are true."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from skills2work.caching.remembering import while_unchanged
from skills2work.version import bump_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    """What was made, each time that it was."""
    return []


@pytest.fixture
def piece(made):
    @while_unchanged(2)
    def make(name):
        made.append((name, translation.get_language()))
        return name.upper()

    return make


def test_a_piece_is_made_once(piece, made):
    assert [piece("a"), piece("a")] == ["A", "A"]
    assert made == [("a", "en")]


def test_each_language_has_a_piece_of_its_own(piece, made):
    piece("a")
    with translation.override("ar"):
        piece("a")
    assert made == [("a", "en"), ("a", "ar")]


def test_a_change_of_the_content_makes_it_anew(piece, made):
    piece("a")
    bump_version()
    piece("a")
    assert len(made) == 2


def test_a_new_day_makes_it_anew(piece, made, monkeypatch):
    piece("a")
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
    piece("a")
    assert len(made) == 2


def test_what_was_asked_for_longest_ago_makes_room(piece, made):
    for name in ("a", "b", "c", "b", "a"):
        piece(name)
    assert [name for name, _language in made] == ["a", "b", "c", "a"]
