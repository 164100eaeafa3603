"""The second factor on the admin page of people: who has one, and taking it away from somebody who lost hers."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from skills2work.accounts import factors
from skills2work.accounts.events import DONE, tell


class SecondFactorAdmin(admin.ModelAdmin):
    """A column that says who has a second factor, and an action that takes it away. For the admin page of people."""

    actions = ("reset_second_factor",)

    def get_list_display(self, request: HttpRequest) -> Any:
        """Add the column."""
        return (*super().get_list_display(request), "second_factor")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Ask for the telephones of all people in the same query."""
        telephones = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).annotate(has_second_factor=Exists(telephones))

    @admin.display(description=_("second factor"), boolean=True, ordering="has_second_factor")
    def second_factor(self, user: Any) -> bool:
        """Say whether somebody has a confirmed telephone."""
        return bool(user.has_second_factor)

    @admin.action(description=_("Take away the second factor of the chosen people"), permissions=["change"])
    def reset_second_factor(self, request: HttpRequest, people: models.QuerySet[Any]) -> None:
        """Take away telephones and recovery codes, and write it into the history of each account."""
        done = 0
        for user in people:
            if not self.has_change_permission(request, user):
                continue
            factors.reset(user)
            self.log_change(request, user, "Second factor reset.")
            tell("second-factor-reset", DONE, request.user.pk, whose=user.pk)
            done += 1
        told = ngettext(
            "The second factor of %(count)s account was taken away. A new one is set up at the next sign-in.",
            "The second factor of %(count)s accounts was taken away. New ones are set up at the next sign-in.",
            done,
        )
        self.message_user(request, told % {"count": done}, messages.SUCCESS)


# Secrets are nobody's business: these pages of django-otp would show them to every administrator.
for model in (TOTPDevice, StaticDevice):
    if admin.site.is_registered(model):
        admin.site.unregister(model)
