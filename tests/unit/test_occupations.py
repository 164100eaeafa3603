"""Occupations: names that fall back and say so, groups, sectors, what our list says about regulation, practices."""

import pytest
from django.utils import translation

from practices.management.commands.load_occupations import read_groups
from practices.models import IscoGroup, Occupation, ProfessionRule, RegulatedProfession
from practices.models.occupations import labelled
from practices.models.professions import groups_around
from practices.occupation_page import chains, countries_of_list, practice_counts, practices_for, regulation
from practices.occupation_sectors import BY_GROUP, SECTORS, sector_of
from practices.vocabularies import ProfessionRuleKind
from skills2work.vocabularies import Sector
from tests import factories
from tests.unit.test_load_occupations import FILES

pytestmark = pytest.mark.django_db


# Names


@pytest.mark.parametrize(
    ("labels", "language", "expected"),
    [
        ({"en": "cook", "nl": "kok"}, "nl", ("kok", "nl")),
        ({"en": "cook"}, "ar", ("cook", "en")),
        ({"en": "cook", "nl": ""}, "nl", ("cook", "en")),
        ({"sk": "kuchár"}, "ar", ("kuchár", "sk")),
        ({}, "ar", ("", "en")),
    ],
)
def test_a_label_falls_back_and_says_in_which_language_it_is(labels, language, expected):
    assert labelled(labels, language) == expected


def test_a_label_follows_the_page_unless_a_language_is_asked_for(nurse):
    with translation.override("hu"):
        assert nurse.label() == ("betegápoló", "hu")
        assert nurse.label("es").language == "es"
        assert not nurse.label().is_foreign
    with translation.override("fa"):
        assert nurse.label().is_foreign
        assert nurse.group.label() == ("Nursing professionals", "en")


def test_other_names_leave_the_label_out_and_know_no_fallback():
    occupation = Occupation(labels={"en": "cook"}, names={"en": ["cook", "line cook"]})
    assert (occupation.other_names("en"), occupation.other_names("nl")) == (["line cook"], [])


def test_everyday_names_know_no_fallback(nursing):
    assert (nursing.everyday_names("ar"), nursing.everyday_names("fa")) == (["ممرض", "ممرضة"], [])


def test_the_address_ends_as_that_of_esco(nurse):
    assert nurse.get_absolute_url() == "/en/occupations/nurse/"
    assert list(Occupation.objects.with_slug("nurse")) == [nurse]
    assert not Occupation.objects.with_slug("other").exists()


def test_the_general_occupation_ranks_before_its_kinds_and_many_names_before_few():
    few = Occupation(code="2221.1", names={"en": ["a"]})
    many = Occupation(code="2221.2", names={"en": ["a", "b"]})
    kind = Occupation(code="2221.1.1", names={"en": ["a", "b", "c"]})
    assert sorted([kind, few, many], key=lambda row: row.rank) == [many, few, kind]


def test_an_occupation_and_a_group_are_named_in_the_admin_by_code_and_label(nurse):
    assert str(nurse) == "2221.1 nurse responsible for general care"
    assert str(nurse.group) == "2221 Nursing professionals"


# Groups


def codes(groups):
    return [group.code for group in groups]


def test_groups_are_found_by_where_they_stand(nursing, carpenter):
    groups = IscoGroup.objects
    assert codes(groups.two_upper_levels()) == ["2", "22"]
    assert codes(groups.inside("22")) == ["22", "222", "2221"]
    assert codes(groups.below("22")) == ["222"]
    assert codes(groups.below("")) == ["2"]
    assert codes(groups.around("2221", "7115")) == ["2", "22", "222", "2221", "7115"]


def test_occupations_are_found_and_counted_by_group(nurse, carpenter):
    assert list(Occupation.objects.in_group("22")) == [nurse]
    assert Occupation.objects.count_by_unit_group() == {"2221": 1, "7115": 1}


