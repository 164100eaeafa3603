"""Find an occupation in one's own language, and one occupation: is it regulated, which practices are for it."""

from typing import Any

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from practices import structured
from practices.models import IscoGroup, Occupation
from practices.models.occupations import UNIT_GROUP
from practices.models.practice import is_isco_code
from practices.occupation_page import around, chains, countries_of_list
from practices.occupation_search import Hit, hits, search
from skills2work import languages
from skills2work.asked import page_of, query_text, unknown
from skills2work.collation import sort_key
from skills2work.navigation import Link, trail
from skills2work.pages import page_links
from skills2work.search.analysis import fold
from skills2work.texts import LocalText


def occupations(request: HttpRequest) -> HttpResponse:
    """Answer `q` with occupations; without it show the groups of ISCO-08, or what is in the one that `group` names."""
    asked = query_text(request.GET.get("q", ""))
    digits = fold(asked.text)
    code = digits if is_isco_code(digits) else "" if asked.text else fold(request.GET.get("group", ""))
    chain = chains([code])[code] if is_isco_code(code) else []
    group = chain[-1] if chain and chain[-1].code == code else None
    context: dict[str, Any] = {"q": asked.text, "was_cut": asked.was_cut, "group": group}
    if group:
        context |= in_group(request, group, chain)
    elif asked.text:
        context |= found(request, asked.text)
    else:
        context |= {"parts": upper_levels(), "ignored": [unknown("group", code)] if code else []}
    home = (_("Occupations"), reverse("occupations") if asked.text or group else "")
    context["trail"] = trail(home, *([(asked.text, "")] if asked.text and not group else []), *context.pop("way", []))
    return render(request, "practices/occupations.html", context)


def found(request: HttpRequest, text: str) -> dict[str, Any]:
    """Return what a text found, a page of it."""
    language = languages.spoken()
    answer = search(text, language)
    listed = page_of(answer.found, request.GET)
    shown = hits(list(listed.page.object_list), answer, language)
    return {
        "corrected": answer.corrected,
        "words": answer.words,
        "cards": cards(shown, chains(hit.occupation.isco for hit in shown)),
        **paging(request, listed.page, was_missing=listed.was_missing),
    }


def in_group(request: HttpRequest, group: IscoGroup, chain: list[IscoGroup]) -> dict[str, Any]:
    """Return what is in a group: its parts, or the occupations of a unit group, a page of them by name."""
    way = [(one.label(), one.get_absolute_url() if one != group else "") for one in chain]
    if len(group.code) < UNIT_GROUP:
        return {"way": way, "parts": parts_of(group)}
    rows = sorted(Occupation.objects.for_list().in_group(group.code), key=in_alphabet)
    listed = page_of(rows, request.GET)
    nothing = LocalText("", languages.SOURCE_LANGUAGE)
    return {
        "way": way,
        "cards": cards([Hit(row, nothing) for row in listed.page.object_list], {group.code: chain}),
        **paging(request, listed.page, was_missing=listed.was_missing),
    }


def in_alphabet(occupation: Occupation) -> str:
    """Return what to sort an occupation by in a list of the reader's language."""
    label = occupation.label()
    return sort_key(label.text, label.language)


def paging(request: HttpRequest, page: Page, *, was_missing: bool) -> dict[str, Any]:
    """Return what the links between pages need."""
    return {"page": page, "page_was_missing": was_missing, "pages": page_links(page, request.GET)}


def cards(found: list[Hit], around: dict[str, list[IscoGroup]]) -> list[dict[str, Any]]:
    """Return occupations with the groups they stand in and where our list has them; one query for all."""
    listed = countries_of_list(hit.occupation.isco for hit in found)
    return [
        {
            "occupation": hit.occupation,
            "name": hit.name,
            "chain": around[hit.occupation.isco],
            "countries": listed[hit.occupation.isco],
        }
        for hit in found
    ]


def upper_levels() -> list[dict[str, Any]]:
    """Return the major groups with their sub-major groups and how many occupations each holds; two queries.

    The armed forces, which are 0, come last: hardly anybody looks for them here.
    """
    rows = nested(list(IscoGroup.objects.two_upper_levels()), "")
    return sorted(rows, key=lambda row: row["group"].code == "0")


def parts_of(group: IscoGroup) -> list[dict[str, Any]]:
    """Return the groups right below one, each with those below it; two queries."""
    return nested(list(IscoGroup.objects.inside(group.code)), group.code)


def nested(rows: list[IscoGroup], top: str) -> list[dict[str, Any]]:
    """Return the groups one digit below a code, each with those a digit further, and the number of occupations."""
    units = Occupation.objects.count_by_unit_group()

    def below(code: str) -> list[dict[str, Any]]:
        return [
            {
                "group": row,
                "count": sum(number for unit, number in units.items() if unit.startswith(row.code)),
                "parts": below(row.code) if len(code) == len(top) else [],
            }
            for row in rows
            if len(row.code) == len(code) + 1 and row.code.startswith(code)
        ]

    return below(top)


def occupation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one occupation; the code of a group leads to its list."""
    if is_isco_code(slug):
        return redirect(get_group(slug).get_absolute_url())
    record = Occupation.objects.for_search().with_slug(slug).first()
    if record is None:
        raise Http404
    shared = around(record.isco)
    label = record.label()
    names = record.other_names()
    way = [(group.label().text, group.get_absolute_url()) for group in shared.chain]
    return render(
        request,
        "practices/occupation.html",
        {
            "occupation": record,
            "label": label,
            "shared": shared,
            "names": names or record.other_names(languages.SOURCE_LANGUAGE),
            "names_language": label.language if names else languages.SOURCE_LANGUAGE,
            "everyday": record.group.everyday_names(),
            "translations": translations(record),
            "trail": trail((_("Occupations"), reverse("occupations")), *way, (label, "")),
            "data": structured.occupation(request, record),
        },
    )


def get_group(code: str) -> IscoGroup:
    """Return a group. Raises Http404 where there is none."""
    group = IscoGroup.objects.filter(code=code).first()
    if group is None:
        raise Http404
    return group


def translations(record: Occupation) -> list[Link]:
    """Return what the occupation is called in each other language that ESCO speaks."""
    spoken = get_language()
    return [
        Link(record.labels[code], "", language=code)
        for code in languages.LANGUAGE_CODES
        if code != spoken and record.labels.get(code)
    ]
