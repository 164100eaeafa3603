"""A page with a form on it: what is typed is never lost, and its cookie is on no other page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

View = Callable[..., HttpResponse]


def form_page(view: View) -> View:
    """Let a view take what is posted, and keep what was typed where the token is missing.

    The view of the site for a missing token (`views.errors.forbidden`) then asks the view itself, with
    `request.token_is_missing`; a `LetterForm` refuses and says why.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    found: Any = never_cache(sensitive_post_parameters()(page))
    found.takes_post = True
    found.keeps_what_was_typed = True
    return found
