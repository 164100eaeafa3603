"""Signing in: after the password the second factor, or its setting up; and what one sees of it afterwards."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.models import Device

from skills2work.accounts import confirming, devices, factors
from skills2work.accounts.events import CLOSED, DONE, RIGHT, WRONG, page_of, tell
from skills2work.accounts.forms import CodeForm, EnrolForm
from skills2work.accounts.models import RecoveryCodes
from skills2work.accounts.own_sessions import end, own_sessions
from skills2work.accounts.pages import account_page
from skills2work.accounts.sessions import OVER, password_user
from skills2work.accounts.ways import leading_to


def way_on(request: HttpRequest) -> str:
    """Return where somebody wanted to go; the first page of the admin for anything that is not on this site."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if own else reverse("admin:index")


def with_way_on(name: str, request: HttpRequest) -> str:
    """Return the address of one of these pages that knows where to go afterwards."""
    return leading_to(name, way_on(request))


def page(request: HttpRequest, name: str, title: str, status: int = 200, **context: Any) -> HttpResponse:
    """Show a page of the accounts in the frame of the admin."""
    frame = admin.site.each_context(request)
    return render(
        request, f"accounts/{name}.html", {**frame, "title": title, "next": way_on(request), **context}, status=status
    )


@account_page
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; lead on whoever has given them already."""
    if request.method == "GET" and password_user(request).is_authenticated and not request.user.is_authenticated:
        return redirect(with_way_on("accounts:code", request))
    if request.method == "GET" and OVER in request.GET:
        messages.warning(request, _("You are not signed in any more"))
    return admin.site.login(request)


def kind_of(device: Device | None) -> str:
    """Return what the log calls a second factor."""
    return "recovery code" if isinstance(device, RecoveryCodes) else "app"


def give(request: HttpRequest, user: Any, device: Device) -> None:
    """Let a session in: both factors are given. The session gets a new key."""
    tell("sign-in", RIGHT, user.pk, factor=kind_of(device), page=page_of(request))
    request.session.cycle_key()
    request.session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    user.otp_device = device
    request.user = user


@account_page
@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor."""
    user = password_user(request)
    if not user.is_authenticated:
        return redirect(with_way_on("admin:login", request))
    if request.user.is_authenticated:
        return redirect(way_on(request))
    if not factors.has_factor(user):
        return redirect(with_way_on("accounts:enrol", request))
    form = CodeForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_bound and form.is_valid() and form.device:
        give(request, user, form.device)
        if isinstance(form.device, RecoveryCodes):
            tell_codes_left(request, user)
        response = redirect(way_on(request))
        devices.remember(request, response, user)
        return response
    tell_wrong(request, form)
    return page(request, "code", _("Second step: your code"), form=form)


def tell_wrong(request: HttpRequest, form: Any) -> None:
    """Write into the log that a code was refused."""
    if "code" in form.errors:
        tell("sign-in", WRONG, form.user.pk, factor="code", page=page_of(request))


def tell_codes_left(request: HttpRequest, user: Any) -> None:
    """Say how many recovery codes are left after one was used."""
    left = factors.recovery_codes_left(user)
    told = ngettext("You have %(count)s recovery code left.", "You have %(count)s recovery codes left.", left)
    messages.warning(request, told % {"count": left})


@account_page
@sensitive_post_parameters("code", "sealed")
def enrol(request: HttpRequest) -> HttpResponse:
    """Set up the second factor, then show the recovery codes, this one time."""
    user = password_user(request)
    if not user.is_authenticated:
        return redirect(with_way_on("admin:login", request))
    if factors.has_factor(user):
        return redirect(with_way_on("accounts:code", request))
    form = EnrolForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_bound and form.is_valid():
        give(request, user, form.device)
        response = codes_page(request, user)
        devices.remember(request, response, user)
        return response
    tell_wrong(request, form)
    secret, picture = factors.secret_text(form.device), factors.picture(form.device)
    return page(request, "enrol", _("Set up your second factor"), form=form, secret=secret, picture=picture)


def codes_page(request: HttpRequest, user: Any) -> HttpResponse:
    """Make new recovery codes and show them."""
    tell("new-recovery-codes", DONE, user.pk)
    return page(request, "codes", _("Your recovery codes"), codes=factors.new_recovery_codes(user), account=user)


@account_page
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Say how many recovery codes are left, and make new ones when asked."""
    if not request.user.is_authenticated:
        return redirect(leading_to("admin:login", request.path))
    if request.method == "POST":
        return codes_page(request, request.user)
    left = factors.recovery_codes_left(request.user)
    return page(request, "codes_left", _("Your recovery codes"), left=left)


@account_page
@sensitive_post_parameters("code", "password")
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask for both factors once more, and lead on to what they were asked for."""
    if not request.user.is_authenticated:
        return redirect(with_way_on("admin:login", request))
    form = confirming.ConfirmForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and form.is_valid():
        confirming.confirmed(request)
        tell("confirmation", RIGHT, request.user.pk, factor=kind_of(form.device), page=page_of(request))
        return redirect(way_on(request))
    tell_wrong(request, form)
    return page(request, "confirm", _("Confirm that it is you"), form=form)


@account_page
def sessions(request: HttpRequest) -> HttpResponse:
    """List one's own sessions; end one, or all others."""
    if not request.user.is_authenticated:
        return redirect(leading_to("admin:login", request.path))
    user, key = request.user, request.session.session_key or ""
    if request.method == "POST":
        ended = end(user, key, request.POST.get("end"))
        tell("sessions-ended", DONE, user.pk, number=ended)
        return redirect("accounts:sessions")
    return page(request, "sessions", _("Your sessions"), sessions=own_sessions(user, key))


@account_page
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Let somebody who has given only the password go, or begin again as somebody else."""
    logout(request)
    return redirect("admin:login")


def locked(request: HttpRequest, response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """Say that too many sign-ins failed, and when to try again. Axes asks for it."""
    tell("sign-in", CLOSED, None, factor="password", page=page_of(request))
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return page(
        request,
        "locked",
        _("Too many wrong passwords"),
        status=429,
        minutes=minutes,
        failures=settings.AXES_FAILURE_LIMIT,
    )
