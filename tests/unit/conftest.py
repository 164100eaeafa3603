"""What every unit test may count on."""

import pytest
from django.utils import translation

from tests import factories


@pytest.fixture(autouse=True)
def english():
    """Every test starts in English, whatever language the test before it left active."""
    with translation.override("en"):
        yield


@pytest.fixture
def nursing():
    for code, name in (("2", "Professionals"), ("22", "Health professionals"), ("222", "Nursing and midwifery")):
        factories.IscoGroupFactory(code=code, labels={"en": name})
    names = {"ar": ["ممرض", "ممرضة"], "es": ["enfermera"]}
    return factories.IscoGroupFactory(code="2221", labels={"en": "Nursing professionals"}, names=names)


@pytest.fixture
def nurse(nursing):
    return factories.OccupationFactory(
        slug="nurse",
        group=nursing,
        labels={
            "en": "nurse responsible for general care",
            "es": "enfermera de cuidados generales",
            "hu": "betegápoló",
        },
        names={"en": ["ward nurse"], "hu": ["nővér"]},
        regulation="regulated",
    )


@pytest.fixture
def carpenter():
    group = factories.IscoGroupFactory(code="7115", labels={"en": "Carpenters"})
    labels, names = {"en": "carpenter", "hu": "ács"}, {"hu": ["asztalos"]}
    return factories.OccupationFactory(slug="carpenter", group=group, labels=labels, names=names)
