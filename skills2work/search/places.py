"""Which country a query means: the one it names, or where the page's language is at home."""

from collections.abc import Iterable
from functools import lru_cache

from babel.languages import get_official_languages

from skills2work import countries

# Sets of synonyms that name a part of a country, or what only one country has. A set that names a country is called as
# in its address: "spain".
_WITHIN = {
    "BE": (
        "antwerp bruges brussels flanders flemish-recognition-centre french-community-recognition-centre "
        "german-speaking-community ghent liege louvain wallonia"
    ),
    "ES": "barcelona catalonia la-rioja madrid murcia spanish-recognition-centre",
    "GB": (
        "belfast birmingham british-recognition-centre cardiff england glasgow liverpool london manchester "
        "northern-ireland scotland wales"
    ),
    "HU": "budapest debrecen hungarian-recognition-centre",
    "IE": "carlow cork donegal dublin galway irish-recognition-centre limerick",
    "IT": "bari bologna italian-recognition-centre milan naples palermo piedmont rome turin",
    "NL": "amsterdam dutch-recognition-centre groningen nijmegen the-hague utrecht",
    "SI": "ljubljana maribor skofja-loka slovenian-recognition-centre",
    "SK": "banska-bystrica bratislava kosice slovak-recognition-centre",
}
WITHIN = {name: code for code, names in _WITHIN.items() for name in names.split()}


def named(sets: Iterable[str]) -> frozenset[str]:
    """Return the countries that some sets of synonyms name, by code."""
    codes = (countries.CODES.get(name) or WITHIN.get(name) for name in sets)
    return frozenset(code for code in codes if code)


@lru_cache(maxsize=16)
def at_home(language: str) -> frozenset[str]:
    """Return those of the nine countries where a language is official, as CLDR knows it; none for most others."""
    return frozenset(code for code in countries.NINE if language in get_official_languages(code))
