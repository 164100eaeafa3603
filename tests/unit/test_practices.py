"""Practices: what their query sets answer and what they say about themselves."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from practices.models import Practice, PracticeStep
from practices.models.practice import is_isco_code
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.every_case]


def test_with_facet_keeps_practices_that_have_one_of_the_values():
    kept = {factories.PracticeFactory(stages=[stage]) for stage in ("assessment", "certification")}
    factories.PracticeFactory(stages=["identification"])
    assert set(Practice.objects.with_facet("stage", ["assessment", "certification"])) == kept


def test_a_practice_with_two_of_the_values_is_kept_once():
    practice = factories.PracticeFactory(stages=["assessment", "certification"])
    assert list(Practice.objects.with_facet("stage", ["assessment", "certification"])) == [practice]


def test_no_values_keep_no_practice():
    factories.PracticeFactory()
    assert not Practice.objects.with_facet("stage", []).exists()


def test_of_kind_keeps_the_kinds_that_are_named():
    kept = factories.PracticeFactory(kinds=["validation", "mentoring"])
    factories.PracticeFactory(kinds=["job_matching"])
    assert list(Practice.objects.of_kind("mentoring")) == [kept]


def test_of_kind_keeps_published_practices_only():
    factories.PracticeFactory(draft=True, kinds=["mentoring"])
    assert not Practice.objects.of_kind("mentoring").exists()


def test_for_audience_keeps_the_audiences_that_are_named():
    kept = factories.PracticeFactory(audiences=["refugees", "employers"])
    factories.PracticeFactory(audiences=["refugees"])
    assert list(Practice.objects.for_audience("employers")) == [kept]


@pytest.mark.parametrize(
    ("status", "expected"), [("active", True), ("pilot", True), ("unknown", True), ("ended", False)]
)
def test_running_leaves_out_what_has_ended(status, expected):
    factories.PracticeFactory(status=status)
    assert Practice.objects.running().exists() is expected


def test_naming_keeps_practices_that_an_organisation_leads():
    organisation = factories.OrganisationFactory()
    practice = factories.PracticeFactory(lead=organisation)
    factories.PracticeFactory()
    assert list(Practice.objects.naming(organisation)) == [practice]


def test_naming_keeps_practices_that_an_organisation_takes_part_in():
    organisation = factories.OrganisationFactory()
    practice = factories.PracticeFactory(partners=[factories.OrganisationFactory(), organisation])
    assert list(Practice.objects.naming(organisation)) == [practice]


def test_a_practice_that_an_organisation_leads_with_several_partners_is_named_once():
    organisation = factories.OrganisationFactory()
    partners = [organisation, factories.OrganisationFactory()]
    practice = factories.PracticeFactory(lead=organisation, partners=partners)
    assert list(Practice.objects.naming(organisation)) == [practice]


def test_a_list_does_not_fetch_the_long_texts():
    factories.PracticeFactory()
    deferred = Practice.objects.for_list().get().get_deferred_fields()
    assert {"what_en", "results_en", "lessons_en", "duration_en", "other_partners_en", "what_ar"} <= deferred


def test_a_list_fetches_what_a_card_shows():
    factories.PracticeFactory()
    deferred = Practice.objects.for_list().get().get_deferred_fields()
    assert not {"title_en", "summary_en", "place_en", "cost_en", "status", "kinds"} & deferred


def test_the_page_of_a_practice_costs_four_queries(django_assert_num_queries):
    successor = factories.PracticeFactory()
    factories.PracticeFactory(
        slug="whole",
        lead=factories.OrganisationFactory(),
        successor=successor,
        partners=[factories.OrganisationFactory() for _ in range(3)],
        steps=["First.", "Second."],
    )
    with django_assert_num_queries(4):
        practice = Practice.objects.for_page().get(slug="whole")
        assert (practice.lead is not None, practice.successor) == (True, successor)
        assert [len(practice.steps.all()), len(practice.partners.all()), len(practice.sources.all())] == [2, 3, 1]


def test_related_practices_share_a_kind():
    practice = factories.PracticeFactory(kinds=["validation", "mentoring"])
    related = factories.PracticeFactory(kinds=["mentoring", "job_matching"])
    factories.PracticeFactory(kinds=["job_matching"])
    assert list(Practice.objects.related_to(practice)) == [related]


def test_an_ended_practice_is_not_offered_as_related():
    practice = factories.PracticeFactory()
    factories.PracticeFactory(ended=True)
    assert not Practice.objects.related_to(practice).exists()


def test_what_runs_is_more_useful_than_what_has_ended():
    order = ["active", "pilot", "ended", "unknown"]
    for status in reversed(order):
        factories.PracticeFactory(status=status)
    assert [practice.status for practice in Practice.objects.by_usefulness()] == order


def test_strong_evidence_is_more_useful_than_a_description():
    order = ["independently_evaluated", "evaluated", "monitored", "described"]
    for evidence in reversed(order):
        factories.PracticeFactory(evidence=evidence)
    assert [practice.evidence for practice in Practice.objects.by_usefulness()] == order


def test_among_equals_what_was_checked_last_is_most_useful():
    today = timezone.localdate()
    old, new = (factories.PracticeFactory(verified_on=today - timedelta(days=days)) for days in (9, 1))
    assert list(Practice.objects.by_usefulness()) == [new, old]


def test_sorting_by_relevance_puts_the_most_useful_first():
    ended = factories.PracticeFactory(ended=True, title_en="A")
    running = factories.PracticeFactory(title_en="B")
    assert list(Practice.objects.sorted_by("relevance")) == [running, ended]


def test_an_unknown_order_is_the_most_useful_first():
    ended = factories.PracticeFactory(ended=True, title_en="A")
    running = factories.PracticeFactory(title_en="B")
    assert list(Practice.objects.sorted_by("nonsense")) == [running, ended]


def test_sorting_by_verification_puts_the_newest_first():
    today = timezone.localdate()
    old, new = (factories.PracticeFactory(verified_on=today - timedelta(days=days)) for days in (9, 1))
    assert list(Practice.objects.sorted_by("verified")) == [new, old]


def test_among_practices_checked_on_the_same_day_what_runs_is_newest():
    ended = factories.PracticeFactory(ended=True, title_en="A")
    running = factories.PracticeFactory(title_en="B")
    assert list(Practice.objects.newest()) == [running, ended]


def test_sorting_by_title_follows_the_alphabet():
    last, first = (factories.PracticeFactory(title_en=title) for title in ("B", "A"))
    assert list(Practice.objects.sorted_by("title")) == [first, last]


@pytest.mark.parametrize(("language", "expected"), [("en", ["NL", "SI", "GB", "EU"]), ("nl", ["NL", "SI", "GB", "EU"])])
def test_sorting_by_country_follows_the_names_of_countries_with_europe_last(language, expected):
    for country in ("EU", "GB", "SI", "NL"):
        factories.PracticeFactory(country=country)
    with translation.override(language):
        assert [practice.country for practice in Practice.objects.sorted_by("country")] == expected


def test_sorting_by_country_depends_on_the_language_of_the_reader():
    for country in ("ES", "BE", "HU"):
        factories.PracticeFactory(country=country)
    with translation.override("de"):  # Belgien, Spanien, Ungarn; in English Belgium, Hungary, Spain
        assert [practice.country for practice in Practice.objects.sorted_by("country")] == ["BE", "ES", "HU"]


def test_practices_are_grouped_by_the_first_of_their_kinds():
    mentoring = factories.PracticeFactory(kinds=["mentoring", "validation"])
    validation = factories.PracticeFactory(kinds=["validation"])
    groups = Practice.objects.grouped_by_kind()
    assert [(group["kind"], group["practices"]) for group in groups] == [
        ("validation", [validation]),
        ("mentoring", [mentoring]),
    ]


def test_grouping_costs_one_query(django_assert_num_queries):
    for kind in ("mentoring", "validation", "job_matching"):
        factories.PracticeFactory(kinds=[kind])
    with django_assert_num_queries(1):
        assert len(Practice.objects.grouped_by_kind()) == 3


def test_practices_are_counted_by_kind_and_country():
    factories.PracticeFactory(country="NL", kinds=["mentoring", "validation"])
    factories.PracticeFactory(country="NL", kinds=["mentoring"])
    factories.PracticeFactory(country="SK", kinds=["mentoring"])
    assert Practice.objects.count_by_kind_and_country() == {
        ("mentoring", "NL"): 2,
        ("mentoring", "SK"): 1,
        ("validation", "NL"): 1,
    }


def test_counting_by_kind_and_country_keeps_to_the_practices_that_were_asked_for():
    factories.PracticeFactory(country="SK", kinds=["mentoring"])
    factories.PracticeFactory(country="NL", kinds=["mentoring"])
    assert Practice.objects.in_country("NL").count_by_kind_and_country() == {("mentoring", "NL"): 1}


def test_counting_by_kind_and_country_costs_one_query(django_assert_num_queries):
    for country in ("NL", "SK"):
        factories.PracticeFactory(country=country)
    with django_assert_num_queries(1):
        assert len(Practice.objects.count_by_kind_and_country()) == 2


def test_the_database_refuses_a_practice_that_ends_before_it_starts():
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.PracticeFactory(start_year=2018, end_year=2016)


@pytest.mark.parametrize("years", [(2016, 2016), (2016, None), (None, 2016), (None, None)])
def test_the_database_takes_years_in_order_and_years_that_are_not_known(years):
    start, end = years
    assert factories.PracticeFactory(start_year=start, end_year=end).pk


def test_the_form_is_told_that_a_practice_cannot_end_before_it_starts():
    with pytest.raises(ValidationError, match="cannot end before it starts"):
        factories.PracticeFactory.build(start_year=2018, end_year=2016).full_clean()


@pytest.mark.parametrize("field", ["kinds", "audiences"])
def test_a_practice_needs_a_kind_and_an_audience(field):
    with pytest.raises(ValidationError) as caught:
        factories.PracticeFactory.build(**{field: []}).full_clean()
    assert list(caught.value.message_dict) == [field]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"status": "active", "as_of": 2021}, "Running (as of 2021)"),
        ({"status": "active", "as_of": None}, "Running"),
        ({"status": "pilot", "as_of": 2021}, "Pilot (as of 2021)"),
        ({"status": "unknown", "as_of": 2021}, "Not known (as of 2021)"),
        ({"status": "ended", "end_year": 2018, "as_of": 2021}, "Ended in 2018"),
        ({"status": "ended", "end_year": None, "as_of": 2021}, "Ended (as of 2021)"),
        ({"status": "ended", "end_year": None, "as_of": None}, "Ended"),
        ({"status": "active", "end_year": 2030, "as_of": 2021}, "Running (as of 2021)"),
    ],
)
def test_the_state_is_said_with_the_year_it_is_known_from(values, expected):
    assert factories.PracticeFactory.build(**values).status_text == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (2016, 2018, "2016–2018"),
        (2016, 2016, "2016"),
        (2016, None, "started in 2016"),
        (None, 2018, "until 2018"),
        (None, None, ""),
    ],
)
def test_the_years_are_said_as_far_as_they_are_known(start, end, expected):
    assert factories.PracticeFactory.build(start_year=start, end_year=end).years_text == expected


def test_all_four_stages_are_shown_in_order_with_those_covered():
    rows = factories.PracticeFactory.build(stages=["certification", "documentation"]).stage_rows
    assert [(str(row["label"]), row["covered"]) for row in rows] == [
        ("Identification", False),
        ("Documentation", True),
        ("Assessment", False),
        ("Certification", True),
    ]


@pytest.mark.parametrize(
    ("field", "values", "labels", "expected"),
    [
        ("kinds", ["mentoring", "validation"], "kind_labels", ["Validation of skills", "Mentoring"]),
        ("audiences", ["employers", "refugees"], "audience_labels", ["Refugees", "Employers"]),
        ("eligible", ["resettled", "refugees"], "eligible_labels", ["Refugees", "Resettled refugees"]),
        ("sectors", ["Q", "F"], "sector_labels", ["Construction", "Health and social work"]),
    ],
)
def test_codes_are_named_in_the_order_of_their_vocabulary(field, values, labels, expected):
    assert getattr(factories.PracticeFactory.build(**{field: values}), labels) == expected


def test_languages_offered_are_named_in_the_language_of_the_reader():
    with translation.override("nl"):
        assert factories.PracticeFactory.build(languages_offered=["ar", "en"]).language_names == ["Arabisch", "Engels"]


def test_the_address_of_a_practice_is_its_page():
    assert factories.PracticeFactory.build(slug="nl-evc").get_absolute_url() == "/en/practices/nl-evc/"


def test_a_practice_outlives_what_took_its_place():
    successor = factories.PracticeFactory()
    practice = factories.PracticeFactory(successor=successor)
    successor.delete()
    assert Practice.objects.get() == practice


def test_steps_stand_in_the_order_of_their_positions():
    practice = factories.PracticeFactory()
    for position in (2, 1):
        factories.PracticeStepFactory(practice=practice, position=position)
    assert [step.position for step in practice.steps.all()] == [1, 2]


def test_the_database_refuses_two_steps_in_one_place():
    step = factories.PracticeStepFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.PracticeStepFactory(practice=step.practice, position=step.position)


def test_the_natural_key_finds_a_step_again():
    step = factories.PracticeStepFactory()
    assert PracticeStep.objects.get_by_natural_key(*step.natural_key()) == step


def test_a_step_is_written_in_the_language_of_its_practice():
    practice = factories.PracticeFactory.build(source_language="sk")
    assert factories.PracticeStepFactory.build(practice=practice).source_language == "sk"


@pytest.mark.parametrize(
    ("code", "expected"),
    [("2", True), ("2221", True), ("", False), ("22211", False), ("22a", False), ("-1", False), ("٢", False)],
)
def test_an_occupation_is_a_code_of_one_to_four_digits(code, expected):
    assert is_isco_code(code) is expected
