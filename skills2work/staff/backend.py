"""Answers Django's questions about permissions from `rights.may`, so that the whole admin obeys it."""

from typing import Any

from django.apps import apps
from django.contrib.auth.backends import ModelBackend

from skills2work.staff import rights

ASKED = ("view", "add", "change", "delete")


class RightsBackend(ModelBackend):
    """Signs in as Django does; what somebody may do comes from her assignments alone, not from Django's tables."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Say whether somebody has a permission ("practices.change_practice"), for one record or for any."""
        app, _dot, name = perm.partition(".")
        action, _line, model_name = name.partition("_")
        try:
            model = apps.get_model(app, model_name)
        except (LookupError, ValueError):
            return False
        return rights.may(user_obj, action, model if obj is None else obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """Say whether somebody may do anything in an app."""
        try:
            models = list(apps.get_app_config(app_label).get_models())
        except LookupError:
            return False
        return any(rights.may(user_obj, action, model) for model in models for action in ASKED)

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Return the names of all that somebody may do with any record, or with one."""
        return {
            f"{model._meta.app_label}.{action}_{model._meta.model_name}"
            for model in ([type(obj)] if obj is not None else apps.get_models())
            for action in ASKED
            if rights.may(user_obj, action, model if obj is None else obj)
        }
