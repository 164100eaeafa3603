"""A table that somebody has sent, kept until it is saved: nobody chooses her file twice."""

from datetime import timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skills2work.staff.exchange_files import FORMATS

KEPT_FOR = timedelta(days=7)


class SentTableQuerySet(models.QuerySet["SentTable"]):
    """Questions about tables that were sent."""

    def of(self, user: Any, model_name: str) -> Self:
        """Keep those that somebody has sent for a kind of record."""
        return self.filter(user=user, model_name=model_name)

    def old(self) -> Self:
        """Keep those that nobody has saved for a week, and what is left of saved ones."""
        return self.filter(sent_at__lt=timezone.now() - KEPT_FOR)


class SentTable(models.Model):
    """A file with records of one kind. Its content goes once it is saved."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sent_tables")
    model_name = models.CharField(max_length=60)
    name = models.CharField(_("file"), max_length=200)
    kind = models.CharField(max_length=4, choices=[(kind, kind) for kind in FORMATS])
    content = models.BinaryField(default=bytes)
    sent_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = SentTableQuerySet.as_manager()

    class Meta:
        verbose_name = _("sent table")
        verbose_name_plural = _("sent tables")

    def __str__(self) -> str:
        return self.name

    def close(self) -> None:
        """Note that it is saved, and let its content go."""
        self.saved_at, self.content = timezone.now(), b""
        self.save()
