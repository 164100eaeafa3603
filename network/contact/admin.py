"""The address for messages, on the admin page of its organisation."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from network.contact.models import ContactAddress
from skills2work.staff import rights


class ContactAddressInline(admin.TabularInline):
    """One address, seen and changed by those who decide on the organisation: it never waits as a proposed change."""

    model = ContactAddress
    extra = 1
    max_num = 1
    fields = ("email",)

    def allowed(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask for the organisation: the address is a part of it. Without one, Django asks whether it is ever so."""
        return rights.may(request.user, "publish", obj)

    has_view_permission = has_add_permission = has_change_permission = has_delete_permission = allowed
