"""An empty view of plain Django, without any middleware: what the page cache is measured against.

EMPTY_VIEW_BYTES says how large its answer is.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

BODY = b"x" * int(os.environ.get("EMPTY_VIEW_BYTES", "1000"))


def empty(request: HttpRequest) -> HttpResponse:
    """Answer with as many bytes as it was told."""
    return HttpResponse(BODY)


urlpatterns = [path("", empty)]
settings.configure(SECRET_KEY="none", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, MIDDLEWARE=[])
application = get_wsgi_application()
