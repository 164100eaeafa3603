"""Only published records appear anywhere a reader can look (DESIGN §5)."""

import pytest

from practices.models import Practice
from practices.vocabularies import GuidanceTopic, LegalStatus, ProfessionRuleKind, RecognitionAreaKind
from skills2work.vocabularies import PublicationState
from stories.models import Story
from tests import factories
from tests.pages.support import Page, open_page
from tests.support.worlds import kept

pytestmark = pytest.mark.django_db

SECRET = "Zephyr"
HIDDEN_STATES = (PublicationState.DRAFT, PublicationState.IN_REVIEW, PublicationState.ARCHIVED)


def make_seen():
    """Make an organisation, a practice, a story and an expert that everybody may see."""
    organisation = factories.OrganisationFactory(slug="seen", roles=["partner"])
    factories.PracticeFactory(slug="seen", lead=organisation)
    factories.StoryFactory(slug="seen", employer=organisation)
    factories.ExpertFactory(slug="seen", organisation=organisation)
    return organisation


seen = kept(make_seen)


@kept
def hidden():
    """One of everything in every state that nobody may see; every title and summary holds the secret word."""
    seen = make_seen()
    texts = {"title_en": f"{SECRET} title", "summary_en": f"{SECRET} summary"}
    for place, state in enumerate(HIDDEN_STATES):
        common = {**texts, "state": state}
        factories.OrganisationFactory(**common, roles=["partner"], slug=f"hidden-{state}")
        factories.PracticeFactory(
            **common, lead=seen, partners=[seen], languages_offered=["tlh"], slug=f"hidden-{state}", lead_name=SECRET
        )
        factories.StoryFactory(**common, employer=seen, slug=f"hidden-{state}")
        factories.ExpertFactory(**common, organisation=seen, slug=f"hidden-{state}")
        factories.GuidanceFactory(**common, topic=list(GuidanceTopic)[place])
        factories.GuidanceFactory(**common, topic=list(GuidanceTopic)[place], country="EU")
        factories.AccessToWorkFactory(**common, status=list(LegalStatus)[place])
        factories.RegulatedProfessionFactory(state=state, profession_en=SECRET)
        factories.ProfessionRuleFactory(state=state, subject_en=SECRET, country="NL", kind=ProfessionRuleKind.GENERAL)
    factories.StoryFactory(**texts, employer=seen, slug="hidden-withdrawn", withdrawn=True)
    profile = factories.CountryProfileFactory(**texts, state=PublicationState.DRAFT, employment_service_en=SECRET)
    area = factories.RecognitionAreaFactory(profile=profile, area=RecognitionAreaKind.ACADEMIC, summary_en=SECRET)
    factories.RecognitionBodyFactory(area=area, name_en=SECRET)


READERS_LOOK_AT = [
    "/en/",
    "/en/practices/",
    "/en/practices/?kind=validation&country=NL",
    "/en/practices/?sort=verified",
    "/en/practices/seen/",
    "/en/countries/",
    "/en/countries/netherlands/",
    "/en/refugees/",
    "/en/employers/",
    "/en/employers/netherlands/",
    "/en/service-providers/netherlands/",
    "/en/stories/",
    "/en/stories/seen/",
    "/en/network/organisations/",
    "/en/network/organisations/?role=partner",
    "/en/network/organisations/seen/",
    "/en/network/experts/",
    "/en/network/experts/seen/",
    "/en/search/?q=title",
    "/en/search/?q=summary",
    "/en/about/",
]


@pytest.mark.parametrize("path", READERS_LOOK_AT)
def test_a_hidden_record_does_not_appear(client, hidden, path):
    assert SECRET not in open_page(client, path).html


@pytest.mark.parametrize("part", ["practices", "organisations", "stories", "experts"])
def test_a_hidden_record_is_not_in_the_sitemap(client, hidden, part):
    text = client.get(f"/sitemap-{part}.xml").content.decode()
    assert "/seen/" in text
    assert "hidden" not in text


def test_the_search_finds_no_hidden_record(client, hidden):
    assert open_page(client, f"/en/search/?q={SECRET}").card_titles == []


