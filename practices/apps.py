"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    """Practices."""

    name = "practices"
    verbose_name = _("Practices")

    def ready(self) -> None:
        """Connect the signals."""
        from practices import signals  # noqa: F401 importing connects them
