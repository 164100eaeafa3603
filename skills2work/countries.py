"""The nine countries of Skills2Work and the European level. Codes are ISO 3166-1 alpha-2; names come from CLDR."""

from skills2work import languages
from skills2work.collation import sort_key

EU = "EU"

# The part of the address that names a country. It is chosen once and never changes with the language.
SLUGS = {
    "BE": "belgium",
    "HU": "hungary",
    "IE": "ireland",
    "IT": "italy",
    "NL": "netherlands",
    "SK": "slovakia",
    "SI": "slovenia",
    "ES": "spain",
    "GB": "united-kingdom",
    EU: "european-union",
}
CODES = {slug: code for code, slug in SLUGS.items()}
# Codes of CLDR that stand for no country: unknown, outlying Oceania, United Nations, eurozone, pseudo-locales.
NO_COUNTRIES = frozenset({"ZZ", "QO", "UN", "EZ", "XA", "XB"})
NINE = tuple(code for code in SLUGS if code != EU)


def name(code: str, in_language: str) -> str:
    """Return the name of a country (any ISO code, or EU) in a language; the code itself if CLDR has none."""
    return languages.locale(in_language).territories.get(code) or code


def is_country(code: str) -> bool:
    """Say whether CLDR knows a two-letter code as a country, or as the European Union."""
    return len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES and code in languages.locale("en").territories


def by_name(codes: tuple[str, ...] | list[str], in_language: str) -> list[str]:
    """Return country codes in the order of their names in a language, the European level last."""
    return sorted(codes, key=lambda code: (code == EU, sort_key(name(code, in_language), in_language)))
