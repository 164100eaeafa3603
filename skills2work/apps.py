"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class Skills2WorkConfig(AppConfig):
    """FromSkills2Work."""

    name = "skills2work"
    verbose_name = _("FromSkills2Work")

    def ready(self) -> None:
        """Connect the signals, and let records keep their versions."""
        from skills2work import signals  # noqa: F401 importing connects them
        from skills2work.archive.kept import publish
        from skills2work.staff import versions

        for model in ("skills2work.source", "skills2work.synonym"):
            publish(model)
        publish("skills2work.translation", blank=("past",))
        versions.register_all()
        versions.connect()
        from skills2work.accounts import events, sessions  # noqa: F401 the same
        from skills2work.privacy import people

        people.register_all()
        from skills2work.caching import triggers

        pre_migrate.connect(triggers.before_migrate, sender=self)
        post_migrate.connect(triggers.after_migrate, sender=self)
