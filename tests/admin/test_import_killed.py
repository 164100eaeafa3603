"""A process that is killed in the middle of an import leaves nothing of it behind."""

import signal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from tests.admin.tables import csv_file
from tests.support import processes

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COUNTS = (
    "from skills2work.models import *; from practices.models import *; from reversion.models import Version;"
    "print('left', [m.objects.count() for m in (Practice, PracticeStep, Source, Translation, SearchDocument, Version)])"
)


def database(folder: Path) -> dict[str, str]:
    """Return the address of the database of this test; on SQLite, of one in a folder: the test's own is in memory."""
    if connection.vendor == "sqlite":
        processes.prepare(folder)
        return {}
    told: Any = connection.settings_dict
    user = f"{quote(told['USER'])}:{quote(told['PASSWORD'])}" if told["PASSWORD"] else quote(told["USER"])
    return {"DATABASE_URL": f"postgres://{user}@{quote(told['HOST'], safe='')}:{told['PORT']}/{told['NAME']}"}


def test_a_killed_import_leaves_nothing_and_can_be_done_again(tmp_path):
    values = ["A", "B", "C", "NL", "mentoring", "refugees", "local", "First step", "https://a.example/"]
    headers = ["slug", "title", "summary", "what", "country", "kinds", "audiences", "scope", "steps", "sources"]
    file = tmp_path / "practices.csv"
    file.write_bytes(csv_file(headers, *([f"row-{number}", *values] for number in range(300))))
    where = database(tmp_path)
    program = processes.start(
        tmp_path, "manage.py", "import_records", "practices", str(file), PYTHONUNBUFFERED="1", **where
    )
    assert program.stdout is not None
    for line in program.stdout:
        if line.startswith("100 of 300"):
            program.send_signal(signal.SIGKILL)
            break
    assert program.wait(30) == -signal.SIGKILL
    program.stdout.close()
    code, written = processes.manage(tmp_path, "shell", "-v", "0", "-c", COUNTS, **where)
    assert (code, written.strip()) == (0, "left [0, 0, 0, 0, 0, 0]")
    code, written = processes.manage(tmp_path, "import_records", "practices", str(file), **where)
    assert code == 0, written
    assert "300 new, 0 changed, 0 unchanged. Everything is saved." in written
