"""Programs that ask over plain HTTP are refused, not led on to HTTPS: they would never learn that others can listen."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _

from skills2work.addresses import FOR_MACHINES


class RefusePrograms:
    """Comes before SecurityMiddleware, which leads everybody else on. Does nothing where nobody is led on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.SECURE_SSL_REDIRECT:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request) if request.is_secure() or not is_for_programs(request) else refusal(request)


def is_for_programs(request: HttpRequest) -> bool:
    """Say whether an address is one of data, which pages of other sites may read, or else of no use to people."""
    path = request.path_info
    if path.startswith(FOR_MACHINES):
        return True
    try:
        with override(get_language_from_path(path)):
            return getattr(resolve(path).func, "answers_options", False)
    except Resolver404:
        return False


def refusal(request: HttpRequest) -> HttpResponse:
    """Say where the same is answered. 403 is no answer that a program follows without noticing."""
    address = f"https://{request.get_host()}{request.get_full_path()}"
    with override(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
        text = _("This is answered over HTTPS only: %(address)s") % {"address": address}
    return HttpResponse(text, status=403, content_type="text/plain; charset=utf-8")
