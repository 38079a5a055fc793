"""Areas and blocks of a scenario as shapes and as GeoJSON, kept per revision: the unions are the dear part."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from jingge.common.viewer import Viewer
from jingge.planning.models import Scenario
from jingge.planning.queries.detail import AreaRow, get_scenario
from jingge.territory.models import GridVersion
from jingge.territory.queries import blocks_of

DECIMALS = 0.00001  # about a metre: finer than any screen shows

Shapes = dict[str, BaseGeometry]


Drawn = tuple[BaseGeometry, dict[str, Any]]
"""Ground with what is said of it."""


def areas_geojson(viewer: Viewer, scenario_id: UUID, *, of_today: bool = False) -> bytes:
    """The areas of the plan, or today's under the same weights, on the viewer's ground."""
    return _collection(area_rows(viewer, scenario_id, of_today=of_today))


def area_rows(viewer: Viewer, scenario_id: UUID, *, of_today: bool = False) -> Iterator[Drawn]:
    """Every area with its holder and figures."""
    detail = get_scenario(viewer, scenario_id)
    rows = detail.areas_today if of_today else detail.areas
    drawn = _unions(detail.scenario.base_version_id, *_key(detail.scenario, of_today))
    changed = {change.to_area for change in detail.changes}
    left = {change.from_area for change in detail.changes}
    return (
        (drawn[row.code], _properties(row, (left if of_today else changed), of_today))
        for row in rows
        if row.code in drawn
    )


def blocks_geojson(viewer: Viewer, scenario_id: UUID) -> bytes:
    """The blocks with the area each lies in, to be picked for a move."""
    return _collection(block_rows(viewer, scenario_id))


def block_rows(viewer: Viewer, scenario_id: UUID) -> Iterator[Drawn]:
    """Every block with its area."""
    detail = get_scenario(viewer, scenario_id)
    shapes = block_shapes(detail.scenario.base_version_id)
    areas = {area.number: area for area in detail.areas}
    lies_in = dict(detail.scenario.blocks.values_list("block_code", "area_number"))
    return (
        (
            shape,
            {
                "code": code,
                "name": name,
                "area": areas[number].name,
                "load_ratio": round(areas[number].ratio, 4),
                "station": areas[number].station_name,
            },
        )
        for code, (name, shape) in shapes.items()
        if (number := lies_in.get(code, 0)) in areas
    )


def _key(scenario: Scenario, of_today: bool) -> tuple[UUID | None, int]:
    return (None, 0) if of_today else (scenario.pk, scenario.revision)


@lru_cache(maxsize=32)
def _unions(version_id: UUID, scenario_id: UUID | None, revision: int) -> Shapes:
    """Area code → its ground. Without a scenario: today's areas of the version."""
    shapes = block_shapes(version_id)
    if scenario_id is None:
        area_of = dict(blocks_of(GridVersion(pk=version_id)).values_list("code", "beat__code"))
    else:
        scenario = Scenario.objects.get(pk=scenario_id)
        codes = dict(scenario.areas.values_list("number", "code"))
        area_of = {block: codes[n] for block, n in scenario.blocks.values_list("block_code", "area_number")}
    members: dict[str, list[BaseGeometry]] = {}
    for block, (_name, shape) in shapes.items():
        if area := area_of.get(block):
            members.setdefault(area, []).append(shape)
    return {area: shapely.union_all(group) for area, group in members.items()}


@lru_cache(maxsize=4)
def block_shapes(version_id: UUID) -> dict[str, tuple[str, BaseGeometry]]:
    rows = list(blocks_of(GridVersion(pk=version_id)).values_list("code", "name", "shape__wkb"))
    wkbs = np.array([bytes(wkb) for _code, _name, wkb in rows], dtype=object)
    shapes = shapely.set_precision(shapely.from_wkb(wkbs), DECIMALS)
    return {code: (name, shape) for (code, name, _wkb), shape in zip(rows, shapes, strict=True)}


def _properties(row: AreaRow, changed: set[str], of_today: bool) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "label": row.name,
        "number": row.number,
        "station": row.station_name,
        "officer": row.officer_name,
        "load": round(row.load, 1),
        "load_ratio": round(row.ratio, 4),
        "population": row.figures.get("population"),
        "households": row.figures.get("households"),
        "changed": row.name in changed,
        "today": of_today,
    }


def _collection(rows: Iterable[Drawn]) -> bytes:
    features = ",".join(
        '{"type":"Feature","properties":'
        + json.dumps(properties, ensure_ascii=False)
        + ',"geometry":'
        + shapely.to_geojson(shape)
        + "}"
        for shape, properties in rows
    )
    return f'{{"type":"FeatureCollection","features":[{features}]}}'.encode()
