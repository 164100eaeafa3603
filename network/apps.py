"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    """Network."""

    name = "network"
    verbose_name = _("Network")

    def ready(self) -> None:
        """Make the models findable and give their data away."""
        from network import archive, data, people, search
        from network.joining.work import proposals
        from skills2work.staff import work

        search.register_all()
        data.register_all()
        archive.register_all()
        people.register_all()
        work.register(proposals)
