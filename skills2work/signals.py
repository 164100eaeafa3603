"""What must happen with every save of a record, fixtures included, which bypass `Model.save`.

Before: derived fields. After, in the same transaction: how its texts stand in each language, the record's rows in the
search index, and a new version of the content.
"""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver

from skills2work.parts import is_part, owner_of
from skills2work.publishing import Published
from skills2work.search.indexing import forget, is_paused, reindex
from skills2work.search.models import Synonym
from skills2work.sources import Source
from skills2work.translations import following
from skills2work.version import bump_version

SHOWN_TO_READERS = (Published, Source, Synonym)


def page_of(instance: Any) -> Any:
    """Return the record whose page shows this one: itself, or what it is a part of."""
    return owner_of(instance) if is_part(type(instance)) else instance


@receiver(pre_save)
def derive_fields(instance: Any, **_kwargs: Any) -> None:
    """Fill the derived fields of a record."""
    if isinstance(instance, Published):
        instance.derive()


@receiver(post_save)
def follow_change(instance: Any, *, created: bool = False, raw: bool = False, **_kwargs: Any) -> None:
    """Bring translations, index and version up to date after a record, or a part of one, has changed."""
    owner = page_of(instance)
    if is_paused() or not isinstance(owner, SHOWN_TO_READERS):
        return
    following.follow(instance, is_new=created and not raw)  # rows may have been brought back before their record
    reindex(owner)
    bump_version()


@receiver(m2m_changed)
def follow_relation(instance: Any, *, action: str = "post_add", **_kwargs: Any) -> None:
    """The same after a relation has changed, which has no texts."""
    owner = page_of(instance)
    if is_paused() or not action.startswith("post_") or not isinstance(owner, SHOWN_TO_READERS):
        return
    reindex(owner)
    bump_version()


@receiver(post_delete)
def follow_deletion(instance: Any, **_kwargs: Any) -> None:
    """The same after a record, or a part of one, is gone."""
    owner = page_of(instance)
    if not isinstance(owner, SHOWN_TO_READERS):
        return
    following.forget(instance)
    if owner is instance:
        forget(instance)
    else:
        reindex(owner)
    bump_version()
