"""The facets in memory say what the database says, also after a change, whoever made it."""

from datetime import timedelta
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pyroaring import BitMap

from practices import facet_index as module
from practices.facet_index import built, facet_index
from practices.filters import Sort
from practices.models import Practice, PracticeFacet
from practices.models.facets import facet_values
from practices.vocabularies import CostKind, Evidence, LegalStatus, PracticeKind, PracticeStatus, Scope, ValidationStage
from skills2work import countries
from skills2work.models import Source
from skills2work.search.models import SearchDocument
from skills2work.version import bump_version
from skills2work.vocabularies import Audience, PublicationState, Sector
from tests import factories
from tests.support.by_day import at_night_unless

pytestmark = [pytest.mark.django_db, pytest.mark.every_case]


def drawn(seed: int) -> Random:
    return Random(seed)  # noqa: S311 nothing secret


@pytest.fixture(autouse=True)
def nothing_kept():
    module.reset()
    yield
    module.reset()


def some(chance: Random, vocabulary, least: int = 0) -> list[str]:
    return chance.sample(list(vocabulary.values), chance.randint(least, 3))


def make(number: int, chance: Random) -> list[Practice]:
    return [
        factories.PracticeFactory.create(
            country=chance.choice(list(countries.SLUGS)),
            title_en=chance.choice("abcdef") + f" {chance.random()}",
            title_nl=chance.choice(["", f"{chance.random()}"]),
            kinds=some(chance, PracticeKind, 1),
            stages=some(chance, ValidationStage),
            audiences=some(chance, Audience, 1),
            eligible=some(chance, LegalStatus),
            sectors=some(chance, Sector),
            scope=chance.choice(Scope.values),
            status=chance.choice(PracticeStatus.values),
            evidence=chance.choice(Evidence.values),
            cost_kind=chance.choice(["", *CostKind.values]),
            languages_offered=chance.sample(["en", "nl", "ar", "fa"], chance.randint(0, 2)),
            isco=chance.choice([[], ["2221"], ["2221", "7"]]),
            state=chance.choices([PublicationState.PUBLISHED, PublicationState.DRAFT], [9, 1])[0],
            sources=[],
        )
        for _practice in range(number)
    ]


def choices_of(chance: Random, records: list[Practice]) -> dict[str, list[str]]:
    """Return what a reader may choose: one to three facets, values of records and one that nobody has."""
    pairs = sorted({pair for record in records for pair in facet_values(record)})
    chosen: dict[str, list[str]] = {}
    for name, value in chance.sample(pairs, chance.randint(1, 4)):
        chosen.setdefault(name, ["nobody"]).append(value)
    return chosen


def fits(record: Practice, choices: dict[str, list[str]]) -> bool:
    values = facet_values(record)
    return record.is_published and all(any((name, one) in values for one in wanted) for name, wanted in choices.items())


def as_plain(index) -> dict[tuple[str, str], list[int]]:
    return {
        (name, value): list(bitmap)
        for name, bitmaps in index.values.items()
        for value, bitmap in bitmaps.items()
        if bitmap
    }


def assert_equal_to_rebuilt(index):
    fresh = built(index.version)
    assert as_plain(index) == as_plain(fresh)
    assert index.everything == fresh.everything
    assert index.ids_in("relevance", "") == fresh.ids_in("relevance", "")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_filters_and_counts_are_those_of_counting_by_hand(seed):
    chance = drawn(seed)
    records = make(40, chance)
    index = facet_index()
    for _question in range(30):
        choices = choices_of(chance, records)
        found = index.chosen(choices)
        assert list(found) == sorted(record.pk for record in records if fits(record, choices))
        for left_out in [*choices, "kind", "occupation"]:
            others = {name: wanted for name, wanted in choices.items() if name != left_out}
            by_hand: dict[str, int] = {}
            for record in records:
                if fits(record, others):
                    for name, value in facet_values(record):
                        if name == left_out:
                            by_hand[value] = by_hand.get(value, 0) + 1
            counts = index.counts(left_out, index.chosen(choices, left_out))
            assert {value: count for value, count in counts.items() if count} == by_hand


