"""How often each page is read: a number a day, page and language. No person, no cookie, no address, no moment.

Each process counts in memory and writes now and then, in one statement, after an answer has gone out and in a thread
of its own: no page waits for it or fails with it. A process that is killed loses what it had not written yet.
"""

import logging
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.signals import request_finished
from django.db import Error, connections, models, router, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skills2work import languages
from skills2work.batches import in_batches

LATELY = timedelta(days=90)
MOST_WAITING = 20_000  # different pages a process keeps while the database is away; more are not counted
ROWS_AT_ONCE = 200
OWN_PARTS = {"slug", "page", "kind"}  # parts of an address that name a page; anything else may be somebody's secret
ROBOT = re.compile(
    r"(?<!cu)bot(\b|[/_-])|crawl|spider|slurp|preview|monitor|fetch|scan|archiv|headless|lighthouse|wget|curl|python|java/|go-http"
    r"|^$",
    re.IGNORECASE,
)

logger = logging.getLogger(__name__)


class PageReadsQuerySet(models.QuerySet["PageReads"]):
    """Questions about counts."""

    def lately(self) -> Self:
        """Keep those of the last 90 days."""
        return self.filter(day__gt=timezone.localdate() - LATELY)

    def by_path(self) -> dict[str, int]:
        """Return how often each page was read, all days and languages together."""
        return dict(self.order_by().values_list("path").annotate(total=models.Sum("count")))


class PageReads(models.Model):
    """How often one page was read in one language on one day."""

    is_reference: ClassVar[bool] = True  # everybody who works here may look it up

    day = models.DateField(_("day"))
    path = models.CharField(_("page"), max_length=300, help_text=_("Its address, without the language."))
    language = models.CharField(_("language"), max_length=7)
    count = models.PositiveBigIntegerField(_("how often"), default=0)

    objects: ClassVar[Any] = PageReadsQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of readers")
        verbose_name_plural = _("counts of readers")
        ordering = ["-day", "-count", "path"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "path", "language"],
                name="page_reads_once",
                violation_error_message=_("This page is counted in this language on this day already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.path} ({self.language}): {self.count}"


# Counting


class Waiting:
    """What this process has counted and not written yet."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.counts: Counter[tuple[date, str, str]] = Counter()
        self.since = time.monotonic()
        self.writing = False

    def add(self, counts: Counter[tuple[date, str, str]]) -> None:
        """Count, as far as there is room."""
        with self.lock:
            for key, number in counts.items():
                if key in self.counts or len(self.counts) < MOST_WAITING:
                    self.counts[key] += number

    def take(self) -> Counter[tuple[date, str, str]]:
        """Hand out what waits, and begin anew."""
        with self.lock:
            taken, self.counts, self.since = self.counts, Counter(), time.monotonic()
        return taken

    def is_due(self) -> bool:
        """Say whether it is time to write."""
        return bool(self.counts) and not self.writing and time.monotonic() - self.since >= settings.READS_EVERY


waiting = Waiting()


def note(path: str, language: str) -> None:
    """Count one reading of a page; asks no database. The path may begin with its language, which is taken off."""
    if settings.READS_EVERY <= 0:
        return
    page = path.removeprefix(f"/{language}").partition("?")[0][:300]
    waiting.add(Counter([(timezone.localdate(), page, language)]))


def is_of_reader(request: HttpRequest) -> bool:
    """Say whether a request is a reader's for a page: no robot, nobody of the staff, nothing that machines ask for."""
    return (
        request.method == "GET"
        and request.path.endswith("/")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not ROBOT.search(request.META.get("HTTP_USER_AGENT", ""))
    )


class CountReads:
    """Counts pages that views make. Comes last: what answers from a cache in front of it calls `note` itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in {200, 304} and is_of_reader(request) and is_public_page(request):
            note(request.path, request.path.split("/")[1])
        return response


def is_public_page(request: HttpRequest) -> bool:
    """Say whether an address is one of a page for everybody, with nothing in it that only one person knows."""
    match = request.resolver_match
    begins = request.path.split("/")[1]
    return match is not None and begins in languages.LANGUAGE_CODES and set(match.kwargs) <= OWN_PARTS


# Writing


def write() -> int:
    """Add what was counted to the database. Returns how many rows; what cannot be written now is kept for later."""
    counts = waiting.take()
    try:
        with transaction.atomic(using=router.db_for_write(PageReads)):
            for rows in in_batches(sorted(counts.items()), ROWS_AT_ONCE):
                add_up(rows)
    except Error as error:
        waiting.add(counts)
        logger.warning("Counts of pages wait for the database: %s", type(error).__name__)
        return 0
    return len(counts)


def add_up(rows: list[tuple[tuple[date, str, str], int]]) -> None:
    """Add numbers to the rows there are, and make those there are not; in the same order in every process."""
    database = connections[router.db_for_write(PageReads)]
    table = PageReads._meta.db_table
    places = ", ".join(["(%s, %s, %s, %s)"] * len(rows))
    values = [(database.ops.adapt_datefield_value(day), path, code, number) for (day, path, code), number in rows]
    with database.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (day, path, language, count) VALUES {places} "  # noqa: S608 a name of ours
            f"ON CONFLICT (day, path, language) DO UPDATE SET count = {table}.count + excluded.count",
            [value for row in values for value in row],
        )


def write_apart() -> None:
    """Write, and leave no connection behind."""
    try:
        write()
    finally:
        waiting.writing = False
        connections.close_all()


def write_when_due(**_kwargs: Any) -> None:
    """Start writing where it is time; called when an answer has gone out."""
    if settings.READS_EVERY > 0 and waiting.is_due():
        waiting.writing = True
        threading.Thread(target=write_apart, name="counts of pages", daemon=True).start()


request_finished.connect(write_when_due, dispatch_uid="skills2work.reads.write")


# Asking


def reads_of(model: Any) -> dict[int, int]:
    """Return how often the page of each record of a model was read in the last 90 days; two queries.

    Records without a page of their own are left out, and those that nobody read.
    """
    mark = "slug--of--record"
    try:
        address = model(slug=mark).get_absolute_url()
    except (LookupError, ValueError, NotImplementedError):  # no country, no audience: it is shown on their page
        return {}
    if not address.endswith("/") or mark not in address:
        return {}
    before, after = address.removeprefix(f"/{languages.spoken()}").split(mark)
    counted = PageReads.objects.lately().filter(path__startswith=before, path__endswith=after).by_path()
    by_slug = {path.removeprefix(before).removesuffix(after): number for path, number in counted.items()}
    known = model._base_manager.filter(slug__in=by_slug).values_list("pk", "slug")  # noqa: SLF001 Django's name
    return {pk: by_slug[slug] for pk, slug in known}
