"""Forget failed sign-ins of more than a day ago, with the addresses they came from. Run it every hour or every day."""

from typing import Any

from django.core.management.base import BaseCommand

from skills2work.privacy.retention import FAILED_LOGINS


class Command(BaseCommand):
    help = "Delete what is known of failed sign-ins of more than a day ago, network addresses included."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many."""
        self.stdout.write(f"{FAILED_LOGINS.apply()} records of sign-ins were forgotten.")
