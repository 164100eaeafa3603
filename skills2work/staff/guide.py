"""The guide for editors, as a page of the admin: the file that developers read too."""

from django.conf import settings
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from markdown_it import MarkdownIt

GUIDE = settings.BASE_DIR / "docs" / "editors.md"


def guide(request: HttpRequest) -> HttpResponse:
    """Show the guide, in English; its own heading is that of the page."""
    try:
        _heading, _line, text = GUIDE.read_text(encoding="utf-8").partition("\n")
    except OSError as error:
        raise Http404 from error
    context = {
        **admin.site.each_context(request),
        "title": gettext("How to work here: the guide for editors"),
        "text": mark_safe(MarkdownIt("commonmark").render(text)),  # noqa: S308 a file of ours
    }
    return TemplateResponse(request, "admin/guide.html", context)
