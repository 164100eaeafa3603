"""The content of the directory as it lies in fixtures/: which files there are, and in which order they load.

A folder a country (`nl/`), a file a kind. The order matters: what is named by others loads before them.
"""

from pathlib import Path

from django.conf import settings

# Kinds in loading order; each may be missing for a country.
KINDS = (
    "sources",
    "organisations",
    "experts",
    "profile",
    "access",
    "practices",
    "guidance",
    "professions",
    "profession_rules",
    "stories",
    "questions",
)


def fixture_files(folder: Path | None = None) -> list[Path]:
    """Return all content files in the order in which they load: all countries of a kind before the next kind."""
    top = folder or Path(settings.FIXTURE_DIRS[0])
    order = {kind: place for place, kind in enumerate(KINDS)}
    files = [path for path in top.glob("*/*.yaml") if path.stem in order]
    return sorted(files, key=lambda path: (order[path.stem], path.parent.name))
