"""What a backup holds: the rows of every model, but for those named here, each with its reason."""

from django.apps import apps
from django.db import models

# In the words of the manifest, for whoever opens a backup.
LEFT_OUT = {
    "sessions.session": "who is logged in; everybody logs in again",
    "axes.accessattempt": "failed logins with network addresses, which may be kept for a day only",
    "axes.accessattemptexpiration": "a part of the failed logins",
    "axes.accessfailurelog": "failed logins with network addresses, which may be kept for a day only",
    "axes.accesslog": "logins with network addresses; the site writes none",
    "skills2work.dailysalt": "what the limit of forms counts with; worthless after a day",
    "skills2work.sending": "what the limit of forms counted; may be kept for a day only",
    "skills2work.searchdocument": "the search index; made anew from the records",
    "skills2work.searchword": "the words of the search index; made anew from the records",
    "skills2work.contentversion": "the key of all caches; a restored database gets another one",
}
# Made by `migrate` in every database: they do not make a database one that holds something.
MADE_BY_DJANGO = frozenset({"contenttypes.contenttype", "auth.permission"})


def all_models() -> list[type[models.Model]]:
    """Return every model with a table of its own, relations between records included, by label."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return sorted(
        (model for model in found if not model._meta.proxy and not model._meta.swapped),
        key=lambda model: model._meta.label_lower,
    )


def kept_models() -> list[type[models.Model]]:
    """Return the models whose rows a backup holds."""
    return [model for model in all_models() if model._meta.label_lower not in LEFT_OUT]


def left_out_models() -> list[type[models.Model]]:
    """Return the models whose rows a backup does not hold."""
    return [model for model in all_models() if model._meta.label_lower in LEFT_OUT]
