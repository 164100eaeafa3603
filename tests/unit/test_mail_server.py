"""The mail server as one variable."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from skills2work.environment import mail_server

CONSOLE = "django.core.mail.backends.console.EmailBackend"


@pytest.mark.parametrize("given", ["", "console:"])
def test_letters_go_to_the_console_unless_a_server_is_named(monkeypatch, given):
    monkeypatch.setenv("EMAIL_URL", given)
    assert mail_server("EMAIL_URL").backend == CONSOLE


@pytest.mark.parametrize(
    ("given", "host", "port", "tls", "ssl"),
    [
        ("smtp://localhost", "localhost", 25, False, False),
        ("smtp+tls://mail.example.org", "mail.example.org", 587, True, False),
        ("smtps://mail.example.org", "mail.example.org", 465, False, True),
        ("smtp+tls://mail.example.org:2525", "mail.example.org", 2525, True, False),
    ],
)
def test_a_server_is_named_by_its_address(monkeypatch, given, host, port, tls, ssl):
    monkeypatch.setenv("EMAIL_URL", given)
    server = mail_server("EMAIL_URL")
    assert server.backend.endswith("smtp.EmailBackend")
    assert (server.host, server.port, server.use_tls, server.use_ssl) == (host, port, tls, ssl)


def test_name_and_password_may_hold_any_sign(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtps://me%40example.org:p%2Fw%3A1@mail.example.org")
    server = mail_server("EMAIL_URL")
    assert (server.user, server.password) == ("me@example.org", "p/w:1")


@pytest.mark.parametrize("given", ["mail.example.org", "http://:secret@x", "smtp://:secret@x:port", "smtp://[secret"])
def test_anything_else_is_refused_without_showing_it(monkeypatch, given):
    monkeypatch.setenv("EMAIL_URL", given)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL") as refused:
        mail_server("EMAIL_URL")
    assert "secret" not in str(refused.value)
