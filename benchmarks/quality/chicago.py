"""Police beats of Chicago into districts: real ground and real work, with the districts in force to compare with."""

import csv
import json
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from jingge_engines.districting import Problem

FOLDER = Path(__file__).resolve().parents[1] / "data" / "chicago"
OUTSIDE = "31"
"""A district of one beat without incidents: ground inside the city's outline that is not the city's."""
TOLERANCE = 0.05


def chicago(tolerance: float = TOLERANCE) -> Problem:
    """274 beats, their incidents of two years as workload, 22 districts; today is what is in force."""
    told = json.loads((FOLDER / "beats.geojson").read_text(encoding="utf-8"))["features"]
    told = [one for one in told if one["properties"]["district"] != OUTSIDE]
    beats = [str(one["properties"]["beat_num"]) for one in told]
    shapes = np.array([shapely.from_geojson(json.dumps(one["geometry"])) for one in told])
    with (FOLDER / "incidents.csv").open(encoding="utf-8", newline="") as file:
        counted = {row["beat"]: float(row["incidents"]) for row in csv.DictReader(file)}
    load = np.array([counted.get(beat, 0.0) for beat in beats])
    today = tuple(str(one["properties"]["district"]) for one in told)
    districts = len(set(today))
    mean = load.sum() / districts
    middle = shapely.centroid(shapes)
    return Problem(
        units=tuple(beats),
        edges=touching(shapes),
        load=load,
        points=np.column_stack([shapely.get_x(middle), shapely.get_y(middle)]),
        today=today,
        districts=districts,
        lower=mean * (1 - tolerance),
        upper=mean * (1 + tolerance),
    )


def touching(shapes: NDArray[np.object_]) -> NDArray[np.int64]:
    """Pairs with a common border; a common corner is none."""
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = left < right
    left, right = left[once], right[once]
    border = shapely.length(shapely.intersection(shapes[left], shapes[right]))
    return np.column_stack([left, right])[np.asarray(border) > 0].astype(np.int64)
