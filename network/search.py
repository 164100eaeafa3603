"""What organisations give to the search. Experts follow when there are some."""

from django.utils.translation import override

from network.models import Expert, Organisation
from network.vocabularies import OrganisationKind, OrganisationRole
from skills2work.search.documents import Kind, Texts, country_names, in_language, own_names, register, same_rank
from skills2work.vocabularies import labels


def organisation_texts(record: Organisation, language: str) -> Texts:
    """Return the texts of an organisation in a language; its labels also where it is not translated."""
    with override(language):
        names = [str(OrganisationKind(record.kind).label), *labels(OrganisationRole, record.roles)]
    return Texts(
        title=[*in_language(record, language, "title"), *own_names(record, language, record.local_name)],
        terms=[*names, *in_language(record, language, "topics"), *country_names(record.country, language)],
        summary=in_language(record, language, "summary"),
        body=in_language(record, language, "what"),
    )


def expert_texts(record: Expert, language: str) -> Texts:
    """Return the texts of a contact point in a language."""
    return Texts(
        title=in_language(record, language, "title"),
        terms=[*in_language(record, language, "role", "topics"), *country_names(record.country, language)],
        summary=in_language(record, language, "summary"),
        body=[],
    )


def register_all() -> None:
    """Make the models of this app findable."""
    register(
        Kind(
            "organisations",
            Organisation,
            Organisation.objects.published,
            organisation_texts,
            lambda record: record.country,
            same_rank(12),
        )
    )
    register(
        Kind(
            "experts",
            Expert,
            Expert.objects.published,
            expert_texts,
            lambda record: record.country,
            same_rank(15),
        )
    )
