"""The admin pages of the ground floor: sources and open questions; and what the admin site is called."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

import skills2work.letters.admin
import skills2work.links.admin
import skills2work.staff.admin
import skills2work.staff.changes_admin
import skills2work.staff.translating_admin
import skills2work.staff.work_kinds  # noqa: F401 importing registers
from skills2work.admin_base import CountryFilter, LookOnlyAdmin, PlainAdmin, RecordAdmin
from skills2work.models import FailedSearch, OpenQuestion, PageReads, Source, Synonym

admin.site.site_header = _("FromSkills2Work")
admin.site.site_title = _("FromSkills2Work")
admin.site.index_title = _("My work")


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    """Public pages that facts were read on."""

    list_display = ("label", "publisher", "year", "read_on", "copy_only")
    list_filter = ("copy_only", "year")
    search_fields = ("title", "publisher", "url")
    date_hierarchy = "read_on"
    fields = ("url", "title", "publisher", "year", "read_on", "copy_only")

    @admin.display(description=_("title"), ordering="title")
    def label(self, source: Source) -> str:
        """Return the title, or the host of a page without one."""
        return source.label or source.url


class AnsweredFilter(admin.SimpleListFilter):
    """Questions that are still open, or that have an answer."""

    title = _("state")
    parameter_name = "answered"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the two states."""
        return [("no", _("Open")), ("yes", _("Answered"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Keep the questions in one state."""
        if self.value() in {"no", "yes"}:
            return queryset.filter(answered_on__isnull=self.value() == "no")
        return queryset


@admin.register(OpenQuestion)
class OpenQuestionAdmin(RecordAdmin):
    """What nobody has found out yet."""

    list_display = ("text", "country_name", "topic", "answered_on")
    list_filter = (AnsweredFilter, CountryFilter, "topic")
    search_fields = ("text", "topic", "answer")
    fields = ("country", "topic", "text", "answered_on", "answer")


@admin.register(Synonym)
class SynonymAdmin(RecordAdmin):
    """Words for the same thing: editors add what readers call it."""

    list_display = ("name", "terms")
    search_fields = ("name", "terms")


@admin.register(FailedSearch)
class FailedSearchAdmin(PlainAdmin):
    """What readers looked for in vain. Counted by the site, read by editors."""

    list_display = ("text", "language", "count", "last_month")
    list_filter = ("language",)
    search_fields = ("text",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes."""
        return False


@admin.register(PageReads)
class PageReadsAdmin(LookOnlyAdmin):
    """How often pages are read. Counted by the site, read by editors."""

    list_display = ("day", "path", "language", "count")
    list_filter = ("language",)
    search_fields = ("path",)
    date_hierarchy = "day"
