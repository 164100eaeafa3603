"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    """Stories."""

    name = "stories"
    verbose_name = _("Stories")
