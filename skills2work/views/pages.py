"""The pages about the site itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from skills2work import countries
from skills2work.data import kinds
from skills2work.navigation import trail
from skills2work.privacy.retention import RULES
from skills2work.publishing import record_model

# The organisation that led Skills2Work.
LEAD = "iom-netherlands"
# The forms in which lists are given away: the end of the address, its name, its media type.
FORMATS = (("json", "JSON", "application/json"), ("csv", "CSV", "text/csv"), ("atom", "Atom", "application/atom+xml"))


def about(request: HttpRequest) -> HttpResponse:
    """Tell what Skills2Work was and what this site is, with the partners' own pages; one query."""
    partners = record_model("organisations").objects.published().partners_of_skills2work().for_list().by_title()
    return render(
        request,
        "about.html",
        {
            "partners": [partner for partner in partners if partner.slug != LEAD],
            "lead": next((partner for partner in partners if partner.slug == LEAD), None),
            "nine": countries.NINE,
            "trail": trail((pgettext("page", "About this site"), "")),
        },
    )


def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about readers, nothing, and about others, and for how long."""
    return render(request, "privacy.html", {"trail": trail((_("Privacy"), "")), "rules": RULES})


def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the site is and what to do about a barrier."""
    return render(request, "accessibility.html", {"trail": trail((_("Accessibility"), ""))})


def open_data(request: HttpRequest) -> HttpResponse:
    """Say what may be done with the content, and how to get it."""
    lists = [
        {
            "title": kind.title,
            "formats": [
                {"url": kind.path(extension), "label": label, "media_type": media_type}
                for extension, label, media_type in FORMATS
            ],
        }
        for kind in kinds()
    ]
    return render(request, "open_data.html", {"trail": trail((_("Open data"), "")), "lists": lists})