@pytest.mark.parametrize(
    "path", ["/en/practices/", "/en/network/organisations/", "/uk/practices/", "/en/practices/?audience=refugees"]
)
def test_hidden_records_are_not_counted_in_lists(client, hidden, path):
    assert open_page(client, path).count.startswith("1 ")


def test_hidden_records_are_not_counted_on_the_first_page(client, seen):
    before = open_page(client, "/en/").main.text
    for state in HIDDEN_STATES:
        factories.PracticeFactory(state=state)
    assert open_page(client, "/en/").main.text == before


def test_hidden_records_are_not_counted_in_the_countries(client, seen):
    before = open_page(client, "/en/countries/").main.text
    for state in HIDDEN_STATES:
        factories.PracticeFactory(state=state)
        factories.OrganisationFactory(state=state)
        factories.StoryFactory(state=state)
    factories.StoryFactory(withdrawn=True)
    assert open_page(client, "/en/countries/").main.text == before


def test_a_language_that_only_hidden_records_offer_is_no_filter(client, hidden):
    assert "tlh" not in [box["value"] for box in open_page(client, "/en/practices/").all("input", name="language")]


def test_a_country_that_only_hidden_organisations_have_is_no_filter(client, seen):
    factories.OrganisationFactory(country="FI", draft=True)
    select = open_page(client, "/en/network/organisations/").one("select", name="country")
    assert "FI" not in [option["value"] for option in select.all("option")]


def test_an_archived_practice_leaves_the_lists_at_once(client, seen):
    practice = Practice.objects.get(slug="seen")
    practice.state = PublicationState.ARCHIVED
    practice.save()
    assert open_page(client, "/en/practices/?kind=validation").card_titles == []


def test_a_withdrawn_story_leaves_the_lists_at_once(client, seen):
    story = Story.objects.get(slug="seen")
    story.withdrawn_on = story.verified_on
    story.save()
    assert open_page(client, "/en/stories/").card_titles == []


SECTIONS = {
    "practices": factories.PracticeFactory,
    "stories": factories.StoryFactory,
    "network/organisations": factories.OrganisationFactory,
    "network/experts": factories.ExpertFactory,
}
every_section = pytest.mark.parametrize("section", SECTIONS)


@every_section
def test_the_address_of_a_draft_is_not_there(client, section):
    SECTIONS[section](slug="one", draft=True)
    assert open_page(client, f"/en/{section}/one/", status=404).is_of_the_site


@every_section
def test_the_address_of_a_record_in_review_is_not_there(client, section):
    SECTIONS[section](slug="one", state=PublicationState.IN_REVIEW)
    assert open_page(client, f"/en/{section}/one/", status=404).is_of_the_site


@every_section
def test_the_address_of_an_archived_record_says_gone(client, section):
    SECTIONS[section](slug="one", archived=True)
    assert open_page(client, f"/en/{section}/one/", status=410).is_of_the_site


@every_section
def test_an_unknown_address_is_not_there(client, section):
    assert open_page(client, f"/en/{section}/nothing-like-this/", status=404).is_of_the_site


def test_the_address_of_a_withdrawn_story_says_gone(client):
    factories.StoryFactory(slug="one", withdrawn=True)
    assert open_page(client, "/en/stories/one/", status=410).is_of_the_site


def test_a_withdrawn_draft_says_gone_and_shows_nothing(client):
    factories.StoryFactory(slug="one", title_en=SECRET, draft=True, withdrawn=True)
    assert SECRET not in Page(client.get("/en/stories/one/")).html


def test_the_page_of_something_gone_speaks_the_language_of_the_address(client):
    factories.PracticeFactory(slug="one", archived=True)
    assert open_page(client, "/ar/practices/one/", status=410).one("html").language == ("ar", "rtl")


def test_the_page_of_something_gone_does_not_name_it(client):
    factories.StoryFactory(slug="one", title_en=SECRET, person=SECRET, withdrawn=True)
    assert SECRET not in open_page(client, "/en/stories/one/", status=410).html


@pytest.mark.parametrize("path", ["/en/countries/atlantis/", "/en/employers/atlantis/", "/en/refugees/atlantis/"])
def test_an_unknown_country_is_not_there(client, path):
    assert open_page(client, path, status=404).is_of_the_site
