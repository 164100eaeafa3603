"""The public page of a record as readers will see it, before they do: made in a transaction that is undone."""

from collections.abc import Callable
from copy import copy
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers

from skills2work import languages
from skills2work.gone import Gone
from skills2work.staff.snapshots import fresh
from skills2work.version import bump_version
from skills2work.vocabularies import PublicationState, Verification


class NoPreviewError(Exception):
    """There is nothing to show yet, with the reason in words."""


def has_page(record: Any) -> bool:
    """Say whether readers find a record at an address."""
    return hasattr(record, "get_absolute_url")


def preview(request: HttpRequest, record: Any, language: str, before: Callable[[], None] | None = None) -> HttpResponse:
    """Return the page in a language with the record published; `before` changes it first. Nothing of that stays.

    Raises Http404 for a language that the site is not in, and NoPreviewError where the record lacks too much.
    """
    if language not in languages.LANGUAGE_CODES or not has_page(record):
        raise Http404
    try:
        with transaction.atomic():
            if before is not None:
                before()
            response = page_of(request, published(record), language)
            transaction.set_rollback(True)
    except (IntegrityError, ValidationError, ObjectDoesNotExist, Http404, Gone) as problem:
        missing = ", ".join(fresh(record).missing_for_publication()) or str(problem)
        raise NoPreviewError(missing) from problem
    response["X-Robots-Tag"] = "noindex, nofollow"
    add_never_cache_headers(response)
    return response


def published(record: Any) -> Any:
    """Publish a record within the transaction, and let go of what is remembered of the content."""
    now = fresh(record)
    values: dict[str, Any] = {"state": PublicationState.PUBLISHED}
    if not now.verification:
        values["verification"] = Verification.COMPILED
    if now.verified_on is None:
        values["verified_on"] = timezone.localdate()
    for name, value in values.items():
        setattr(now, name, value)
    now.save()
    bump_version()
    return now


def page_of(request: HttpRequest, record: Any, language: str) -> HttpResponse:
    """Return what the address of a record answers to a reader of a language, this request's own reader set aside."""
    with translation.override(language):
        address = urlsplit(record.get_absolute_url())
        inner: Any = copy(request)
        inner.method, inner.path, inner.path_info = "GET", address.path, address.path
        inner.GET, inner.POST = QueryDict(address.query), QueryDict()
        inner.META = {**request.META, "REQUEST_METHOD": "GET", "PATH_INFO": address.path, "QUERY_STRING": address.query}
        inner.LANGUAGE_CODE = language
        inner.resolver_match = match = resolve(address.path)
        return finished(match.func(inner, *match.args, **match.kwargs))


def finished(response: Any) -> HttpResponse:
    """Return an answer with its page made, where a template makes it late: while what it shows is there."""
    found: HttpResponse = response.render() if hasattr(response, "render") else response
    return found
