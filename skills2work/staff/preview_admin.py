"""Addresses in the admin for the preview of a record, and its links on the form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext

from skills2work.admin_addresses import form_address, in_each_language
from skills2work.staff import rights
from skills2work.staff.preview import NoPreviewError, has_page, preview


def answer(
    request: HttpRequest, record: Any, language: str, before: Callable[[], None] | None, otherwise: str
) -> HttpResponse:
    """Return the preview; where there is none yet, lead back and say why."""
    try:
        return preview(request, record, language, before)
    except NoPreviewError as nothing:
        messages.error(request, gettext("There is no preview yet. Missing: %(what)s") % {"what": nothing})
        return redirect(otherwise)


class PreviewMixin:
    """A record with a page that readers see: it can be looked at before they do."""

    model: Any
    opts: Any

    def get_urls(self) -> list[Any]:
        """Add the preview."""
        if not has_page(self.model):
            return super().get_urls()  # type: ignore[misc]
        seen = self.admin_site.admin_view(self.preview_view)  # type: ignore[attr-defined]
        return [path("<path:object_id>/preview/<str:language>/", seen, name=self.preview_name()), *super().get_urls()]  # type: ignore[misc]

    def preview_name(self) -> str:
        """Return the name of the address."""
        return f"{self.opts.app_label}_{self.opts.model_name}_preview"

    def preview_view(self, request: HttpRequest, object_id: str, language: str) -> HttpResponse:
        """Show the record as readers would see it if it were published as it is saved now."""
        record = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not rights.may(request.user, "view", record):
            raise PermissionDenied
        return answer(request, record, language, None, form_address(record))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Link to the preview in each language."""
        record = kwargs.get("obj")
        if record is not None and record.pk and has_page(self.model):
            name = f"admin:{self.preview_name()}"
            context["previews"] = in_each_language(lambda code: reverse(name, args=[quote(record.pk), code]))
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]
