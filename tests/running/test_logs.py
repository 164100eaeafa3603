"""What the log holds, and what it never holds."""

import json
import logging
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core import signing

from skills2work.running.logs import FORMATS, WithRequestId, logging_settings
from skills2work.running.scrubbing import deeply_scrubbed, scrubbed

pytestmark = pytest.mark.one_database


def written(form, message, *args, **more):
    record = logging.LogRecord("some.logger", logging.WARNING, __file__, 1, message, args, more.pop("exc_info", None))
    record.__dict__.update(more)
    WithRequestId().filter(record)
    return FORMATS[form]().format(record)


def test_json_holds_level_logger_message_time_and_what_was_added():
    found = json.loads(written("json", "%s pages", 3, status=404))
    assert found.pop("time").startswith("20")
    assert found == {
        "level": "WARNING",
        "logger": "some.logger",
        "message": "3 pages",
        "request_id": "-",
        "status": 404,
    }


def test_an_error_stays_on_one_line_of_json_with_its_traceback():
    error = ValueError("first\nsecond")
    line = written("json", "It failed", exc_info=(ValueError, error, None))
    assert "\n" not in line
    assert "ValueError: first\nsecond" in json.loads(line)["exception"]


def test_the_whole_request_is_never_written(rf):
    request = rf.get("/en/search/?q=mira", headers={"cookie": "sessionid=1"})
    assert "mira" not in written("json", "Not Found: %s", request.path, request=request)


@pytest.mark.parametrize(
    ("secret", "instead"),
    [
        ("from 203.0.113.7.", "from [address]."),
        ("ip=203.0.113.7:", "ip=[address]:"),
        ("from 2001:db8::1 at", "from [address] at"),
        ("from 2001:db8:85a3:0:0:8a2e:370:7334", "from [address]"),
        ("::ffff:203.0.113.7", "[address]"),
        ("to mira@example.org:", "to [email]:"),
        ("postgres://web:s3cr3t@db/name", "postgres://web:[secret]@db/name"),
        ("password=hunter22 host=db", "password=[secret] host=db"),
        ("'csrfmiddlewaretoken': 'abc'", "'csrfmiddlewaretoken': '[secret]'"),
        ("Cookie: sessionid=abc", "Cookie: [secret]"),
    ],
)
@pytest.mark.parametrize("form", FORMATS)
def test_secrets_and_addresses_are_taken_out(form, secret, instead):
    line = written(form, secret)
    assert (json.loads(line)["message"] if form == "json" else line.partition("[-] ")[2]) == instead


@pytest.mark.parametrize(
    "harmless",
    ["at 23:59:59", "version 1.2.3", "127.0.0.1:8000", "std::move", "practices.Practice: 3", "2026-11-25T23:13:34.5"],
)
def test_what_only_looks_like_an_address_stays(harmless):
    assert scrubbed(harmless) == harmless


@pytest.mark.django_db
def test_links_that_let_somebody_in_are_taken_out(django_user_model):
    user = django_user_model.objects.create(username="mira")
    links = [
        signing.dumps({"user": 1}, salt="a"),
        signing.Signer().sign("0b1e"),
        default_token_generator.make_token(user),
    ]
    assert [scrubbed(f"Not Found: /en/{link}/") for link in links] == ["Not Found: /en/[signed]/"] * 3


def test_everything_in_a_nested_thing_is_scrubbed():
    assert deeply_scrubbed({"a": ["to mira@example.org", {"b": ("203.0.113.7", 5)}]}) == {
        "a": ["to [email]", {"b": ["[address]", 5]}]
    }


def test_the_log_in_which_web_servers_write_addresses_is_off():
    access = logging_settings("json", "DEBUG")["loggers"]["gunicorn.access"]
    assert access == {"handlers": [], "propagate": False}


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "Lines"),
        ({"PRODUCTION": "True", "SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "example.org"}, "Json"),
        ({"LOG_FORMAT": "json"}, "Json"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT must be one of json, line, not 'xml'"),
    ],
)
def test_the_environment_chooses_the_format(tmp_path, variables, expected):
    done = subprocess.run(
        [sys.executable, "-c", "from skills2work import settings; print(settings.LOGGING['formatters'])"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert expected in done.stdout + done.stderr
