"""The recognition pathway: four questions on plain pages, then the steps. Nothing is stored."""

from collections.abc import Container
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from practices.helpers_on_the_way import helpers_by_step
from practices.models import AccessToWork, Pathway, RegulatedProfession
from practices.models.occupations import IscoGroup, Occupation
from practices.models.pathway import Answers, Holding, MatrixStatus, access_of, professions_for
from practices.models.practice import is_isco_code
from practices.occupation_search import hits, search
from skills2work import countries
from skills2work.asked import query_text
from skills2work.beside import shows_two_languages
from skills2work.languages import spoken
from skills2work.navigation import trail
from skills2work.querystrings import encode
from skills2work.texts import LocalText

QUESTIONS = ("country", "status", "have", "occupation")
MOST_OCCUPATIONS = 12


class Choice(NamedTuple):
    """One possible answer with the address it leads to. A name of an occupation knows its language."""

    label: str | LocalText
    url: str
    hint: str = ""


class Given(NamedTuple):
    """One answer that was given, with the address that asks for it again."""

    question: str
    answer: str
    change_url: str


def known_answers(query: QueryDict) -> dict[str, str]:
    """Return the answers of the address that make sense, in the order of the questions."""
    known: dict[str, Container[str]] = {
        "country": countries.NINE,
        "status": MatrixStatus.values,
        "have": Holding.values,
    }
    found = {name: value for name, values in known.items() if (value := query.get(name, "")) in values}
    if "occupation" in query:
        code = isco_of(query.get("occupation", ""))
        if code is not None:
            found["occupation"] = code
    return found


def isco_of(asked: str) -> str | None:
    """Return the ISCO-08 code that an answer means: a code, an ESCO address, "" for not known; None for nonsense."""
    asked = query_text(asked).text
    if asked == "" or (is_isco_code(asked) and IscoGroup.objects.filter(code=asked).exists()):
        return asked
    occupation = Occupation.objects.filter(uri__endswith=f"/{asked.rsplit('/', 1)[-1]}").first()
    return occupation.isco if occupation else None


def address(answers: dict[str, str], **more: str) -> str:
    """Return the address of the pathway with some answers."""
    return reverse("pathway") + encode(list({**answers, **more}.items()))


@shows_two_languages
def pathway(request: HttpRequest) -> HttpResponse:
    """Ask the first question that is not answered, or show the steps."""
    answers = known_answers(request.GET)
    missing = next((name for name in QUESTIONS if name not in answers), None)
    if missing is None:
        return steps(request, answers)
    title, hint = question_words(missing)
    context: dict[str, Any] = {
        "name": missing,
        "title": title,
        "hint": hint,
        "number": QUESTIONS.index(missing) + 1,
        "given": given(answers),
        "trail": trail((_("Your path to recognition"), "")),
        "answers": answers,
    }
    if missing == "occupation":
        return render(request, "practices/pathway_occupation.html", {**context, **occupation_choices(request, answers)})
    whole = all_questions() if not answers else []
    return render(
        request, "practices/pathway_question.html", {**context, "choices": choices(missing, answers), "whole": whole}
    )


def all_questions() -> list[dict[str, Any]]:
    """Return the first three questions as select boxes: whoever knows the answers gives them on one page."""
    places = [(code, countries.name(code, spoken())) for code in countries.by_name(countries.NINE, spoken())]
    return [
        {"name": "country", "label": question_words("country")[0], "choices": places},
        {"name": "status", "label": question_words("status")[0], "choices": MatrixStatus.choices},
        {"name": "have", "label": question_words("have")[0], "choices": Holding.choices},
    ]


def question_words(name: str) -> tuple[str, str]:
    """Return a question and what helps to answer it."""
    return {
        "country": (_("In which country do you live?"), _("Choose the country whose rules count for you.")),
        "status": (
            _("What is your legal status there?"),
            _("It stands on your residence card or in the letter from the authority."),
        ),
        "have": (_("What do you have?"), _("Choose what fits best. You can come back and try another answer.")),
        "occupation": (
            _("Which occupation do you want to work in?"),
            _("Type it in your own language, choose a group, or say that you do not know yet."),
        ),
    }[name]


