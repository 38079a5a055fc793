"""What changes from one map to another."""

from dataclasses import dataclass

from jingge.common.viewer import Viewer
from jingge.territory.models import GridVersion
from jingge.territory.queries.grids import list_grids


@dataclass(frozen=True, slots=True)
class GridChange:
    """One grid that differs between two versions."""

    level: int
    code: str
    name: str
    kind: str  # "new" | "gone" | "renamed" | "moved" | "redrawn" | "figures"
    before: str
    after: str


FIELDS = ("level", "code", "name", "parent__code", "beat__code", "shape__sha256", "population", "households")


def compare_versions(viewer: Viewer, older: GridVersion, newer: GridVersion) -> list[GridChange]:
    """Every difference on the viewer's ground, by level and code.

    One grid may differ in several ways and then has several rows: what changed is the
    question, not how many grids.
    """
    before = {row[:2]: row for row in list_grids(viewer, older).values_list(*FIELDS)}
    after = {row[:2]: row for row in list_grids(viewer, newer).values_list(*FIELDS)}
    changes: list[GridChange] = []
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key), after.get(key)
        if was is None and now is not None:
            changes.append(GridChange(now[0], now[1], now[2], "new", "", now[3] or ""))
        elif now is None and was is not None:
            changes.append(GridChange(was[0], was[1], was[2], "gone", was[3] or "", ""))
        elif was is not None and now is not None:
            changes += _differences(was, now)
    return changes


def _differences(was: tuple[object, ...], now: tuple[object, ...]) -> list[GridChange]:
    level, code, name = int(str(now[0])), str(now[1]), str(now[2])
    pairs = (
        ("renamed", was[2], now[2]),
        ("moved", was[3], now[3]),
        ("moved", was[4], now[4]),
        ("figures", was[6], now[6]),
        ("figures", was[7], now[7]),
    )
    found = [
        GridChange(level, code, name, kind, str(a or ""), str(b or "")) for kind, a, b in pairs if a != b
    ]
    if was[5] != now[5]:
        found.append(GridChange(level, code, name, "redrawn", "", ""))
    return found
