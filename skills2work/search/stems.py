"""The stems of words that are needed again and again, kept in a file: ten thousand synonyms take seconds.

A stem depends on the word and on the code alone, so the file is called after the code and never goes stale. Whoever
finds words missing adds them. Where nothing can be written, everything works, and the first search takes its seconds.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from skills2work.search import analysis

Stems = dict[str, list[str]]
FILES_OF_OLD_CODE = "stems-*.json"
MOST = 30_000  # words that are kept: several databases may share the file


@lru_cache(maxsize=1)
def code_version() -> str:
    """Return a name for all code that a stem depends on."""
    parts = [Path(analysis.__file__).read_bytes()]
    parts += [f"{name} {version(name)}".encode() for name in ("simplemma", "snowballstemmer")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def path() -> Path:
    """Return where the stems are kept."""
    return Path(settings.VAR_DIR) / "lemmas" / f"stems-{code_version()}.json"


def read() -> Stems:
    """Return what is kept; nothing where there is no file, or none that can be read."""
    try:
        found = json.loads(path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def stems_of(words: Iterable[str]) -> Stems:
    """Return the stems of words in the languages that are written like them, from the file where it has them."""
    wanted = dict.fromkeys(words)
    if not wanted:
        return {}
    known = read()
    missing = [word for word in wanted if word not in known]
    if missing:
        known |= {word: analysis.all_stems(word) for word in missing}
        write(known if len(known) <= MOST else {word: known[word] for word in wanted})
    return {word: known[word] for word in wanted}


def write(known: Stems) -> None:
    """Keep stems, all at once: another process reads the old file or the new one. Old code's files go."""
    target = path()
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target.parent) as folder:
            fresh = Path(folder) / target.name
            fresh.write_text(json.dumps(known, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
            fresh.replace(target)
        for old in target.parent.glob(FILES_OF_OLD_CODE):
            if old != target:
                old.unlink(missing_ok=True)
