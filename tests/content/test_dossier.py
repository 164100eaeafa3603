"""The structured facts of the content are those of the dossier: nothing is lost, nothing is made up."""

from collections import Counter

import pytest

from network.models import Organisation
from practices.models import (
    AccessToWork,
    CountryProfile,
    Guidance,
    Practice,
    ProfessionRule,
    RecognitionArea,
    RegulatedProfession,
)
from skills2work import countries
from skills2work.models import OpenQuestion
from stories.models import Story
from tests.content.dossier import addresses

pytestmark = [pytest.mark.xdist_group("content"), pytest.mark.usefixtures("content"), pytest.mark.one_database]

each_country = pytest.mark.parametrize("code", countries.SLUGS)
each_of_the_nine = pytest.mark.parametrize("code", countries.NINE)
LISTS = ("kinds", "stages", "audiences", "eligible", "sectors", "languages_offered", "isco")
FACTS = ("scope", "status", "as_of", "start_year", "end_year")
TEXTS = ("url", "local_title")
NEVER_GUESSED = ("cost", "duration", "place")
AREAS = {"academic": "academic_recognition", "professional": "professional_recognition", "validation": "validation"}


def urls(record):
    return {source.url for source in record.sources.all()}


def everywhere(dossier, key):
    """Return all items of a kind, from all files."""
    return [item for code in countries.SLUGS for item in dossier(code).get(key) or []]


@pytest.fixture(scope="module")
def practices(content):
    """All practices by their addresses."""
    return {practice.slug: practice for practice in Practice.objects.prefetch_related("sources", "steps")}


# Practices


@each_country
def test_the_practices_of_a_country_are_those_of_the_dossier(dossier, code):
    expected = {item["slug"] for item in dossier(code)["practices"]}
    assert set(Practice.objects.published().in_country(code).values_list("slug", flat=True)) == expected


@each_country
@pytest.mark.parametrize("field", LISTS)
def test_the_lists_of_a_practice_are_those_of_the_dossier(dossier, practices, code, field):
    items = dossier(code)["practices"]
    expected = {item["slug"]: set(map(str, item.get(field) or [])) for item in items}
    assert {slug: set(getattr(practices[slug], field)) for slug in expected} == expected


@each_country
@pytest.mark.parametrize("field", FACTS)
def test_the_facts_of_a_practice_are_those_of_the_dossier(dossier, practices, code, field):
    expected = {item["slug"]: item.get(field) for item in dossier(code)["practices"]}
    assert {slug: getattr(practices[slug], field) for slug in expected} == expected


@each_country
@pytest.mark.parametrize("field", TEXTS)
def test_the_address_and_own_name_of_a_practice_are_those_of_the_dossier(dossier, practices, code, field):
    expected = {item["slug"]: item.get(field) or "" for item in dossier(code)["practices"]}
    assert {slug: getattr(practices[slug], field) for slug in expected} == expected


@each_country
def test_the_evidence_of_a_practice_is_that_of_the_dossier(dossier, practices, code):
    expected = {item["slug"]: item.get("evidence") or "described" for item in dossier(code)["practices"]}
    assert {slug: practices[slug].evidence for slug in expected} == expected


@each_country
def test_the_sources_of_a_practice_are_those_of_the_dossier(dossier, practices, code):
    expected = {item["slug"]: addresses(item) for item in dossier(code)["practices"]}
    assert {slug: urls(practices[slug]) for slug in expected} == expected


@each_country
@pytest.mark.parametrize("field", NEVER_GUESSED)
def test_what_the_dossier_does_not_know_of_a_practice_is_left_empty(dossier, practices, code, field):
    unknown = [item["slug"] for item in dossier(code)["practices"] if not item.get(field)]
    assert {
        slug: getattr(practices[slug], f"{field}_en") for slug in unknown if getattr(practices[slug], f"{field}_en")
    } == {}


@each_country
def test_nobody_is_said_to_pay_where_the_dossier_knows_no_cost(dossier, practices, code):
    unknown = [item["slug"] for item in dossier(code)["practices"] if not item.get("cost")]
    assert [slug for slug in unknown if practices[slug].cost_kind] == []


@each_country
@pytest.mark.parametrize(("field", "key"), [("steps", "how"), ("results", "results"), ("lessons", "lessons")])
def test_nothing_is_told_of_a_practice_that_the_dossier_does_not_know(dossier, practices, code, field, key):
    unknown = [item["slug"] for item in dossier(code)["practices"] if not item.get(key)]
    told = {
        slug: practices[slug].steps.all() if field == "steps" else getattr(practices[slug], field) for slug in unknown
    }
    assert [slug for slug, what in told.items() if what] == []


