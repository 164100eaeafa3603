"""The living style guide: every component with sample data, in both directions. For staff, or with DEBUG."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skills2work import countries
from skills2work.map import drawn
from skills2work.models import Source
from skills2work.navigation import trail
from skills2work.pages import page_links
from skills2work.publishing import record_model
from skills2work.texts import LocalLines

COLOURS = (  # token, what it is for
    ("ground", gettext_lazy("paper")),
    ("raised", gettext_lazy("cards")),
    ("panel", gettext_lazy("panels")),
    ("text", gettext_lazy("text")),
    ("text-quiet", gettext_lazy("quiet text")),
    ("line", gettext_lazy("hairlines")),
    ("line-strong", gettext_lazy("borders of controls")),
    ("action", gettext_lazy("the path, and what you can do")),
    ("link", gettext_lazy("links and information")),
    ("note", gettext_lazy("notices")),
    ("warn", gettext_lazy("warnings")),
    ("mark", gettext_lazy("what matched")),
)
SIZES = ("h1", "h2", "h3", "lead", "text", "small", "figure")
GAPS = (1, 2, 3, 4, 5, 6, 7)


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show all components. Raises Http404 for readers: it is for those who build."""
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    return render(
        request,
        "styleguide.html",
        {"colours": COLOURS, "sizes": SIZES, "gaps": GAPS, "directions": ("ltr", "rtl"), **samples()},
    )


def samples() -> dict[str, Any]:
    """Return sample data for the components; nothing of it is saved or read from the database."""
    verified = {"state": "published", "verification": "compiled", "verified_on": date(2026, 11, 25)}
    practice = record_model("practices")
    running = practice(
        slug="sample",
        country="NL",
        title_en="Diploma comparison for newcomers",
        summary_en="One counter in the Netherlands compares foreign diplomas with Dutch levels, also without papers.",
        place_en="Utrecht",
        kinds=["academic_recognition", "recognition_without_documents"],
        stages=["documentation", "assessment"],
        status="active",
        as_of=2026,
        cost_kind="free",
        evidence="monitored",
        **verified,
    )
    ended = practice(
        slug="sample-ended",
        country="IE",
        title_en="A project that ended",
        summary_en="Until 2018 volunteers in Ireland met newcomers once a week to prepare for job interviews.",
        kinds=["mentoring"],
        status="ended",
        end_year=2018,
        evidence="described",
        **verified,
    )
    organisation = record_model("organisations")(
        slug="sample", country="SI", kind="ngo", title_en="A sample organisation", summary_en="It helps.", **verified
    )
    story = record_model("stories")(
        slug="sample", country="BE", title_en="A sample story", summary_en="Someone finds work.", year=2017, **verified
    )
    numbers = Paginator(range(200), 20).page(4)
    return {
        "records": [running, ended, organisation, story],
        "practice": running,
        "rule_old": practice(as_of=2018),
        "rule_new": practice(as_of=2026),
        "rule_undated": practice(),
        "confirmed": practice(verification="confirmed", confirmed_by="COA", verified_on=date(2026, 11, 25)),
        "sources": [
            Source(url="https://example.org/", title="A page", publisher="An authority", year=2018),
            Source(
                url="https://copy.example.org/", title="A page read in a copy", publisher="A newspaper", copy_only=True
            ),
        ],
        "items": LocalLines([_("The first item."), _("The second item.")], "en"),
        "foreign_items": LocalLines(["Prvá položka.", "Druhá položka."], "sk"),
        "trail": trail((_("Practices"), "#"), (_("This page"), "")),
        "map": drawn(dict.fromkeys(countries.NINE, 17) | {"NL": 21, "IT": 20, "IE": 16}),
        "countries": [{"code": code, "count": 17} for code in ("BE", "HU", "IE")],
        "page": numbers,
        "pages": page_links(numbers, QueryDict()),
        "chips": [{"group": _("Country"), "label": _("Spain"), "remove_url": "#"}],
        "facet": SimpleNamespace(
            name="sample",
            label=_("Kind"),
            is_open=True,
            options=[("a", _("Mentoring"), True, 12), ("b", _("Job matching"), False, 0)],
        ),
        "labels": [_("Mentoring"), _("Job matching")],
    }