def test_a_list_and_a_search_need_one_query(nurse, carpenter, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len([(row.label(), row.group.label()) for row in Occupation.objects.for_list()]) == 2
    with django_assert_num_queries(1):
        assert len([(row.names, row.group.names) for row in Occupation.objects.for_search()]) == 2


def test_the_chain_of_a_group_begins_with_the_widest(nursing, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = chains(["2221", "9999"])
    assert (codes(found["2221"]), found["9999"]) == (["2", "22", "222", "2221"], [])


def test_groups_around_a_code():
    assert (groups_around("2221"), groups_around("")) == (["2221", "222", "22", "2"], [])


# Sectors


def test_every_code_of_the_sectors_is_a_group_and_stands_there_once():
    known = {group.code for group in read_groups(FILES / "isco_groups.csv", FILES / "isco_names.csv")}
    listed = [code for codes_of in SECTORS.values() for code in codes_of]
    assert set(listed) <= known
    assert len(listed) == len(BY_GROUP)


@pytest.mark.parametrize(
    ("isco", "sector"),
    [
        ("2221", Sector.Q),
        ("2250", Sector.M),
        ("2341", Sector.P),
        ("7112", Sector.F),
        ("7234", Sector.S),
        ("9412", Sector.I),
        ("4120", None),
    ],
)
def test_the_longest_code_decides_on_the_sector(isco, sector):
    assert sector_of(isco) == sector


# Regulation


def test_our_list_answers_by_country_and_is_silent_about_the_others():
    first = factories.RegulatedProfessionFactory(country="SK")
    wider = factories.RegulatedProfessionFactory(country="BE", isco="22")
    factories.RegulatedProfessionFactory(country="ES", draft=True)
    factories.RegulatedProfessionFactory(country="IT", isco="2211")
    factories.RegulatedProfessionFactory(country="HU", isco="")
    found = regulation("2221")
    assert found.countries == [("BE", [wider]), ("SK", [first])]
    assert found.silent == ["HU", "IE", "IT", "NL", "SI", "ES", "GB"]


def test_conditions_stand_only_beside_automatic_recognition():
    condition = factories.ProfessionRuleFactory(kind=ProfessionRuleKind.CONDITION)
    driver = factories.ProfessionRuleFactory(isco="8332")
    automatic = factories.ProfessionRuleFactory(kind=ProfessionRuleKind.AUTOMATIC, isco="2221")
    factories.ProfessionRuleFactory(kind=ProfessionRuleKind.AUTOMATIC, isco="2222")
    nurses, drivers = regulation("2221"), regulation("8332")
    assert (nurses.rules, nurses.automatic, nurses.conditions) == ([automatic], True, [condition])
    assert (drivers.rules, drivers.automatic, drivers.conditions) == ([driver], False, [])


def test_rules_and_professions_are_found_by_group():
    rule = factories.ProfessionRuleFactory(isco="222", kind=ProfessionRuleKind.CONDITION)
    profession = factories.RegulatedProfessionFactory(isco="2221")
    assert list(ProfessionRule.objects.for_isco("2221")) == [rule]
    assert list(ProfessionRule.objects.conditions()) == [rule]
    assert list(ProfessionRule.objects.for_isco("2211")) == []
    assert list(RegulatedProfession.objects.for_isco("2221", "7115")) == [profession]
    assert list(RegulatedProfession.objects.for_isco("2222")) == []


def test_the_countries_of_our_list_come_by_name_and_in_one_query(django_assert_num_queries):
    factories.RegulatedProfessionFactory(country="NL")
    factories.RegulatedProfessionFactory(country="BE")
    factories.RegulatedProfessionFactory(country="GB", regulated=False)
    factories.RegulatedProfessionFactory(country="SK", draft=True)
    with django_assert_num_queries(1):
        found = countries_of_list(["2221", "7115"])
    assert found["2221"] == (["BE", "NL"], ["GB"])
    assert found["2221"].regulated_names == ["Belgium", "Netherlands"]
    assert found["2221"].not_regulated_names == ["United Kingdom"]
    assert found["7115"] == ([], [])


# Practices


def test_practices_of_the_unit_group_come_before_those_beside_it():
    doctors = factories.PracticeFactory(isco=["2211"], title_en="A")
    nurses = factories.PracticeFactory(isco=["2221"], title_en="B")
    factories.PracticeFactory(isco=["2221"], ended=True)
    factories.PracticeFactory(isco=["2221"], draft=True)
    builders = factories.PracticeFactory(isco=["71"], sectors=["F"])
    anything = factories.PracticeFactory(sectors=["Q"])
    found = practices_for("2221")
    assert found.group == [nurses, doctors]
    assert (found.sector, found.in_sector) == (Sector.Q, [anything])
    assert practices_for("7115").group == [builders]


def test_an_occupation_of_no_sector_has_practices_of_its_group_only():
    factories.PracticeFactory()
    assert practices_for("4120") == ([], None, [], [("4120", 0)])


def test_wider_groups_are_counted_where_they_have_more():
    factories.PracticeFactory(isco=["2221"])
    factories.PracticeFactory(isco=["2211", "2221"])
    factories.PracticeFactory(isco=["2211"])
    assert practice_counts("2221") == [("2221", 2), ("22", 3)]
