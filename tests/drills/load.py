"""Runs `load_content` over a small content, and stops in the middle where told to.

"STEP" prints "now" and waits when STEP is reached: everything before it has been sent to the database.
"""

import sys
import time
from collections.abc import Iterable
from contextlib import nullcontext
from itertools import islice
from typing import Any
from unittest.mock import patch

import django

django.setup()

from django.conf import settings  # noqa: E402 it is read once all is set up
from django.core.management import call_command  # noqa: E402 the same

from skills2work.search import indexing  # noqa: E402 models load after setup()
from tests.drills import small_content  # noqa: E402 the same

COMMAND = "skills2work.management.commands.load_content"
SOME = 7  # rows of the index that are written before the end comes
write = indexing.write


def wait(*_args: Any, **_kwargs: Any) -> Any:
    """Tell that it is time, and wait to be killed."""
    sys.stdout.write("now\n")
    sys.stdout.flush()
    time.sleep(600)


def write_some(documents: Iterable[Any]) -> int:
    """Write the first rows of the index, and wait."""
    write(islice(documents, SOME))
    wait()
    return 0


STEPS: dict[str, Any] = {
    "": nullcontext,
    "records": lambda: patch(f"{COMMAND}.translation_files.load", wait),  # all rows are written, no index
    "some of the index": lambda: patch.object(indexing, "write", write_some),
    "the index": lambda: patch("skills2work.search.indexing.analysis.prepare", wait),
    "everything": lambda: patch(f"{COMMAND}.bump_version", wait),  # the last thing before the end
}

folder = settings.VAR_DIR / "content"
small_content.write(folder, small_content.MANY)
settings.FIXTURE_DIRS = [folder]
with STEPS["".join(sys.argv[1:])](), patch(f"{COMMAND}.reference_commands", list):
    call_command("load_content")
