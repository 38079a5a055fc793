"""Reads the written folder as an importer would: files only, nothing of the synthesiser."""

import csv
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

Row = dict[str, str]


@dataclass(frozen=True)
class Folder:
    path: Path

    def rows(self, table: str) -> list[Row]:
        with (self.path / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def features(self, layer: str) -> list[dict[str, Any]]:
        return list(json.loads((self.path / f"{layer}.geojson").read_text(encoding="utf-8"))["features"])

    @cached_property
    def blocks(self) -> list[dict[str, Any]]:
        return [feature["properties"] for feature in self.features("blocks")]

    @cached_property
    def ground(self) -> dict[str, Polygon]:
        """Polygons by block code."""
        return {f["properties"]["code"]: _polygon(f) for f in self.features("blocks")}

    @cached_property
    def outline(self) -> dict[str, Polygon]:
        return {f["properties"]["kind"]: _polygon(f) for f in self.features("outline")}

    @cached_property
    def station_of(self) -> dict[str, str]:
        """Station by unit code, for the units in scope."""
        return {row["code"]: row["station_code"] for row in self.rows("units") if row["station_code"]}

    def union(self, block_codes: set[str]) -> BaseGeometry:
        return shapely.coverage_union_all([self.ground[code] for code in sorted(block_codes)])

    def blocks_by(self, *, station: bool = False) -> dict[str, set[str]]:
        """Block codes by unit, or by station."""
        found: dict[str, set[str]] = defaultdict(set)
        for block in self.blocks:
            unit = block["unit_code"]
            found[self.station_of[unit] if station else unit].add(block["code"])
        return found

    def blocks_by_area(self) -> dict[str, set[str]]:
        units = self.blocks_by()
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.rows("areas"):
            found[row["area_code"]] |= {row["block_code"]} if row["block_code"] else units[row["unit_code"]]
        return found

    def officers(self, **wanted: str) -> list[Row]:
        return [row for row in self.rows("officers") if all(row[k] == v for k, v in wanted.items())]

    def people_by_unit(self) -> Counter[str]:
        people: Counter[str] = Counter()
        for block in self.blocks:
            people[block["unit_code"]] += block["population"]
        return people


def _polygon(feature: dict[str, Any]) -> Polygon:
    """Every area of the folder is one polygon; a multi-polygon would not read like this."""
    rings = feature["geometry"]["coordinates"]
    return Polygon(rings[0], rings[1:])
