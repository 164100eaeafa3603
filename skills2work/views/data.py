"""The whole directory as linked data, and the description of all data addresses."""

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from skills2work.data import linked, openapi, shared
from skills2work.data.answers import spoken
from skills2work.structured import LICENCE
from skills2work.views.machines import site_address


@shared
def directory_jsonld(request: HttpRequest) -> HttpResponseBase:
    """Send the whole directory as one JSON-LD document, made while it is sent."""
    return StreamingHttpResponse(
        spoken(linked.document(request)),
        content_type="application/ld+json",
        headers={"Link": f'<{LICENCE}>; rel="license"'},
    )


@shared
def openapi_json(request: HttpRequest) -> HttpResponse:
    """Describe all data addresses (OpenAPI 3.1). Asks no database."""
    return JsonResponse(openapi.document(site_address(request)), json_dumps_params={"ensure_ascii": False})
