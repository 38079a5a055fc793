"""The portal: everyone signed in reads, each on their own ground; nobody writes here."""

from jingge.common.viewer import Role
from tests.factories.staffing import small_staff
from tests.factories.territory import DONGTA, small_map
from tests.repo.matrix import EVERY_ROLE, STATION, Row, World

ON = "2020-07-01"


def prepare(world: World) -> None:
    world.things["version"] = small_map(world.cast).version
    small_staff(world.things["version"])


def on(world: World) -> dict[str, str]:
    return {"on": ON}


ROWS = {
    "portal:home": Row(roles=EVERY_ROLE, query=on),
    "portal:charter": Row(public=True),
    "portal:help": Row(public=True),
    "portal:baseline": Row(roles=EVERY_ROLE, query=on),
    "portal:results": Row(
        roles=frozenset({Role.STATION_HEAD, Role.COMMAND_OFFICE, Role.BUREAU_LEADER, Role.AUDITOR})
    ),
    "portal:map": Row(roles=EVERY_ROLE, query=on),
    "portal:grid_detail": Row(
        roles=EVERY_ROLE, ground=STATION, kwargs=lambda w: {"code": f"{DONGTA}001"}, query=on
    ),
    "portal:wall_map": Row(roles=EVERY_ROLE, query=on),
    "portal:wall_map_pdf": Row(
        roles=EVERY_ROLE,
        kwargs=lambda w: {"paper": "A4"},
        query=on,
        ok={200, 409},  # 409: the other bureau has no map in force and is told so
        recorded=True,  # every print is on record
    ),
    "portal:search": Row(roles=EVERY_ROLE, query=lambda w: {"q": "东塔"}),
    "portal_api:figures": Row(roles=EVERY_ROLE, query=on),
    "portal_api:offices": Row(roles=EVERY_ROLE, query=on),
}
