"""Runs the site as in production, in a process of its own, and prints as JSON what it answers."""

# ruff: noqa: PLC0415 settings must be named before Django is imported

import base64
import json
import os
import time
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "skills2work.settings"


def told(response: Any) -> dict[str, Any]:
    return {
        "status": response.status_code,
        "headers": dict(response.items()),
        "body": b"".join(response).decode()[:20000],
    }


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client
    from django_otp.oath import TOTP
    from django_otp.plugins.otp_totp.models import TOTPDevice

    settings.STORAGES = {
        **settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }  # fmt: skip
    call_command("migrate", verbosity=0)
    for_people = ["/en/about/", "/nothing", "/healthz", "/admin/login/", "/en/report/"]
    programs = [
        "/nl/practices.json?country=NL",
        "/en/stories.csv",
        "/en/practices.atom",
        "/en/open-data/directory.jsonld",
    ]
    paths = [*for_people, *programs, "/openapi.json", "/robots.txt", "/sitemap.xml", "/.well-known/security.txt"]
    secure = Client(SERVER_NAME="example.org", raise_request_exception=False)
    asked: dict[str, Any] = {
        "secure": {path: told(secure.get(path, secure=True)) for path in paths},
        "plain": {path: told(secure.get(path)) for path in paths},
        "claimed": {path: told(secure.get(path, headers={"x-forwarded-proto": "https"})) for path in paths},
    }
    user = User.objects.create_superuser("mira", "mira@example.org", "a-lantern-in-the-harbour")
    device = TOTPDevice.objects.create(user=user, name="test", confirmed=True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    browser = Client(SERVER_NAME="example.org")
    browser.get("/admin/login/", secure=True)
    browser.post("/admin/login/", {"username": "mira", "password": "a-lantern-in-the-harbour"}, secure=True)
    code = TOTP(base64.b16decode(device.key.upper()), device.step, device.t0, device.digits)
    code.time = time.time()
    browser.post("/admin/account/code/", {"code": f"{code.token():06}"}, secure=True)
    names = ("secure", "httponly", "samesite", "domain", "path")
    asked["cookies"] = {name: {part: cookie[part] for part in names} for name, cookie in browser.cookies.items()}
    from skills2work.views import pages

    setattr(pages, "render", lambda *_arguments, **_more: 1 / 0)  # noqa: B010
    asked["error"] = told(secure.get("/en/privacy/", secure=True))
    print(json.dumps(asked))  # noqa: T201 what the test reads


if __name__ == "__main__":
    main()
