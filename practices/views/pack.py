"""The pack: a whole country as one file without any part outside, to keep, to hand on and to print."""

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header

from practices.pack import Pack
from practices.pack_style import POLICY, POLICY_IN_FILE
from skills2work import countries, languages


@csp_replace(POLICY)
@csp_replace(POLICY, REPORT_ONLY=True)  # type: ignore[arg-type]
def pack(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the pack of a country; with `download=1` the browser saves it."""
    code = countries.CODES.get(slug)
    if code is None:
        raise Http404
    language = languages.spoken()
    today = timezone.localdate()
    context = {
        "pack": Pack(code),
        "code": code,
        "slug": slug,
        "name": countries.name(code, language),
        "today": today,
        "policy": POLICY_IN_FILE,
    }
    response = HttpResponse(unindented(render_to_string("practices/pack/pack.html", context, request)))
    if request.GET.get("download") == "1":
        name = f"fromskills2work-{slug}-{language}-{today.isoformat()}.html"
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


def unindented(html: str) -> str:
    """Return a page without empty lines and without space at the ends of lines: half the size."""
    return "\n".join(line for line in (line.strip() for line in html.splitlines()) if line)
