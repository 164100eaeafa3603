"""Every answer has an id; one from outside counts only where a trusted proxy gave it."""

import re

import pytest

pytestmark = pytest.mark.one_database

GIVEN = "proxy-4711.0815"


def given_back(client, number):
    return client.get("/healthz", headers={"x-request-id": number})["X-Request-ID"]


def test_each_request_has_an_id_of_its_own(client):
    first, second = (client.get("/healthz")["X-Request-ID"] for _request in range(2))
    assert re.fullmatch(r"[0-9a-f]{16}", first)
    assert first != second


def test_an_id_of_the_proxy_is_kept(client, settings):
    settings.BEHIND_PROXY = True
    assert given_back(client, GIVEN) == GIVEN


def test_an_id_from_anybody_else_is_not_taken(client, settings):
    settings.BEHIND_PROXY = False
    assert given_back(client, GIVEN) != GIVEN


@pytest.mark.parametrize("wrong", ["", "short", "x" * 65, "with space", 'quote"quote', "a\tb-cdefgh", "é" * 8])
def test_an_id_that_is_not_well_formed_is_replaced(client, settings, wrong):
    settings.BEHIND_PROXY = True
    assert re.fullmatch(r"[0-9a-f]{16}", given_back(client, wrong))
