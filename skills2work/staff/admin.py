"""The admin pages of people and their assignments, for administrators only (`rights.py` knows no other who may)."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from skills2work.accounts.admin import SecondFactorAdmin
from skills2work.staff.models import Assignment

WITHOUT_EFFECT = {"groups", "user_permissions"}  # what somebody may do comes from her assignments


class AssignmentInline(admin.StackedInline):
    """The roles of somebody, on her page."""

    model = Assignment
    extra = 0


class StaffUserAdmin(SecondFactorAdmin, UserAdmin):
    """People with their assignments. Only a superuser makes another one, or changes one."""

    inlines = (AssignmentInline,)
    list_display = ("username", "email", "is_staff", "is_active", "last_login")
    list_filter = ("is_staff", "is_active", "assignments__role")
    filter_horizontal = ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave out what has no effect here, and the highest right for those who do not have it themselves."""
        hidden = WITHOUT_EFFECT if request.user.is_superuser else WITHOUT_EFFECT | {"is_superuser"}
        return [
            (name, {**options, "fields": [one for one in options["fields"] if one not in hidden]})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep superusers from everybody but superusers."""
        return super().has_change_permission(request, obj) and not self.is_above(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The same for taking an account away."""
        return super().has_delete_permission(request, obj) and not self.is_above(request, obj)

    @staticmethod
    def is_above(request: HttpRequest, obj: Any) -> bool:
        """Say whether an account may do more than the one who asks."""
        return obj is not None and obj.is_superuser and not request.user.is_superuser


@admin.register(Assignment)
class AssignmentAdmin(admin.ModelAdmin):
    """All assignments, to see who works on what."""

    list_display = ("user", "role", "countries", "organisations", "languages")
    list_filter = ("role",)
    list_select_related = ("user",)
    search_fields = ("user__username", "user__email")
    autocomplete_fields = ("user",)
    fieldsets = (
        (None, {"fields": ("user", "role")}),
        (_("For"), {"fields": ("countries", "organisations", "languages")}),
    )


admin.site.unregister(User)
admin.site.unregister(Group)
admin.site.register(User, StaffUserAdmin)
