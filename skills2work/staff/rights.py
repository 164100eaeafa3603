"""The one place that says who may do what with which record: lists, forms, import, export, history and lookups ask it.

`may` answers for one thing or a kind of things, `visible` for a list. What somebody works on is in `duties.py`.
Superusers and administrators may do everything; without `is_staff` nobody may do anything.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models

from skills2work.parts import is_part, owner_model, owner_of, part_models, path_to_owner, published_models
from skills2work.publishing import Published, record_model
from skills2work.questions import OpenQuestion
from skills2work.search.models import Synonym
from skills2work.sources import Source
from skills2work.staff.duties import Duties, duties
from skills2work.texts import source_language
from skills2work.translations.models import Translation, label
from skills2work.vocabularies import PublicationState, TranslationState

READING = frozenset({"view", "export", "history"})
WRITING = frozenset({"add", "change", "import"})
ACTIONS = READING | WRITING | {"delete", "publish", "translate", "review", "confirm"}
Thing = models.Model | type[models.Model] | None


def may(user: Any, action: str, thing: Thing = None) -> bool:  # noqa: PLR0911 one a kind
    """Say whether somebody may do something with a record, a part of one, or, given a model or None, with any."""
    mine = duties(user)
    if action not in ACTIONS or not mine.any:
        return False
    if mine.everything:
        return True
    if thing is None:
        return may_somewhere(mine, action)
    model = thing if isinstance(thing, type) else type(thing)
    one = None if isinstance(thing, type) else thing
    if hasattr(model, "author_id") and is_reference_to_record(model):
        return may_proposal(mine, user, action, one)
    if issubclass(model, Published) or is_part(model):
        return may_page(mine, action, model, one)
    if model is Source:
        return may_source(mine, action, one)
    if model is OpenQuestion:
        return bool(mine.countries) and action in READING | WRITING and (one is None or one.country in mine.countries)  # type: ignore[attr-defined]
    if model is Synonym:
        return bool(mine.reviews) and action in READING | WRITING
    if getattr(model, "is_for_reviewers", False):
        return may_letter(mine, action, one)
    return bool(getattr(model, "is_reference", False)) and action in READING


def may_letter(mine: Duties, action: str, letter: Any) -> bool:
    """Say what is allowed with what readers send and the site finds out: reviewers see it and deal with it."""
    country = getattr(letter, "country", "")
    return bool(mine.reviews) and action in READING | {"change"} and (not country or country in mine.reviews)


def may_somewhere(mine: Duties, action: str) -> bool:
    """Say whether there is anything at all that an action is allowed with."""
    if action in READING | {"change", "translate"}:
        return mine.any
    if action in {"publish", "review"}:
        return bool(mine.reviews)
    return mine.edits and action != "delete"


def may_page(mine: Duties, action: str, model: type[models.Model], one: Any) -> bool:  # noqa: PLR0911 one an action
    """Say what is allowed with a record or a part: a part goes with its record, and taking one away is a change."""
    owner = owner_of(one) if one is not None else None
    if action == "delete":
        if not is_part(model) or not mine.edits:
            return False
        return owner is None or (works_on(mine, owner) and (reviews(mine, owner) or not is_live(owner)))
    if owner is None:
        return may_somewhere(mine, action)
    if action in {"publish", "review"}:
        return reviews(mine, owner)
    if action in {"add", "confirm"}:
        return works_on(mine, owner)
    if action == "import":
        return reviews(mine, owner) or (works_on(mine, owner) and not is_live(owner))
    return works_on(mine, owner) or translates(mine, owner)


def may_source(mine: Duties, action: str, source: Any) -> bool:
    """Say what is allowed with a source: everybody reads them, and changes what no page of others rests on.

    What readers see already is changed by those who may publish there.
    """
    if action in READING:
        return True
    if action == "add" or (source is None and action in WRITING):
        return mine.edits
    if action not in WRITING or not mine.edits:
        return False
    return all(
        works_on(mine, owner) and (reviews(mine, owner) or not is_live(owner)) for owner in records_resting_on(source)
    )


def may_proposal(mine: Duties, user: Any, action: str, proposal: Any) -> bool:
    """Say what is allowed with a proposal: those who work on its record and its author see it, reviewers decide."""
    if proposal is None:
        return action in READING | {"change"} and mine.edits
    owner = owner_of(proposal)
    if action == "review":
        return owner is not None and reviews(mine, owner)
    hers = proposal.author_id == user.pk or (owner is not None and works_on(mine, owner))
    return hers and action in READING | {"change"}


def is_live(owner: Any) -> bool:
    """Say whether a record is published, whatever else may hide it from readers."""
    return bool(owner.state == PublicationState.PUBLISHED)


def reviews(mine: Duties, owner: Any) -> bool:
    """Say whether somebody decides on a record."""
    return mine.everything or getattr(owner, "country", "") in mine.reviews


def works_on(mine: Duties, owner: Any, naming: Iterable[str] = ()) -> bool:
    """Say whether a record is somebody's to edit. `naming` are organisations that it will name once it is saved."""
    if mine.everything or getattr(owner, "country", "") in mine.countries:
        return True
    if not mine.organisations:
        return False
    if mine.organisations.intersection(naming):
        return True
    if owner.pk is None:
        return False
    if is_organisation(type(owner)):
        return owner.slug in mine.organisations
    rows = type(owner).objects.filter(pk=owner.pk)
    return any(rows.naming(organisation).exists() for organisation in organisations_of(mine))


