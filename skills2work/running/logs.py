"""The log: lines for people or JSON for machines, on standard error, each with the id of its request and no secret."""

import logging
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from skills2work.running.request_ids import request_id
from skills2work.running.scrubbing import scrubbed

# What Django hangs on its records: whole requests and sockets, which hold addresses.
LEFT_OUT = (*RESERVED_ATTRS, "taskName", "request", "response", "server_time", "sql", "params")


class WithRequestId(logging.Filter):
    """Gives every record the id of the request it belongs to; a dash outside of one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the id, and let everything pass. Django logs a wrong address when middleware has ended already."""
        of_request = getattr(getattr(record, "request", None), "request_id", "")
        record.request_id = request_id() or of_request or "-"
        return True


class Lines(logging.Formatter):
    """One line a record, for people."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} [{request_id}] {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without what no log may hold."""
        return scrubbed(super().format(record))


class Json(JsonFormatter):
    """One JSON object a record, on one line, for machines."""

    def __init__(self) -> None:
        names = {"levelname": "level", "name": "logger", "exc_info": "exception"}
        super().__init__(
            "{levelname}{name}{request_id}{message}",
            style="{",
            timestamp="time",
            rename_fields=names,
            reserved_attrs=LEFT_OUT,
            json_ensure_ascii=False,
        )

    def format(self, record: logging.LogRecord) -> str:
        """Return the object, without what no log may hold."""
        return scrubbed(super().format(record))


FORMATS = {"json": Json, "line": Lines}


def logging_settings(form: str, level: str) -> dict[str, Any]:
    """Return what `logging.config.dictConfig` takes, for Django and for gunicorn alike."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": WithRequestId}},
        "formatters": {"log": {"()": FORMATS[form]}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "log", "filters": ["request_id"]}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "skills2work.accounts.events": {"level": "INFO"},  # every sign-in, at any LOG_LEVEL
            "axes": {"level": "ERROR"},  # its warnings hold network addresses
            "gunicorn.error": {"handlers": [], "propagate": True},
            "gunicorn.access": {"handlers": [], "propagate": False},  # its lines hold network addresses
        },
    }
