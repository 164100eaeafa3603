"""Send everybody who works here, once a week, what needs her: the same as the first page of the admin."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import override

from skills2work.accounts.letters import letter, send, site_of
from skills2work.staff.duties import language_of
from skills2work.staff.work import tasks_of


class Command(BaseCommand):
    help = "Send each member of staff a letter with what needs her; nothing to whom nothing needs. For once a week."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address of the site, and whether to send at all."""
        parser.add_argument("--site", default="", help="address of the site, where SITE_URL is not set")
        parser.add_argument("--dry-run", action="store_true", help="print the letters, send none")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write to everybody in turn. Raises CommandError at the end where a letter was not taken."""
        site = site_of(options["site"])
        sent = failed = 0
        for user in User.objects.filter(is_active=True, is_staff=True).exclude(email="").order_by("pk"):
            with override(language_of(user)):
                tasks = tasks_of(user)
                if not tasks:
                    continue
                message = letter("digest", user.email, {"tasks": tasks, "site": site, "index": reverse("admin:index")})
            if options["dry_run"]:
                self.stdout.write(f"To: {user.email}\nSubject: {message.subject}\n\n{message.body}")
            elif send(message):
                sent += 1
            else:
                failed += 1
        self.stdout.write(f"Letters sent: {sent}")
        if failed:
            raise CommandError(f"{failed} letters were not taken by the mail server. Look at EMAIL_URL.")
