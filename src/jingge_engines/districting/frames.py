"""A problem from a GeoDataFrame, as analysts have it; GeoPandas itself is not needed, only what it hands over."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from jingge_engines.core.distance import Metric
from jingge_engines.districting.adjacency import border_edges, road_edges, weight_edges
from jingge_engines.districting.checks import Ints
from jingge_engines.districting.columns import Columns
from jingge_engines.districting.geometry import Shapes, checked_polygons, flattened, shapely
from jingge_engines.districting.islands import joints_within
from jingge_engines.districting.measure import Limit, Measure
from jingge_engines.districting.pieces import refuse_islands
from jingge_engines.districting.problem import Problem, ProblemError


def problem_from_frame(
    frame: Any,
    *,
    districts: int | Mapping[str, int],
    lower: Limit,
    upper: Limit,
    load: str = "population",
    unit: str | None = None,
    people: str | None = None,
    region: str | None = None,
    nest: str | None = None,
    today: str | None = None,
    locked: str | None = None,
    measures: Mapping[str, tuple[Limit, Limit]] | None = None,
    neighbours: Any = None,
    roads: Any = None,
    gap: float | None = None,
    join_islands: bool = False,
    **wishes: Any,
) -> Problem:
    """The problem of dividing the polygons of a GeoDataFrame, row for row.

    - `load`, `people` (weight in the moment of inertia, the load by default), `region`, `nest`, `today` and
      `locked` name columns; `unit` names the column of ids, the index by default; `measures` maps columns to
      (lower, upper) limits of their sums.
    - Who touches whom: `neighbours` (libpysal `W` or `Graph`, a mapping from unit to neighbours, or pairs of
      positions); else `roads` (lines: a road that leaves one unit and comes next into another joins them);
      else borders, where cracks up to `gap` count as none.
    - Ground in pieces that no plan can divide is refused by name; `join_islands` joins each piece to the
      nearest one instead.
    - Distances are in kilometres where the frame has a CRS, else in its own unit; so is `gap`.
    - `wishes` go to `Problem` as they are: together, apart, seats, least_units, most_units, travel, bases, caps.
    """
    columns = Columns(frame)
    units = columns.ids(unit)
    polygons = checked_polygons(columns.shapes(), units)
    degrees, km = _measured_in(getattr(frame, "crs", None))
    flat = flattened(polygons, degrees=degrees, km_per_unit=km)
    if neighbours is not None:
        edges = _given(neighbours, units, columns.index())
    elif roads is not None:
        edges = road_edges(polygons, _lines(roads, frame))
    else:
        edges = border_edges(flat, gap=gap)
    regions = columns.labels(region)
    if join_islands:
        edges = _joined(flat, edges, regions)
    centres = shapely.centroid(polygons if degrees else flat)
    metric: Metric = "haversine_km" if degrees else "plane"
    problem = Problem(
        units=units,
        edges=edges,
        load=columns.numbers(load),
        points=shapely.get_coordinates(centres),
        metric=metric,
        districts=districts,
        lower=lower,
        upper=upper,
        inertia_weight=None if people is None else columns.numbers(people),
        region=regions,
        nest=columns.labels(nest),
        today=columns.labels(today),
        locked=columns.labels(locked),
        measures={name: Measure(columns.numbers(name), *limits) for name, limits in (measures or {}).items()},
        **wishes,
    )
    refuse_islands(problem, flat)
    return problem


def _measured_in(crs: Any) -> tuple[bool, float]:
    """Whether coordinates are degrees, and kilometres per unit of a plane (1 where nothing is known)."""
    if crs is None:
        return False, 1.0
    if crs.is_geographic:
        return True, 1.0
    return False, float(crs.axis_info[0].unit_conversion_factor) / 1000


def _given(neighbours: Any, units: tuple[str, ...], index: list[Any]) -> Ints:
    if isinstance(neighbours, Mapping) or hasattr(neighbours, "neighbors"):
        return weight_edges(neighbours, units, index)
    pairs = np.asarray(neighbours)
    if pairs.size and (pairs.ndim != 2 or pairs.shape[1] != 2 or pairs.dtype.kind not in "iu"):
        raise ProblemError("neighbours: give libpysal weights, a mapping, or m x 2 positions of units")
    return pairs.astype(np.int64).reshape(-1, 2)


def _lines(roads: Any, frame: Any) -> Any:
    theirs, ours = getattr(roads, "crs", None), getattr(frame, "crs", None)
    if theirs is not None and ours is not None and theirs != ours:
        raise ProblemError("roads: another CRS than the units; use to_crs first")
    return getattr(roads, "geometry", roads)


def _joined(flat: Shapes, edges: Ints, regions: tuple[str, ...]) -> Ints:
    added = [(joint.u, joint.v) for joint in joints_within(flat, edges, regions)]
    return np.vstack([edges, np.array(added, dtype=np.int64).reshape(-1, 2)])