def test_after_changes_the_index_is_that_of_a_rebuild():
    chance = drawn(4)
    records = make(25, chance)
    before = facet_index()
    records[0].kinds, records[0].country = ["mentoring"], "SK"
    records[0].save()
    for record, state in [(records[1], "archived"), (records[2], "published"), (records[3], "draft")]:
        record.state = state
        record.save()
    records[4].delete()
    make(3, chance)
    after = facet_index()
    assert after is not before
    assert_equal_to_rebuilt(after)


def test_an_index_in_use_stays_as_it_is_while_another_is_made():
    records = make(10, drawn(5))
    before = facet_index()
    plain, everything = as_plain(before), before.everything.copy()
    for record in records:
        record.delete()
    assert not facet_index().everything
    assert (as_plain(before), before.everything) == (plain, everything)


@pytest.mark.parametrize("order", Sort.values)
@pytest.mark.parametrize("language", at_night_unless("nl".__eq__, ["en", "nl"]))
def test_the_order_is_that_of_the_database(order, language):
    chance = drawn(6)
    records = make(60, chance)
    with translation.override(language):
        index = facet_index()
        for found in (
            index.everything,
            index.chosen({"status": ["active"]}),
            BitMap(chance.sample(list(index.everything), 5)),
            BitMap(),
        ):
            asked = Practice.objects.filter(pk__in=list(found)).sorted_by(order)
            expected = list(asked.values_list("pk", flat=True))
            for start, stop in [(0, 3), (2, 20), (0, len(records)), (50, 90)]:
                assert index.in_order(found, start, stop, order, language) == expected[start:stop]


def test_without_a_change_one_small_query_is_all():
    make(5, drawn(7))
    index = facet_index()
    with CaptureQueriesContext(connection) as queries:
        assert facet_index() is index
    assert len(queries) == 1


def test_the_change_of_another_process_is_seen_with_the_next_question():
    records = [record for record in make(8, drawn(8)) if record.is_published]
    index = facet_index()
    # What another process writes: nothing of it passes through the memory of this one, but for the version.
    Practice.objects.filter(pk=records[0].pk).update(state="archived")
    PracticeFacet.objects.filter(practice=records[0]).delete()
    assert records[0].pk in index.everything
    assert records[0].pk not in facet_index().everything
    assert_equal_to_rebuilt(facet_index())


def test_an_older_state_of_the_content_is_read_anew():
    """It comes back with a backup, or from a replica that is behind: nothing in it says that it has changed."""
    records = [record for record in make(8, drawn(8)) if record.is_published]
    facet_index()
    Practice.objects.update(updated_at=F("updated_at") - timedelta(days=1))
    PracticeFacet.objects.filter(practice=records[0], facet="country").update(value="EU")
    bump_version()
    assert_equal_to_rebuilt(facet_index())


def test_synthetic_practices_are_the_same_for_the_same_seed_and_can_be_found():
    call_command("make_practices", 12, seed=3, verbosity=0)
    first = list(Practice.objects.order_by("pk").values_list("slug", "title_en", "country", "kinds"))
    assert len(facet_index().everything) == Practice.objects.published().count() == 12
    assert SearchDocument.objects.filter(section="practices", language="en").count() == 12
    assert all(practice.sources.exists() for practice in Practice.objects.all())
    for practice in Practice.objects.all():
        assert {(row.facet, row.value) for row in practice.facets.all()} == facet_values(practice)
    factories.PracticeFactory()  # gets an id of its own
    Practice.objects.all().delete()
    Source.objects.all().delete()
    call_command("make_practices", 12, seed=3, verbosity=0)
    assert list(Practice.objects.order_by("pk").values_list("slug", "title_en", "country", "kinds")) == first


def test_synthetic_practices_do_not_come_among_real_ones():
    factories.PracticeFactory()
    with pytest.raises(CommandError, match="holds content"):
        call_command("make_practices", 2, verbosity=0)
    assert Practice.objects.count() == 1
