"""Our own format: one JSON object with everything that a `Problem` holds.

model, count, radius, busy, budget, kept, forbidden, differ_from, differ_by as in `Problem`; `points`: objects with id,
weight, if wanted load, and x and y; `sites`: objects with id, if wanted capacity, classes and x and y (no `sites`: every
point is one); `travel`: a row of distances for each point, null where there is no way (no `travel`: by coordinates with
`metric` and `decimals`); `classes`: objects with name, capacity, radius, cost, least, most.
"""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from jingge_engines.siting.checks import Floats, ProblemError
from jingge_engines.siting.measure import travel_between
from jingge_engines.siting.problem import OfficeClass, Problem
from jingge_engines.siting.tables import text_of
from jingge_engines.siting.wishes import Wishes

PLAIN = ("model", "count", "radius", "busy", "budget", "kept", "forbidden", "differ_from", "differ_by")
KNOWN = (*PLAIN, "points", "sites", "travel", "metric", "decimals", "classes")
POINT = ("id", "weight", "load", "x", "y")
SITE = ("id", "capacity", "classes", "x", "y", "weight", "load")
CLASS = ("name", "capacity", "radius", "cost", "least", "most")
LISTS, NUMBERS = ("kept", "forbidden", "differ_from"), ("count", "radius", "busy", "budget", "differ_by")


def read_own(path: Path, wishes: Wishes) -> Problem:
    """The problem in a JSON file; wishes come before what it says."""
    try:
        data = json.loads(text_of(path))
    except ValueError as error:
        raise ProblemError(f"{path.name}: not JSON ({error}); correct it there") from error
    reader = _Reader(path.name)
    top = reader.mapping("the file", data, KNOWN)
    points = reader.objects("points", top.get("points"), POINT)
    sites = reader.objects("sites", top.get("sites", top.get("points")), SITE)
    fields = {name: reader.plain(name, top[name]) for name in PLAIN if top.get(name) is not None}
    fields |= wishes.given("model", "count", "radius", "busy", "budget", "kept", "forbidden")
    if "model" not in fields:
        raise ProblemError(f"{path.name}, model: not given; name one, or use --model")
    fields["classes"] = tuple(
        OfficeClass(
            **{key: reader.class_value(f"classes row {row}, {key}", key, value) for key, value in one.items()}
        )
        for row, one in enumerate(reader.objects("classes", top.get("classes", []), CLASS, key="name"), 1)
    )
    capacity = reader.column("sites", sites, "capacity", math.inf)
    if wishes.capacity is not None:
        capacity = np.full(len(sites), wishes.capacity)
    loaded = any("load" in one for one in points)
    return Problem(
        points=tuple(str(one["id"]) for one in points),
        weight=reader.column("points", points, "weight"),
        load=reader.column("points", points, "load") if loaded else None,
        sites=tuple(str(one["id"]) for one in sites),
        capacity=capacity if np.isfinite(capacity).any() else None,
        classes_of={
            str(one["id"]): reader.names(f"sites {one['id']!r}, classes", one["classes"])
            for one in sites
            if "classes" in one
        },
        travel=reader.travel(top, points, sites, wishes),
        **fields,
    )


class _Reader:
    """Every refusal begins with the name of the file."""

    def __init__(self, name: str) -> None:
        self.name = name

    def wrong(self, where: str, value: Any, mend: str) -> ProblemError:
        shown = json.dumps(value, ensure_ascii=False)[:60]
        return ProblemError(f"{self.name}, {where}: {shown}; {mend}")

    def mapping(self, where: str, value: Any, known: Sequence[str]) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self.wrong(where, value, f"give an object with {', '.join(known)}")
        for key in value:
            if key not in known:
                raise self.wrong(
                    f"{where}, {key}", value[key], f"no such field; known are {', '.join(known)}"
                )
        return value

    def objects(
        self, where: str, value: Any, known: Sequence[str], key: str = "id"
    ) -> list[Mapping[str, Any]]:
        if not isinstance(value, list):
            raise self.wrong(where, value, "give a list of objects")
        found = [self.mapping(f"{where} row {row}", one, known) for row, one in enumerate(value, 1)]
        for row, one in enumerate(found, 1):
            if not isinstance(one.get(key), (str, int)) or one[key] == "":
                raise self.wrong(f"{where} row {row}, {key}", one.get(key), "give an id, a text")
        return found

    def number(self, where: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise self.wrong(where, value, "give a number")
        return float(value)

    def plain(self, name: str, value: Any) -> Any:
        if name == "model":
            return str(value)
        if name in NUMBERS:
            number = self.number(name, value)
            return int(number) if name in ("count", "differ_by") and number == int(number) else number
        if name == "differ_from":
            if not isinstance(value, list):
                raise self.wrong(name, value, "give a list of lists of ids of sites")
            return tuple(self.names(name, one) for one in value)
        return self.names(name, value)

    def names(self, where: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(one, (str, int)) for one in value):
            raise self.wrong(where, value, "give a list of ids")
        return tuple(str(one) for one in value)

    def class_value(self, where: str, key: str, value: Any) -> Any:
        if key == "name":
            return str(value)
        if value is None and key == "capacity":
            return math.inf
        if value is None and key in ("radius", "most"):
            return None
        number = self.number(where, value)
        if key in ("least", "most"):
            if number != int(number):
                raise self.wrong(where, value, "give a whole number")
            return int(number)
        return number

    def column(
        self, where: str, rows: Sequence[Mapping[str, Any]], key: str, default: float | None = None
    ) -> Floats:
        values = []
        for row, one in enumerate(rows, 1):
            value = one.get(key)
            if value is None and default is not None:
                values.append(default)
            else:
                values.append(self.number(f"{where} row {row}, {key}", value))
                if values[-1] < 0 and key not in ("x", "y"):
                    raise self.wrong(f"{where} row {row}, {key}", value, "give a number of at least 0")
        return np.array(values, dtype=np.float64)

    def travel(
        self,
        top: Mapping[str, Any],
        points: Sequence[Mapping[str, Any]],
        sites: Sequence[Mapping[str, Any]],
        wishes: Wishes,
    ) -> Floats:
        rows = top.get("travel")
        if rows is None:
            spots = [
                np.column_stack([self.column(where, some, axis) for axis in ("x", "y")])
                for where, some in (("points", points), ("sites", sites))
            ]
            metric = wishes.metric or top.get("metric", "plane")
            decimals = wishes.decimals if wishes.decimals is not None else top.get("decimals")
            if decimals is not None:
                decimals = int(self.number("decimals", decimals))
            return travel_between(spots[0], spots[1], metric, decimals)
        if not isinstance(rows, list) or len(rows) != len(points):
            raise self.wrong("travel", rows, f"give {len(points)} rows, one for each point")
        table = np.full((len(points), len(sites)), np.inf)
        for row, values in enumerate(rows):
            if not isinstance(values, list) or len(values) != len(sites):
                raise self.wrong(
                    f"travel row {row + 1}", values, f"give {len(sites)} distances, one for each site"
                )
            for column, value in enumerate(values):
                if value is not None:
                    table[row, column] = self.number(f"travel row {row + 1}, site {column + 1}", value)
        return table
