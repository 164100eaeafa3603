"""The pages on which organisations and experts propose themselves, and take it back."""

from django.core.mail import send_mail
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from network.joining.consent import consent_text
from network.joining.forms import ExpertForm, JoinForm, OrganisationForm
from network.joining.models import Proposal
from skills2work.letters.forms import NO_TOKEN
from skills2work.letters.pages import form_page
from skills2work.navigation import Link, trail
from skills2work.views.machines import site_address

FORMS: dict[str, type[JoinForm]] = {form.kind: form for form in (OrganisationForm, ExpertForm)}


def way_here(label: str = "") -> list[Link]:
    """Return the way from the home page to a page below "join"."""
    if not label:
        return trail((_("Join the network"), ""))
    return trail((_("Join the network"), reverse("join")), (label, ""))


def join(request: HttpRequest) -> HttpResponse:
    """Say who can join, and how."""
    return render(request, "network/join.html", {"trail": way_here()})


@form_page
def propose(request: HttpRequest, kind: str) -> HttpResponse:
    """Take the proposal of an organisation or an expert."""
    form = FORMS[kind](request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and form.is_valid():
        proposal = form.save()
        send_link(request, proposal)
        return redirect("join-sent", token=proposal.token)
    title = _("Propose an organisation") if kind == OrganisationForm.kind else _("Propose yourself as an expert")
    context = {"form": form, "title": title, "consent": consent_text(kind), "trail": way_here(title)}
    return render(request, "network/join_form.html", context)


def send_link(request: HttpRequest, proposal: Proposal) -> None:
    """Send the link that takes the proposal back. The page after this one shows it too, should no mail arrive."""
    text = render_to_string("network/join_mail.txt", {"link": f"{site_address(request)}{proposal.withdraw_address()}"})
    send_mail(_("Your proposal to FromSkills2Work"), text, None, [proposal.answer_to], fail_silently=True)


def proposal_of(token: str) -> Proposal:
    """Return the proposal of a signed link. Raises Http404 for any other link."""
    found: Proposal | None = Proposal.objects.of_link(token).select_related("organisation", "expert").first()
    if found is None:
        raise Http404
    return found


@never_cache
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """Thank for a proposal, and show the link that takes it back."""
    context = {"proposal": proposal_of(token), "trail": way_here(_("Sent"))}
    return render(request, "network/join_sent.html", context)


@form_page
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once, then take the record down at once. Mail programs open links by themselves: reading changes nothing."""
    proposal = proposal_of(token)
    missing = getattr(request, "token_is_missing", False)
    if request.method == "POST" and not missing:
        proposal.withdraw()
        return redirect("join-withdraw", token=token)
    told = NO_TOKEN if missing else ""
    context = {"proposal": proposal, "told": told, "trail": way_here(_("Take it back"))}
    return render(request, "network/join_withdraw.html", context)
