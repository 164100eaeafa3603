"""Settings from the environment: wrong values fail loudly, with their name."""

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from skills2work import environment


@pytest.mark.parametrize(("value", "expected"), [("True", True), ("False", False)])
def test_a_boolean_is_true_or_false(monkeypatch, value, expected):
    monkeypatch.setenv("FLAG", value)
    assert environment.flag("FLAG", default=not expected) is expected


@pytest.mark.parametrize("default", [True, False])
def test_an_empty_boolean_is_its_default(monkeypatch, default):
    monkeypatch.setenv("FLAG", "")
    assert environment.flag("FLAG", default) is default


@pytest.mark.parametrize("default", [True, False])
def test_a_missing_boolean_is_its_default(monkeypatch, default):
    monkeypatch.delenv("FLAG", raising=False)
    assert environment.flag("FLAG", default) is default


@pytest.mark.parametrize("value", ["true", "TRUE", "yes", "no", "1", "0", "on", " True", "false"])
def test_any_other_boolean_is_refused_with_name_and_value(monkeypatch, value):
    monkeypatch.setenv("FLAG", value)
    with pytest.raises(ImproperlyConfigured, match=f"FLAG .*{value}"):
        environment.flag("FLAG")


def test_a_text_is_read_from_its_variable(monkeypatch):
    monkeypatch.setenv("NAME", "value")
    assert environment.text("NAME", "default") == "value"


def test_a_missing_text_is_its_default(monkeypatch):
    monkeypatch.delenv("NAME", raising=False)
    assert environment.text("NAME", "default") == "default"


def test_a_secret_is_read_from_the_file_that_is_named(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("s3cret\n", encoding="utf-8")
    monkeypatch.setenv("NAME_FILE", str(tmp_path / "secret"))
    assert environment.text("NAME") == "s3cret"


def test_a_file_wins_over_the_variable(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("from the file", encoding="utf-8")
    monkeypatch.setenv("NAME", "from the variable")
    monkeypatch.setenv("NAME_FILE", str(tmp_path / "secret"))
    assert environment.text("NAME") == "from the file"


def test_a_file_that_cannot_be_read_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("NAME_FILE", str(tmp_path / "missing"))
    with pytest.raises(ImproperlyConfigured, match=r"NAME_FILE=.*missing"):
        environment.text("NAME", "default")


@pytest.mark.parametrize(("value", "expected"), [("60", 60), ("0", 0), ("-1", -1), ("", 7)])
def test_a_whole_number_is_read(monkeypatch, value, expected):
    monkeypatch.setenv("NUMBER", value)
    assert environment.number("NUMBER", 7) == expected


@pytest.mark.parametrize("value", ["many", "1.5", "1e3"])
def test_any_other_number_is_refused_with_name_and_value(monkeypatch, value):
    monkeypatch.setenv("NUMBER", value)
    with pytest.raises(ImproperlyConfigured, match=f"NUMBER .*{value}"):
        environment.number("NUMBER", 7)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("a.example", ["a.example"]), ("a.example, b.example,", ["a.example", "b.example"]), ("", ["x"])],
)
def test_a_list_is_separated_by_commas(monkeypatch, value, expected):
    monkeypatch.setenv("WORDS", value)
    assert environment.words("WORDS", ["x"]) == expected


def test_the_key_of_a_checkout_is_made_once(tmp_path):
    first = environment.local_secret_key(tmp_path / "var" / "secret_key")
    assert environment.local_secret_key(tmp_path / "var" / "secret_key") == first


def test_the_key_of_a_checkout_is_long(tmp_path):
    assert len(environment.local_secret_key(tmp_path / "secret_key")) >= 50


def test_two_checkouts_have_different_keys(tmp_path):
    assert environment.local_secret_key(tmp_path / "a") != environment.local_secret_key(tmp_path / "b")


def test_the_key_of_a_checkout_is_readable_by_its_owner_only(tmp_path):
    environment.local_secret_key(tmp_path / "secret_key")
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


@pytest.mark.parametrize(("given", "found"), [("", 60), ("5", 5), ("90", 90)])
def test_a_number_from_the_least_on_is_taken(monkeypatch, given, found):
    monkeypatch.setenv("MINUTES", given)
    assert environment.number("MINUTES", 60, least=5) == found


@pytest.mark.parametrize("given", ["4", "0", "-1"])
def test_a_number_below_the_least_is_refused_with_its_name(monkeypatch, given):
    monkeypatch.setenv("MINUTES", given)
    with pytest.raises(ImproperlyConfigured, match="MINUTES must be at least 5"):
        environment.number("MINUTES", 60, least=5)


@pytest.mark.parametrize("given", ["", "https://example.org/range/", "http://127.0.0.1:8080/"])
def test_an_address_of_the_web_is_taken(monkeypatch, given):
    monkeypatch.setenv("WHERE", given)
    assert environment.web_address("WHERE") == given


@pytest.mark.parametrize("given", ["file:///etc/passwd", "example.org", "ftp://example.org/"])
def test_any_other_address_is_refused_with_the_name_of_the_variable(monkeypatch, given):
    monkeypatch.setenv("WHERE", given)
    with pytest.raises(ImproperlyConfigured, match="WHERE"):
        environment.web_address("WHERE")
