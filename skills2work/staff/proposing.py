"""What an editor saves to a published record becomes a proposed change, whatever form of the admin it came from.

The form is saved as always, the page is looked at, and everything is undone: so a proposal holds exactly what saving
would have done, parts and relations included.
"""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from skills2work.parts import is_part, owner_of
from skills2work.staff import rights
from skills2work.staff.changes import ProposedChange, propose, proposes
from skills2work.staff.preview import finished
from skills2work.staff.snapshots import Snapshot, snapshot, version_of


class Proposed(Exception):  # noqa: N818 no error: it carries a page out of a transaction that is undone
    """The page as it would be."""

    def __init__(self, owner: Any, before: Snapshot, after: Snapshot, *, minor: bool) -> None:
        super().__init__()
        self.owner, self.before, self.after, self.minor = owner, before, after, minor


class ProposingMixin:
    """Forms whose saving may become a proposal. Stands before the class that makes versions."""

    model: Any

    def change_view(
        self, request: Any, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Let a change of what readers see wait, where she who saves it does not decide."""
        record = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if request.method == "POST" and record is not None and self.waits(request, record):
            request.proposal_of = owner_of(record)
            request.proposal_before = snapshot(record)
        context = {**self.told_of_changes(request, record), **(extra_context or {})}
        change = self.asked_again(request, record)
        if change is not None:
            return self.again(request, change, object_id, context)
        return self.or_propose(request, super().change_view, object_id, form_url, context)  # type: ignore[misc]

    def add_view(self, request: Any, form_url: str = "", extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The same for a new part of a published record."""
        return self.or_propose(request, super().add_view, form_url, extra_context)  # type: ignore[misc]

    def asked_again(self, request: Any, record: Any) -> Any:
        """Return the proposal of hers that she wants to take up again."""
        key = request.GET.get("again", "")
        if request.method != "GET" or record is None or not (key.isascii() and key.isdecimal() and len(key) < 19):
            return None
        return ProposedChange.objects.of(record).by(request.user).filter(pk=key).first()

    def again(self, request: Any, change: Any, object_id: str, context: dict[str, Any]) -> HttpResponse:
        """Show the form as if the proposal had been accepted; nothing of that stays."""
        request.live_version = version_of(snapshot(change.owner))
        try:
            with transaction.atomic():
                change.apply()
                response = finished(super().change_view(request, object_id, "", context))  # type: ignore[misc]
                transaction.set_rollback(True)
                return response
        except (ValidationError, IntegrityError, ObjectDoesNotExist):
            messages.error(request, gettext("These values do not fit the entry as it is now."))
            return redirect(request.path)

    def waits(self, request: Any, record: Any) -> bool:
        """Say whether what she saves waits for a reviewer."""
        return rights.may(request.user, "change", record) and proposes(request.user, record)

    def or_propose(self, request: Any, view: Any, *args: Any) -> HttpResponse:
        """Answer with a view; where it carries out a page as it would be, keep that as a proposal."""
        if request.method != "POST":
            response: HttpResponse = view(request, *args)
            return response
        try:
            with transaction.atomic():
                answer: HttpResponse = view(request, *args)
                return answer
        except Proposed as made:
            if made.after == made.before:
                messages.info(request, gettext("Nothing was changed."))
                return redirect(request.get_full_path())
            change = propose(request.user, made.owner, made.before, made.after, made.minor)
        text = gettext("Readers still see the entry as it was. Your change waits for a reviewer.")
        messages.success(request, text)
        return redirect("admin:skills2work_proposedchange_change", change.pk)

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """Look at the page before a new part of it is saved."""
        if not change and is_part(self.model) and proposes(request.user, obj):
            request.proposal_of = owner_of(obj)
            request.proposal_before = snapshot(obj)
        request.proposal_is_minor = bool(form.cleaned_data.get("minor_edit"))
        super().save_model(request, obj, form, change)  # type: ignore[misc]

    def log_addition(self, request: Any, obj: Any, message: Any) -> Any:
        """Log what is saved, not what is proposed."""
        return None if is_proposing(request) else super().log_addition(request, obj, message)  # type: ignore[misc]

    def log_change(self, request: Any, obj: Any, message: Any) -> Any:
        """Log what is saved, not what is proposed."""
        return None if is_proposing(request) else super().log_change(request, obj, message)  # type: ignore[misc]

    def response_add(self, request: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Carry out the page as it would be."""
        carry_out(request)
        return super().response_add(request, obj, *args, **kwargs)  # type: ignore[misc]

    def response_change(self, request: Any, obj: Any) -> Any:
        """Carry out the page as it would be."""
        carry_out(request)
        return super().response_change(request, obj)  # type: ignore[misc]

    def told_of_changes(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        """Return what the form says of changes that wait, and of what will become of this one."""
        if record is None or not hasattr(owner_of(record), "state"):
            return {}
        waiting = rights.visible(request.user, ProposedChange.objects.waiting().of(record)).select_related("author")
        return {"waiting_changes": waiting, "will_wait": self.waits(request, record)}


def is_proposing(request: Any) -> bool:
    """Say whether what is saved in a request becomes a proposal."""
    return getattr(request, "proposal_of", None) is not None


def carry_out(request: Any) -> None:
    """Raise Proposed with the page as it is now, in a request that proposes."""
    if is_proposing(request):
        owner = request.proposal_of
        raise Proposed(owner, request.proposal_before, snapshot(owner), minor=request.proposal_is_minor)