def translates(mine: Duties, owner: Any) -> bool:
    """Say whether a record is a translator's to see: it is published, or has texts in a language of hers."""
    if not mine.languages or not isinstance(owner, Published):
        return False
    return is_live(owner) or translations_into(mine).of_page(owner).exists()


def translations_into(mine: Duties) -> Any:
    """Return the rows of translations into somebody's languages."""
    return Translation.objects.filter(language__in=mine.languages).exclude(state=TranslationState.SOURCE)


def writable_languages(user: Any, thing: models.Model) -> frozenset[str] | None:
    """Return the languages whose texts are all that somebody may write in a record; None where she edits all of it."""
    mine, owner = duties(user), owner_of(thing)
    if owner is None or not isinstance(owner, Published) or works_on(mine, owner):
        return None
    return frozenset(mine.languages - {source_language(owner)}) if translates(mine, owner) else frozenset()


def may_hold(user: Any, thing: models.Model, naming: Iterable[str] = ()) -> bool:
    """Say whether somebody may leave a thing as it is in memory: its country and its record must be hers."""
    mine = duties(user)
    if mine.everything:
        return True
    if isinstance(thing, OpenQuestion):
        return thing.country in mine.countries
    owner = owner_of(thing)
    return not isinstance(owner, Published) or works_on(mine, owner, naming)


def is_organisation(model: type[models.Model]) -> bool:
    """Say whether a model is that of the organisations, which the floor above has."""
    return getattr(model, "section", "") == "organisations"


def organisations_of(mine: Duties) -> list[Any]:
    """Return the organisations that somebody was given; one query for her."""
    if not mine.named and mine.organisations:
        found = record_model("organisations").objects.filter(slug__in=mine.organisations)
        mine.named.update({one.slug: one for one in found})
    return list(mine.named.values())


def records_resting_on(source: Source) -> list[Any]:
    """Return the records that a source stands under, or under a part of."""
    found: dict[tuple[str, int], Any] = {}
    kinds: list[Any] = [*published_models(), *part_models()]
    for model in kinds:
        if any(field.name == "sources" for field in model._meta.many_to_many):
            for one in model.objects.filter(sources=source):
                owner = owner_of(one)
                found[(label(owner), owner.pk)] = owner
    return list(found.values())


# Lists


def visible(user: Any, queryset: Any) -> Any:  # noqa: PLR0911 one a kind
    """Keep what somebody may see in the lists of the admin."""
    mine, model = duties(user), queryset.model
    if mine.everything:
        return queryset
    if not may(user, "view", model):
        return queryset.none()
    if is_reference_to_record(model):
        return queryset.filter(models.Q(author=user) | proposals_on(mine))
    if issubclass(model, Published):
        return queryset.filter(hers(mine, model))
    if is_part(model):
        owners = owner_model(model).objects.filter(hers(mine, owner_model(model))).order_by()
        return queryset.filter(**{f"{path_to_owner(model)}__in": owners.values("pk")})
    if model is OpenQuestion:
        return queryset.filter(country__in=mine.countries)
    return queryset.for_reviewers(mine.reviews) if getattr(model, "is_for_reviewers", False) else queryset


def to_decide(user: Any, proposals: Any) -> Any:
    """Keep the proposed changes that somebody decides on."""
    mine = duties(user)
    return proposals if mine.everything else proposals.filter(proposals_on(Duties(countries=mine.reviews)))


def visible_keys(user: Any) -> set[tuple[str, int]]:
    """Return the records that somebody may see, by the name of their model and their id; one query a model."""
    rows: dict[str, Any] = {label(model): visible(user, model.objects.order_by()) for model in published_models()}
    return {(name, pk) for name, found in rows.items() for pk in found.values_list("pk", flat=True)}


def hers(mine: Duties, model: Any) -> models.Q:
    """Return the condition that a record is somebody's to edit or to translate."""
    found = models.Q(pk__in=[])
    if mine.countries and has_field(model, "country"):
        found |= models.Q(country__in=mine.countries)
    if mine.organisations:
        if is_organisation(model):
            found |= models.Q(slug__in=mine.organisations)
        for organisation in organisations_of(mine):
            found |= models.Q(pk__in=model.objects.naming(organisation).order_by().values("pk"))
    if mine.languages:
        rows = translations_into(mine).filter(owner=label(model))
        found |= models.Q(state=PublicationState.PUBLISHED) | models.Q(pk__in=rows.values("owner_id"))
    return found


def edited_by(user: Any, model: Any) -> models.Q:
    """Return the condition that a record is somebody's to edit, or to review; what she only translates is not."""
    mine = duties(user)
    if mine.everything:
        return models.Q()
    return hers(Duties(countries=mine.countries, organisations=mine.organisations, named=mine.named), model)


def has_field(model: Any, name: str) -> bool:
    """Say whether a model has a field."""
    return any(field.name == name for field in model._meta.fields)


def is_reference_to_record(model: Any) -> bool:
    """Say whether rows of a model speak of any record, by the name of its model and its number: proposals."""
    return has_field(model, "author") and has_field(model, "owner_model") and has_field(model, "owner_id")


def proposals_on(mine: Duties) -> models.Q:
    """Return the condition that a row speaks of a record that is somebody's to edit."""
    found = models.Q(pk__in=[])
    for model in published_models() if mine.edits else []:
        records = model.objects.filter(
            hers(Duties(countries=mine.countries, organisations=mine.organisations, named=mine.named), model)
        )
        found |= models.Q(owner_model=label(model), owner_id__in=records.order_by().values("pk"))
    return found