@each_country
def test_every_practice_says_who_leads_it(dossier, practices, code):
    slugs = [item["slug"] for item in dossier(code)["practices"] if item.get("lead")]
    assert [slug for slug in slugs if not (practices[slug].lead_id or practices[slug].lead_name)] == []


# Organisations: one that stands in two files is one record


def unique_organisations(dossier):
    """Return the organisations of all files by name; the last item of each, European if any is, has its country."""
    found = {}
    for item in everywhere(dossier, "organisations"):
        found.setdefault(item["name"], []).append(item)
    return found


def test_there_is_one_record_for_each_organisation_of_the_dossier(dossier):
    assert Organisation.objects.published().count() == len(unique_organisations(dossier))


def test_no_organisation_has_two_records():
    names = Counter(Organisation.objects.values_list("title_en", "country"))
    assert [name for name, count in names.items() if count > 1] == []


def test_each_country_has_the_organisations_of_the_dossier(dossier):
    expected = Counter(items[-1]["country"] for items in unique_organisations(dossier).values())
    assert Counter(Organisation.objects.values_list("country", flat=True)) == expected


def test_the_kinds_of_organisations_are_those_of_the_dossier(dossier):
    expected = Counter((items[-1]["country"], items[-1]["kind"]) for items in unique_organisations(dossier).values())
    assert Counter(Organisation.objects.values_list("country", "kind")) == expected


def test_the_roles_of_organisations_are_those_of_the_dossier(dossier):
    merged = [
        {role for item in items for role in item["roles"] or []} for items in unique_organisations(dossier).values()
    ]
    assert Counter(role for organisation in Organisation.objects.all() for role in organisation.roles) == Counter(
        role for roles in merged for role in roles
    )


def test_the_sources_of_organisations_are_those_of_the_dossier(dossier):
    merged = [frozenset().union(*map(addresses, items)) for items in unique_organisations(dossier).values()]
    found = Counter(frozenset(urls(record)) for record in Organisation.objects.with_sources())
    assert found == Counter(merged)


# Right to work


@each_of_the_nine
def test_the_right_to_work_of_a_country_is_that_of_the_dossier(dossier, code):
    items = dossier(code)["profile"]["access_to_work"]
    expected = {item["status"]: (item.get("waiting_months"), item.get("as_of"), addresses(item)) for item in items}
    rules = AccessToWork.objects.published().in_country(code).with_sources()
    assert {rule.status: (rule.waiting_months, rule.as_of, urls(rule)) for rule in rules} == expected


@each_of_the_nine
def test_the_matrix_of_a_country_is_complete(code):
    assert AccessToWork.objects.published().in_country(code).in_matrix().count() == 4


def test_a_waiting_time_is_answered_with_its_months():
    waiting = AccessToWork.objects.filter(answer="after_months", waiting_months=None)
    assert [rule.slug for rule in waiting] == []


# Profiles


@each_of_the_nine
def test_the_official_languages_of_a_country_are_those_of_the_dossier(dossier, code):
    profile = CountryProfile.objects.published().in_country(code).get()
    assert set(profile.official_languages) == set(dossier(code)["profile"]["languages"])


@each_of_the_nine
@pytest.mark.parametrize("area", AREAS)
def test_an_area_of_recognition_has_the_sources_and_the_year_of_the_dossier(dossier, code, area):
    item = dossier(code)["profile"][AREAS[area]]
    record = RecognitionArea.objects.get(profile__country=code, area=area)
    assert (record.as_of, urls(record)) == (item.get("as_of"), addresses(item))


@each_of_the_nine
@pytest.mark.parametrize("area", AREAS)
def test_an_area_of_recognition_has_as_many_bodies_as_the_dossier(dossier, code, area):
    item = dossier(code)["profile"][AREAS[area]]
    record = RecognitionArea.objects.get(profile__country=code, area=area)
    assert [body.url for body in record.bodies.all()] == [body.get("url") or "" for body in item["bodies"]]


@each_of_the_nine
@pytest.mark.parametrize(
    ("field", "key"), [("cost", "cost"), ("duration", "duration"), ("without_documents", "refugees_without_documents")]
)
def test_what_the_dossier_does_not_know_of_academic_recognition_is_left_empty(dossier, code, field, key):
    # Of the two other areas the dossier tells cost and duration within its summary.
    known = bool(dossier(code)["profile"]["academic_recognition"].get(key))
    record = RecognitionArea.objects.get(profile__country=code, area="academic")
    assert known or not getattr(record, f"{field}_en")


