"""A proposal: the record it became, what was agreed to and when, and the key of the link that takes it back."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.core import signing
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skills2work import languages
from skills2work.letters.models import Letter, LetterQuerySet
from skills2work.staff.erasing import forget_past
from skills2work.vocabularies import PublicationState

# The texts and facts of an expert that say who it is: emptied when the person takes her consent back.
PERSONAL_TEXTS = ("title", "summary", "role", "topics")


def signer() -> signing.Signer:
    """Return what signs the link that takes a proposal back."""
    return signing.Signer(salt="network.joining.withdraw")


class ProposalQuerySet(LetterQuerySet):
    """Questions about proposals."""

    def of_link(self, token: str) -> Self:
        """Keep the one that a signed link belongs to; none for a link that was not signed here."""
        try:
            key = uuid.UUID(signer().unsign(token))
        except (signing.BadSignature, ValueError):
            return self.none()
        return self.filter(key=key)

    def for_reviewers(self, codes: Iterable[str]) -> Self:
        """Keep the proposals from some countries."""
        wanted = list(codes)
        return self.filter(models.Q(organisation__country__in=wanted) | models.Q(expert__country__in=wanted))

    def withdrawn(self) -> Self:
        """Keep those that were taken back."""
        return self.filter(withdrawn_on__isnull=False)


class Proposal(Letter):
    """An organisation or an expert proposed itself. The record is in review until somebody publishes it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.OneToOneField(
        "network.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="proposal",
        null=True,
        blank=True,
        editable=False,
    )
    expert = models.OneToOneField(
        "network.Expert",
        verbose_name=_("expert"),
        on_delete=models.CASCADE,
        related_name="proposal",
        null=True,
        blank=True,
        editable=False,
    )
    works_at = models.CharField(_("organisation, as the expert wrote it"), max_length=300, blank=True, editable=False)
    consent_version = models.CharField(_("version of the consent"), max_length=20, editable=False)
    consent_text = models.TextField(_("what was agreed to"), editable=False)
    consent_on = models.DateField(_("agreed on"), default=timezone.localdate, editable=False)
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = ProposalQuerySet.as_manager()

    class Meta(Letter.Meta):
        verbose_name = _("proposal to join")
        verbose_name_plural = _("proposals to join")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True) ^ models.Q(expert__isnull=True),
                name="proposal_of_one_record",
                violation_error_message=_("A proposal is one of an organisation or of an expert."),
            )
        ]

    def __str__(self) -> str:
        return str(self.record)

    @property
    def record(self) -> Any:
        """Return the organisation or the expert that was proposed."""
        return self.organisation or self.expert

    @property
    def country(self) -> str:
        """Return the country whose reviewers decide on it."""
        return str(self.record.country)

    @property
    def token(self) -> str:
        """Return the signed end of the link that takes the proposal back."""
        return signer().sign(str(self.key))

    def withdraw_address(self) -> str:
        """Return the path of the page that takes the proposal back, in the language of the page."""
        return reverse("join-withdraw", args=[self.token])

    def withdraw(self) -> None:
        """Take the record down at once; of a person nothing is kept but that she agreed, and that she took it back."""
        with transaction.atomic():
            record = self.record
            record.state = PublicationState.ARCHIVED
            if self.expert is not None:
                for name in PERSONAL_TEXTS:
                    for code in languages.LANGUAGE_CODES:
                        setattr(record, f"{name}_{code}", "" if code == record.source_language else None)
                record.organisation, record.languages_spoken, record.confirmed_by = None, [], ""
            record.save()
            if self.expert is not None:
                record.sources.clear()
                forget_past(record)
            self.withdrawn_on = self.withdrawn_on or timezone.localdate()
            self.answer_to = self.works_at = ""
            self.save()
