"""Who helps on the way: the country's practices for each step of a pathway, European ones where it has none."""

from typing import NamedTuple

from practices.models import Practice
from practices.models.pathway import PathwayStep
from skills2work import countries

MOST = 3


class HelpedStep(NamedTuple):
    """A step with the practices that help with it; `from_europe` where the country has none of the kind."""

    step: PathwayStep
    practices: list[Practice]
    from_europe: bool


def helpers_by_step(country: str, steps: list[PathwayStep]) -> list[HelpedStep]:
    """Return the steps with their helpers; one query, whatever the number of steps."""
    kinds = sorted({kind for step in steps for kind in step.kinds})
    wanted = Practice.objects.published().running().in_country(country, countries.EU)
    pool = list(wanted.of_kind(*kinds).by_usefulness().for_list()) if kinds else []
    helped = []
    shown: set[int] = set()
    for step in steps:
        named = list(step.practices.all())
        fitting = [practice for practice in pool if set(practice.kinds) & set(step.kinds) and practice.pk not in shown]
        own = [practice for practice in fitting if practice.country == country]
        found = list({practice.pk: practice for practice in [*named, *(own or fitting)]}.values())[:MOST]
        shown.update(practice.pk for practice in found)
        helped.append(HelpedStep(step, found, bool(found) and all(practice.country != country for practice in found)))
    return helped
