"""Rights at work and where to get help: what the records say for each country."""

from typing import NamedTuple

from network.models import Organisation
from practices.models import CountryProfile, Guidance
from practices.vocabularies import GuidanceTopic
from skills2work.vocabularies import Audience


class RightsInCountry(NamedTuple):
    """What is known of one country. `for_employers`: the guidance was written for employers, there is no other."""

    code: str
    items: list[Guidance]
    for_employers: bool
    helpers: list[Organisation]
    profile: CountryProfile | None


def rights_by_country(codes: list[str]) -> list[RightsInCountry]:
    """Return what is known of each country; four queries."""
    guidance = list(
        Guidance.objects.published()
        .on_topic(GuidanceTopic.RIGHTS)
        .for_audience(Audience.REFUGEES, Audience.EMPLOYERS)
        .with_sources()
    )
    helpers = list(Organisation.objects.published().on_rights_at_work().in_country(*codes).for_list().by_title())
    profiles = {profile.country: profile for profile in CountryProfile.objects.published()}
    rows = []
    for code in codes:
        here = [item for item in guidance if item.country == code]
        own = [item for item in here if item.audience == Audience.REFUGEES]
        rows.append(
            RightsInCountry(
                code,
                own or here,
                for_employers=not own,
                helpers=[helper for helper in helpers if helper.country == code],
                profile=profiles.get(code),
            )
        )
    return rows
