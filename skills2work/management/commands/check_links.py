"""Visit every web address that the directory names, and say which of them do not answer any more."""

from typing import Any

from django.core.management import BaseCommand
from django.core.management.base import CommandParser
from django.utils import timezone

from skills2work.links.checking import check, waiting
from skills2work.links.models import FAILING_DAYS, Link
from skills2work.links.named import entries_naming
from skills2work.links.outcomes import Outcome


class Command(BaseCommand):
    """Visits each address once, a few at a time and no host twice at once. Stopped, it goes on where it was.

    An address is called broken after failures on three different days: run it once a day.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="also those that were visited today")
        parser.add_argument("--failing", action="store_true", help="only those that failed the last time")
        parser.add_argument("--most", type=int, metavar="N", help="no more than so many")

    def handle(self, **options: Any) -> None:
        day = timezone.localdate()
        urls = waiting(day, again=options["again"], failing_only=options["failing"])[: options["most"]]
        self.stdout.write(f"{len(urls)} addresses to visit")
        try:
            for number, (link, _visit) in enumerate(check(urls, day), start=1):
                self.tell(number, len(urls), link)
        except KeyboardInterrupt:
            self.stdout.write("\nStopped. Run it again today, and it goes on from here.")
            return
        self.sum_up()

    def tell(self, number: int, total: int, link: Link) -> None:
        """Write a line for what is not as it should be; else count on, on the same line where there is a terminal."""
        counted = f"{number:>{len(str(total))}}/{total}"
        if link.outcome != Outcome.FINE:
            self.stdout.write(f"{counted}  {link.get_outcome_display()}: {link.url}")
        elif self.stdout.isatty():
            self.stdout.write(f"{counted}\r", ending="")
            self.stdout.flush()
        elif number % 100 == 0 or number == total:
            self.stdout.write(counted)

    def sum_up(self) -> None:
        """Write how many answered how, and what is broken, with what to do and the entries that name it."""
        for outcome in Outcome:
            count = Link.objects.filter(outcome=outcome).count()
            if count:
                self.stdout.write(f"{count:6} {outcome.label}")
        broken = list(Link.objects.broken())
        self.stdout.write(f"{len(broken)} broken (failed on {FAILING_DAYS} days)")
        uses = entries_naming(link.url for link in broken)
        for link in broken:
            self.stdout.write(f"\n{link.url}\n  {link.get_outcome_display()}. {link.advice}")
            for entry in uses.get(link.url, []):
                self.stdout.write(f"  - {entry._meta.verbose_name}: {entry}")
