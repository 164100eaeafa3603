"""Completes VAR_DIR for tests.support.real_site: one practice is archived, one organisation reachable; static files."""

import os

import django
from django.core.management import call_command


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skills2work.settings")
    django.setup()
    from network.models import ContactAddress, Organisation  # noqa: PLC0415
    from practices.models import Practice  # noqa: PLC0415 models load after setup()
    from skills2work.vocabularies import PublicationState  # noqa: PLC0415
    from tests.support.page_types import ARCHIVED_PRACTICE, REACHABLE_ORGANISATION  # noqa: PLC0415

    call_command("collectstatic", interactive=False, verbosity=0)
    practice = Practice.objects.get(slug=ARCHIVED_PRACTICE.split("/")[1])
    practice.state = PublicationState.ARCHIVED
    practice.save()
    ContactAddress.objects.create(
        organisation=Organisation.objects.get(slug=REACHABLE_ORGANISATION.split("/")[2]), email="desk@anpal.example"
    )


if __name__ == "__main__":
    main()
