"""The kinds of work that every floor of the house gives: changes, checks, translations, reports, links, questions."""

from collections import Counter
from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from skills2work import languages
from skills2work.admin_addresses import form_address
from skills2work.formats import day
from skills2work.letters.models import Report
from skills2work.links.models import Link
from skills2work.links.named import entries_naming
from skills2work.parts import published_models, records_by_key
from skills2work.questions import OpenQuestion
from skills2work.reads import reads_of
from skills2work.search.models import FailedSearch
from skills2work.staff import rights
from skills2work.staff.changes import ChangeState, ProposedChange
from skills2work.staff.confirming import NO_ORGANISATION, speaks_for
from skills2work.staff.confirming_admin import confirm_address
from skills2work.staff.duties import duties
from skills2work.staff.translating_addresses import translate_address
from skills2work.staff.work import SHOWN, Entry, Task, register
from skills2work.texts import title_of
from skills2work.translations.coverage import texts
from skills2work.translations.models import label

MOST_READ = "read"
Key = tuple[str, int]


@register
def changes_waiting(user: Any, order: str) -> Task | None:
    """Changes of others that a reviewer is to decide on."""
    rows = rights.to_decide(user, ProposedChange.objects.waiting()).exclude(author=user)
    number = rows.count()
    told = ngettext("%(number)s change waits for your decision.", "%(number)s changes wait for your decision.", number)
    entries = [
        Entry(
            one.title,
            form_address(one),
            gettext("by %(author)s, %(day)s") % {"author": one.author, "day": day(one.made_at)},
        )
        for one in rows.select_related("author").order_by("made_at")[:SHOWN]
    ]
    address = reverse("admin:skills2work_proposedchange_changelist") + "?state__exact=waiting"
    return Task("changes", told % {"number": number}, number, gettext("All changes that wait"), address, entries)


@register
def changes_sent_back(user: Any, order: str) -> Task | None:
    """Her own changes that a reviewer sent back."""
    rows = ProposedChange.objects.by(user).filter(state=ChangeState.SENT_BACK).order_by("decided_at")
    number = rows.count()
    told = ngettext("%(number)s change came back to you.", "%(number)s changes came back to you.", number)
    entries = [Entry(one.title, form_address(one), one.comment[:160]) for one in rows[:SHOWN]]
    address = reverse("admin:skills2work_proposedchange_changelist") + "?state__exact=sent_back"
    return Task("sent-back", told % {"number": number}, number, gettext("All that came back"), address, entries)


@register
def reports(user: Any, order: str) -> Task | None:
    """What readers say is wrong."""
    rows = rights.visible(user, Report.objects.waiting())
    number = rows.count()
    told = ngettext("%(number)s report of a reader is new.", "%(number)s reports of readers are new.", number)
    entries = [Entry(str(one), form_address(one), one.page) for one in rows.order_by("pk")[:SHOWN]]
    address = reverse("admin:skills2work_report_changelist") + "?state__exact=new"
    return Task("reports", told % {"number": number}, number, gettext("All new reports"), address, entries)


@register
def due(user: Any, order: str) -> Task | None:
    """Entries whose day to be checked again has come: the oldest first, or those most read."""
    if not rights.may(user, "confirm"):
        return None
    known: dict[Key, tuple[int, date]] = {}
    models_of: dict[str, Any] = {}
    for model in published_models():
        # As an editor sees them: what she may only translate is not hers to check.
        rows = model.objects.published().due().filter(rights.edited_by(user, model))
        models_of[label(model)] = model
        read = reads_of(model) if order == MOST_READ and hasattr(model, "get_absolute_url") else {}
        for pk, checked in rows.order_by().values_list("pk", "verified_on"):
            known[(label(model), pk)] = (read.get(pk, 0), checked or date.min)
    by_age = sorted(known, key=lambda key: (known[key][1], key))
    first = sorted(by_age, key=lambda key: -known[key][0])[:SHOWN] if order == MOST_READ else by_age[:SHOWN]
    records = records_by_key(first)
    may_confirm = bool(first) and bool(speaks_for(user, languages.spoken()))
    note = "" if may_confirm else str(NO_ORGANISATION)
    entries = [
        Entry(
            title_of(records[key]),
            form_address(records[key]),
            gettext("last checked %(day)s") % {"day": day(records[key].verified_on)},
            confirm_address(records[key]) if may_confirm else "",
        )
        for key in first
        if key in records
    ]
    told = ngettext(
        "%(number)s entry has to be checked again.", "%(number)s entries have to be checked again.", len(known)
    )
    index = reverse("admin:index")
    orders = (
        (gettext("oldest first"), index, order != MOST_READ),
        (gettext("most read first"), f"{index}?order={MOST_READ}", order == MOST_READ),
    )
    if not known:
        return None
    numbers = Counter(name for name, _pk in known)
    most = models_of[max(numbers, key=lambda name: (numbers[name], name))]._meta
    address = reverse(f"admin:{most.app_label}_{most.model_name}_changelist") + "?due=yes"
    action = gettext("All to check: %(kind)s") % {"kind": most.verbose_name_plural}
    return Task("due", told % {"number": len(known)}, len(known), action, address, entries, orders, note)


