"""The admin pages of stories."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from practices.vocabularies import PracticeKind
from skills2work.admin_base import CountryFilter, PublishedAdmin
from skills2work.staff.exchange_admin import ExchangeMixin
from stories.exchange import StoryResource
from stories.models import Story


class KindFilter(admin.SimpleListFilter):
    """The kinds of practices that paths hold; the list on the record cannot be asked for one of its codes."""

    title = _("kinds")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return all kinds: no query."""
        return list(PracticeKind.choices)

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep the stories of one kind; none for a kind that there is not."""
        kind = self.value()
        return queryset.of_kind(kind) if kind is not None else queryset


@admin.register(Story)
class StoryAdmin(ExchangeMixin, PublishedAdmin):
    """Stories, with the basis on which each may be told."""

    resource_class = StoryResource
    list_display = (*PublishedAdmin.list_display, "basis", "withdrawn_on")
    list_filter = ("state", CountryFilter, "basis", "sector", KindFilter, "verification", "source_language")
    link_fields = ("employer",)
    search_in = ("person",)
    first = ("title", "slug", "summary", "path", "advice")
    facts = StoryResource.facts
