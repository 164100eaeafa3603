"""No secret, and nothing that tells who a reader is, reaches the log, an error page or an error report."""

import io
import logging
import logging.config
import os
import subprocess
import sys

import pytest
from django.conf import settings as site
from django.contrib.auth.models import User
from django.test import Client
from django.views.debug import SafeExceptionReporterFilter

from skills2work.accounts import views
from skills2work.running.logs import logging_settings
from skills2work.running.scrubbing import scrubbed
from tests import factories
from tests.accounts.support import PASSWORD, telephone
from tests.admin.staff import make_staff
from tests.pages.forms import send
from tests.support.staff import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

WORDS = {
    "password": "lantern-of-the-secret-harbour",
    "code": "845120",
    "key": "k9-secret-key-of-this-site-9k",
    "mail": "mail-server-password-77",
    "database": "database-password-88",
    "cookie": "cookie-value-of-mira-55",
    "search": "what-a-reader-looked-for",
    "address": "203.0.113.77",
    "letter": "what a reader wrote to us",
    "reader": "reader@person.example",
}


@pytest.fixture(params=["json", "line"])
def log(request):
    """All that the log holds, at its most talkative, as it is written in production and elsewhere."""
    stream = io.StringIO()
    found = logging_settings(request.param, "DEBUG")
    found["handlers"]["console"]["stream"] = stream
    kept = {
        name: (logging.getLogger(name).handlers[:], logging.getLogger(name).level)
        for name in ("", "axes", "django.server")
    }
    logging.config.dictConfig(found)
    logging.getLogger("django.db.backends").setLevel(
        "INFO"
    )  # its statements are written in DEBUG only, which is refused
    yield stream
    for name, (handlers, level) in kept.items():
        logging.getLogger(name).handlers[:] = handlers
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def secrets(settings):
    settings.SECRET_KEY = WORDS["key"]
    settings.EMAIL_HOST_PASSWORD = WORDS["mail"]
    settings.DATABASES["default"]["PASSWORD"] = WORDS["database"]
    client = Client(raise_request_exception=False, REMOTE_ADDR=WORDS["address"])
    client.cookies["something"] = WORDS["cookie"]
    return client


def leaked(text):
    return {name for name, word in WORDS.items() if word in text}


def broken(*_arguments, **_more):
    told = {"SECRET_KEY": site.SECRET_KEY, "password": WORDS["password"]}
    raise RuntimeError(f"could not connect to postgres://web:{WORDS['database']}@db/x, token={WORDS['cookie']} {told}")


@pytest.mark.parametrize("where", ["skills2work.views.pages.render", "skills2work.letters.views.render"])
def test_an_error_writes_no_secret_into_the_log_or_the_page(secrets, log, monkeypatch, where):
    monkeypatch.setattr(where, broken)
    response = secrets.get("/en/about/" if "pages" in where else "/en/report/", {"q": WORDS["search"]})
    assert response.status_code == 500
    assert "RuntimeError" in log.getvalue()
    assert leaked(log.getvalue()) <= {"key", "password"} & set()
    assert leaked(response.content.decode()) == set()


def test_what_readers_write_is_not_logged(secrets, log, monkeypatch):
    monkeypatch.setattr("skills2work.letters.views.render", broken)
    sent = {"text": WORDS["letter"], "answer_to": WORDS["reader"]}
    response = secrets.post("/en/report/", sent)
    assert response.status_code in {403, 500}
    assert leaked(log.getvalue()) == set()


def test_a_sign_in_that_fails_in_any_way_writes_neither_password_nor_code(secrets, log, monkeypatch):
    mira = User.objects.create_superuser("mira", "mira@example.org", PASSWORD)
    telephone(mira)
    for _time in range(6):
        secrets.post("/admin/login/", {"username": "mira", "password": WORDS["password"]}, HTTP_USER_AGENT="x")
    other = Client(raise_request_exception=False, REMOTE_ADDR="203.0.113.78")
    other.post("/admin/login/", {"username": "mira", "password": PASSWORD})
    other.post("/admin/account/code/", {"code": WORDS["code"]})
    monkeypatch.setattr("skills2work.accounts.factors.check", broken)
    other.post("/admin/account/code/", {"code": WORDS["code"]})
    text = log.getvalue()
    assert leaked(text) == set()
    assert PASSWORD not in text
    assert "203.0.113.78" not in text


def test_pages_of_readers_leave_no_address_and_no_search_in_the_log(secrets, log):
    secrets.get(
        "/en/search/", {"q": WORDS["search"]}, HTTP_USER_AGENT=WORDS["cookie"], HTTP_REFERER="https://x.example/"
    )
    secrets.get("/en/nothing/", {"q": WORDS["search"]})
    assert log.getvalue()
    assert leaked(log.getvalue()) == set()


# Refusals and attempts are in the log, without what somebody wrote


