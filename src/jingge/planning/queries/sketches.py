"""Small drawings of plans, side by side: a path for every area, simplified to what a small picture shows."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from jingge.common.viewer import Viewer
from jingge.planning.models import PlanVariant, Scenario
from jingge.planning.queries.shapes import block_shapes
from jingge.territory.models import Grid, Level

SIZE = 600.0  # longer side, in units of the drawing
FINENESS = 1.2  # nothing smaller than this is drawn


@dataclass(frozen=True, slots=True)
class Sketch:
    """Paths in the units of `view_box`; the same ground always has the same."""

    view_box: str
    areas: tuple[tuple[str, str], ...]  # label of the area, path
    elsewhere: str  # ground that lies in another area than in the drawn plan


def drawn_sketch(viewer: Viewer, scenario: Scenario, station: str = "") -> Sketch:
    """The scenario's own plan; areas are called by their numbers."""
    key = (str(scenario.pk), scenario.revision)
    return _sketch(scenario.base_version_id, key, _ground(viewer, station))


def today_sketch(viewer: Viewer, scenario: Scenario, station: str = "") -> Sketch:
    """Today's areas; they are called by their codes."""
    return _sketch(scenario.base_version_id, ("", 0), _ground(viewer, station))


def variant_sketch(viewer: Viewer, variant: PlanVariant, station: str = "") -> Sketch:
    """A plan of a study, as the engine called its areas."""
    version = variant.study.scenario.base_version_id
    return _sketch(version, (str(variant.pk), -1), _ground(viewer, station))


def _ground(viewer: Viewer, station: str) -> str:
    return station if viewer.sees_whole_bureau else viewer.station_code


@lru_cache(maxsize=64)
def _sketch(version_id: UUID, key: tuple[str, int], station: str) -> Sketch:
    """`key`: a scenario and its revision, a variant and -1, or nothing for today's areas."""
    area_of, elsewhere = _plan(version_id, key)
    shapes = block_shapes(version_id)
    inside = _blocks_of(version_id, station) if station else set(shapes)
    grown = {code: shape for code, (_name, shape) in shapes.items() if code in inside and code in area_of}
    members: dict[str, list[BaseGeometry]] = {}
    for code, shape in grown.items():
        members.setdefault(area_of[code], []).append(shape)
    if not members:
        return Sketch("0 0 1 1", (), "")
    frame = _Frame.around(shapely.total_bounds(np.array(list(grown.values()), dtype=object)))
    unions = np.array([shapely.union_all(group) for group in members.values()], dtype=object)
    plain = shapely.coverage_simplify(frame.placed(unions), FINENESS)
    apart = frame.placed(np.array([shapely.union_all([grown[c] for c in elsewhere if c in grown])]))
    return Sketch(
        f"0 0 {frame.width:g} {frame.height:g}",
        tuple((label, _path(shape)) for label, shape in zip(members, plain, strict=True)),
        _path(shapely.simplify(apart[0], FINENESS)),
    )


def _plan(version_id: UUID, key: tuple[str, int]) -> tuple[Mapping[str, str], list[str]]:
    if not key[0]:
        grids = Grid.objects.filter(version_id=version_id, level=Level.BLOCK, beat__isnull=False)
        return dict(grids.values_list("code", "beat__code")), []
    if key[1] < 0:
        variant = PlanVariant.objects.get(pk=key[0])
        return variant.plan["area_of"], variant.figures["blocks_elsewhere"]
    blocks = Scenario.objects.get(pk=key[0]).blocks.values_list("block_code", "area_number")
    return {code: str(number) for code, number in blocks}, []


def _blocks_of(version_id: UUID, station: str) -> set[str]:
    grids = Grid.objects.filter(version_id=version_id, level=Level.BLOCK, station__code=station)
    return set(grids.values_list("code", flat=True))


@dataclass(frozen=True, slots=True)
class _Frame:
    """Degrees to units of the drawing: north up, kilometres alike in both directions."""

    west: float
    north: float
    across: float  # units per degree of longitude
    down: float
    width: float
    height: float

    @classmethod
    def around(cls, bounds: "np.typing.NDArray[np.float64]") -> "_Frame":
        west, south, east, north = (float(one) for one in bounds)
        shrink = math.cos(math.radians((south + north) / 2))
        wide, high = max((east - west) * shrink, 1e-6), max(north - south, 1e-6)
        scale = SIZE / max(wide, high)
        return cls(west, north, scale * shrink, scale, round(wide * scale, 1), round(high * scale, 1))

    def placed(self, shapes: "np.typing.NDArray[np.object_]") -> "np.typing.NDArray[np.object_]":
        origin, scale = np.array([self.west, self.north]), np.array([self.across, -self.down])
        return np.asarray(shapely.transform(shapes, lambda points: (points - origin) * scale), dtype=object)


def _path(shape: BaseGeometry) -> str:
    """An SVG path with one decimal; holes are left out by the even-odd rule."""
    rings = [ring for part in shapely.get_parts(shape) for ring in shapely.get_rings(part)]
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in shapely.get_coordinates(ring)[:-1]) + "Z"
        for ring in rings
    )
