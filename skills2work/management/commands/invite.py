"""Invite somebody into the admin: an account that does nothing until its owner opens the link in the letter."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import override

from skills2work.accounts.invitations import invite
from skills2work.accounts.letters import site_of
from skills2work.staff.duties import language_of
from skills2work.staff.models import Assignment, Role

GIVEN = {"country": "countries", "organisation": "organisations", "language": "languages"}


class Command(BaseCommand):
    help = "Make a staff account and send its owner a link, valid for 72 hours, to set password and second factor."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who, and what for."""
        parser.add_argument("name", help="the name to sign in with")
        parser.add_argument("email", help="where the link goes")
        parser.add_argument("--role", choices=Role.values, help="what the person does here")
        parser.add_argument("--country", action="append", default=[], help="ISO code, or EU; more than once for more")
        parser.add_argument("--organisation", action="append", default=[], help="slug; more than once for more")
        parser.add_argument("--language", action="append", default=[], help="code; the letter is in the first one")
        parser.add_argument("--again", action="store_true", help="send a new link in place of one that is lost or old")
        parser.add_argument("--site", default="", help="address of the site for the link, where SITE_URL is not set")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account, or find it, and send the letter."""
        with transaction.atomic():
            user = self.known(options) if options["again"] else self.made(options)
            with override(language_of(user)):
                sent = invite(user, site_of(options["site"]))
        if not sent:
            raise CommandError(
                "The account is there, but the letter was not sent. Look at EMAIL_URL, then use --again."
            )
        self.stdout.write(f"{user.username}: a link was sent to {user.email}. It is valid for 72 hours.")

    def made(self, options: dict[str, Any]) -> User:
        """Make the account with its assignment. Raises CommandError for a name or an address that is taken."""
        if not options["role"]:
            raise CommandError("--role is needed: " + ", ".join(Role.values))
        if User.objects.filter(username__iexact=options["name"]).exists():
            raise CommandError(f"There is an account {options['name']!r} already. --again sends it a new link.")
        if User.objects.filter(email__iexact=options["email"]).exists():
            raise CommandError(f"{options['email']} belongs to another account.")
        user = User(username=options["name"], email=options["email"], is_staff=True, is_active=False)
        user.set_unusable_password()
        given = {field: options[option] for option, field in GIVEN.items()}
        try:
            user.full_clean()
            user.save()
            assignment = Assignment(user=user, role=options["role"], **given)
            assignment.full_clean()
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        assignment.save()
        return user

    def known(self, options: dict[str, Any]) -> User:
        """Return the account that waits for its owner. Raises CommandError where there is none."""
        user = User.objects.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"There is no account {options['name']!r}.")
        if user.is_active or user.has_usable_password():
            raise CommandError(
                f"{user.username} has a password already. A forgotten one is set anew on the login page."
            )
        if user.email.lower() != options["email"].lower():
            raise CommandError(f"{user.username} was invited under another address.")
        return user
