"""How long what is kept of people is kept: one table. `manage.py forget` obeys it, the privacy page shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from babel.units import format_unit
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skills2work import languages
from skills2work.formats import active_locale
from skills2work.letters.forgetting import forget_answers, forget_sendings
from skills2work.letters.models import ANSWERS_KEPT, SENDINGS_KEPT, LetterState, Report
from skills2work.reads import PageReads
from skills2work.search.models import FailedSearch
from skills2work.staff.changes import ChangeState, ProposedChange
from skills2work.staff.exchange_models import KEPT_FOR, SentTable

DAYS = {"hour": 1 / 24, "day": 1, "month": 365.25 / 12}


@dataclass(frozen=True)
class Rule:
    """What is kept, for how long, and what deletes it; `forget` gets the moment and the day that are too long ago."""

    name: str
    what: Any
    number: int
    unit: str
    forget: Callable[[datetime, date], int]

    @property
    def kept(self) -> timedelta:
        """Return how long it is kept."""
        return timedelta(days=round(self.number * DAYS[self.unit], 6))

    @property
    def period(self) -> str:
        """Return how long it is kept, in the reader's words."""
        locale = languages.locale(active_locale())
        return format_unit(self.number, f"duration-{self.unit}", length="long", locale=locale)

    def apply(self) -> int:
        """Delete what is too old, or what of it tells who it was; return how many."""
        with transaction.atomic():
            return self.forget(timezone.now() - self.kept, timezone.localdate() - self.kept)


def deleted(rows: Any) -> int:
    """Delete rows, and return how many there were."""
    number: int = rows.count()
    rows.delete()
    return number


def answer_addresses(moment: datetime, day: date) -> int:
    """Empty the addresses to answer to."""
    return forget_answers()


def reports(moment: datetime, day: date) -> int:
    """Delete reports that somebody has dealt with."""
    return deleted(Report.objects.filter(state=LetterState.DONE, received_on__lt=day))


def sendings(moment: datetime, day: date) -> int:
    """Delete the scrambled addresses, and the salts of other days."""
    return forget_sendings()


def failed_logins(moment: datetime, day: date) -> int:
    """Delete what is known of failed logins."""
    models = (AccessAttempt, AccessFailureLog, AccessLog)
    return sum(deleted(model.objects.filter(attempt_time__lt=moment)) for model in models)


def sessions(moment: datetime, day: date) -> int:
    """Delete the sessions that are over."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    return deleted(
        store.get_model_class().objects.filter(expire_date__lt=moment + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    )


def invitations(moment: datetime, day: date) -> int:
    """Delete the accounts whose owners never opened their invitation; nobody has worked with them."""
    waiting = {"is_active": False, "last_login": None, "password__startswith": UNUSABLE_PASSWORD_PREFIX}
    return deleted(get_user_model().objects.filter(date_joined__lt=moment, **waiting))


def sent_tables(moment: datetime, day: date) -> int:
    """Delete tables that staff sent to be imported: what could be used of them is saved."""
    return deleted(SentTable.objects.old())


def refused_changes(moment: datetime, day: date) -> int:
    """Delete proposed changes that came to nothing."""
    states = [ChangeState.SENT_BACK, ChangeState.WITHDRAWN]
    return deleted(ProposedChange.objects.filter(state__in=states, made_at__lt=moment))


def staff_log(moment: datetime, day: date) -> int:
    """Delete the admin's list of who did what."""
    return deleted(LogEntry.objects.filter(action_time__lt=moment))


def counts_of_pages(moment: datetime, day: date) -> int:
    """Delete how often pages were read."""
    return deleted(PageReads.objects.filter(day__lt=day))


def failed_searches(moment: datetime, day: date) -> int:
    """Delete searches that found nothing and were not made again."""
    return deleted(FailedSearch.objects.filter(last_month__lt=day.replace(day=1)))


FAILED_LOGINS = Rule("failed-logins", _("Network addresses of failed logins of staff"), 1, "day", failed_logins)
RULES = (
    Rule(
        "answer-addresses",
        _("Email addresses that readers gave for an answer"),
        ANSWERS_KEPT.days,
        "day",
        answer_addresses,
    ),
    Rule("reports", _("Reports from readers that we have dealt with"), 12, "month", reports),
    Rule("sendings", _("Scrambled network addresses of people who sent a form"), SENDINGS_KEPT.days, "day", sendings),
    FAILED_LOGINS,
    Rule("sessions", _("Sessions of staff"), settings.SESSION_COOKIE_AGE // 3600, "hour", sessions),
    Rule("invitations", _("Staff accounts that were never used, after the invitation"), 30, "day", invitations),
    Rule(
        "refused-changes", _("Changes proposed by staff that were refused or taken back"), 12, "month", refused_changes
    ),
    Rule("sent-tables", _("Tables that staff sent to be imported"), KEPT_FOR.days, "day", sent_tables),
    Rule("staff-log", _("The list of what staff did in the admin"), 25, "month", staff_log),
    Rule("page-counts", _("Counts of how often pages were read"), 25, "month", counts_of_pages),
    Rule("failed-searches", _("Counts of searches that found nothing"), 25, "month", failed_searches),
)
