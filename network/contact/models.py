"""The address to which an organisation wants messages from readers. Nobody but the staff ever sees it.

A table of its own and no field of the organisation: so it is in no page, list, data, feed, content file, version or
export of organisations by construction, and loading the content files does not empty it.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactAddress(models.Model):
    """Where messages to one organisation go."""

    is_shown_to_readers: ClassVar[bool] = True  # not the address: that there is one

    organisation = models.OneToOneField(
        "network.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="contact_address",
    )
    email = models.EmailField(
        _("address for messages"),
        help_text=_("Readers write to it through a form and never see it. Only with the organisation's agreement."),
    )

    class Meta:
        verbose_name = _("address for messages")
        verbose_name_plural = _("addresses for messages")

    def __str__(self) -> str:
        return str(self.organisation)
