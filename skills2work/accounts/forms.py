"""Forms for the second factor and for passwords."""

from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordResetForm
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.template import loader
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice

from skills2work.accounts import factors
from skills2work.accounts.letters import send_later

WRONG = _("This code is wrong, or it was used already. Wait for the next code of your app.")
AS_TYPED = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false", "dir": "ltr"}


class CodeForm(forms.Form):
    """Asks for a code of the app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("The six digits that your app shows now, or one of your recovery codes."),
        widget=forms.TextInput(attrs={**AS_TYPED, "autofocus": True}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.device: Device | None = None

    def clean_code(self) -> str:
        """Use the code up; say how long to wait where too many were wrong."""
        code: str = self.cleaned_data["code"]
        wait = factors.seconds_to_wait(self.user)
        if wait:
            text = ngettext_lazy(
                "Too many wrong codes: wait %(count)s second, then try again.",
                "Too many wrong codes: wait %(count)s seconds, then try again.",
                wait,
            )
            raise ValidationError(text, params={"count": wait}, code="wait")
        self.device = factors.check(self.user, code)
        if self.device is None:
            raise ValidationError(WRONG, code="wrong")
        return code


class EnrolForm(forms.Form):
    """Takes the first code of a new app. The sealed secret goes to the page and comes back with the code."""

    sealed = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("The six digits that your app shows now."),
        widget=forms.TextInput(attrs={**AS_TYPED, "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        given = self.data.get("sealed", "") if self.is_bound else ""
        found = factors.opened(given, user) if given else None
        self.is_too_old = self.is_bound and found is None
        self.seal = given if found else factors.sealed_secret(user)
        self.initial["sealed"] = self.seal
        self.device: TOTPDevice = found or self.new_device()

    def new_device(self) -> TOTPDevice:
        """Return the telephone that the fresh seal stands for."""
        device = factors.opened(self.seal, self.user)
        if device is None:
            raise AssertionError("a seal of this moment opens")
        return device

    def clean(self) -> dict[str, Any]:
        """Keep the telephone if the code is its own."""
        super().clean()
        if self.is_too_old:
            raise ValidationError(_("This page was open for too long. Take the new secret below."), code="old")
        code = self.cleaned_data.get("code")
        if code and not factors.enrol(self.device, code):
            self.add_error("code", ValidationError(WRONG, code="wrong"))
        return self.cleaned_data


class ResetForm(PasswordResetForm):
    """Sends a link to set a new password, in the background: the answer takes as long for an address nobody has."""

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """Write the letter and leave it to the background."""
        subject = " ".join(loader.render_to_string(subject_template_name, context).split())
        body = loader.render_to_string(email_template_name, context)
        send_later(EmailMultiAlternatives(subject, body, from_email, [to_email]))
