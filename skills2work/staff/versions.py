"""Which records keep their versions (django-reversion), and how an older one comes back with all that belongs to it.

A version of a record is always one of its whole page: record, parts, relations, and texts in all languages. How the
texts stand in each language is not copied back: `translations/following.py` finds the judgement that belongs to a
restored text. Only what was deleted has none any more; its rows are kept beside the version (`Judgements`).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import reversion
from django.db import connection, models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from reversion.models import Revision, Version
from reversion.signals import post_revision_commit

from skills2work.parts import accessors_of_parts, owner_of, part_models, path_to_owner, published_models
from skills2work.questions import OpenQuestion
from skills2work.search.models import Synonym
from skills2work.sources import Source
from skills2work.translations.fingerprints import translated_fields
from skills2work.translations.models import Translation, label

KEPT = ("model", "object_id", "owner", "owner_id", "language", "state", "role", "texts", "sources", "title_key", "past")


class Judgements(models.Model):
    """How the texts of the records in a revision stood in each language when it was made."""

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="judgements")
    rows = models.JSONField(_("rows"), default=list)

    def __str__(self) -> str:
        return f"{self.revision_id}: {len(self.rows)}"


def register_all() -> None:
    """Let every record, part, source, open question and set of synonyms keep its versions."""
    for record in published_models():
        register(record, accessors_of_parts(record))
    for part in part_models():
        register(part, (path_to_owner(part).split("__")[0], *accessors_of_parts(part)))
    for other in (Source, OpenQuestion, Synonym):
        register(other, ())


def register(model: type[models.Model], follow: tuple[str, ...]) -> None:
    """Register a model. The plain name of a translated text is left out: its columns hold all there is."""
    if not reversion.is_registered(model):
        reversion.register(model, follow=follow, exclude=translated_fields(model))


def keep_judgements(revision: Revision, versions: Iterable[Version], **_kwargs: Any) -> None:
    """Keep how the texts stand, as the revision is made."""
    keys = {(label(version._model), int(version.object_id)) for version in versions}  # noqa: SLF001
    wanted = models.Q(pk__in=[])
    for name in {name for name, _key in keys}:
        wanted |= models.Q(model=name, object_id__in=[key for one, key in keys if one == name])
    rows = [
        {**{name: getattr(row, name) for name in KEPT}, "on": row.on.isoformat()}
        for row in Translation.objects.filter(wanted)
    ]
    if rows:
        Judgements.objects.create(revision=revision, rows=rows)


def connect() -> None:
    """Follow every revision that is made."""
    post_revision_commit.connect(keep_judgements, dispatch_uid="skills2work.staff.keep_judgements")


def restore(version: Version) -> None:
    """Bring back the page that a version belongs to; parts that came later are deleted. In the caller's transaction."""
    revision = version.revision
    kept = Judgements.objects.filter(revision=revision).first()
    for values in kept.rows if kept else []:
        key = {name: values[name] for name in ("model", "object_id", "language")}
        Translation.objects.get_or_create(**key, defaults=values)
    revision.revert(delete=True)
    models_of_it = {one._model for one in revision.version_set.all()}  # noqa: SLF001 the library has no other name
    tables = {model._meta.db_table for model in models_of_it}
    tables |= {field.m2m_db_table() for model in models_of_it for field in model._meta.many_to_many}
    connection.check_constraints(sorted(tables))  # a relation to what is there no more shows itself at the end only


def keep_first(record: Any) -> None:
    """Make a version of a record that has none, as it is before somebody changes it: content comes from files."""
    if record is None or not reversion.is_registered(type(record)):
        return
    owner = owner_of(record) or record
    if not Version.objects.get_for_object(owner).exists():
        with reversion.create_revision():
            reversion.set_comment(gettext("As it was before the first change here"))
            reversion.add_to_revision(owner)


@contextmanager
def recorded(user: Any, comment: str, *records: Any) -> Iterator[None]:
    """Save records in this block as one version each, with who did it and what; for all that is no form."""
    for record in records:
        keep_first(record)
    with reversion.create_revision():
        reversion.set_user(user)
        reversion.set_comment(comment)
        yield
        for record in records:
            reversion.add_to_revision(owner_of(record) or record)
