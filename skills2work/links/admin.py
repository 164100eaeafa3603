"""Links in the admin: what does not answer, what to do about it, and which entries name it."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from skills2work.admin_addresses import form_address
from skills2work.admin_base import LookOnlyAdmin
from skills2work.links.models import Link, LinkCheck
from skills2work.links.named import entries_naming
from skills2work.links.outcomes import Outcome
from skills2work.sources import linkable


class BrokenFilter(admin.SimpleListFilter):
    """What is broken, failing or moved."""

    title = _("what to look at")
    parameter_name = "look"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the choices, the most urgent first."""
        return [
            ("broken", _("Broken: failed on three days")),
            ("failing", _("Failed the last time")),
            ("moved", _("Has moved for good")),
        ]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Keep what was chosen."""
        links: Any = queryset
        if self.value() == "broken":
            return links.broken()
        if self.value() == "failing":
            return links.failing()
        return queryset.filter(outcome=Outcome.MOVED) if self.value() == "moved" else queryset


class LinkList(ChangeList):
    """The list of links, with the entries that name those of one page: as many queries for one as for fifty."""

    def get_results(self, request: HttpRequest) -> None:
        """Find the links of the page, and who names them."""
        super().get_results(request)
        links = list(self.result_list)
        uses = entries_naming(link.url for link in links)
        for link in links:
            link.entries = uses.get(link.url, [])
        self.result_list = links


class CheckInline(admin.TabularInline):
    """What came of the address day by day."""

    model = LinkCheck
    fields = readonly_fields = ("day", "outcome", "status", "final_url")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.site.get_model_admin(Link).has_view_permission(request, obj)


def told_entry(entry: Any) -> SafeString:
    """Return the name of an entry, linked to its form."""
    address = form_address(entry)
    if not address:
        return format_html("{}", entry)
    return format_html('<a href="{}">{}</a> ({})', address, entry, entry._meta.verbose_name)


@admin.register(Link)
class LinkAdmin(LookOnlyAdmin):
    """Addresses that the directory names. `manage.py check_links` fills the list; nobody writes in it."""

    list_display = ("address", "outcome", "advice", "failing_days", "moved_to", "checked_on", "used_by")
    list_filter: ClassVar[Any] = (BrokenFilter, "outcome")
    search_fields = ("url",)
    fields = readonly_fields = (*list_display[:2], "status", *list_display[2:])
    inlines: ClassVar[Any] = [CheckInline]
    actions = None

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list that knows who names the links."""
        return LinkList

    @admin.display(description=_("address"), ordering="url")
    def address(self, link: Link) -> str:
        """Return the address; in the form, as a link to try it."""
        if hasattr(link, "entries") or not linkable(link.url):
            return link.url
        return format_html('<a href="{0}" rel="noopener noreferrer">{0}</a>', link.url)

    @admin.display(description=_("what to do"))
    def advice(self, link: Link) -> str:
        """Return what to do about it."""
        return link.advice

    @admin.display(description=_("entries that name it"))
    def used_by(self, link: Link) -> str:
        """Return the entries, each with a link to its form."""
        entries = getattr(link, "entries", None)
        if entries is None:
            entries = entries_naming([link.url]).get(link.url, [])
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((told_entry(one),) for one in entries)))
