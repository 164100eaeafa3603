"""The filter of lists in the admin for what should be checked again."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class DueFilter(admin.SimpleListFilter):
    """Entries whose day to be checked again has come."""

    title = _("check again by")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the one choice besides all."""
        return [("yes", _("Due"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Keep what is due; nothing for a choice that there is not."""
        if self.value() is None:
            return queryset
        return queryset.due() if self.value() == "yes" else queryset.none()
