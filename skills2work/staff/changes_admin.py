"""The page on which a reviewer decides on a proposed change, and its author sees what became of it; and previews."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext

from skills2work.admin_addresses import form_address, in_each_language
from skills2work.admin_base import PlainAdmin
from skills2work.staff import rights
from skills2work.staff.changes import ChangeState, ProposedChange
from skills2work.staff.diff import told
from skills2work.staff.one_at_a_time import is_reopened
from skills2work.staff.preview import has_page
from skills2work.staff.preview_admin import answer
from skills2work.staff.rights_admin import REOPENED


@admin.register(ProposedChange)
class ProposedChangeAdmin(PlainAdmin):
    """Proposed changes: the list, and one with all it changes."""

    list_display = ("title", "author", "made_at", "state", "decided_by", "decided_at")
    list_filter = ("state",)
    list_select_related = ("author", "decided_by")
    search_fields = ("title",)
    date_hierarchy = "made_at"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody adds: they come from the forms."""
        return False

    def get_urls(self) -> list[Any]:
        """Add the preview."""
        seen = self.admin_site.admin_view(self.preview_view)
        address = path("<int:pk>/preview/<str:language>/", seen, name="skills2work_proposedchange_preview")
        return [address, *super().get_urls()]

    def preview_view(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        """Show the page as readers would see it if the change were accepted."""
        change = get_object_or_404(self.get_queryset(request), pk=pk)
        owner = change.owner
        if owner is None or not rights.may(request.user, "view", change):
            raise PermissionDenied
        return answer(request, owner, language, change.apply if change.is_waiting else None, change_address(change))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what a proposal changes, or carry out what was decided."""
        change = self.get_object(request, unquote(object_id))
        if change is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not rights.may(request.user, "view", change):
            raise PermissionDenied
        if request.method == "POST":
            return self.decide(request, change)
        return self.show(request, change)

    def decide(self, request: HttpRequest, change: ProposedChange) -> HttpResponse:
        """Accept, send back or withdraw, and say what became of it; a refusal shows the page again."""
        comment = request.POST.get("comment", "").replace("\0", "")
        if is_reopened(request):
            return self.show(request, change, comment=comment, problem=str(REOPENED))
        try:
            if "accept" in request.POST:
                change.accept(request.user)
            elif "send_back" in request.POST:
                change.send_back(request.user, comment)
            elif "withdraw" in request.POST:
                change.withdraw(request.user)
        except (ValidationError, IntegrityError, ObjectDoesNotExist) as problem:
            words = problem.messages if isinstance(problem, ValidationError) else [str(problem)]
            return self.show(request, change, comment=comment, problem=" ".join(words))
        change.refresh_from_db()
        messages.success(request, str(ChangeState(change.state).label))
        return redirect(change_address(change))

    def show(self, request: HttpRequest, change: ProposedChange, comment: str = "", problem: str = "") -> HttpResponse:
        """Show what it changes, field by field."""
        owner = change.owner
        overtaken = change.overtaken() if change.is_waiting else ()
        refusal = change.refusal(request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Proposed change: %(title)s") % {"title": change.title},
            "opts": self.opts,
            "change": change,
            "rows": told(change.changed(), overtaken),
            "owner_address": form_address(owner) if owner is not None else "",
            "previews": previews(change) if owner is not None and has_page(owner) else [],
            "refusal": refusal if change.is_waiting and rights.may(request.user, "review", change) else "",
            "may_accept": not refusal,
            "may_send_back": change.is_waiting and rights.may(request.user, "review", change),
            "is_author": change.author_id == request.user.pk,
            "comment": comment,
            "problem": problem,
        }
        return TemplateResponse(request, "admin/proposed_change.html", context)


def change_address(change: ProposedChange) -> str:
    """Return the page of a proposed change."""
    return reverse("admin:skills2work_proposedchange_change", args=[change.pk])


def previews(change: ProposedChange) -> list[tuple[str, str, str]]:
    """Return the code, the own name and the address of the preview in each language."""
    return in_each_language(lambda code: reverse("admin:skills2work_proposedchange_preview", args=[change.pk, code]))
