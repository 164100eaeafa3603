"""What readers wrote, in the admin: they write, editors read it and say what was done."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from skills2work.admin_base import PlainAdmin
from skills2work.letters.models import LetterState, Report


class LetterAdmin(PlainAdmin):
    """Whatever readers send: nobody adds or rewrites it, only its state and the note change."""

    list_filter: ClassVar[Any] = ("state", "language")
    date_hierarchy = "received_on"
    actions = ("mark_done",)
    editable: tuple[str, ...] = ("state", "note")
    shown: tuple[str, ...] = ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return what was sent, then what editors write."""
        return [*self.shown, "received_on", "language", "answer_to", *self.editable]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Return all that was sent."""
        return [name for name in self.get_fields(request, obj) if name not in self.editable]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody adds: readers write."""
        return False

    @admin.action(description=_("Mark as done"), permissions=["change"])
    def mark_done(self, request: HttpRequest, letters: Any) -> None:
        """Mark what is chosen as done."""
        letters.update(state=LetterState.DONE)


@admin.register(Report)
class ReportAdmin(LetterAdmin):
    """What readers say is wrong."""

    list_display = ("beginning", "page_link", "received_on", "language", "state")
    search_fields = ("text", "page", "note")
    shown = ("text", "page_link")

    @admin.display(description=_("what is wrong"))
    def beginning(self, report: Report) -> str:
        """Return the beginning of the text."""
        return str(report)

    @admin.display(description=_("page"), ordering="page")
    def page_link(self, report: Report) -> str:
        """Return a link to the page that the report is about."""
        return format_html('<a href="{0}">{0}</a>', report.page) if report.page else str(_("The site as a whole"))
