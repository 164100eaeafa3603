"""Rows of parts with a position each, which may change places in one go."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from skills2work.admin_base import TranslatedForm

HIGHEST_POSITION = 32767  # of a PositiveSmallIntegerField


class NumberedForm(TranslatedForm):
    """A row with a position. Whether the position is free is a question to all rows together."""

    def validate_constraints(self) -> None:
        """Leave the one constraint, on the position, to the formset: rows may change places."""


class NumberedFormSet(forms.BaseInlineFormSet):
    """Rows of one record with a `position` each, which may change places in one go."""

    def rows(self) -> models.QuerySet[Any]:
        """Return all rows of the record as the database has them now."""
        return getattr(self.instance, self.fk.remote_field.get_accessor_name()).all()

    def clean(self) -> None:
        """Refuse a position that a row has which is not on this page, because somebody added it meanwhile."""
        super().clean()
        if self.instance.pk is None:
            return
        shown = [form.instance.pk for form in self.initial_forms]
        rows = self.rows().exclude(pk__in=shown)
        taken = set(rows.values_list("position", flat=True))
        for form in self.forms:
            if form not in self.deleted_forms and form.has_changed() and form.instance.position in taken:
                form.add_error("position", _("Somebody else has taken this position meanwhile."))

    def save(self, commit: bool = True) -> Any:
        """Save the rows, after moving those out of the way whose positions others may take."""
        if commit and self.instance.pk is not None:
            gone = {form.instance.pk for form in self.deleted_forms}
            moving = [form.instance.pk for form in self.initial_forms if "position" in form.changed_data]
            rows = self.rows()
            wanted = {form.instance.position for form in self.forms}
            used = wanted | set(rows.values_list("position", flat=True))
            free = (position for position in range(HIGHEST_POSITION, -1, -1) if position not in used)
            for pk in sorted({*moving, *(pk for pk in gone if pk)}):
                rows.filter(pk=pk).update(position=next(free))
        return super().save(commit=commit)
