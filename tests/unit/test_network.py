"""Organisations and experts: roles, kinds, and the basis on which a person may be named."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from network.models import Expert, Organisation
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("lack", [{"basis": ""}, {"basis_on": None}], ids=lambda lack: next(iter(lack)))
def test_the_database_refuses_a_published_expert_without_a_basis_and_its_date(lack):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.ExpertFactory(**lack)


def test_the_database_takes_a_draft_of_an_expert_without_a_basis():
    assert factories.ExpertFactory(draft=True, basis="", basis_on=None).pk


@pytest.mark.parametrize("basis", ["consent", "official_role"])
def test_an_expert_is_published_on_either_basis(basis):
    expert = factories.ExpertFactory(basis=basis)
    assert list(Expert.objects.published()) == [expert]


@pytest.mark.parametrize("lack", [{"basis": ""}, {"basis_on": None}], ids=lambda lack: next(iter(lack)))
def test_a_missing_basis_of_an_expert_is_named(lack):
    assert factories.ExpertFactory(draft=True, **lack).missing_for_publication() == ["a recorded basis with its date"]


def test_the_form_is_told_that_an_expert_needs_a_basis():
    with pytest.raises(ValidationError, match="only with a recorded basis"):
        factories.ExpertFactory.build(organisation=None, basis="").full_clean()


def test_an_expert_speaks_languages_that_exist():
    with pytest.raises(ValidationError) as caught:
        factories.ExpertFactory(draft=True, languages_spoken=["klingonese"]).full_clean()
    assert list(caught.value.message_dict) == ["languages_spoken"]


def test_the_experts_that_name_an_organisation_are_its_contact_points():
    expert = factories.ExpertFactory()
    factories.ExpertFactory()
    assert list(Expert.objects.naming(expert.organisation)) == [expert]


def test_a_list_of_experts_comes_with_their_organisations_in_one_query(django_assert_num_queries):
    expected = {factories.ExpertFactory().organisation.slug for _ in range(3)}
    with django_assert_num_queries(1):
        assert {expert.organisation.slug for expert in Expert.objects.for_list()} == expected


def test_of_kind_keeps_the_kinds_that_are_named():
    kept = {factories.OrganisationFactory(kind=kind) for kind in ("ngo", "university")}
    factories.OrganisationFactory(kind="employer")
    assert set(Organisation.objects.of_kind("ngo", "university")) == kept


def test_with_role_keeps_organisations_that_play_the_role_among_others():
    kept = factories.OrganisationFactory(roles=["practice_owner", "expert"])
    factories.OrganisationFactory(roles=["practice_owner"])
    assert list(Organisation.objects.with_role("expert")) == [kept]


def test_a_part_of_the_name_of_a_role_is_not_the_role():
    factories.OrganisationFactory(roles=["practice_owner"])
    assert not Organisation.objects.with_role("owner").exists()


def test_roles_can_be_asked_for_as_soon_as_they_change():
    organisation = factories.OrganisationFactory(roles=["expert"])
    organisation.roles = ["authority"]
    organisation.save()
    assert list(Organisation.objects.with_role("authority")) == [organisation]


def test_a_role_that_was_taken_away_is_not_found_any_more():
    organisation = factories.OrganisationFactory(roles=["expert"])
    organisation.roles = []
    organisation.save()
    assert not Organisation.objects.with_role("expert").exists()


def test_the_partners_of_the_project_are_those_with_that_role():
    partner = factories.OrganisationFactory(roles=["authority", "partner"])
    factories.OrganisationFactory(roles=["authority"])
    assert list(Organisation.objects.partners_of_skills2work()) == [partner]


def test_all_roles_together_fit_into_their_column():
    roles = ["partner", "expert", "employer", "practice_owner", "authority"]
    organisation = factories.OrganisationFactory(roles=roles)
    organisation.full_clean()
    assert len(organisation.roles_text) <= 120


def test_a_list_of_organisations_does_not_fetch_the_long_texts():
    factories.OrganisationFactory()
    assert {"what_en", "topics_ar"} <= Organisation.objects.for_list().get().get_deferred_fields()


def test_the_roles_of_an_organisation_are_named_in_the_order_of_the_vocabulary():
    labels = factories.OrganisationFactory.build(roles=["expert", "partner"]).role_labels
    assert labels == ["Partner of Skills2Work", "Expert"]


@pytest.mark.parametrize(("country", "expected"), [("NL", True), ("EU", True), ("AT", False)])
def test_an_organisation_may_be_in_a_country_without_a_page(country, expected):
    assert factories.OrganisationFactory.build(country=country).is_in_the_nine is expected


def test_the_address_of_an_organisation_is_its_page():
    assert factories.OrganisationFactory.build(slug="uaf").get_absolute_url() == "/en/network/organisations/uaf/"


def test_the_address_of_an_expert_is_its_page():
    assert (
        factories.ExpertFactory.build(slug="nora", organisation=None).get_absolute_url() == "/en/network/experts/nora/"
    )


def test_an_organisation_that_leads_a_practice_cannot_be_deleted():
    organisation = factories.OrganisationFactory()
    factories.PracticeFactory(lead=organisation)
    with pytest.raises(IntegrityError, match="protected"):
        organisation.delete()
