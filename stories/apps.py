"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    """Stories."""

    name = "stories"
    verbose_name = _("Stories")

    def ready(self) -> None:
        """Make the models findable and give their data away."""
        from stories import archive, data, search

        search.register_all()
        data.register_all()
        archive.register_all()
