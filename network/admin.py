"""The admin pages of the network: organisations and experts."""

from typing import Any, ClassVar

from django.contrib import admin

import network.joining.admin  # noqa: F401 importing registers
from network.contact.admin import ContactAddressInline
from network.exchange import OrganisationResource
from network.models import Expert, Organisation
from skills2work.admin_base import CountryFilter, PublishedAdmin
from skills2work.staff.exchange_admin import ExchangeMixin


@admin.register(Organisation)
class OrganisationAdmin(ExchangeMixin, PublishedAdmin):
    """Organisations of the directory."""

    resource_class = OrganisationResource
    list_display = (*PublishedAdmin.list_display, "kind")
    list_filter = ("state", CountryFilter, "kind", "verification", "source_language")
    search_in = ("local_name", "url")
    first = ("title", "slug", "summary", "what", "topics")
    facts = ("local_name", "country", "kind", "roles", "url")
    inlines: ClassVar[Any] = [ContactAddressInline]


@admin.register(Expert)
class ExpertAdmin(PublishedAdmin):
    """Contact points of organisations."""

    list_display = (*PublishedAdmin.list_display, "organisation", "basis")
    list_filter = ("state", CountryFilter, "basis", "verification", "source_language")
    list_select_related = ("organisation",)
    link_fields = ("organisation",)
    first = ("title", "slug", "summary", "role", "topics")
    facts = ("country", "organisation", "languages_spoken", "basis", "basis_on")
