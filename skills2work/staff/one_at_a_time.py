"""Two people at one record: saving over somebody else's newer version is stopped, and both are shown.

A form carries the version of the page it was opened with. Where the page has another one by the time it is saved, the
form comes back filled in as it was sent, with the other's values beside it and a button to save all the same.
"""

from typing import Any

from django.contrib.admin.utils import unquote
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from skills2work.parts import owner_of
from skills2work.staff.diff import Difference, marked, text_of
from skills2work.staff.snapshots import snapshot, version_of

OPENED, SEEN = "opened_version", "seen_version"


class OneAtATimeMixin:
    """Forms that notice that somebody else was faster."""

    def change_view(
        self, request: Any, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Compare the versions before anything is saved, with the record locked where the database can."""
        record = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        version = ""
        if record is not None:
            if request.method == "POST":
                lock(record)
            version = getattr(request, "live_version", "") or version_of(snapshot(record))
            opened = request.POST.get(OPENED, "")
            request.overtaken = bool(opened) and version not in {opened, request.POST.get(SEEN, "")}
            context = {"opened_version": opened or version, "seen_version": version, **(extra_context or {})}
            return super().change_view(request, object_id, form_url, context)  # type: ignore[misc]
        return super().change_view(request, object_id, form_url, extra_context)  # type: ignore[misc]

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Let the form refuse what would be saved over somebody else's version."""
        form = super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]
        form.overtaken = getattr(request, "overtaken", False)
        form.reopened = is_reopened(request)
        return form

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Show what stands there beside what was typed."""
        if getattr(request, "overtaken", False) and "adminform" in context:
            formsets = [one.formset for one in context["inline_admin_formsets"]]
            context["beside"] = beside(context["adminform"].form, formsets)
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]


def is_reopened(request: Any) -> bool:
    """Say whether a form comes back after the session had ended (kept.py): it is shown, and not saved."""
    return getattr(request, "reopened", False) or "reopened" in request.POST


def lock(record: Any) -> None:
    """Let nobody else save the same record until this transaction ends; SQLite has one writer at a time anyway."""
    owner = owner_of(record)
    list(type(owner)._base_manager.select_for_update().filter(pk=owner.pk).values_list("pk"))  # noqa: SLF001


def beside(form: Any, formsets: list[Any]) -> list[Difference]:
    """Return all in which a form, and the rows of parts below it, differ from what is saved."""
    rows = differing(form, "")
    for formset in formsets:
        shown = {one.instance.pk for one in formset.initial_forms}
        for one in formset.forms:
            if one.has_changed():
                rows += differing(
                    one, str(one.instance) if one.instance.pk else capfirst(formset.model._meta.verbose_name)
                )
        others = formset.get_queryset().exclude(pk__in=[key for key in shown if key])
        kind = capfirst(str(formset.model._meta.verbose_name))
        rows += [Difference(str(one), kind, conditional_escape(str(one)), SafeString("")) for one in others]
    return rows


def differing(form: Any, where: str) -> list[Difference]:
    """Return the fields of one form that differ from what is saved."""
    rows = []
    known = {field.name: field for field in [*form._meta.model._meta.fields, *form._meta.model._meta.many_to_many]}
    for name in form.changed_data:
        if name in known and name in form.fields:
            typed = form.cleaned_data.get(name) if name in getattr(form, "cleaned_data", {}) else form[name].data
            theirs, yours = (text_of(known[name], plain(value)) for value in (form[name].initial, typed))
            rows.append(Difference(where, capfirst(str(form.fields[name].label)), *marked(theirs, yours)))
    return rows


def plain(value: Any) -> Any:
    """Return what a form holds as plain values: records by their keys."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (models.QuerySet, list, tuple)):
        return [plain(one) for one in value]
    return value
