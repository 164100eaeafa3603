"""What stories give to the search."""

from django.utils.translation import override

from skills2work.search.documents import Kind, Texts, country_names, in_language, own_names, register, same_rank
from skills2work.vocabularies import Sector, labels
from stories.models import Story


def story_texts(record: Story, language: str) -> Texts:
    """Return the texts of a story in a language."""
    with override(language):
        names = [
            *labels(Sector, [record.sector]),
            *country_names(record.origin, language),
            str(Story._meta.verbose_name),
        ]
    employer = in_language(record.employer, language, "title") if record.employer else []
    return Texts(
        title=[*in_language(record, language, "title"), *own_names(record, language, record.person)],
        terms=[
            *names,
            *in_language(record, language, "occupation_before", "occupation_now", "employer_name"),
            *employer,
            *country_names(record.country, language),
        ],
        summary=in_language(record, language, "summary"),
        body=in_language(record, language, "path", "advice"),
    )


def register_all() -> None:
    """Make stories findable."""
    register(
        Kind(
            "stories",
            Story,
            lambda: Story.objects.published().select_related("employer"),
            story_texts,
            lambda record: record.country,
            same_rank(14),
        )
    )
