"""The admin pages of stories."""

from django.contrib import admin

from skills2work.admin_base import CountryFilter, PublishedAdmin
from stories.models import Story


@admin.register(Story)
class StoryAdmin(PublishedAdmin):
    """Stories, with the basis on which each may be told."""

    list_display = (*PublishedAdmin.list_display, "basis", "withdrawn_on")
    list_filter = ("state", CountryFilter, "basis", "sector", "verification", "source_language")
    link_fields = ("employer",)
    search_in = ("person",)
    first = ("title", "slug", "summary", "path", "advice")
    facts = (
        "person",
        "origin",
        "country",
        "occupation_before",
        "occupation_now",
        "employer",
        "employer_name",
        "sector",
        "year",
        "basis",
        "consent_on",
        "withdrawn_on",
    )
