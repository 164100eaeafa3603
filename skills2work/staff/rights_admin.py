"""What makes the admin's lists, forms and rows of parts obey `rights.py`."""

from copy import copy
from typing import Any

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import construct_instance
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField

from skills2work.accounts.events import refused
from skills2work.parts import owner_of
from skills2work.publishing import Published
from skills2work.staff import rights
from skills2work.vocabularies import PublicationState

REOPENED = _("This is what you typed. Nothing is saved yet: look at it, then save.")
ON_THE_WAY = (PublicationState.DRAFT.value, PublicationState.IN_REVIEW.value)


class RightsForm(forms.ModelForm):
    """A form that knows who fills it in: nobody leaves a record where it is not hers, or in a state not hers to give.

    `user` is set on the class that the admin makes for each request; a form without one asks nothing.
    """

    user: Any = None
    overtaken = False  # somebody else has saved a newer version (one_at_a_time.py)
    reopened = False  # what was typed before the session ended is shown again first (kept.py)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "state" in self.fields and self.user is not None and isinstance(self.instance, Published):
            self.limit_states()

    def limit_states(self) -> None:
        """Offer the states that somebody may give: without the right to publish those on the way there."""
        if rights.may(self.user, "publish", self.instance if self.instance.pk else type(self.instance)):
            return
        now = self.instance.state
        allowed = ON_THE_WAY if now in ON_THE_WAY else (now,)
        field: Any = self.fields["state"]
        field.choices = [choice for choice in field.choices if choice[0] in allowed]

    def clean(self) -> dict[str, Any]:
        """Refuse a record that would leave what is hers to edit, or be published where she may not publish."""
        super().clean()
        if self.overtaken:
            text = _("Somebody else has saved this entry since you opened it. Look at both versions, then save again.")
            self.add_error(None, ValidationError(text, code="overtaken"))
        if self.reopened:
            self.add_error(None, ValidationError(REOPENED, code="reopened"))
        if self.user is not None and self.fields and not self.cleaned_data.get("DELETE"):
            self.check_rights()
        return self.cleaned_data

    def check_rights(self) -> None:
        """Ask `rights.py` about the record as this form would leave it."""
        if self.instance.pk and rights.writable_languages(self.user, self.instance) is not None:
            return
        candidate = construct_instance(self, copy(self.instance), self._meta.fields, self._meta.exclude)
        if not rights.may_hold(self.user, candidate, self.named_organisations()):
            text = _("This is outside the countries and organisations that were given to you.")
            self.add_error("country" if "country" in self.fields else None, ValidationError(text, code="foreign"))
        elif self.moves_part(candidate):
            text = _("A part of a published entry stays with it: delete it here and add it there.")
            self.add_error(None, ValidationError(text, code="moved"))
        elif self.cleaned_data.get("state") in {PublicationState.PUBLISHED, PublicationState.ARCHIVED}:
            moved = "state" in self.changed_data and not rights.may(self.user, "publish", candidate)
            if moved:
                self.add_error("state", ValidationError(_("A reviewer of the country decides this."), code="foreign"))

    def moves_part(self, candidate: Any) -> bool:
        """Say whether a part would leave a record that readers see, by somebody who does not decide on it."""
        before = owner_of(self.instance) if self.instance.pk else None
        if not isinstance(before, Published) or before == owner_of(candidate) or before is self.instance:
            return False
        return rights.is_live(before) and not rights.may(self.user, "publish", before)

    def named_organisations(self) -> set[str]:
        """Return the addresses of the organisations that this form names."""
        found: set[str] = set()
        for value in self.cleaned_data.values():
            if isinstance(value, models.Model) and rights.is_organisation(type(value)):
                found.add(value.slug)  # type: ignore[attr-defined]
            elif isinstance(value, models.QuerySet) and rights.is_organisation(value.model):
                found.update(value.values_list("slug", flat=True))
        return found


def writable_columns(model: type[models.Model], codes: frozenset[str]) -> set[str]:
    """Return the columns of a model that hold texts in some languages."""
    fields: list[Any] = list(model._meta.fields)
    return {one.name for one in fields if isinstance(one, TranslationField) and one.language in codes}


def only_for(codes: frozenset[str], fieldsets: Any, model: type[models.Model], shown: Any) -> list[str]:
    """Return the fields to show but not to change for somebody who writes some languages only."""
    writable = writable_columns(model, codes)
    return [*shown, *(name for name in flatten_fieldsets(fieldsets) if name not in writable and name not in shown)]


def for_role(request: HttpRequest, obj: Any, fieldsets: Any) -> Any:
    """Leave out of the groups of a form what only those who edit the whole record decide."""
    if obj is not None and rights.writable_languages(request.user, obj) is not None:
        for _name, options in fieldsets:
            options["fields"] = [name for name in options["fields"] if name != "minor_edit"]
    return fieldsets


class AskingRights:
    """What forms and rows of parts have in common: `rights.py` is asked, and a translator writes her languages only."""

    model: Any

    def asks(self, request: HttpRequest, action: str, obj: Any) -> bool:
        """Say whether she may do something with a record; without one, with any of the kind."""
        return rights.may(request.user, action, self.model if obj is None else obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask `rights.py`; for a row, about its record."""
        return self.asks(request, "view", obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show a translator all of it, and let her write the texts in her languages."""
        shown = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        codes = None if obj is None else rights.writable_languages(request.user, obj)
        return shown if codes is None else only_for(codes, self.get_fieldsets(request, obj), self.model, shown)  # type: ignore[attr-defined]


class RightsMixin(AskingRights):
    """Lists and forms of records: what is not hers is not there."""

    opts: Any

    def get_queryset(self, request: HttpRequest) -> Any:
        """Keep what she may see."""
        return rights.visible(request.user, super().get_queryset(request))  # type: ignore[misc]

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Tell the log who asked for a record that is not there for her; Django answers as if there were none."""
        refused(request)
        response: HttpResponse = super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc]
        return response

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Ask `rights.py`."""
        return rights.may(request.user, "add", self.model)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask `rights.py`."""
        return self.asks(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask `rights.py`."""
        return self.asks(request, "delete", obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Tell the form who fills it in. Django makes a class of its own for each request."""
        form = super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]
        form.user = request.user
        return form


class RightsInlineMixin(AskingRights):
    """The rows of parts on the page of their record: they go with it."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether she edits the whole record."""
        return self.asks(request, "add", obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether she may change the record, or its texts in her languages where these rows hold texts."""
        if obj is None or not rights.may(request.user, "change", obj):
            return obj is None and rights.may(request.user, "change", self.model)
        codes = rights.writable_languages(request.user, obj)
        return codes is None or bool(writable_columns(self.model, codes) & self.shown_columns(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether she edits the whole record: taking a row away is a change of it."""
        return self.has_add_permission(request, obj)

    def shown_columns(self, request: HttpRequest, obj: Any) -> set[str]:
        """Return the fields of a row."""
        return set(flatten_fieldsets(self.get_fieldsets(request, obj)))  # type: ignore[attr-defined]
