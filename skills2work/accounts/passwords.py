"""Setting a password: with an invitation, or with a link that was asked for. A page never says who has an account."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import login, views
from django.contrib.auth.forms import SetPasswordForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from skills2work.accounts.forms import ResetForm
from skills2work.accounts.invitations import Standing, read
from skills2work.accounts.pages import account_page
from skills2work.accounts.views import page
from skills2work.letters import limits
from skills2work.letters.forms import TOO_MANY
from skills2work.views.machines import site_address

GONE = {Standing.USED, Standing.EXPIRED}


@account_page
@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody who was invited set a password; the second factor comes next."""
    standing, user = read(token)
    if standing != Standing.OPEN:
        return no_invitation(request, standing)
    form = SetPasswordForm(user, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with transaction.atomic():
            standing, locked_user = read(token, lock=True)  # two at once: the second finds it used
            if standing != Standing.OPEN:
                return no_invitation(request, standing)
            locked_user.is_active = True
            locked_user.set_password(form.cleaned_data["new_password1"])
            locked_user.save()
        login(request, locked_user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return redirect("accounts:enrol")
    return page(request, "invitation", _("Welcome: choose a password"), form=form, account=user)


def no_invitation(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Say why a link does nothing."""
    title = _("This link does not work any more") if standing in GONE else _("There is no such invitation")
    return page(request, "invitation_gone", title, status=410 if standing in GONE else 404, standing=standing)


class InAdmin:
    """Shows one of Django's pages on passwords in the frame of the admin, with our template."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the frame needs."""
        request: HttpRequest = self.request  # type: ignore[attr-defined]
        return {**admin.site.each_context(request), **super().get_context_data(**kwargs)}  # type: ignore[misc]


class AskReset(InAdmin, views.PasswordResetView):
    """Ask for a link to set a new password."""

    form_class = ResetForm
    template_name = "accounts/reset.html"
    subject_template_name = "accounts/mail/reset_subject.txt"
    email_template_name = "accounts/mail/reset.txt"
    success_url = reverse_lazy("accounts:reset-sent")
    title = gettext_lazy("Forgotten your password?")

    def form_valid(self, form: Any) -> HttpResponse:
        """Name the site in the letter by its own address; send no more letters to one network than forms in an hour."""
        if not limits.may_send(self.request):
            form.add_error(None, TOO_MANY)
            return self.form_invalid(form)
        limits.count(self.request)
        self.extra_email_context = {"site": site_address(self.request)}
        return super().form_valid(form)


class ResetSent(InAdmin, views.PasswordResetDoneView):
    """Say that a letter is on its way, if there is such an account."""

    template_name = "accounts/reset_sent.html"
    title = gettext_lazy("Look into your mailbox")


class SetReset(InAdmin, views.PasswordResetConfirmView):
    """Take the new password."""

    template_name = "accounts/reset_set.html"
    success_url = reverse_lazy("accounts:reset-done")
    title = gettext_lazy("Choose a new password")


class ResetDone(InAdmin, views.PasswordResetCompleteView):
    """Say that the new password counts."""

    template_name = "accounts/reset_done.html"
    title = gettext_lazy("Your new password counts from now on")


def page_of(view: Any) -> Any:
    """Return one of these classes as a page of the accounts."""
    return account_page(view.as_view())