@pytest.mark.parametrize("page", ["change", "delete", "history"])
def test_a_refusal_is_in_the_log_with_who_was_refused_what(client, log, page):
    editor = make_staff("editor")
    sign_in(client, editor)
    practice = factories.PracticeFactory(country="SI")
    client.post(f"/admin/practices/practice/{practice.pk}/{page}/", {"title_en": WORDS["letter"]})
    told = f"event=access outcome=refused staff={editor.pk} method=POST page=admin:practices_practice_{page}"
    assert log.getvalue().count(told) == 1
    assert leaked(log.getvalue()) == set()


def over_the_limit(client, monkeypatch):
    monkeypatch.setattr(site, "FORMS_AN_HOUR", 0)
    send(client, monkeypatch, "/en/report/", text=WORDS["letter"])


def large(client, _monkeypatch):
    client.post("/en/report/", b"text=" + b"a" * 3_000_000, content_type="application/x-www-form-urlencoded")


def without_token(_client, _monkeypatch):
    Client(enforce_csrf_checks=True).post("/en/report/", {"text": WORDS["letter"]})


ATTEMPTS = {  # how somebody tries to get past what guards the site, and what the log says of it
    "another host": (lambda client, _patch: client.get("/en/", HTTP_HOST="evil.example"), "Invalid HTTP_HOST header"),
    "no token": (without_token, "CSRF cookie not set"),
    "too large a form": (large, "RequestDataTooBig"),
    "a method that nothing takes": (lambda client, _patch: client.put("/en/about/"), "Method Not Allowed"),
    "a field that people do not see": (
        lambda client, patch: send(client, patch, "/en/report/", text=WORDS["letter"], fax="x"),
        "A form was refused: trap, /en/report/",
    ),
    "faster than people type": (
        lambda client, patch: send(client, patch, "/en/report/", seconds=0, text=WORDS["letter"]),
        "A form was refused: fast, /en/report/",
    ),
    "a time that is not ours": (
        lambda client, _patch: client.post("/en/report/", {"opened": "x", "text": WORDS["letter"]}),
        "A form was refused: old, /en/report/",
    ),
    "too many forms": (over_the_limit, "Too many forms came from one network: /en/report/"),
    "a wrong password": (
        lambda client, _patch: client.post("/admin/login/", {"username": "mira", "password": WORDS["password"]}),
        "event=sign-in outcome=wrong",
    ),
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_an_attempt_to_get_past_what_guards_the_site_is_in_the_log(secrets, log, monkeypatch, attempt):
    act, told = ATTEMPTS[attempt]
    act(secrets, monkeypatch)
    assert told in log.getvalue()
    assert leaked(log.getvalue()) == set()


def test_a_line_break_in_a_request_makes_no_line_of_the_log(secrets, log):
    secrets.get("/en/x%0a2026-01-01 CRITICAL forged/")
    assert not [line for line in log.getvalue().splitlines() if line.startswith("2026-01-01 CRITICAL")]


@pytest.mark.parametrize(
    ("view", "names"),
    [
        ("code", {"code"}),
        ("enrol", {"code", "sealed"}),
    ],
)
def test_views_name_what_an_error_report_must_hide(view, names, monkeypatch, rf):
    seen = {}
    monkeypatch.setattr(
        views, "password_user", lambda request: seen.update(hidden=request.sensitive_post_parameters) or broken()
    )
    request = rf.post("/", {"code": "1"})
    request.csrf_processing_done = True
    with pytest.raises(RuntimeError):
        getattr(views, view)(request)
    assert set(seen["hidden"]) == names


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "EMAIL_HOST_PASSWORD", "DATABASES", "SENTRY_DSN", "CACHE_URL", "DATABASE_URL"]
)
def test_an_error_page_for_developers_hides_settings_that_are_secret(name):
    hidden = SafeExceptionReporterFilter()
    value = (
        {"PASSWORD": WORDS["database"], "NAME": "x"} if name == "DATABASES" else "redis://u:database-password-88@h/0"
    )
    shown = str(hidden.cleanse_setting(name, value))
    if name in {"SENTRY_DSN", "CACHE_URL", "DATABASE_URL"}:
        shown = scrubbed(shown)
    assert WORDS["database"] not in shown


def test_a_wrong_setting_is_named_without_its_value():
    given = {"EMAIL_URL": "smtp+wrong://mira:mail-server-password-77@mail.example.org"}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], env={**os.environ, **given}, cwd=site.BASE_DIR, capture_output=True, text=True,  # noqa: E501
        check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "EMAIL_URL" in done.stderr
    assert leaked(done.stderr) == set()


def test_the_server_writes_no_line_for_each_request_of_a_reader():
    code = "import skills2work.running.gunicorn as g; print(getattr(g, 'accesslog', None), g.logconfig_dict['loggers']['gunicorn.access'])"  # noqa: E501
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=dict(os.environ),
        cwd=site.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "None {'handlers': [], 'propagate': False}"
    for name in ("Dockerfile", "Makefile", "compose.yaml"):
        assert "access-logfile" not in (site.BASE_DIR / name).read_text()
