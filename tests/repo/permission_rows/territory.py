"""Who may look at which part of the grid. Nothing is written here by a page."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.factories.territory import DONGTA, centre, small_map
from tests.repo.matrix import BUREAU, EVERY_ROLE, STATION, Row, World


def prepare(world: World) -> None:
    """The small map of 灵州; 东塔's grids are the own ground of the rows below."""
    world.things["version"] = small_map(world.cast).version.pk


def _version(code: str = "") -> Callable[[World], Mapping[str, Any]]:
    return lambda world: {"version_id": world.things["version"]} | ({"code": code} if code else {})


IN_DONGTA = {"lon": centre(3, 0)[0], "lat": centre(3, 0)[1]}

ROWS = {
    "territory:versions": Row(roles=EVERY_ROLE),
    "territory:version": Row(roles=EVERY_ROLE, ground=BUREAU, kwargs=_version()),
    "territory:compare": Row(roles=EVERY_ROLE, ground=BUREAU, kwargs=_version()),
    "territory:version_grids": Row(roles=EVERY_ROLE, ground=BUREAU, kwargs=_version()),
    "territory:version_grid": Row(roles=EVERY_ROLE, ground=STATION, kwargs=_version(f"{DONGTA}001")),
    "territory:grids": Row(roles=EVERY_ROLE),
    "territory:grid": Row(roles=EVERY_ROLE, ground=STATION, kwargs=lambda world: {"code": f"{DONGTA}001"}),
    "territory:divisions": Row(roles=EVERY_ROLE),
    "territory:where": Row(roles=EVERY_ROLE, query=lambda world: IN_DONGTA),
    "territory_api:grids": Row(roles=EVERY_ROLE, ground=BUREAU, kwargs=_version()),
    "territory_api:roads": Row(roles=EVERY_ROLE),
    "territory_api:lookup": Row(roles=EVERY_ROLE, ground=STATION, query=lambda world: IN_DONGTA),
}
