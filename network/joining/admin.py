"""Proposals to join, for the reviewers."""

from typing import Any

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from network.joining.models import Proposal
from skills2work.admin_addresses import form_address
from skills2work.letters.admin import LetterAdmin


@admin.register(Proposal)
class ProposalAdmin(LetterAdmin):
    """Organisations and experts that proposed themselves."""

    list_display = ("record_link", "kind", "received_on", "language", "state", "withdrawn_on")
    list_select_related = ("organisation", "expert")
    search_fields = ("organisation__title_en", "organisation__slug", "expert__title_en", "expert__slug", "note")
    shown = ("record_link", "kind", "works_at", "consent_version", "consent_on", "consent_text", "withdrawn_on")

    @admin.display(description=_("entry"))
    def record_link(self, proposal: Any) -> str:
        """Return a link to the form of the record that was proposed."""
        record = proposal.record
        return format_html('<a href="{}">{}</a>', form_address(record), record.local("title").text or record.slug)

    @admin.display(description=_("kind"))
    def kind(self, proposal: Any) -> str:
        """Return what was proposed."""
        return str(proposal.record._meta.verbose_name)
