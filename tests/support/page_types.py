"""Every type of page of the site, with an address that stands for it. Browser tests, weights and pictures use it."""

from typing import NamedTuple


class PageType(NamedTuple):
    """One type of page. `path` follows the language.

    A key page is looked at in every width, scheme and direction. What is not public need not be light.
    """

    name: str
    path: str
    status: int = 200
    method: str = "GET"
    key: bool = False
    public: bool = True
    has_cookie: bool = False  # it has a form to send

    def address(self, language: str) -> str:
        return f"/{language}/{self.path}"


PRACTICE = "practices/acredita-accreditation-of-professional-competences/"
ARCHIVED_PRACTICE = "practices/forwork-piedmont/"  # tests.support.real_site_content archives it
REACHABLE_ORGANISATION = "network/organisations/anpal/"  # the same module gives it an address for messages
PATHWAY = "pathway/?country=BE&status=refugees&have=diploma"
OCCUPATION = "occupations/8d3e8aaa-791b-4c75-a465-f3f827028f50/"  # nurse responsible for general care
# Addresses that only tests.support.real_site_wsgi answers.
FAILS = "fails"  # with the status that follows
STYLEGUIDE_AS_STAFF = "styleguide-as-staff/"

PAGE_TYPES: tuple[PageType, ...] = (
    PageType("home", "", key=True),
    PageType("directory", "practices/", key=True),
    PageType("directory, filtered", "practices/?country=IT&country=NL&status=active&cost=free", key=True),
    PageType("directory, no result", "practices/?q=xyzzy&country=SK&status=ended"),
    PageType("directory, last page", "practices/?page=999&colour=red"),
    PageType("practice, running", PRACTICE, key=True),
    PageType("practice, ended", "practices/skills-recognition-scotland/"),
    PageType("countries", "countries/", key=True),
    PageType("country", "countries/netherlands/", key=True),
    PageType("European level", "countries/european-union/"),
    PageType("employers", "employers/"),
    PageType("employers, country", "employers/slovenia/", key=True),
    PageType("refugees", "refugees/"),
    PageType("refugees, country", "refugees/slovenia/"),
    PageType("service providers", "service-providers/"),
    PageType("employers, checklist", "employers/slovenia/checklist/"),
    PageType("employers, worth", "employers/worth/"),
    PageType("safety", "refugees/safety/"),
    PageType("service providers, country", "service-providers/slovenia/"),
    PageType("compare practices, empty", "service-providers/compare/"),
    PageType("compare practices", "service-providers/compare/?compare=level2work,duo-for-a-job,breaking-barriers"),
    PageType("quality", "service-providers/quality/"),
    PageType("compare countries", "countries/compare/?country=NL&country=SI"),
    PageType("compare countries, empty", "countries/compare/"),
    PageType("pack", "countries/slovenia/pack/"),
    PageType("right to work", "right-to-work/", key=True),
    PageType("right to work, one status", "right-to-work/?status=asylum_seekers"),
    PageType("right to work, country", "right-to-work/netherlands/"),
    PageType("pathway, country", "pathway/", key=True),
    PageType("pathway, status", "pathway/?country=BE"),
    PageType("pathway, what I have", "pathway/?country=BE&status=refugees"),
    PageType("pathway, occupation", PATHWAY),
    PageType("pathway, occupation found", f"{PATHWAY}&q=nurse"),
    PageType("pathway, group of occupations", f"{PATHWAY}&group=22"),
    PageType("pathway, steps", f"{PATHWAY}&occupation=2221", key=True),
    PageType("pathway, steps without an occupation", f"{PATHWAY}&occupation="),
    PageType("background paper", "pathway/background-paper/"),
    PageType("occupations", "occupations/"),
    PageType("occupations, found", "occupations/?q=nurse"),
    PageType("occupations, not found", "occupations/?q=xyzzy"),
    PageType("occupations, major group", "occupations/?group=2"),
    PageType("occupations, unit group", "occupations/?group=2221"),
    PageType("occupation", OCCUPATION, key=True),
    PageType("stories", "stories/"),
    PageType("stories, filtered", "stories/?country=ES&kind=vocational_training"),
    PageType("story", "stories/mohamad-safe-life-and-good-job-murcia/"),
    PageType("organisations", "network/organisations/"),
    PageType("organisation", "network/organisations/anpal/"),
    PageType("contact", f"{REACHABLE_ORGANISATION}contact/", has_cookie=True),
    PageType("join", "network/join/"),
    PageType("join, organisation", "network/join/organisation/", has_cookie=True),
    PageType("join, expert", "network/join/expert/", has_cookie=True),
    PageType("experts", "network/experts/"),
    PageType("search, empty", "search/"),
    PageType("search, found", "search/?q=nurse", key=True),
    PageType("search, not found", "search/?q=xyzzy"),
    PageType("report", f"report/?page=/en/{PRACTICE}", has_cookie=True),
    PageType("report sent", f"report/sent/?page=/en/{PRACTICE}"),
    PageType("about", "about/"),
    PageType("privacy", "privacy/"),
    PageType("accessibility", "accessibility/"),
    PageType("open data", "open-data/"),
    # Add a page type here when an address is added.
    PageType("style guide", STYLEGUIDE_AS_STAFF, public=False),
    PageType("bad request", f"{FAILS}/400/", status=400),
    PageType("forbidden", f"{FAILS}/403/", status=403),
    PageType("not found", "practices/no-such-practice/", status=404),
    PageType("wrong method", "about/", status=405, method="POST"),
    PageType("gone", ARCHIVED_PRACTICE, status=410),
    PageType("server error", f"{FAILS}/500/", status=500),
)
KEY_PAGES = tuple(page for page in PAGE_TYPES if page.key)
# Whose paper is not simply the screen without menus, besides the key pages.
MADE_FOR_PAPER = {"pack", "employers, checklist", "compare practices", "compare countries", "right to work, country"}
READING_PAGES = tuple(page for page in PAGE_TYPES if page.status == 200 and page.public)
