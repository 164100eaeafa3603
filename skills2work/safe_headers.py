"""Headers that keep readers and staff safe, on every answer: pages, files, redirects, errors, and "not modified"."""

from collections.abc import Callable
from typing import Any

from csp.constants import HEADER, HEADER_REPORT_ONLY
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# What no page of ours asks a browser for. Only names that every browser engine of today knows: others fill its console.
UNUSED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
EXPLAINED = (404, 500)  # while developing, Django's own pages for these have styles in them
OPEN = "Access-Control-Allow-Origin"
RESOURCE_POLICY = "Cross-Origin-Resource-Policy"
# Scripts of the admin, which are Django's, write HTML as text; ours does not.
WITHOUT_TRUSTED_TYPES = {"require-trusted-types-for": None, "trusted-types": None}

Pair = tuple[str, str]


class ContentPolicy(CSPMiddleware):
    """The content security policy of settings; in the admin without trusted types."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Take out of the policy what the admin cannot keep."""
        parts = super().get_policy_parts(request, response, report_only)
        if is_of_admin(request):
            parts.replace = {**WITHOUT_TRUSTED_TYPES, **(parts.replace or {})}
        return parts


class SafeHeaders:
    """Comes before whatever may answer by itself, and adds what an answer lacks. What a view has set stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.same = [entry(*pair) for pair in same_everywhere().items()]
        self.policies = {of_admin: policy(of_admin) for of_admin in (True, False)}
        self.hsts = entry("Strict-Transport-Security", hsts()) if hsts() else None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        kept: dict[str, Pair] = response.headers._store  # noqa: SLF001 these pairs were looked at once, at the start
        for name, pair in self.same:
            kept.setdefault(name, pair)
        if not (settings.DEBUG and response.status_code in EXPLAINED):
            for name, pair in self.policies[is_of_admin(request)]:
                kept.setdefault(name, pair)
        if self.hsts and request.is_secure():
            kept.setdefault(*self.hsts)
        if response.status_code != 304:  # it would change what a browser has kept of open data
            kept.setdefault(*entry(RESOURCE_POLICY, "cross-origin" if OPEN in response else "same-origin"))
        return response


def is_of_admin(request: HttpRequest) -> bool:
    """Say whether a request is for the admin."""
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}")


def entry(name: str, value: str) -> tuple[str, Pair]:
    """Return a header as Django keeps it: by its name in small letters."""
    return name.lower(), (name, value)


def same_everywhere() -> dict[str, str]:
    """Return the headers that do not depend on the answer."""
    return {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    }


def policy(of_admin: bool) -> list[tuple[str, Pair]]:
    """Return the content security policy as headers: the one that holds, or the one that only reports."""
    replaced: dict[str, Any] = dict(WITHOUT_TRUSTED_TYPES) if of_admin else {}
    found = {
        HEADER: build_policy(replace=replaced),
        HEADER_REPORT_ONLY: build_policy(replace=replaced, report_only=True),
    }
    return [entry(name, value) for name, value in found.items() if value]


def hsts() -> str:
    """Return how long a browser shall insist on HTTPS; empty where this is off."""
    if not settings.SECURE_HSTS_SECONDS:
        return ""
    subdomains = "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
    preload = "; preload" if settings.SECURE_HSTS_PRELOAD else ""
    return f"max-age={settings.SECURE_HSTS_SECONDS}{subdomains}{preload}"