@register
def translations(user: Any, order: str) -> Task | None:
    """Texts whose source has changed since they were translated: in her languages, or of her entries."""
    mine = duties(user)
    if not mine.any:
        return None
    codes = sorted(mine.languages) or list(languages.LANGUAGE_CODES)
    owners = None
    if not mine.everything and not mine.languages:
        owners = models.Q(pk__in=[])
        for model in published_models():
            hers = model.objects.filter(rights.edited_by(user, model)).order_by()
            owners |= models.Q(owner=label(model), owner_id__in=hers.values("pk"))
    behind = list(dict.fromkeys((one.owner, one.language) for one in texts(codes, owners) if one.behind))
    records = records_by_key(key for key, _code in behind[:SHOWN])
    entries = [
        Entry(title_of(records[key]), translate_address(records[key], code), languages.name(code, languages.spoken()))
        for key, code in behind[:SHOWN]
        if key in records
    ]
    told = ngettext(
        "%(number)s translation is behind its original.",
        "%(number)s translations are behind their originals.",
        len(behind),
    )
    address = reverse("admin:skills2work_translation_changelist")
    return Task(
        "translations", told % {"number": len(behind)}, len(behind), gettext("All translations"), address, entries
    )


@register
def broken_links(user: Any, order: str) -> Task | None:
    """Addresses that do not answer any more, each once, with the entries that name it."""
    rows = rights.visible(user, Link.objects.broken())
    number = rows.count()
    first = list(rows.order_by("-failing_days", "url")[:SHOWN])
    uses = entries_naming([link.url for link in first]) if first else {}
    entries = [
        Entry(
            link.url,
            form_address(link),
            link.advice,
            uses=tuple((title_of(one), form_address(one)) for one in uses.get(link.url, [])),
        )
        for link in first
    ]
    told = ngettext("%(number)s link is broken.", "%(number)s links are broken.", number)
    address = reverse("admin:skills2work_link_changelist") + "?look=broken"
    return Task("links", told % {"number": number}, number, gettext("All broken links"), address, entries)


@register
def failed_searches(user: Any, order: str) -> Task | None:
    """What readers looked for in vain, most often first."""
    if not (duties(user).edits or duties(user).everything):
        return None
    number = FailedSearch.objects.count()
    entries = [
        Entry(
            one.text,
            form_address(one),
            ngettext("%(language)s, %(number)s time", "%(language)s, %(number)s times", one.count)
            % {"language": languages.name(one.language, languages.spoken()), "number": one.count},
        )
        for one in FailedSearch.objects.most_wanted()[:SHOWN]
    ]
    told = ngettext("%(number)s search found nothing.", "%(number)s searches found nothing.", number)
    address = reverse("admin:skills2work_failedsearch_changelist")
    return Task("searches", told % {"number": number}, number, gettext("All of these searches"), address, entries)


@register
def open_questions(user: Any, order: str) -> Task | None:
    """What nobody has found out yet about her countries."""
    if not (duties(user).countries or duties(user).everything):
        return None
    rows = rights.visible(user, OpenQuestion.objects.filter(answered_on__isnull=True))
    number = rows.count()
    entries = [Entry(one.text[:160], form_address(one), one.country) for one in rows.order_by("pk")[:SHOWN]]
    told = ngettext("%(number)s question is open.", "%(number)s questions are open.", number)
    address = reverse("admin:skills2work_openquestion_changelist") + "?answered=no"
    return Task("questions", told % {"number": number}, number, gettext("All open questions"), address, entries)
