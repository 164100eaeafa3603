"""Typed readers of the process environment: wrong values fail loudly, with their name."""

import os
import secrets
from pathlib import Path

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


def number(name: str, default: int) -> int:
    """Return a whole number. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "")
    try:
        return int(value) if value else default
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from error


def words(name: str, default: list[str]) -> list[str]:
    """Return a list from a comma-separated variable."""
    value = text(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else default


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
