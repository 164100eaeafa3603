"""Draw the map of the nine countries once, from Natural Earth outlines, into skills2work/map_shapes.json.

Run it again only to change the map:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    .venv/bin/python manage.py draw_map package/countries-50m.json

Natural Earth is in the public domain; the npm package `world-atlas` (ISC licence) carries it as TopoJSON.
Projection: Lambert azimuthal equal-area around 52° N 10° E, as in LAEA Europe (EPSG:3035), on a sphere.
"""

import json
import math
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand

from skills2work.countries import NINE
from skills2work.map import SHAPES_FILE

# ISO 3166-1 numeric codes, which Natural Earth uses.
NUMERIC = {
    "056": "BE",
    "348": "HU",
    "372": "IE",
    "380": "IT",
    "528": "NL",
    "703": "SK",
    "705": "SI",
    "724": "ES",
    "826": "GB",
}
WEST, EAST, SOUTH, NORTH = -11.5, 24.5, 35.0, 60.5  # degrees: the part of Europe that the map shows
CENTRE = (math.radians(10), math.radians(52))
WIDTH = 600  # units of the drawing
TOLERANCE = {True: 0.9, False: 2.2}  # how far a line may be off, in units: for the nine, for their neighbours
SMALLEST = {True: 9.0, False: 60.0}  # islands below this area in square units are left out
# Where the figure of a country stands when the middle of its outline is a bad place.
NUDGES = {"IT": (-14, -40), "GB": (16, 34), "NL": (4, -2), "IE": (-2, 4), "HU": (0, 2), "BE": (0, 4)}

Point = tuple[float, float]


class Command(BaseCommand):
    """Read TopoJSON, project, simplify, write."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("topojson", type=Path)

    def handle(self, **options: Any) -> None:
        rings = read_rings(json.loads(options["topojson"].read_text(encoding="utf-8")))
        projected = {code: [[project(point) for point in ring] for ring in found] for code, found in rings.items()}
        corners = [point for code in NINE for ring in projected[code] for point in ring]
        drawing = Drawing(corners)
        shapes = {code: drawing.shape(code, projected[code]) for code in NINE}
        others = drawing.path(
            [ring for code, found in projected.items() if code not in NINE for ring in found], is_ours=False
        )
        height = round(drawing.height)
        data = {"width": WIDTH, "height": height, "countries": shapes, "others": others}
        SHAPES_FILE.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
        self.stdout.write(f"{SHAPES_FILE.name}: {SHAPES_FILE.stat().st_size} bytes, {WIDTH} x {height}")


def read_rings(topology: dict[str, Any]) -> dict[str, list[list[Point]]]:
    """Return the outer rings in degrees by country, the nine by their letters, without what lies off the map."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [decoded(arc, scale, translate) for arc in topology["arcs"]]
    found: dict[str, list[list[Point]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}[geometry["type"]]
        code = NUMERIC.get(str(geometry.get("id")), f"other-{geometry.get('id')}-{geometry['properties']['name']}")
        for polygon in polygons:
            ring = joined(polygon[0], arcs)
            if is_on_map(ring):
                found.setdefault(code, []).append(ring)
    return found


def decoded(arc: list[list[int]], scale: list[float], translate: list[float]) -> list[Point]:
    """Return an arc of TopoJSON in degrees: its points are differences, quantised."""
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
    return points


def joined(indexes: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Return one ring from its arcs; a negative index means the arc is walked backwards."""
    ring: list[Point] = []
    for index in indexes:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += points[1:] if ring else points
    return ring


def is_on_map(ring: list[Point]) -> bool:
    """Say whether any point of a ring lies in the part of Europe that the map shows."""
    return any(WEST <= lon <= EAST and SOUTH <= lat <= NORTH for lon, lat in ring) and all(
        abs(lon) < 90 for lon, _ in ring
    )


def project(point: Point) -> Point:
    """Return a point in the plane (Snyder, Map Projections, eq. 24-2 to 24-4), y downwards."""
    lon, lat = math.radians(point[0]), math.radians(point[1])
    lon0, lat0 = CENTRE
    cos_c = math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(lon - lon0)
    k = math.sqrt(2 / (1 + cos_c))
    x = k * math.cos(lat) * math.sin(lon - lon0)
    y = k * (math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(lon - lon0))
    return x, -y


class Drawing:
    """Fits points of the plane into WIDTH units and writes SVG paths."""

    def __init__(self, corners: list[Point]) -> None:
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        self.min_x, self.min_y = min(xs), min(ys)
        self.scale = (WIDTH - 16) / (max(xs) - self.min_x)
        self.height = (max(ys) - self.min_y) * self.scale + 16

    def fitted(self, point: Point) -> Point:
        return (point[0] - self.min_x) * self.scale + 8, (point[1] - self.min_y) * self.scale + 8

    def kept(self, rings: list[list[Point]], *, is_ours: bool) -> list[list[Point]]:
        """Return the rings large enough to be seen, simplified, in units, the largest first."""
        fitted = [[self.fitted(point) for point in ring] for ring in rings]
        large = [ring for ring in fitted if abs(area(ring)) >= SMALLEST[is_ours]]
        return [simplified(ring, TOLERANCE[is_ours]) for ring in sorted(large, key=lambda ring: -abs(area(ring)))]

    def path(self, rings: list[list[Point]], *, is_ours: bool) -> str:
        """Return the data of one SVG path."""
        parts = []
        for ring in self.kept(rings, is_ours=is_ours):
            inside = ring if is_ours else clipped(ring, self.height)
            points = list(dict.fromkeys((round(x), round(y)) for x, y in inside))
            if len(points) > 3:
                parts.append("M" + relative(points) + "z")
        return "".join(parts)

    def shape(self, code: str, rings: list[list[Point]]) -> dict[str, Any]:
        """Return the path of one of the nine and where its figure stands."""
        x, y = centre(self.kept(rings, is_ours=True)[0])
        dx, dy = NUDGES.get(code, (0, 0))
        return {"d": self.path(rings, is_ours=True), "x": round(x + dx), "y": round(y + dy)}


def area(ring: list[Point]) -> float:
    """Return the signed area of a ring."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def centre(ring: list[Point]) -> Point:
    """Return the centroid of a ring."""
    size = area(ring)
    x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return x / (6 * size), y / (6 * size)


def simplified(points: list[Point], tolerance: float) -> list[Point]:
    """Return a line with fewer points, nowhere further than `tolerance` from the old one (Douglas and Peucker 1973)."""
    keep, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        worst, at = 0.0, 0
        for index in range(first + 1, last):
            off = distance(points[index], points[first], points[last])
            if off > worst:
                worst, at = off, index
        if worst > tolerance:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[index] for index in sorted(keep)]


def distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from a stretch."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length))
    return math.hypot(point[0] - start[0] - t * dx, point[1] - start[1] - t * dy)


def clipped(ring: list[Point], height: float) -> list[Point]:
    """Return a ring pulled back to a little beyond the edges of the drawing."""
    return [(min(max(x, -9), WIDTH + 9), min(max(y, -9), height + 9)) for x, y in ring]


def relative(points: list[tuple[int, int]]) -> str:
    """Return points as the shortest SVG path data: the first absolute, then differences."""
    (x, y), text = points[0], [f"{points[0][0]} {points[0][1]}l"]
    for next_x, next_y in points[1:]:
        dx, dy = next_x - x, next_y - y
        text.append(f"{dx}{'' if dy < 0 else ' '}{dy}")
        x, y = next_x, next_y
    return text[0] + " ".join(text[1:])
