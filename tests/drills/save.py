"""Makes a practice ("make"), or changes its texts as the admin does ("change"), and stops in the middle where told to.

"change STEP" prints "now" and waits when STEP is reached: everything before it has been sent to the database.
"""

import sys
import time
from typing import Any
from unittest.mock import patch

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402 models load after setup()
from django.db import transaction  # noqa: E402 the same

from practices.models import Practice  # noqa: E402 the same
from skills2work import signals  # noqa: E402 the same
from skills2work.staff import versions  # noqa: E402 the same
from skills2work.staff.versions import recorded  # noqa: E402 the same
from tests import factories  # noqa: E402 the same


def wait(*_args: Any, **_kwargs: Any) -> None:
    """Tell that it is time, and wait to be killed."""
    sys.stdout.write("now\n")
    sys.stdout.flush()
    time.sleep(600)


STEPS: dict[str, Any] = {
    "row": lambda: patch("skills2work.translations.following.follow", wait),  # the row is written, no more
    "translations": lambda: patch.object(signals, "reindex", wait),
    "search": lambda: patch.object(signals, "bump_version", wait),
    "version": lambda: patch.object(versions.Judgements.objects, "create", wait),  # the last thing before the end
}


def change() -> None:
    """Save other texts as one version, in one transaction as Django's admin does."""
    practice = Practice.objects.get()
    user = User.objects.get_or_create(username="editor")[0]
    with transaction.atomic(), recorded(user, "Changed", practice):
        practice.title_en, practice.title_nl, practice.kinds = "After", "Daarna", ["language"]
        practice.save()


if sys.argv[1] == "make":
    factories.PracticeFactory.create(slug="drill", title_en="Before", title_nl="Daarvoor", kinds=["mentoring"])
elif len(sys.argv) == 2:
    change()
else:
    with STEPS[sys.argv[2]]():
        change()
