"""The button "Still correct" in the admin: on the form of an entry, in "My work", and as an action of the lists."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from skills2work.admin_addresses import form_address
from skills2work.staff import rights
from skills2work.staff.confirming import confirm
from skills2work.vocabularies import PublicationState


def confirm_address(record: Any) -> str:
    """Return where the button of an entry is sent to."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_still_correct", args=[record.pk])


class ConfirmingMixin:
    """Published records that somebody can confirm with one click."""

    model: Any
    admin_site: Any
    actions: Any = ("still_correct",)

    def get_urls(self) -> list[Any]:
        """Add where the button is sent to."""
        view = self.admin_site.admin_view(require_POST(self.confirm_view))
        name = f"{self.model._meta.app_label}_{self.model._meta.model_name}_still_correct"
        return [path("<path:object_id>/still-correct/", view, name=name), *super().get_urls()]  # type: ignore[misc]

    def confirm_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Confirm one entry, and go back to where the button was."""
        record = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if record is None or not rights.may(request.user, "confirm", record):
            raise PermissionDenied
        try:
            confirm(request.user, record)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            text = gettext("“%(title)s” is confirmed in all languages.") % {"title": record}
            messages.success(request, text)
        back = request.POST.get("back", "")
        here = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        return redirect(back if here else form_address(record))

    def has_confirm_permission(self, request: HttpRequest) -> bool:
        """Say whether there is anything she may confirm: Django asks it for the action."""
        return rights.may(request.user, "confirm", self.model)

    @admin.action(description=_("Still correct: confirm in all languages"), permissions=["confirm"])
    def still_correct(self, request: HttpRequest, records: Any) -> None:
        """Confirm what was chosen, as far as it is hers; say what was not confirmed, and why."""
        number, problems = 0, dict[str, None]()
        for record in records:
            if not rights.may(request.user, "confirm", record):
                problems[gettext("“%(title)s” is not yours to confirm.") % {"title": record}] = None
                continue
            try:
                confirm(request.user, record)
                number += 1
            except ValidationError as problem:
                problems[" ".join(problem.messages)] = None
        if number:
            told = ngettext("%(number)s entry is confirmed.", "%(number)s entries are confirmed.", number)
            messages.success(request, told % {"number": number})
        for text in problems:
            messages.error(request, text)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Offer the button for what readers see and she edits."""
        record = context.get("original")
        live = record is not None and record.state == PublicationState.PUBLISHED
        if live and rights.may(request.user, "confirm", record):
            context["still_correct"] = confirm_address(record)
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]
