"""The work of `check_links`: which addresses are to be visited today, and writing down what came of them."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings

from skills2work.links.models import Link
from skills2work.links.named import addresses
from skills2work.links.visiting import Manners, Visit, visits


def manners() -> Manners:
    """Return how the checker behaves, by the settings. Servers are told which site asks."""
    about = settings.SITE_URL or settings.SITE_CONTACT
    return Manners(
        agent=f"FromSkills2Work-links/1.0{f' (+{about})' if about else ''}",
        at_once=settings.LINKS_AT_ONCE,
        pause=settings.LINKS_PAUSE,
        limit=settings.LINKS_TIME_LIMIT,
        allow_private=settings.LINKS_ALLOW_PRIVATE,
    )


def waiting(day: date, *, again: bool = False, failing_only: bool = False) -> list[str]:
    """Return the addresses that were not visited on a day; all of them `again`, or only those that failed last."""
    named = addresses()
    Link.objects.exclude(url__in=named).delete()
    known = set(Link.objects.values_list("url", flat=True))
    Link.objects.bulk_create(Link(url=url) for url in named if url not in known)
    links = Link.objects.failing() if failing_only else Link.objects.all()
    if not again:
        links = links.exclude(pk__in=Link.objects.checked_on(day).values("pk"))
    return list(links.order_by("url").values_list("url", flat=True))


def check(urls: list[str], day: date) -> Iterator[tuple[Link, Visit]]:
    """Visit addresses, write down each as it comes, and yield it: whoever stops in between goes on from there."""
    for visit in visits(urls, manners()):
        link = Link.objects.get(url=visit.url)
        link.note(visit, day)
        yield link, visit
