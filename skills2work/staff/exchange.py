"""Import and export of records: what a table says of each, looked at before anything is saved, and saved as a whole.

An app names its columns in a `RecordResource`. Looking writes nothing; saving is one transaction, so that a table with
one bad row, a person who leaves, or a process that ends leaves the database as it was.
"""

import logging
from collections.abc import Generator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, ClassVar

import tablib
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.utils.translation import gettext as _
from import_export.resources import ModelResource
from import_export.results import RowResult
from modeltranslation.fields import TranslationField

from skills2work import countries, languages
from skills2work.staff import exchange_rights as allowed
from skills2work.staff.exchange_batch import Batch
from skills2work.staff.exchange_columns import Column, SourceTextColumn, TranslationColumn, column_for
from skills2work.staff.exchange_parts import PartsColumn, SourcesColumn
from skills2work.staff.exchange_rows import Change, Problem, Row
from skills2work.translations.fingerprints import translated_fields
from skills2work.version import bump_version
from skills2work.vocabularies import PublicationState

logger = logging.getLogger(__name__)

KEY = "slug"
FIRST = ("source_language",)  # decides which column of the database a text is
LAST = ("source_language", "state", "verification", "verified_on", "review_by", "confirmed_by", "sources")


@dataclass
class Outcome:
    """What a table would do, or has done."""

    rows: list[Row] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)  # with the table as a whole
    saved: bool = False
    overtaken: bool = False

    @property
    def is_bad(self) -> bool:
        """Say whether anything keeps the table from being saved."""
        return bool(self.problems) or any(row.problems for row in self.rows)

    def of_kind(self, kind: str) -> list[Row]:
        """Return the rows of one kind: "new", "changed", "unchanged" or "error"."""
        return [row for row in self.rows if row.kind == kind]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows there are of each kind."""
        return {kind: len(self.of_kind(kind)) for kind in ("new", "changed", "unchanged", "error")}

    @property
    def mark(self) -> str:
        """Return a short text that changes with anything the table would do."""
        told = [(row.number, row.kind, [(one.column, one.old, one.new) for one in row.changes]) for row in self.rows]
        return blake2b(repr(told).encode(), digest_size=12).hexdigest()


class RecordResource(ModelResource):
    """The columns of a kind of record, and how its rows are read and saved.

    Each app's own class names the fields in the order of the admin's form, and the parts that belong to a record.
    """

    record: ClassVar[Any]
    columns: ClassVar[tuple[str, ...]] = ()
    parts: ClassVar[tuple[tuple[Any, str, str], ...]] = ()  # model, accessor, translated text

    class Meta:
        import_id_fields = (KEY,)
        skip_diff = True
        report_skipped = True

    def __init__(self, user: Any = None, *, translated: bool = True) -> None:
        super().__init__()
        self.user = user
        self._meta.model = self.record
        made = [*self.own_columns(), *(self.translated_columns() if translated else [])]
        self.fields = {column.name: column for column in made}
        self.batch = Batch(user, self.record)
        self.comment = ""
        self.row = Row(0, "")

    def own_columns(self) -> list[Column]:
        """Return the columns in the language of each entry, in the order of the form."""
        texts, found = translated_fields(self.record), []
        for name in (*self.columns, *LAST):
            own: Any = self.record._meta.get_field(name)
            if name == "sources":
                found += [PartsColumn(model, accessor, text) for model, accessor, text in self.parts]
                found.append(SourcesColumn(own))
            else:
                found.append(SourceTextColumn(own) if name in texts else column_for(own, countries.is_country))
        return found

    def translated_columns(self) -> list[Column]:
        """Return a column for each translated text in each language."""
        texts = [self.record._meta.get_field(name) for name in self.columns if name in translated_fields(self.record)]
        found: list[Column] = []
        for code in languages.LANGUAGE_CODES:
            found += [TranslationColumn(own, code) for own in texts]
            found += [PartsColumn(model, accessor, text, code) for model, accessor, text in self.parts]
        return found

    def get_queryset(self) -> Any:
        """Return all records with what their columns show, in few queries."""
        return self.for_columns(self.record.objects.order_by(KEY))

    def for_columns(self, queryset: Any) -> Any:
        """Fetch what the columns show."""
        accessors = [accessor for _model, accessor, _text in self.parts]
        many = [one.name for one in self.record._meta.many_to_many if one.name in self.fields]
        keys = [one.name for one in self.record._meta.fields if one.is_relation and one.name in self.fields]
        return queryset.select_related(*keys).prefetch_related(*accessors, *many)

    def locked(self, queryset: Any) -> Any:
        """The same, and let nobody else save these records meanwhile. SQLite has one lock for all anyway."""
        return self.for_columns(queryset).select_for_update(of=("self",))

    def export_field(self, field: Any, instance: Any, **kwargs: Any) -> str:
        """Return a cell."""
        return str(field.export(instance))

    def in_order(self, headers: list[str]) -> list[Column]:
        """Return the columns that a table has, in the order in which they are read."""
        names = [*FIRST, *(name for name in self.fields if name not in FIRST)]
        return [self.fields[name] for name in names if name in headers]

    # A table as a whole

    def look(self, table: tablib.Dataset) -> Generator[int]:
        """Find out what a table would do; nothing is written. Gives the number of rows so far; then see `outcome`."""
        yield from self.each_row(table, dry_run=True)

    def save(self, table: tablib.Dataset, comment: str, expected: str = "", done: Any = None) -> Generator[int]:
        """Save a table as a whole or not at all. `expected` is the mark of what somebody has seen it would do.

        `done` is called at the end, in the same transaction.
        """
        self.comment = comment
        with transaction.atomic():
            yield from self.each_row(table, dry_run=False)
            self.outcome.overtaken = bool(expected) and self.outcome.mark != expected
            if self.outcome.is_bad or self.outcome.overtaken:
                transaction.set_rollback(True)
                return
            if any(row.changes for row in self.outcome.rows):
                bump_version()
            if done is not None:
                done()
        self.outcome.saved = True

    def each_row(self, table: tablib.Dataset, *, dry_run: bool) -> Generator[int]:
        """Give each row to the library, in a savepoint of its own where it is saved."""
        self.outcome = Outcome(problems=self.problems_with(table.headers))
        if self.outcome.problems:
            return
        self.present = self.in_order(table.headers)
        slugs = [slug.strip() for slug in table[KEY]]
        self.batch = Batch(self.user, self.record, table, self.for_columns if dry_run else self.locked)
        for number, values in enumerate(table, start=2):
            self.row = Row(number, slugs[number - 2])
            row = dict(zip(table.headers, values, strict=True))
            if any(values):
                if dry_run:
                    result = self.import_row(row, None, dry_run=True, row_number=number)
                else:
                    with transaction.atomic():
                        result = self.import_row(row, None, dry_run=False, row_number=number, using_transactions=True)
                        if self.row.problems or result.errors:
                            transaction.set_rollback(True)
                self.finish_row(result)
            yield number - 1

    def problems_with(self, headers: list[str]) -> list[str]:
        """Say which columns nobody knows, and whether the key is there."""
        found = []
        if KEY not in headers:
            found.append(_("The column “%(name)s” is missing: it says which entry a row is.") % {"name": KEY})
        unknown = [name for name in headers if name not in self.fields]
        if unknown:
            found.append(_("These columns are not known: %(names)s") % {"names": ", ".join(unknown)[:500]})
        return found

    def finish_row(self, result: RowResult) -> None:
        """Write down what became of a row. The text of an unexpected error is for the log, not for the editor."""
        for error in result.errors:
            logger.error("Row %s of an import: %s", self.row.number, error.error, exc_info=error.error)
            self.row.problems.append(Problem("", _("This row cannot be saved. Please tell those who run the site.")))
        self.outcome.rows.append(self.row)

    # One row, as the library asks for it

    def get_instance(self, instance_loader: Any, row: dict[str, str]) -> Any:
        """Return the record that a row speaks of; None for a new one."""
        return self.batch.record(row[KEY].strip())

    def import_instance(self, instance: Any, row: dict[str, str], **kwargs: Any) -> None:
        """Compare each cell with the record; what differs is read, and set on the record or kept for later."""
        self.row.is_new = instance.pk is None
        self.later: list[tuple[Any, Any]] = []
        self.old_state = instance.state
        if self.batch.is_repeated(self.row.slug):
            self.row.add(KEY, _("Two rows have this address."))
        reason = allowed.not_hers(self.user, instance)
        if reason:
            self.row.add("", reason)
            return
        self.may_import = allowed.may_import(self.user, instance)
        for column in self.present:
            self.read_cell(column, instance, row[column.name])

    def read_cell(self, column: Column, instance: Any, cell: str) -> None:
        """Read one cell. One that says what the record says already is not read at all."""
        text, old = column.tidy(cell), column.cell(instance)
        if text == column.tidy(old) or (self.row.is_new and not text) or (not self.row.is_new and column.name == KEY):
            return
        if "\0" in cell:
            self.row.add(column.name, _("This holds a sign that cannot be saved."))
            return
        try:
            value = column.read(text, self.batch)
            new = column.text(value)
            if new == old:
                return
            if column.relation:
                self.later.append((column, value))
            else:
                column.put(instance, value, self.batch)
        except ValueError as problem:
            self.row.add(column.name, str(problem))
        else:
            self.row.changes.append(Change(column.name, old, new))

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Leave a record alone that a row changes nothing of."""
        return not self.row.changes and not self.row.problems and not self.row.is_new

    def validate_instance(self, instance: Any, *args: Any, **kwargs: Any) -> None:
        """Ask the model about what changed, and `rights.py` about the record as it would be."""
        if any(not problem.column for problem in self.row.problems):
            return
        bad = {problem.column for problem in self.row.problems}
        self.check_parts(instance)
        self.check_values(instance, bad)
        if not self.row.problems:
            for column, reason in self.refusals(instance):
                self.row.add(column, reason)

    def check_values(self, instance: Any, bad: set[str]) -> None:
        """Ask the model's own rules; only about fields that the row changes."""
        changed = {one.column for one in self.row.changes}
        touched = {column.target(instance): column.name for column in self.present if column.name in changed}
        every = [one.name for one in instance._meta.fields]
        plain = set(translated_fields(self.record))
        if self.row.is_new:
            touched |= {name: name for name in every if name in self.fields and name not in plain}
        left_out = {name for name in every if name not in touched or touched[name] in bad or name in plain}
        texts = {
            one.name for one in instance._meta.fields if isinstance(one, TranslationField)
        }  # no constraint names one
        checks = (
            lambda: instance.clean_fields(exclude=left_out),
            lambda: instance.validate_constraints(exclude=plain | texts),
        )
        for check in checks:
            try:
                check()
            except ValidationError as problem:
                for name, errors in problem.error_dict.items() if hasattr(problem, "error_dict") else [("", problem)]:
                    for message in ValidationError(errors).messages:
                        self.row.add(touched.get(name, ""), message)
        for name in self.record.required_texts[:1]:
            if not instance.source_text(name) and name not in bad:
                self.row.add(name, _("This must not be empty."))
        if instance.state == PublicationState.PUBLISHED and not self.row.problems:
            missing = instance.missing_for_publication(has_sources=self.has_sources(instance))
            if missing:
                self.row.add("state", _("Cannot be published yet: %(missing)s") % {"missing": ", ".join(missing)})

    def has_sources(self, instance: Any) -> bool:
        """Say whether the record will have sources."""
        for column, value in self.later:
            if isinstance(column, SourcesColumn):
                return bool(value)
        return bool(instance.pk and instance.sources.all())

    def check_parts(self, instance: Any) -> None:
        """Compare translated parts with the parts that there will be."""
        for column, value in self.later:
            if isinstance(column, PartsColumn):
                told = next(
                    (v for c, v in self.later if getattr(c, "accessor", "") == column.accessor and not c.language), None
                )
                there = len(getattr(instance, column.accessor).all()) if instance.pk else 0
                try:
                    column.check(instance, value, there if told is None else len(told))
                except ValueError as problem:
                    self.row.add(column.name, str(problem))

    def refusals(self, instance: Any) -> list[tuple[str, str]]:
        """Return why somebody may not leave the record so; nothing where nobody is asked (a command)."""
        naming = allowed.named_organisations(instance, self.later)
        return allowed.refusals(self.user, instance, self.old_state, naming, may_import=self.may_import)

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        """Save the record with its relations and parts as one version; looking only writes nothing."""
        if kwargs.get("dry_run") or self.row.problems:
            return
        try:
            self.batch.save(instance, self.later, self.comment)
        except (DatabaseError, models.ProtectedError) as problem:
            logger.exception("Row %s of an import", self.row.number, exc_info=problem)
            self.row.add("", _("This row cannot be saved. Please tell those who run the site."))

    def save_m2m(self, *args: Any, **kwargs: Any) -> None:
        """Do nothing: the relations are saved with the record."""
