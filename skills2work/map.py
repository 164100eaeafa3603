"""The map of the nine countries: outlines that were drawn once (`manage.py draw_map`), with figures of today."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from skills2work import countries, languages

SHAPES_FILE = Path(__file__).with_name("map_shapes.json")
SHADES = 4


class MapCountry(NamedTuple):
    """One country on the map: its outline, where its figure stands, and how dark it is (1 to SHADES)."""

    code: str
    name: str
    number: int
    d: str
    x: int
    y: int
    shade: int


@lru_cache(maxsize=1)
def shapes() -> dict[str, Any]:
    """Return the outlines; read once a process."""
    return json.loads(SHAPES_FILE.read_text(encoding="utf-8"))


def drawn(counts: dict[str, int]) -> dict[str, Any]:
    """Return what the component `map.html` needs: the size, the neighbours, and the nine by name."""
    data = shapes()
    spoken = languages.spoken()
    low, high = shade_range([counts.get(code, 0) for code in countries.NINE])
    return {
        "width": data["width"],
        "height": data["height"],
        "others": data["others"],
        "countries": [
            MapCountry(
                code,
                countries.name(code, spoken),
                counts.get(code, 0),
                data["countries"][code]["d"],
                data["countries"][code]["x"],
                data["countries"][code]["y"],
                shade(counts.get(code, 0), low, high),
            )
            for code in countries.by_name(countries.NINE, spoken)
        ],
    }


def shade_range(values: list[int]) -> tuple[int, int]:
    """Return the smallest and the largest figure."""
    return min(values), max(values)


def shade(count: int, low: int, high: int) -> int:
    """Return the step from 1 to SHADES that a figure falls into between the smallest and the largest."""
    if high == low:
        return 1
    return 1 + min(SHADES - 1, (count - low) * SHADES // (high - low))
