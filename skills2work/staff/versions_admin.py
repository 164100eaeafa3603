"""Versions in the admin: every save makes one, the history lists them, and one of them can be restored."""

from contextlib import nullcontext
from typing import Any

import reversion
from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext
from reversion.admin import VersionAdmin
from reversion.errors import RevertError
from reversion.models import Version

from skills2work.staff import rights
from skills2work.staff.versions import keep_first, register_all, restore


class VersionedMixin(VersionAdmin):
    """A record whose every save makes a version. What may be restored is asked of `rights.py`."""

    history_latest_first = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        register_all()  # before the library would do it its own way, without the parts
        super().__init__(*args, **kwargs)

    def create_revision(self, request: HttpRequest) -> Any:
        """Make versions of what is saved; looking at a page opens no transaction."""
        return super().create_revision(request) if request.method == "POST" else nullcontext()

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the record as it was before its first change here."""
        if request.method == "POST":
            record = self.get_object(request, unquote(object_id))
            if record is not None and self.has_change_permission(request, record):
                keep_first(record)
        return super().change_view(request, object_id, *args, **kwargs)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Keep a version of what is deleted."""
        keep_first(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """The same for many at once."""
        for record in queryset:
            keep_first(record)
        super().delete_queryset(request, queryset)

    def revision_view(
        self, request: HttpRequest, object_id: str, version_id: Any, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show an older version of a record that she may change, or restore it."""
        version = self.version(version_id, object_id=unquote(object_id))
        record = self.model.objects.filter(pk=version.object_id).first()
        if record is None or not self.may_restore(request, record):
            raise PermissionDenied
        context = {"title": gettext("An older version of %(name)s") % {"name": version.object_repr}, "revert": True}
        templates = self._reversion_get_template_list("revision_form.html")
        return self.older(request, version, templates, {**context, **(extra_context or {})})

    def may_restore(self, request: HttpRequest, record: Any) -> bool:
        """Say whether she edits the whole record, and decides on it where readers see it or saw it."""
        edits = rights.may(request.user, "change", record) and rights.writable_languages(request.user, record) is None
        owner = getattr(record, "owner", record)
        on_the_way = getattr(owner, "state", "draft") in {"draft", "in_review"}
        return edits and (on_the_way or rights.may(request.user, "publish", record))

    def recoverlist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """List what was deleted, for those who may delete."""
        if not rights.may(request.user, "delete", self.model):
            raise PermissionDenied
        return super().recoverlist_view(request, extra_context)

    def recover_view(
        self, request: HttpRequest, version_id: Any, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what was deleted, or bring it back."""
        if not rights.may(request.user, "delete", self.model):
            raise PermissionDenied
        version = self.version(version_id)
        context = {"title": gettext("Deleted: %(name)s") % {"name": version.object_repr}, "recover": True}
        templates = self._reversion_get_template_list("recover_form.html")
        return self.older(request, version, templates, {**context, **(extra_context or {})})

    def version(self, version_id: Any, **values: Any) -> Version:
        """Return a version of a record of this kind. Raises Http404 for one of another."""
        found = Version.objects.get_for_model(self.model).filter(**values)
        version: Version = get_object_or_404(found, pk=version_id)
        return version

    def older(self, request: HttpRequest, version: Version, templates: Any, context: dict[str, Any]) -> HttpResponse:
        """Restore a version and save it; or, where nobody asks for that yet, show its form and undo everything.

        The library's own way to show one switches all signals off, for every other request of the process too.
        """
        names = self.opts.app_label, self.opts.model_name
        try:
            with transaction.atomic():
                restore(version)
                if request.method == "POST":
                    return self.restored(request, version)
                response: Any = self.changeform_view(request, quote(version.object_id), request.path, context)
                if response.status_code == 200:
                    response.template_name = templates
                    response.render()
                transaction.set_rollback(True)
                return response
        except (RevertError, models.ProtectedError, IntegrityError):
            text = gettext("This version cannot be restored: something that it needs is there no more, or is taken.")
            self.message_user(request, text, messages.ERROR)
            return redirect("admin:{}_{}_changelist".format(*names))

    def restored(self, request: HttpRequest, version: Version) -> HttpResponse:
        """Make a version of what was restored, and lead to it."""
        record = self.model.objects.get(pk=version.object_id)
        day = localize(localtime(version.revision.date_created))
        with reversion.create_revision():
            reversion.set_user(request.user)
            reversion.add_to_revision(record)
            self.log_change(request, record, gettext("Restored the version of %(day)s") % {"day": day})
        self.message_user(request, gettext("The version of %(day)s is restored.") % {"day": day}, messages.SUCCESS)
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", quote(record.pk))
