"""Typed readers of the process environment: wrong values fail loudly, with their name."""

import os
import re
import secrets
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """Return the variable, or the content of the file that NAME_FILE points to, or the default.

    Raises ImproperlyConfigured when NAME_FILE cannot be read.
    """
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE={path!r} cannot be read: {error}") from error
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    """Return a boolean. Only True, False or an empty value are accepted, so that "no" is never taken for true."""
    value = os.environ.get(name, "")
    if value == "":
        return default
    if value not in {"True", "False"}:
        raise ImproperlyConfigured(f"{name} must be True or False, not {value!r}")
    return value == "True"


def number(name: str, default: int, least: int | None = None) -> int:
    """Return a whole number. Raises ImproperlyConfigured for anything else, and for one below the least."""
    value = os.environ.get(name, "")
    try:
        found = int(value) if value else default
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from error
    if least is not None and found < least:
        raise ImproperlyConfigured(f"{name} must be at least {least}, not {found}")
    return found


def web_address(name: str) -> str:
    """Return an address of the web, or an empty text. Raises ImproperlyConfigured for any other kind of address."""
    value = text(name)
    if value and not value.startswith(("https://", "http://")):
        raise ImproperlyConfigured(f"{name} must begin with https:// or http://")
    return value


def words(name: str, default: list[str]) -> list[str]:
    """Return a list from a comma-separated variable."""
    value = text(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else default


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """Return one of a few words. Raises ImproperlyConfigured for any other."""
    value = text(name) or default
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}")
    return value


def log_format() -> str:
    """Return how the log is written: JSON in production, lines for people elsewhere, unless LOG_FORMAT says."""
    return choice("LOG_FORMAT", "json" if flag("PRODUCTION") else "line", ("json", "line"))


def folder(name: str, default: str, taken: frozenset[str] = frozenset()) -> str:
    """Return a part of an address that ends with a slash. Raises ImproperlyConfigured for one that is taken or none."""
    value = (text(name) or default).strip("/") + "/"
    if not re.fullmatch(r"([A-Za-z0-9_-]+/)+", value) or value.split("/")[0] in taken:
        raise ImproperlyConfigured(
            f"{name}={value!r}: letters, digits, - and _ with / between, and no address of the site"
        )
    return value


class MailServer(NamedTuple):
    """Where letters go, by the names of Django's settings."""

    backend: str
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    use_tls: bool = False
    use_ssl: bool = False


def mail_server(name: str) -> MailServer:
    """Return the mail server of an address: smtp://, smtp+tls:// or smtps://, or console: for standard output.

    Raises ImproperlyConfigured for anything else; the message does not hold the address, which may hold a password.
    """
    value = text(name)
    if value in {"", "console:"}:
        return MailServer("django.core.mail.backends.console.EmailBackend")
    try:
        parts = urlsplit(value)
        port = {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme]
        server = MailServer(
            "django.core.mail.backends.smtp.EmailBackend",
            host=parts.hostname or "localhost",
            port=parts.port or port,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            use_tls=parts.scheme == "smtp+tls",
            use_ssl=parts.scheme == "smtps",
        )
    except (KeyError, ValueError):
        raise ImproperlyConfigured(f"{name} must be like smtp+tls://user:password@mail.example.org:587") from None
    return server


def local_secret_key(path: Path) -> str:
    """Return the key kept in `path`, made there on first use, readable by its owner only.

    For a checkout on one machine. Production gives SECRET_KEY itself and never comes here.
    """
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(50)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(key)
    except FileExistsError:  # another process was first
        return path.read_text(encoding="ascii")
    return key
