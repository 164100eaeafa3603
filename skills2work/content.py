"""The content of the directory as it lies in fixtures/: which files there are, and in which order they load.

A folder a country (`nl/`), a file a kind. The order matters: what is named by others loads before them. Beside them an
app may have reference data, such as a classification, which a command of its own loads.
"""

from pathlib import Path

from django.conf import settings

# Kinds in loading order; each may be missing for a country.
KINDS = (
    "synonyms",
    "sources",
    "organisations",
    "experts",
    "profile",
    "access",
    "practices",
    "pathway",
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


_reference_commands: list[str] = []


def register_reference_data(command: str) -> None:
    """Let `load_content` call a command that loads reference data; it must know `--if-empty`. For `AppConfig.ready`."""
    if command not in _reference_commands:
        _reference_commands.append(command)


def reference_commands() -> list[str]:
    """Return the commands that load reference data, in the order of the apps."""
    return list(_reference_commands)
