"""The form with which readers say that something is wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from skills2work.letters.forms import ReportForm
from skills2work.letters.named_page import named_page
from skills2work.letters.pages import form_page
from skills2work.navigation import trail


@form_page
def report(request: HttpRequest) -> HttpResponse:
    """Take what a reader says is wrong."""
    asked = request.GET.get("page", "")
    page = named_page(asked)
    form = ReportForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and form.is_valid():
        form.save(page)
        query = f"?{urlencode({'page': page})}" if page else ""
        return redirect(reverse("report-sent") + query)
    context = {
        "form": form,
        "page_path": page,
        "ignored": [asked] if asked and not page else [],
        "trail": trail((_("Something is wrong here"), "")),
    }
    return render(request, "letters/report.html", context)


def report_sent(request: HttpRequest) -> HttpResponse:
    """Thank the reader, and lead back to the page."""
    context = {
        "page_path": named_page(request.GET.get("page", "")),
        "trail": trail((_("Something is wrong here"), reverse("report")), (_("Sent"), "")),
    }
    return render(request, "letters/report_sent.html", context)