# Guidance


@each_country
def test_the_guidance_for_a_country_is_that_of_the_dossier(dossier, code):
    items = dossier(code)["guidance"]
    expected = {(item["audience"], item["topic"]): (item.get("as_of"), addresses(item)) for item in items}
    records = Guidance.objects.published().in_country(code).with_sources()
    assert {(record.audience, record.topic): (record.as_of, urls(record)) for record in records} == expected


@each_country
def test_guidance_has_as_many_points_as_the_dossier_at_least(dossier, code):
    points = {(item["audience"], item["topic"]): len(item["points"]) for item in dossier(code)["guidance"]}
    records = Guidance.objects.in_country(code)
    short = [record for record in records if len(record.points.splitlines()) < points[record.audience, record.topic]]
    assert [record.slug for record in short] == []


# Stories


def test_each_country_has_the_stories_of_the_dossier(dossier):
    expected = Counter(item["country"] for item in everywhere(dossier, "stories"))
    assert Counter(Story.objects.published().values_list("country", flat=True)) == expected


def test_the_facts_of_stories_are_those_of_the_dossier(dossier):
    expected = Counter(
        (item["person"], item["country"], item.get("origin") or "", item.get("sector") or "", item.get("year"))
        for item in everywhere(dossier, "stories")
    )
    assert Counter(Story.objects.values_list("person", "country", "origin", "sector", "year")) == expected


def test_the_sources_of_stories_are_those_of_the_dossier(dossier):
    expected = Counter((item["person"], frozenset(addresses(item))) for item in everywhere(dossier, "stories"))
    assert Counter((story.person, frozenset(urls(story))) for story in Story.objects.with_sources()) == expected


# Professions


@each_of_the_nine
def test_the_professions_of_a_country_are_those_of_the_dossier(dossier, code):
    items = [item for item in dossier("professions")["professions"] if item["country"] == code]
    expected = Counter(
        (item["isco08"] or "", item["regulated"], item.get("url") or "", item.get("as_of")) for item in items
    )
    found = RegulatedProfession.objects.published().in_country(code)
    assert Counter(found.values_list("isco", "regulated", "url", "as_of")) == expected


@each_of_the_nine
def test_the_names_of_professions_are_those_of_the_dossier(dossier, code):
    items = [item for item in dossier("professions")["professions"] if item["country"] == code]
    found = RegulatedProfession.objects.in_country(code).values_list("profession_en", flat=True)
    assert Counter(name.lower() for name in found) == Counter(item["profession"].lower() for item in items)


@each_of_the_nine
def test_the_sources_of_professions_are_those_of_the_dossier(dossier, code):
    items = [item for item in dossier("professions")["professions"] if item["country"] == code]
    records = RegulatedProfession.objects.in_country(code).with_sources()
    assert Counter(frozenset(urls(record)) for record in records) == Counter(
        frozenset(addresses(item)) for item in items
    )


def test_the_rules_of_automatic_recognition_are_those_of_the_dossier(dossier):
    expected = Counter(
        (item["isco08"], item["directive"]) for item in dossier("professions")["eu_automatic_recognition"]
    )
    rules = ProfessionRule.objects.published().in_country("EU").filter(kind="automatic")
    assert Counter(rules.values_list("isco", "directive")) == expected


@pytest.mark.parametrize(
    ("kind", "key"), [("condition", "eu_automatic_recognition_conditions"), ("general", "eu_wide_rules")]
)
def test_the_other_european_rules_are_as_many_as_in_the_dossier(dossier, kind, key):
    found = dossier("professions")[key]
    expected = len(found["points"] if isinstance(found, dict) else found)
    assert ProfessionRule.objects.published().in_country("EU").filter(kind=kind).count() == expected


# What nobody found out


@each_country
def test_a_country_has_at_least_as_many_open_questions_as_the_dossier_has_gaps(dossier, code):
    assert OpenQuestion.objects.filter(country=code).count() >= len(dossier(code)["gaps"])


def test_the_gaps_about_professions_are_open_questions_too(dossier):
    gaps = sum(len(dossier(name)["gaps"]) for name in (*countries.SLUGS, "professions"))
    assert OpenQuestion.objects.count() >= gaps
