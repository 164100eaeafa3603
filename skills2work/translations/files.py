"""Translations as files: `fixtures/COUNTRY/translations/LANGUAGE.yaml`, one for each country and language.

Each entry names a record or a part of one by its natural key, and the fingerprint of the source texts it was made from:
where the source has changed since, the translation is loaded as behind. The head says how the texts of the file came
about; an entry that differs says so itself.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import yaml
from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from skills2work import countries, languages
from skills2work.parts import is_part, owner_of, path_to_owner
from skills2work.texts import source_language
from skills2work.translations import fingerprints as prints
from skills2work.translations.following import new_row, title_key
from skills2work.translations.models import Translation, label
from skills2work.vocabularies import TranslationState

FOLDER = "translations"
NO_COUNTRY = "eu"  # the folder of records whose country has none of its own
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
BATCH = 1000


class TranslationFileError(ValueError):
    """A file that names what does not exist, or says what cannot be."""


def registered() -> list[type[models.Model]]:
    """Return all models with translated texts, owners before their parts."""
    return [model for model in apps.get_models() if prints.translated_fields(model)]


def key_of(record: Any) -> str:
    """Return what a file calls a record: its natural key in one word."""
    return "/".join(str(part) for part in record.natural_key())


def source_mark(record: Any, fields: Iterable[str]) -> str:
    """Return one fingerprint for the source texts of some fields."""
    now = prints.fingerprints(record, source_language(record))
    return prints.fingerprint("\n".join(f"{field}:{now.get(field, '')}" for field in sorted(fields)))


def files(folder: Path | None = None) -> list[Path]:
    """Return all files of translations."""
    return sorted((folder or Path(settings.FIXTURE_DIRS[0])).glob(f"*/{FOLDER}/*.yaml"))


def read(path: Path) -> dict[str, Any]:
    """Return what a file holds. Raises TranslationFileError for a file that is none."""
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 both are safe loaders
    except yaml.YAMLError as error:
        raise TranslationFileError(f"{path}: {error}") from error
    if not isinstance(found, dict) or found.get("language") not in languages.LANGUAGE_CODES:
        raise TranslationFileError(f"{path}: names no language of the site")
    return found


def records_by_key() -> dict[str, dict[str, Any]]:
    """Return every record and part with translated texts, by model and key."""
    return {label(model): {key_of(one): one for one in with_owners(model)} for model in registered()}


def with_owners(model: type[models.Model]) -> Iterator[Any]:
    """Return all rows of a model; those that are parts with what they are parts of."""
    rows: Any = cast("Any", model).objects.all()
    return iter(rows.select_related(path_to_owner(model)) if is_part(model) else rows)


@transaction.atomic
def load(paths: Iterable[Path]) -> int:
    """Write the texts of files into the records, and rebuild the whole table of translations. Returns the entries.

    All or nothing. Past the models' `save`: whoever calls this brings index and version up to date afterwards.
    """
    known = records_by_key()
    told: dict[tuple[str, int, str], dict[str, Any]] = {}
    texts: dict[tuple[str, int], dict[str, str]] = {}
    for path in paths:
        found = read(path)
        language = found["language"]
        for name, entries in (found.get("entries") or {}).items():
            for key, entry in entries.items():
                record = known.get(name, {}).get(str(key))
                if record is None:
                    raise TranslationFileError(f"{path}: there is no {name} called {key}")
                told[(name, record.pk, language)] = judgement(path, found, record, entry)
                columns = texts.setdefault((name, record.pk), {})
                for field, text in entry["texts"].items():
                    if field not in prints.translated_fields(type(record)):
                        raise TranslationFileError(f"{path}: {key} has no text called {field}")
                    columns[f"{field}_{language}"] = text
    for (name, pk), columns in texts.items():
        apps.get_model(name).objects.filter(pk=pk).update(**columns)
    fill_table(told)
    return len(told)


def judgement(path: Path, found: dict[str, Any], record: Any, entry: dict[str, Any]) -> dict[str, Any]:
    """Return how an entry came about. Raises TranslationFileError for a state that no translation can have."""
    state = entry.get("state", found.get("state"))
    if state not in (TranslationState.PERSON, TranslationState.MACHINE, TranslationState.REVIEWED):
        raise TranslationFileError(f"{path}: {key_of(record)} has no state of a translation: {state}")
    fields = list(entry["texts"])
    return {
        "state": state,
        "role": entry.get("role", found.get("role", "")),
        "on": date.fromisoformat(str(entry.get("on", found.get("on")))),
        "in_step": entry.get("source") == source_mark(record, fields),
    }


def fill_table(told: dict[tuple[str, int, str], dict[str, Any]]) -> None:
    """Write the table of translations anew, from the texts of all records and what files say of them.

    A text that no file speaks of was written by a person.
    """
    Translation.objects.all().delete()
    fresh: list[Translation] = []
    for model in registered():
        for record in with_owners(model):
            fresh += rows_of(record, told)
    Translation.objects.bulk_create(fresh, batch_size=BATCH)


def rows_of(record: Any, told: dict[tuple[str, int, str], dict[str, Any]]) -> list[Translation]:
    """Return the rows of one record."""
    source = source_language(record)
    now = prints.fingerprints(record, source)
    found = []
    for language in languages.LANGUAGE_CODES:
        here = now if language == source else prints.fingerprints(record, language)
        if not here:
            continue
        said = told.get((label(record), record.pk, language), {})
        if language == source:
            row = new_row(record, language, TranslationState.SOURCE)
        else:
            state = said.get("state", TranslationState.PERSON)
            row = new_row(record, language, state, said.get("role", ""), said.get("on"))
            row.sources = {field: now.get(field, "") if said.get("in_step", True) else "" for field in here}
        row.texts, row.title_key = here, title_key(record, language)
        found.append(row)
    return found


def folder_of(record: Any) -> str:
    """Return the folder a record's translations stand in: its country's."""
    code = getattr(owner_of(record), "country", "")
    return code.lower() if code in countries.SLUGS else NO_COUNTRY


@transaction.atomic
def dump(folder: Path, wanted: Iterable[str] = languages.LANGUAGE_CODES) -> list[Path]:
    """Write all translations of some languages as files under a folder, in a fixed order. Returns the files."""
    rows = {(row.model, row.object_id, row.language): row for row in Translation.objects.defer("past")}
    pages: dict[tuple[str, str], dict[str, Any]] = {}
    for model in registered():
        for record in sorted(with_owners(model), key=sort_key):
            for language in wanted:
                row = rows.get((label(model), record.pk, language))
                if row is None or row.state in (TranslationState.SOURCE, TranslationState.MISSING):
                    continue
                page = pages.setdefault((folder_of(record), language), {})
                page.setdefault(label(model), {})[key_of(record)] = entry_of(record, row)
    written = []
    for (place, language), entries in sorted(pages.items()):
        path = folder / place / FOLDER / f"{language}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_yaml(place, language, entries), encoding="utf-8")
        written.append(path)
    return written


def sort_key(record: Any) -> tuple[Any, ...]:
    """Return what puts records of one model in the order of their keys, positions as numbers."""
    return tuple((0, part, "") if isinstance(part, int) else (1, 0, str(part)) for part in record.natural_key())


def entry_of(record: Any, row: Translation) -> dict[str, Any]:
    """Return one entry of a file. A translation that is behind keeps no fingerprint: it would match nothing."""
    texts = prints.texts(record, row.language)
    now = prints.fingerprints(record, source_language(record))
    in_step = all(row.sources.get(field) == now.get(field) for field in texts)
    entry: dict[str, Any] = {"state": row.state, "role": row.role, "on": row.on.isoformat()}
    entry["source"] = source_mark(record, texts) if in_step else ""
    entry["texts"] = texts
    return entry


def as_yaml(place: str, language: str, entries: dict[str, Any]) -> str:
    """Return a file: what most entries share in its head, the rest with each."""
    every = [entry for of_model in entries.values() for entry in of_model.values()]
    shared = {name: most_common(entry[name] for entry in every) for name in ("state", "role", "on")}
    for entry in every:
        for name, value in shared.items():
            if entry[name] == value:
                del entry[name]
    head = {"language": language, **{name: value for name, value in shared.items() if value}}
    where = countries.name(place.upper(), languages.SOURCE_LANGUAGE)
    what = languages.name(language, languages.SOURCE_LANGUAGE)
    comment = (
        f"# {what} texts of the entries of {where}. How they came about: state, on; source: of which English text.\n\n"
    )
    return comment + yaml.dump(
        {**head, "entries": entries},
        Dumper=DUMPER,
        allow_unicode=True,
        sort_keys=False,
        width=120,
        default_flow_style=False,
    )


def most_common(values: Iterable[str]) -> str:
    """Return the value that occurs most; the first of several."""
    found = list(values)
    return max(dict.fromkeys(found), key=found.count)