def choices(name: str, answers: dict[str, str]) -> list[Choice]:
    """Return the possible answers of a question."""
    if name == "country":
        pairs = [(code, countries.name(code, spoken())) for code in countries.by_name(countries.NINE, spoken())]
    elif name == "status":
        pairs = [(status.value, str(status.label)) for status in MatrixStatus]
    else:
        pairs = [(have.value, str(have.label)) for have in Holding]
    return [Choice(label, address(answers, **{name: value})) for value, label in pairs]


def occupation_choices(request: HttpRequest, answers: dict[str, str]) -> dict[str, Any]:
    """Return what the page of the fourth question shows: what was typed and what it may mean, the groups, "not yet"."""
    asked = query_text(request.GET.get("q", ""))
    group = request.GET.get("group", "")
    answer = search(asked.text, spoken()) if asked.text else None
    found = [hit.occupation for hit in hits(answer.found[:MOST_OCCUPATIONS], answer, spoken())] if answer else []
    groups = IscoGroup.objects.below(group if is_isco_code(group) else "")
    return {
        "q": asked.text,
        "found": [
            Choice(row.label(spoken()), address(answers, occupation=row.uri.rsplit("/", 1)[-1])) for row in found
        ],
        "groups": [Choice(row.label(spoken()), address(answers, occupation=row.code), row.code) for row in groups],
        "unknown_url": address(answers, occupation=""),
        "hidden": list(answers.items()),
    }


def given(answers: dict[str, str]) -> list[Given]:
    """Return the answers in words, each with the address that asks for it again."""
    words = {
        "country": lambda value: countries.name(value, spoken()),
        "status": lambda value: str(MatrixStatus(value).label),
        "have": lambda value: str(Holding(value).label),
        "occupation": occupation_in_words,
    }
    labels = {
        "country": pgettext("pathway", "Country"),
        "status": pgettext("pathway", "Legal status"),
        "have": pgettext("pathway", "What I have"),
        "occupation": pgettext("pathway", "Occupation"),
    }
    return [
        Given(labels[name], words[name](value), address({key: kept for key, kept in answers.items() if key != name}))
        for name, value in answers.items()
    ]


def occupation_in_words(code: str) -> str:
    """Return the name of an ISCO-08 group; that it is not known for an empty code."""
    if not code:
        return pgettext("pathway", "I do not know yet")
    group = IscoGroup.objects.filter(code=code).first()
    return group.label(spoken()).text if group else code


def steps(request: HttpRequest, answers: dict[str, str]) -> HttpResponse:
    """Show the steps for a person with these answers."""
    record = Pathway.objects.published().in_country(answers["country"]).for_page().first()
    professions = professions_for(answers["country"], answers["occupation"])
    asked = Answers(
        answers["country"], answers["status"], answers["have"], answers["occupation"], access_of(professions)
    )
    rule = AccessToWork.objects.published().in_country(asked.country).for_status(asked.status).with_sources().first()
    return render(request, "practices/pathway.html", answer(record, asked, professions, rule))


def answer(
    record: Pathway | None, asked: Answers, professions: list[RegulatedProfession], rule: AccessToWork | None
) -> dict[str, Any]:
    """Return what the page with the steps shows."""
    name = countries.name(asked.country, spoken())
    answers = {"country": asked.country, "status": asked.status, "have": asked.have, "occupation": asked.isco}
    return {
        "title": _("Your path to recognition: %(country)s") % {"country": name},
        "pathway": record,
        "answers": asked,
        "given": given(answers),
        "steps": helpers_by_step(asked.country, record.steps_for(asked) if record else []),
        "professions": professions,
        "rule": rule,
        "country_slug": countries.SLUGS[asked.country],
        "name": name,
        "trail": trail((_("Your path to recognition"), reverse("pathway")), (name, "")),
    }


def background_paper(request: HttpRequest) -> HttpResponse:
    """Show the form for people without documents, to be filled in here or by hand, and printed. It is sent nowhere."""
    return render(
        request,
        "practices/background_paper.html",
        {
            "trail": trail((_("Your path to recognition"), reverse("pathway")), (_("Background paper"), "")),
            "rows": range(4),
        },
    )
