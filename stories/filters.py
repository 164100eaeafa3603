"""The filters of the list of stories. Unknown values are ignored and said so."""

from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from network.filters import select
from practices.vocabularies import PracticeKind
from skills2work import countries, languages
from skills2work.asked import unknown
from skills2work.vocabularies import Sector
from stories.models import Story


class StoryFilter:
    """What the address asks for: one country, one country of origin, one sector, one kind of practice."""

    def __init__(self, query: QueryDict) -> None:
        self.country = query.get("country", "")
        self.origin = query.get("origin", "")
        self.sector = query.get("sector", "")
        self.kind = query.get("kind", "")
        self.ignored = [
            unknown(name, value)
            for name, value, known in (
                ("country", self.country, countries.is_country(self.country)),
                ("origin", self.origin, countries.is_country(self.origin)),
                ("sector", self.sector, self.sector in Sector.values),
                ("kind", self.kind, self.kind in PracticeKind.values),
            )
            if value and not known
        ]

    def records(self) -> Any:
        """Return the published stories that are asked for."""
        found = Story.objects.published()
        if countries.is_country(self.country):
            found = found.in_country(self.country)
        if countries.is_country(self.origin):
            found = found.from_origin(self.origin)
        if self.sector in Sector.values:
            found = found.in_sector(self.sector)
        if self.kind in PracticeKind.values:
            found = found.of_kind(self.kind)
        return found

    def in_words(self) -> str:
        """Return what is asked for in words, e.g. "Country: Spain"; empty for everything."""
        return ", ".join(
            f"{box['label']}: {choice.label}"
            for box in self.selects
            for choice in box["choices"]
            if choice.selected and choice.value
        )

    @cached_property
    def selects(self) -> list[dict[str, Any]]:
        """Return the select boxes with what stories have, and what is chosen; one query."""
        asked = Story.objects.published().order_by().values_list("country", "origin", "sector", "kinds_text")
        known = list(asked.distinct())
        places, origins, sectors = (
            {row[position] for row in known} | {chosen} - {""}
            for position, chosen in enumerate((self.country, self.origin, self.sector))
        )
        kinds = {kind for row in known for kind in row[3].split("|")} | {self.kind}
        return [
            select("country", pgettext("filter", "Country"), named(places), self.country),
            select("origin", pgettext("filter", "Came from"), named(origins), self.origin),
            select(
                "sector",
                pgettext("filter", "Sector"),
                [(sector.value, sector.label) for sector in Sector if sector.value in sectors],
                self.sector,
            ),
            select(
                "kind",
                _("The path taken"),
                [(kind.value, kind.label) for kind in PracticeKind if kind.value in kinds],
                self.kind,
            ),
        ]


def named(codes: set[str]) -> list[tuple[str, str]]:
    """Return countries by their names in the reader's language, without what is no country."""
    spoken = languages.spoken()
    known = [code for code in sorted(codes) if countries.is_country(code)]
    return [(code, countries.name(code, spoken)) for code in countries.by_name(known, spoken)]
