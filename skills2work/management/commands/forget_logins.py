"""Forget failed sign-ins of more than a day ago, with the addresses they came from. Run it every hour or every day."""

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.core.management.base import BaseCommand
from django.utils import timezone

KEPT = timedelta(days=1)


class Command(BaseCommand):
    help = "Delete what is known of failed sign-ins of more than a day ago, network addresses included."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many."""
        limit = timezone.now() - KEPT
        count = sum(
            model.objects.filter(attempt_time__lt=limit).delete()[0]
            for model in (AccessAttempt, AccessFailureLog, AccessLog)
        )
        self.stdout.write(f"{count} records of sign-ins were forgotten.")
