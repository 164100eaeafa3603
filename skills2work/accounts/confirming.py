"""Both factors once more: before somebody changes how an account signs in, or ends sessions."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from skills2work.accounts.forms import CodeForm
from skills2work.accounts.sessions import CONFIRMED, idle, is_within

GOOD_FOR = timedelta(minutes=10)
ASKED_BEFORE = {
    "accounts:recovery-codes",
    "accounts:sessions",
    "admin:password_change",
    "admin:auth_user_password_change",
}


class ConfirmForm(CodeForm):
    """Asks for the password and a code. A code is used up only where the password was right."""

    password = forms.CharField(
        label=AuthenticationForm.base_fields["password"].label,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    field_order = ("password", "code")

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, user=request.user, **kwargs)
        self.request = request
        del self.fields["code"].widget.attrs["autofocus"]

    def clean_password(self) -> str:
        """Ask as at the sign-in: wrong ones are counted together, and close the account."""
        password: str = self.cleaned_data["password"]
        found = authenticate(self.request, username=self.user.get_username(), password=password)
        if found is None or found.pk != self.user.pk:
            raise ValidationError(PasswordChangeForm.error_messages["password_incorrect"], code="wrong")
        return password

    def clean_code(self) -> str:
        """Look at the code once the password is right."""
        return super().clean_code() if "password" in self.cleaned_data else self.cleaned_data["code"]


def confirmed(request: HttpRequest) -> None:
    """Note that both factors were given once more."""
    request.session[CONFIRMED] = timezone.now().timestamp()


def is_needed(request: HttpRequest) -> bool:
    """Say whether somebody who is signed in must first give both factors once more.

    The form of her own account may have been open for longer: what she typed there is not thrown away.
    """
    match = request.resolver_match
    name = match.view_name if match else ""
    if name in ASKED_BEFORE or is_reset(request, name):
        return not is_within(request.session, CONFIRMED, GOOD_FOR)
    if name == "admin:auth_user_change" and match and match.kwargs.get("object_id") == str(request.user.pk):
        return not is_within(request.session, CONFIRMED, idle() if request.method == "POST" else GOOD_FOR)
    return False


def is_reset(request: HttpRequest, name: str) -> bool:
    """Say whether the second factor of somebody would be taken away."""
    return name == "admin:auth_user_changelist" and request.POST.get("action") == "reset_second_factor"
