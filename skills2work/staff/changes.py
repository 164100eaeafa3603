"""Proposed changes: what an editor saves to a published record waits here until a reviewer has decided.

Readers go on seeing the live record. Accepting applies only what the proposal changes, in one transaction and as one
version; what somebody else changed meanwhile stays.
"""

from contextlib import nullcontext
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from skills2work import help_texts
from skills2work.parts import owner_of
from skills2work.staff import rights, snapshots
from skills2work.staff.models import Assignment, Role
from skills2work.staff.versions import recorded
from skills2work.translations.following import minor_edit
from skills2work.translations.models import label


class ChangeState(models.TextChoices):
    """What has become of a proposed change."""

    WAITING = "waiting", pgettext_lazy("state of a proposed change", "Waiting for a reviewer")
    ACCEPTED = "accepted", pgettext_lazy("state of a proposed change", "Accepted")
    SENT_BACK = "sent_back", pgettext_lazy("state of a proposed change", "Sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a proposed change", "Withdrawn")


class ProposedChangeQuerySet(models.QuerySet["ProposedChange"]):
    """Questions about proposed changes."""

    def waiting(self) -> Self:
        """Keep those that nobody has decided on."""
        return self.filter(state=ChangeState.WAITING)

    def of(self, record: models.Model) -> Self:
        """Keep those to one record and its parts."""
        owner = owner_of(record)
        return self.filter(owner_model=label(owner), owner_id=owner.pk)

    def by(self, user: Any) -> Self:
        """Keep those of one author."""
        return self.filter(author=user)


class ProposedChange(models.Model):
    """A page as its author would have it, and as it was when she opened it."""

    owner_model = models.CharField(max_length=60, editable=False)
    owner_id = models.PositiveBigIntegerField(editable=False)
    title = models.CharField(_("entry"), max_length=300, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.CASCADE,
        related_name="proposed_changes",
        editable=False,
    )
    made_at = models.DateTimeField(_("proposed at"), default=timezone.now, editable=False)
    base_version = models.DateTimeField(_("last change before it"), null=True, editable=False)
    before = models.JSONField(default=dict, editable=False)
    after = models.JSONField(default=dict, editable=False)
    minor = models.BooleanField(_("minor edit"), default=False, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=ChangeState, default=ChangeState.WAITING, db_index=True, editable=False
    )
    comment = models.TextField(_("comment"), blank=True, help_text=help_texts.CHANGE_COMMENT)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        editable=False,
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)

    objects: ClassVar[Any] = ProposedChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["owner_model", "owner_id"], name="proposed_change_of_record")]

    def __str__(self) -> str:
        return f"{self.title} ({self.author})"

    @property
    def owner(self) -> Any:
        """Return the record it would change; None where that is gone."""
        return apps.get_model(self.owner_model).objects.filter(pk=self.owner_id).first()

    @property
    def is_waiting(self) -> bool:
        """Say whether nobody has decided yet."""
        return bool(self.state == ChangeState.WAITING)

    def changed(self) -> list[tuple[str, str, Any, Any]]:
        """Return what it changes, field by field."""
        return snapshots.changes(self.before, self.after)

    def overtaken(self) -> set[tuple[str, str]]:
        """Return the fields that somebody else has changed meanwhile, as (object, field)."""
        owner = self.owner
        now = snapshots.snapshot(owner) if owner is not None else {}
        return {(name, field) for name, field, _old, _new in snapshots.changes(self.before, now)}

    def apply(self) -> None:
        """Change the record, in the caller's transaction."""
        with minor_edit() if self.minor else nullcontext():
            snapshots.apply(self.before, self.after)
        owner = self.owner
        missing = owner.missing_for_publication() if owner.is_published else []
        if missing:
            raise ValidationError(_("Cannot be published yet: %(missing)s"), params={"missing": ", ".join(missing)})

    def refusal(self, user: Any) -> str:
        """Return in words why somebody may not accept it; empty where she may."""
        owner = self.owner
        if owner is None:
            return gettext("The entry is there no more.")
        if not self.is_waiting:
            return gettext("Somebody has decided on it already.")
        if not rights.may(user, "publish", owner):
            return gettext("A reviewer of the country decides this.")
        if self.author_id == user.pk and has_other_reviewer(user, owner):
            return gettext("Nobody accepts her own change where somebody else can: ask another reviewer.")
        return ""

    def accept(self, user: Any) -> None:
        """Apply it as one version. Raises ValidationError with the reason where that cannot be."""
        with transaction.atomic():
            fresh = ProposedChange.objects.select_for_update().get(pk=self.pk)
            reason = fresh.refusal(user)
            if reason:
                raise ValidationError(reason)
            told = gettext("Accepted what %(author)s proposed") % {"author": fresh.author}
            with recorded(user, told, fresh.owner):
                fresh.apply()
            fresh.decide(user, ChangeState.ACCEPTED, fresh.comment)

    def send_back(self, user: Any, comment: str) -> None:
        """Return it to its author with a comment. Raises ValidationError where that cannot be."""
        if not comment.strip():
            raise ValidationError(_("Say in the comment what is missing: the author reads it."))
        if not (self.is_waiting and rights.may(user, "review", self)):
            raise ValidationError(_("A reviewer of the country decides this."))
        self.decide(user, ChangeState.SENT_BACK, comment)

    def withdraw(self, user: Any) -> None:
        """Let its author take it back. Raises ValidationError for anybody else."""
        if not (self.is_waiting and self.author_id == user.pk):
            raise ValidationError(_("Only its author takes a change back."))
        self.decide(user, ChangeState.WITHDRAWN, self.comment)

    def decide(self, user: Any, state: ChangeState, comment: str) -> None:
        """Write down what was decided, by whom and when."""
        self.state, self.comment = state, comment
        self.decided_by, self.decided_at = user, timezone.now()
        self.save()


def has_other_reviewer(user: Any, owner: Any) -> bool:
    """Say whether somebody else reviews the country of a record."""
    others = Assignment.objects.in_role(Role.REVIEWER).exclude(user=user)
    country = getattr(owner, "country", "")
    return any(country in one.countries for one in others)


def proposes(user: Any, record: Any) -> bool:
    """Say whether what somebody saves to a record waits for a reviewer: readers see it, and she may not publish."""
    owner = owner_of(record)
    if owner is None or not hasattr(owner, "state") or not rights.is_live(owner):
        return False
    return rights.writable_languages(user, record) is None and not rights.may(user, "publish", record)


def propose(user: Any, owner: Any, before: snapshots.Snapshot, after: snapshots.Snapshot, minor: bool) -> Any:
    """Keep what somebody would have."""
    return ProposedChange.objects.create(
        owner_model=label(owner),
        owner_id=owner.pk,
        title=str(owner)[:300],
        author=user,
        base_version=getattr(owner, "updated_at", None),
        before=before,
        after=snapshots.with_new_names(after, before),
        minor=minor,
    )
