"""What practices, profiles, right to work, guidance, pathways and occupations give to the search."""

from django.utils.translation import override

from practices import vocabularies as words
from practices.models import AccessToWork, CountryProfile, Guidance, Occupation, Pathway, Practice
from skills2work import languages
from skills2work.search.analysis import raw_words
from skills2work.search.documents import Kind, Texts, country_names, in_language, own_names, register, same_rank
from skills2work.vocabularies import Audience, Sector, labels

STATUS_RANK = {"active": 0, "pilot": 1, "unknown": 2, "ended": 3}
EVIDENCE_RANK = {"independently_evaluated": 0, "evaluated": 1, "monitored": 2, "described": 3}


def practice_texts(record: Practice, language: str) -> Texts:
    """Return the texts of a practice in a language; its labels also where it is not translated."""
    with override(language):
        names = [
            *labels(words.PracticeKind, record.kinds),
            *labels(words.ValidationStage, record.stages),
            *labels(Audience, record.audiences),
            *labels(words.LegalStatus, record.eligible),
            *labels(Sector, record.sectors),
            *([str(words.CostKind(record.cost_kind).label)] if record.cost_kind else []),
            *(languages.name(code, language) for code in record.languages_offered),
            *country_names(record.country, language),
        ]
    lead = in_language(record.lead, language, "title") if record.lead else []
    steps = [text for step in record.steps.all() for text in in_language(step, language, "text")]
    return Texts(
        title=[*in_language(record, language, "title"), *own_names(record, language, record.local_title)],
        terms=[*names, *in_language(record, language, "place"), *lead, *own_names(record, language, record.lead_name)],
        summary=in_language(record, language, "summary"),
        body=[
            *in_language(record, language, "what", "results", "lessons", "cost", "duration", "other_partners"),
            *steps,
        ],
    )


def practice_rank(record: Practice) -> int:
    """Return the place of a practice among equals: what runs and is best proven first."""
    return 10 * STATUS_RANK[record.status] + EVIDENCE_RANK[record.evidence]


def access_texts(record: AccessToWork, language: str) -> Texts:
    """Return the texts of a right-to-work rule in a language."""
    with override(language):
        names = [str(words.LegalStatus(record.status).label), str(words.GuidanceTopic.RIGHT_TO_WORK.label)]
        answer = record.answer_text
    return Texts(
        title=in_language(record, language, "title"),
        terms=[*names, answer, *country_names(record.country, language)],
        summary=in_language(record, language, "summary"),
        body=in_language(record, language, "rule", "document", "limits"),
    )


def guidance_texts(record: Guidance, language: str) -> Texts:
    """Return the texts of a piece of guidance in a language."""
    with override(language):
        names = [str(words.GuidanceTopic(record.topic).label), str(Audience(record.audience).label)]
    return Texts(
        title=in_language(record, language, "title"),
        terms=[*names, *country_names(record.country, language)],
        summary=in_language(record, language, "summary"),
        body=in_language(record, language, "points"),
    )


def profile_texts(record: CountryProfile, language: str) -> Texts:
    """Return the texts of a country profile with its areas and bodies in a language."""
    areas = list(record.areas.all())
    bodies = [body for area in areas for body in area.bodies.all()]
    parts = [
        text
        for area in areas
        for text in in_language(area, language, "summary", "cost", "duration", "without_documents")
    ]
    parts += [text for body in bodies for text in in_language(body, language, "name", "does")]
    local = own_names(record, language, *(area.local_term for area in areas), *(body.local_name for body in bodies))
    return Texts(
        title=[*country_names(record.country, language), *in_language(record, language, "title")],
        terms=[*in_language(record, language, "employment_service"), *local, record.employment_service_local_name],
        summary=in_language(record, language, "summary"),
        body=parts,
    )


def pathway_texts(record: Pathway, language: str) -> Texts:
    """Return the texts of a pathway with all its steps in a language: one answer, whoever asks."""
    steps = list(record.steps.all())
    return Texts(
        title=in_language(record, language, "title"),
        terms=[
            *country_names(record.country, language),
            *(text for step in steps for text in in_language(step, language, "title")),
        ],
        summary=in_language(record, language, "summary"),
        body=[
            text
            for step in steps
            for text in in_language(
                step, language, "text", "where", "documents", "cost", "duration", "language_level", "if_missing"
            )
        ],
    )


def occupation_texts(record: Occupation, language: str) -> Texts:
    """Return the names of an occupation in a language, each word once: names repeat each other's words.

    What people call the occupations of its group stands with its label; alone where ESCO has no label in the language.
    """
    label, group = record.labels.get(language, ""), record.group.labels.get(language, "")
    everyday, names = record.group.everyday_names(language), record.other_names(language)
    if not (label or everyday or names):
        return Texts([], [], [], [])
    words = {word.casefold(): word for word in raw_words(" ".join([*names, group]))}
    return Texts(title=[label, *everyday], terms=[" ".join(words.values())], summary=[], body=[])


def register_all() -> None:
    """Make the models of this app findable."""
    register(
        Kind(
            "practices",
            Practice,
            lambda: Practice.objects.published().select_related("lead").prefetch_related("steps"),
            practice_texts,
            lambda record: record.country,
            practice_rank,
        )
    )
    register(
        Kind(
            "access-to-work",
            AccessToWork,
            AccessToWork.objects.published,
            access_texts,
            lambda record: record.country,
            same_rank(5),
        )
    )
    register(
        Kind(
            "guidance",
            Guidance,
            Guidance.objects.published,
            guidance_texts,
            lambda record: record.country,
            same_rank(4),
        )
    )
    register(
        Kind(
            "countries",
            CountryProfile,
            lambda: CountryProfile.objects.published().prefetch_related("areas__bodies"),
            profile_texts,
            lambda record: record.country,
            same_rank(3),
            is_overview=True,
        )
    )
    register(
        Kind(
            "pathways",
            Pathway,
            lambda: Pathway.objects.published().prefetch_related("steps"),
            pathway_texts,
            lambda record: record.country,
            same_rank(3),
            is_overview=True,
        )
    )
    register(
        Kind(
            "occupations",
            Occupation,
            Occupation.objects.for_search,
            occupation_texts,
            lambda _record: "",
            lambda record: record.rank,
            vocabulary="occupations",
        )
    )
