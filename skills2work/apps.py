"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Skills2WorkConfig(AppConfig):
    """FromSkills2Work."""

    name = "skills2work"
    verbose_name = _("FromSkills2Work")

    def ready(self) -> None:
        """Connect the signals, and let records keep their versions."""
        from skills2work import signals  # noqa: F401 importing connects them
        from skills2work.staff import versions

        versions.register_all()
        versions.connect()
        from skills2work.accounts import sessions  # noqa: F401 the same
