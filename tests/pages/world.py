"""A small world of records for tests that visit many pages, and the addresses of those pages."""

from typing import Any

from network.models import Organisation
from practices.models import CountryProfile, Practice
from practices.vocabularies import GuidanceTopic, LegalStatus, PracticeKind, RecognitionAreaKind
from skills2work import countries
from skills2work.vocabularies import Audience
from tests import factories

AUDIENCES = {
    "refugees": Audience.REFUGEES,
    "employers": Audience.EMPLOYERS,
    "service-providers": Audience.SERVICE_PROVIDERS,
}
TITLE = "Bridge to work"
HIDDEN_ADDRESS = "hidden-desk@bridge.example"  # of the organisation; no reader may ever see it


@factories.indexed_once()
def make_world() -> None:
    """Make one of everything; a practice, an organisation, a story and an expert have the same title."""
    organisation = factories.OrganisationFactory(
        slug="bridge", title_en=TITLE, summary_en="A foundation.", roles=["partner"]
    )
    factories.ContactAddressFactory(organisation=organisation, email=HIDDEN_ADDRESS)
    factories.ExpertFactory(
        slug="bridge", title_en=TITLE, summary_en="A contact point.", organisation=organisation, source_language="en"
    )
    factories.PracticeFactory(
        slug="bridge",
        title_en=TITLE,
        summary_en="A course.",
        lead=organisation,
        partners=[organisation],
        steps=["You call.", "You come."],
        results_en="40 people found work (2024).",
        lessons_en="Start early.",
    )
    factories.PracticeFactory(slug="ended", summary_en="A course that ended.", country="SI", ended=True)
    factories.StoryFactory(slug="bridge", title_en=TITLE, summary_en="A nurse.", employer=organisation)
    for audience in AUDIENCES.values():
        factories.GuidanceFactory(audience=audience)
        factories.GuidanceFactory(audience=audience, country="EU")
    for status in LegalStatus:
        factories.AccessToWorkFactory(status=status)
    factories.CountryProfileFactory()
    profile = CountryProfile.objects.get(country="NL")
    factories.CountryProfileFactory(country="EU", summary_en="What holds in all of Europe.")
    profile.employment_services.add(organisation)
    for kind in RecognitionAreaKind:
        area = factories.RecognitionAreaFactory(profile=profile, area=kind)
        factories.RecognitionBodyFactory(area=area, organisations=[organisation])
    factories.RegulatedProfessionFactory(organisations=[organisation])
    factories.ProfessionRuleFactory(country="NL")


# One address of every type of page; it follows the language. `make_world` fills them.
PAGES = {
    "home": "",
    "practices": "practices/",
    "practices, filtered": "practices/?country=NL&kind=validation&q=course&sort=title",
    "practices, none found": "practices/?q=nothing-like-this",
    "practice": "practices/bridge/",
    "practice, ended": "practices/ended/",
    "countries": "countries/",
    "country": "countries/netherlands/",
    "country without entries": "countries/hungary/",
    "Europe": "countries/european-union/",
    **{f"{name}": f"{name}/" for name in AUDIENCES},
    **{f"{name} in a country": f"{name}/netherlands/" for name in AUDIENCES},
    "guidance without entries": "employers/hungary/",
    "employers, checklist": "employers/netherlands/checklist/",
    "employers, worth": "employers/worth/",
    "safety": "refugees/safety/",
    "compare practices": "service-providers/compare/?compare=bridge,ended",
    "quality": "service-providers/quality/",
    "compare countries": "countries/compare/?country=NL&country=SI",
    "stories": "stories/",
    "story": "stories/bridge/",
    "organisations": "network/organisations/",
    "organisations, filtered": "network/organisations/?country=NL&kind=ngo&role=partner&q=bridge",
    "organisation": "network/organisations/bridge/",
    "contact": "network/organisations/bridge/contact/",
    "contact sent": "network/organisations/bridge/contact/sent/",
    "join": "network/join/",
    "join, organisation": "network/join/organisation/",
    "join, expert": "network/join/expert/",
    "experts": "network/experts/",
    "expert": "network/experts/bridge/",
    "search": "search/",
    "search for something": "search/?q=bridge",
    "report": "report/?page=/en/practices/bridge/",
    "report sent": "report/sent/?page=/en/practices/bridge/",
    "about": "about/",
    "privacy": "privacy/",
    "accessibility": "accessibility/",
    "open data": "open-data/",
}
# The pages with a form that is sent: the only ones with a cookie.
FORM_PAGES = {"report", "contact", "join, organisation", "join, expert"}
SITEMAPS = ("sitemap.xml", "sitemap-pages.xml", "sitemap-practices.xml", "sitemap-organisations.xml")


@factories.indexed_once()
def add_rows(rows: range) -> None:
    """Add one of everything that a page shows many of, for each number; what must be unique as long as it can be."""
    practice = Practice.objects.get(slug="bridge")
    organisation = practice.lead
    assert organisation is not None
    for number in rows:
        source = factories.SourceFactory()
        other: Any = factories.OrganisationFactory(roles=["partner"])
        kinds = [PracticeKind.VALIDATION.value, list(PracticeKind)[number % len(PracticeKind)].value]
        for country in ("NL", "BE"):
            factories.PracticeFactory(
                country=country,
                kinds=list(dict.fromkeys(kinds)),
                lead=organisation,
                steps=["You call."],
                partners=[other],
            )
        factories.StoryFactory(employer=organisation)
        factories.ExpertFactory(organisation=organisation)
        factories.PracticeStepFactory(practice=practice, position=100 + number)
        practice.partners.add(other)
        factories.RegulatedProfessionFactory(organisations=[organisation, other])
        factories.ProfessionRuleFactory(country="NL")
        add_to_profile(number, other)
        for owner in (
            practice,
            organisation,
            *organisation.stories.filter(slug="bridge"),
            *organisation.experts.filter(slug="bridge"),
        ):
            owner.sources.add(source)
        if number < len(GuidanceTopic) - 1:
            for audience in AUDIENCES.values():
                for country in ("NL", "EU"):
                    factories.GuidanceFactory(
                        audience=audience, country=country, topic=list(GuidanceTopic)[-1 - number]
                    )


def add_to_profile(number: int, organisation: Organisation) -> None:
    """Add a body to each area of the profile, an employment service, and the profile of one more country."""
    profile = CountryProfile.objects.get(country="NL")
    profile.employment_services.add(organisation)
    for area in profile.areas.all():
        factories.RecognitionBodyFactory(area=area, position=100 + number, organisations=[organisation])
        area.sources.add(factories.SourceFactory())
    others = [code for code in countries.SLUGS if code not in {"NL", "EU", "HU"}]
    if number < len(others):
        factories.CountryProfileFactory(country=others[number])
