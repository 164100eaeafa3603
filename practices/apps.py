"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    """Practices."""

    name = "practices"
    verbose_name = _("Practices")

    def ready(self) -> None:
        """Connect the signals, make the models findable, give their data away and name the reference data."""
        from practices import archive, data, search, signals  # noqa: F401 importing the signals connects them
        from skills2work.content import register_reference_data

        search.register_all()
        data.register_all()
        archive.register_all()
        register_reference_data("load_occupations")
