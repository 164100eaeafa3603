"""Reads the dossier: the sourced facts that the content was written from. It is not a part of this repository."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WHY_NOT = "No dossier to compare with: set DOSSIER_DIR, or put it in ../shared/dossier"


def folder() -> Path | None:
    """Return where the dossier is, or None. A DOSSIER_DIR that does not exist is an error."""
    named = os.environ.get("DOSSIER_DIR")
    if named:
        if not Path(named).is_dir():
            raise NotADirectoryError(f"DOSSIER_DIR={named!r} is no folder")
        return Path(named)
    beside = settings.BASE_DIR.parent / "shared" / "dossier"
    return beside if beside.is_dir() else None


@lru_cache(maxsize=32)
def read(name: str) -> Any:
    """Return one file of the dossier, e.g. "NL" or "professions"."""
    top = folder()
    if top is None:
        raise FileNotFoundError(WHY_NOT)
    return yaml.load((top / f"{name}.yaml").read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 a safe loader


def addresses(item: Any) -> set[str]:
    """Return the addresses of the sources of a fact."""
    return {source["url"] if isinstance(source, dict) else source for source in item.get("sources") or []}
